"""Coaching: who coaches whom, as each of the two sides sees it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import selectors
from accounts.forms import CoachingForm
from accounts.models import Coaching, CoachingSuggestion, Person
from accounts.services import coaching as services
from accounts.views.people import OPTIONS, as_uuid
from core.errors import RuleError
from core.http import Request, see_other
from core.idempotency import once
from core.toasts import say

SAID = {
    "end": gettext_lazy("Your coaching relation with %(name)s has ended."),
    "decline": gettext_lazy("%(name)s will see that it does not suit now."),
    "take_back": gettext_lazy("Your question to %(name)s is taken back."),
}


@require_safe
def coachings(request: Request) -> HttpResponse:
    """Show my coaches, my coachees, and the questions that wait."""
    picture = selectors.coachings_picture(request.user, at=timezone.now())
    suggested = CoachingSuggestion.objects.visible_to(request.user).open().with_people()
    context = {"picture": picture, "suggestions": suggested[:OPTIONS]}
    return render(request, "accounts/coachings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask somebody to coach me, or offer to coach somebody."""
    if request.method != "POST" or "find" in request.POST:
        return ask_page(request, CoachingForm(request.user, initial=asked_for(request)))
    form = CoachingForm(request.user, request.POST)
    if form.is_valid():
        try:
            return see_other(request, ask_once(request, form))
        except RuleError as error:
            form.add_error("person", error.sentence)
    return ask_page(request, form, status=422)


def asked_for(request: Request) -> dict[str, str]:
    """Return what was chosen so far, from the address or from the form that searches."""
    said = request.POST if request.method == "POST" else request.GET
    return {name: said[name] for name in ("way", "person", "idempotency_key") if said.get(name)}


def ask_page(request: Request, form: CoachingForm, status: int = 200) -> HttpResponse:
    """Show the form with the people chosen and found so far."""
    others = Person.objects.visible_to(request.user).here().exclude(pk=request.user.pk)
    chosen = as_uuid(str(form["person"].value() or ""))
    words = request.POST.get("q", "")[:200]
    context = {
        "form": form,
        "chosen": others.filter(pk__in=[chosen] if chosen else []),
        "found": others.matching(words).by_name()[:OPTIONS] if words else [],
        "q": words,
    }
    return render(request, "accounts/coaching_ask.html", context, status=status)


def ask_once(request: Request, form: CoachingForm) -> str:
    """Ask unless this form was sent before; return where to go on."""
    other, now = form.cleaned_data["person"], timezone.now()
    is_offer = form.cleaned_data["way"] == CoachingForm.OFFER
    coach, coachee = (request.user, other) if is_offer else (other, request.user)

    def act() -> str:
        made = services.ask(coach, coachee=coachee, by=request.user, at=now)
        said = _("%(name)s will see your question.") % {"name": other.name}
        take_back = reverse("coaching_end", args=[made.pk])
        say(request, said, undo=take_back, undo_label=_("Take back"))
        return reverse("coachings")

    return once(request.user, form.cleaned_data["idempotency_key"], now, act)


@require_POST
def accept(request: Request, pk: UUID) -> HttpResponse:
    """Say yes to a question or an offer."""
    coaching = get_object_or_404(Coaching.objects.visible_to(request.user), pk=pk)
    coaching = services.accept(coaching, by=request.user, at=timezone.now())
    other = coaching.other_side(request.user)
    if coaching.coach_id == request.user.pk:
        say(request, _("You coach %(name)s from now on.") % {"name": other.name})
    else:
        say(request, _("%(name)s coaches you from now on.") % {"name": other.name})
    return see_other(request, reverse("coachings"))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, pk: UUID) -> HttpResponse:
    """Ask once more, then end it, or decline or take back the question."""
    relations = Coaching.objects.visible_to(request.user).with_people()
    coaching = get_object_or_404(relations, pk=pk)
    if request.method != "POST":
        line = selectors.CoachingLine.of(coaching, request.user)
        return render(request, "accounts/coaching_end.html", {"line": line})
    services.end(coaching, by=request.user, at=timezone.now())
    verb = services.way_of_ending(coaching, request.user)
    say(request, SAID[verb] % {"name": coaching.other_side(request.user).name})
    return see_other(request, reverse("coachings"))
