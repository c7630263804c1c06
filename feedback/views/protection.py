"""The open page about protection, one's own pauses, and the limits that admins set."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import admins_only
from accounts.models import Person
from accounts.services import trusted
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from feedback import patterns
from feedback.forms.people import as_uuid
from feedback.forms.protection import EndPauseForm, LimitsForm, PauseForm, TrustedForm
from feedback.forms.texts import refuse
from feedback.models import Pause
from feedback.selectors.protection import (
    help_offered_to,
    kept_aside,
    setting_in_force,
    trusted_persons,
)
from feedback.selectors.room import spent_by
from feedback.services import pauses
from feedback.services.protection_settings import set_limits

FOUND = 20


@require_safe
def protection(request: Request) -> HttpResponse:
    """Describe the rules with what is set now; and offer help, where it is offered."""
    context = {
        "setting": setting_in_force(),
        "spent": spent_by(request.user, at=timezone.now()),
        "trusted": trusted_persons(),
        "offer": help_offered_to(request.user),
        "patterns": patterns,
    }
    return page(request, "feedback/protection.html", context)


@require_POST
def put_away(request: Request) -> HttpResponse:
    """Put the offer of help away."""
    pauses.put_offer_away(request.user, at=timezone.now())
    say(request, _("Put away. This page stays where it is."))
    return see_other(request, reverse("protection"))


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: Request) -> HttpResponse:
    """Show one's pauses, and begin one."""
    if request.method != "POST":
        giver = [request.GET["from"]] if as_uuid(request.GET.get("from", "")) else []
        return show_pauses(request, PauseForm(initial={"giver": giver, "whom": "one"}))
    form = PauseForm(request.POST)
    if "find" in request.POST:
        return show_pauses(request, PauseForm(initial=request.POST.dict() | chosen_in(request)))
    if not form.is_valid():
        return show_pauses(request, form, status=422)
    now, key = timezone.now(), form.cleaned_data["idempotency_key"]

    def act() -> str:
        pauses.pause(**form.paused(), by=request.user, at=now)
        return request.path

    try:
        url = once(request.user, key, now, act)
    except RuleError as error:
        refuse(form, error)
        return show_pauses(request, form, status=422)
    say(request, _("Paused. Nobody is told."))
    return see_other(request, url)


def chosen_in(request: Request) -> dict[str, Any]:
    """Return the people chosen so far, whatever else was typed."""
    return {"giver": request.POST.getlist("giver")}


def show_pauses(request: Request, form: PauseForm, status: int = 200) -> HttpResponse:
    now, q = timezone.now(), request.POST.get("q", "")[:100].replace("\x00", "").strip()
    others = Person.objects.here().exclude(pk=request.user.pk)
    context = {
        "form": form,
        "chosen": form.chosen,
        "q": q,
        "found": others.matching(q).by_name()[:FOUND] if q and "find" in request.POST else [],
        "pauses": Pause.objects.visible_to(request.user).standing(now).newest_first(),
        "kept": kept_aside(request.user),
    }
    return page(request, "feedback/pauses.html", context, status=status)


@require_POST
def pause_end(request: Request, pk: UUID) -> HttpResponse:
    """End a pause; what was kept aside comes in, or stays aside."""
    found = get_object_or_404(Pause.objects.visible_to(request.user), pk=pk)
    form = EndPauseForm(request.POST)
    form.is_valid()
    lets_in = form.cleaned_data["lets_in"]
    came = pauses.end_pause(found, lets_in=lets_in, by=request.user, at=timezone.now())
    say(request, said_of(came) if lets_in else _("The pause is over. What was kept stays aside."))
    return see_other(request, reverse("pauses"))


@require_POST
def pause_let_in(request: Request) -> HttpResponse:
    """Let in what one keeps aside, of one person or of all."""
    wanted = as_uuid(request.POST.get("giver", ""))
    people = Person.objects.visible_to(request.user)
    giver = get_object_or_404(people, pk=wanted) if wanted else None
    say(request, said_of(pauses.let_in(request.user, giver=giver, at=timezone.now())))
    return see_other(request, reverse("pauses"))


def said_of(count: int) -> str:
    """Say how much came in."""
    if not count:
        return _("Nothing was waiting.")
    return ngettext(
        "%(count)s piece of feedback came in", "%(count)s pieces of feedback came in", count
    ) % {"count": count}


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def protection_settings(request: Request) -> HttpResponse:
    """Set the limits, and name the trusted persons."""
    if request.method != "POST":
        named = [str(person.pk) for person in trusted_persons()]
        initial = TrustedForm(initial={"trusted": named})
        return show_settings(request, LimitsForm(instance=setting_in_force()), initial)
    form, people = LimitsForm(request.POST), TrustedForm(request.POST)
    if "find" in request.POST:
        initial = TrustedForm(initial={"trusted": request.POST.getlist("trusted")})
        return show_settings(request, LimitsForm(initial=request.POST.dict()), initial)
    if not (form.is_valid() & people.is_valid()):
        return show_settings(request, form, people, status=422)
    now = timezone.now()
    try:
        trusted.name_trusted(people.cleaned_data["trusted"], by=request.user, at=now)
    except RuleError as error:
        refuse(people, error)
        return show_settings(request, form, people, status=422)
    set_limits(**form.chosen_limits(), by=request.user, at=now)
    say(request, _("Saved. It holds from now on."))
    return see_other(request, request.path)


def show_settings(
    request: Request, form: LimitsForm, people: TrustedForm, status: int = 200
) -> HttpResponse:
    q = request.POST.get("q", "")[:100].replace("\x00", "").strip()
    members = Person.objects.here().exclude(role=Person.Role.ADMIN)
    context = {
        "form": form,
        "people": people,
        "chosen": people.chosen,
        "q": q,
        "found": members.matching(q).by_name()[:FOUND] if q and "find" in request.POST else [],
    }
    return page(request, "feedback/protection_settings.html", context, status=status)
