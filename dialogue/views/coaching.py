"""What coachees ask their coaches for, what they hand over, and the prep sheet."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Coaching, Person
from core.errors import RuleError, StaleVersion
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue.forms.coaching import AnswerHelpForm, HandoverForm, HelpForm
from dialogue.models import HelpAsked, HelpWanted
from dialogue.selectors import handed
from dialogue.selectors.prep import prep_sheet as gather
from dialogue.services import asking as helping
from dialogue.services import handover as handing


@require_safe
def prep_sheet(request: Request, pk: UUID) -> HttpResponse:
    """Show what changed since the two last talked, on one page for printing."""
    others = Person.objects.visible_to(request.user).exclude(pk=request.user.pk)
    sheet = gather(request.user, get_object_or_404(others, pk=pk))
    return page(request, "dialogue/prep.html", {"sheet": sheet})


@require_http_methods(["GET", "HEAD", "POST"])
def help_wanted(request: Request) -> HttpResponse:
    """List what I asked for, and ask some of my coaches."""
    coaches = handed.own_coaches(request.user)
    if request.method != "POST":
        wanted = request.GET.getlist("coach") or [str(one.pk) for one in coaches[:1]]
        return help_page(request, HelpForm(coaches=coaches, initial={"coaches": wanted}), coaches)
    form = HelpForm(request.POST, coaches=coaches)
    if form.is_valid():
        try:
            return see_other(request, ask_once(request, form))
        except RuleError as error:
            form.add_error("text", error.sentence)
    return help_page(request, form, coaches, status=422)


def ask_once(request: Request, form: HelpForm) -> str:
    """Ask unless this form was sent before; return where to go on."""
    me, now = request.user, timezone.now()

    def act() -> str:
        chosen = [UUID(pk) for pk in form.cleaned_data["coaches"]]
        helping.ask_for_help(me, by=me, at=now, text=form.cleaned_data["text"], coaches=chosen)
        say(request, _("Asked. You can take it back at any time."))
        return reverse("help_wanted")

    return once(me, form.cleaned_data["idempotency_key"], now, act)


def help_page(
    request: Request, form: HelpForm, coaches: list[Person], status: int = 200
) -> HttpResponse:
    context = {"form": form, "coaches": coaches, "asked": handed.own_help(request.user)}
    return page(request, "dialogue/help.html", context, status=status)


@require_POST
def help_take_back(request: Request, pk: UUID) -> HttpResponse:
    """Nobody else reads it from now on."""
    wanted = get_object_or_404(HelpWanted.objects.visible_to(request.user), pk=pk)
    helping.take_help_back(wanted, by=request.user, at=timezone.now())
    say(request, _("Taken back"))
    return see_other(request, reverse("help_wanted"))


@require_http_methods(["GET", "HEAD", "POST"])
def help_answer(request: Request, pk: UUID) -> HttpResponse:
    """Read what a coachee asks, and answer in a line."""
    asked = get_object_or_404(handed.asked_of(request.user), pk=pk)
    form = AnswerHelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return see_other(request, answer_once(request, asked, form))
        except RuleError as error:
            form.add_error("text", error.sentence)
    context = {"asked": asked, "person": asked.wanted.person, "form": form}
    status = 422 if form.errors else 200
    return page(request, "dialogue/help_answer.html", context, status=status)


def answer_once(request: Request, asked: HelpAsked, form: AnswerHelpForm) -> str:
    me, now = request.user, timezone.now()

    def act() -> str:
        helping.answer_help(asked, by=me, at=now, text=form.cleaned_data["text"])
        said = _("%(name)s will see your answer.") % {"name": asked.wanted.person.called}
        say(request, said)
        return reverse("coach")

    return once(me, form.cleaned_data["idempotency_key"], now, act)


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: Request, pk: UUID) -> HttpResponse:
    """Show what a coach may start from; the coachee chooses it."""
    coaching = load(request, pk)
    if request.method != "POST":
        return handover_page(request, coaching, None)
    form = HandoverForm(request.POST, person=request.user)
    if form.is_valid():
        try:
            return handed_over(request, coaching, form)
        except StaleVersion as error:
            form = over_current(request, error)
        except RuleError as error:
            form.add_error("words", error.sentence)
    return handover_page(request, coaching, form, status=422)


def handed_over(request: Request, coaching: Coaching, form: HandoverForm) -> HttpResponse:
    """Show it to the coach, and go back to the page."""
    at, given = timezone.now(), form.given()
    handing.hand_over(coaching, by=request.user, at=at, version=form.over, **given)
    say(request, _("Shown. You can take it back at any time."))
    return see_other(request, reverse("handover", args=[coaching.pk]))


def over_current(request: Request, stale: StaleVersion) -> HandoverForm:
    """Return the same form with what was chosen, now over the version that stands."""
    data = request.POST.copy()
    data["version"] = str(stale.current)
    form = HandoverForm(data, person=request.user)
    form.add_error("words", stale.sentence)
    return form


def load(request: Request, pk: UUID) -> Coaching:
    """Return a relation of one's own."""
    return get_object_or_404(Coaching.objects.visible_to(request.user).with_people(), pk=pk)


def handover_page(
    request: Request, coaching: Coaching, form: HandoverForm | None, status: int = 200
) -> HttpResponse:
    """Show the form to the coachee, and to the coach what the coachee chose."""
    shown = handed.shown(coaching, request.user)
    is_mine = coaching.coachee_id == request.user.pk
    if is_mine and form is None:
        form = HandoverForm(person=request.user, initial=first_of(shown))
    context: dict[str, Any] = {
        "coaching": coaching,
        "other": coaching.other_side(request.user),
        "is_mine": is_mine,
        "shown": shown,
        "is_shown": shown is not None and shown.handover.taken_back_at is None,
        "form": form,
    }
    return page(request, "dialogue/handover.html", context, status=status)


def first_of(shown: handed.Shown | None) -> dict[str, Any]:
    """Return what the form starts with: what was shown before, or nothing chosen."""
    if shown is None:
        return {"version": 0}
    return {
        "version": shown.handover.version,
        "words": shown.handover.words,
        "commitments": [str(one.pk) for one in shown.commitments],
        "goals": [str(one.pk) for one in shown.goals],
        "shows_agreements": shown.handover.shows_agreements,
    }


@require_POST
def handover_take_back(request: Request, pk: UUID) -> HttpResponse:
    """The coach reads nothing of it from now on."""
    coaching = load(request, pk)
    handing.take_handover_back(coaching, by=request.user, at=timezone.now())
    say(request, _("Taken back"))
    return see_other(request, reverse("handover", args=[coaching.pk]))
