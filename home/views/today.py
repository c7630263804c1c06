"""Today, and the answers that are given on it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Coaching
from accounts.services import coaching
from core.errors import RuleError, StaleVersion
from core.http import Request, page, see_other, wants_fragment
from core.toasts import say
from core.views import saved_by_itself
from dialogue.services import preparations
from feedback.models import FeedbackRequest
from feedback.services import asking
from goals.models import Ownership
from goals.services import owners
from home.forms import AnswerForm, YesOrNoForm
from home.selectors.today import NextTalk, prepared, talk_for, today_of

TEMPLATE = "home/today.html"


@require_safe
def today(request: Request) -> HttpResponse:
    """Show what is due from me, and what came for me."""
    shown = today_of(request.user, at=timezone.now())
    return page(request, TEMPLATE, {**context_of(shown.next_talk), "today": shown,
                                    "waiting": shown.waiting})  # fmt: skip


def context_of(next_talk: NextTalk | None, form: AnswerForm | None = None) -> dict[str, Any]:
    """Return what the section of the next talk needs."""
    if next_talk is None:
        return {"next_talk": None}
    return {
        "next_talk": next_talk,
        "answer_form": form or AnswerForm(initial={"version": next_talk.version}),
    }


@require_http_methods(["POST", "PUT"])
def answer(request: Request, pk: UUID, prompt: UUID) -> HttpResponse:
    """Answer one prompt of a talk: by form, or saved by itself while somebody writes."""
    talk = talk_for(request.user, pk)
    if talk is None:
        raise Http404
    if request.method == "PUT":
        return save_by_itself(request, talk.checkin, prompt)
    form = AnswerForm(request.POST)
    try:
        if form.is_valid():
            write(request, talk.checkin, prompt, form)
            say(request, _("Saved"))
            return answered(request, pk)
        sentence = sentences(form)
    except StaleVersion:
        sentence = _("This was changed in another tab. Send yours again to keep it.")
    except RuleError as error:
        sentence = error.sentence
    return refused(request, pk, sentence)


def sentences(form: AnswerForm) -> str:
    """Say what is to be corrected in the answer."""
    return " ".join(str(text) for text in form.errors.get("text", []))


def write(request: Request, checkin: Any, prompt: UUID, form: AnswerForm) -> int:
    """Keep the answer, and return the version that stands then."""
    answers: dict[UUID | None, str] = {prompt: form.cleaned_data["text"]}
    saved = preparations.save_preparation(
        checkin, by=request.user, at=timezone.now(), answers=answers, version=form.over
    )
    return saved.version


def answered(request: Request, pk: UUID) -> HttpResponse:
    """Show the next prompt in place, or Today again."""
    if not wants_fragment(request):
        return see_other(request, "/")
    talk = talk_for(request.user, pk)
    shown = prepared(request.user, talk) if talk else None
    return page(request, TEMPLATE, {**context_of(shown), "is_answer": True}, fragment="checkin")


def refused(request: Request, pk: UUID, sentence: str) -> HttpResponse:
    """Show what was typed again, over the version that stands, with what is to be corrected."""
    shown = today_of(request.user, at=timezone.now())
    talk = talk_for(request.user, pk)
    next_talk = prepared(request.user, talk) if talk else None
    form = AnswerForm({"text": request.POST.get("text", ""), "version": version_of(next_talk)})
    form.add_error("text", sentence)
    context = {**context_of(next_talk, form), "today": shown, "waiting": shown.waiting}
    return page(request, TEMPLATE, context, fragment="checkin", status=422)


def version_of(next_talk: NextTalk | None) -> int:
    return next_talk.version if next_talk else 0


def save_by_itself(request: Request, checkin: Any, prompt: UUID) -> HttpResponse:
    """Answer `<draft-form>`: the next version, or 409 with what was saved in between."""

    def keep(fields: dict[str, Any], version: int) -> int:
        form = AnswerForm({"text": str(fields.get("text", "")), "version": version})
        if not form.is_valid():
            raise RuleError(sentences(form))
        return write(request, checkin, prompt, form)

    return saved_by_itself(request.body, keep, lambda: stored(request, checkin, prompt))


def stored(request: Request, checkin: Any, prompt: UUID) -> dict[str, str]:
    """Return the answer that stands, under the name of its field."""
    from dialogue.models import Answer  # only here: what another tab saved

    found = Answer.objects.filter(
        preparation__checkin=checkin, preparation__person=request.user, prompt=prompt
    )
    return {"text": found.values_list("text", flat=True).first() or ""}


@require_POST
def answer_goal(request: Request, pk: UUID) -> HttpResponse:
    """Say yes or no to owning a goal."""
    mine = Ownership.objects.filter(person=request.user, goal=pk).select_related("goal")
    ownership = get_object_or_404(mine)
    form = YesOrNoForm(request.POST)
    if not form.is_valid():
        return render(request, "422.html", {"sentence": _("Say yes or no.")}, status=422)
    says_yes = form.cleaned_data["answer"] == "yes"
    act = owners.agree if says_yes else owners.decline
    version = form.cleaned_data["version"]
    act(ownership.goal, by=request.user, at=timezone.now(), version=version)
    return said(request, _("You said yes") if says_yes else _("You said no"))


@require_POST
def answer_coaching(request: Request, pk: UUID) -> HttpResponse:
    """Say yes to a question or an offer of coaching, or not now."""
    found = get_object_or_404(Coaching.objects.visible_to(request.user).waiting(), pk=pk)
    form = YesOrNoForm(request.POST)
    if not form.is_valid():
        return render(request, "422.html", {"sentence": _("Say yes or no.")}, status=422)
    if form.cleaned_data["answer"] == "yes":
        coaching.accept(found, by=request.user, at=timezone.now())
        return said(request, _("You said yes"))
    coaching.end(found, by=request.user, at=timezone.now())
    return said(request, _("You said: not now"))


@require_POST
def decline_request(request: Request, pk: UUID) -> HttpResponse:
    """Say "not this time" to a question about a colleague."""
    mine = FeedbackRequest.objects.visible_to(request.user).exclude(asker=request.user)
    asking.decline(get_object_or_404(mine, pk=pk), by=request.user, at=timezone.now())
    return said(request, _("Put away. No reason is needed."))


def said(request: Request, sentence: str) -> HttpResponse:
    """Put the answer in the place of the question, or go back to Today."""
    if wants_fragment(request):
        return page(request, TEMPLATE, {"sentence": sentence}, fragment="said")
    say(request, sentence)
    return see_other(request, "/")
