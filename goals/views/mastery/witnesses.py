"""Ask others what they saw; answer, or decline without anybody knowing."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import drafts
from core.http import Request, page, see_other
from core.toasts import say
from goals.forms import sent
from goals.forms.mastery import AnswerForm, AskForm
from goals.models import WitnessRequest
from goals.policies import mastery as policies
from goals.selectors.mastery_readers import before_answering
from goals.services.mastery import witnesses
from goals.views.loading import people_named, uuids
from goals.views.mastery.loading import (
    begun,
    levels_for,
    load_own,
    load_request,
    mastery_url,
    status_of,
)
from goals.views.people import found_people


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, pk: UUID) -> HttpResponse:
    """Choose whom to ask, and what one would like to know."""
    mastery, at = load_own(request, pk), timezone.now()
    left = begun(request, f"mastery/{mastery.pk}/ask")
    form = ask_form(request, left["typed"])

    def act() -> str:
        words = form.cleaned_data
        witnesses.ask(
            mastery, people=words["people"], question=words["question"], by=request.user, at=at
        )
        drafts.discard(request.user, left["draft_key"])
        return mastery_url(mastery)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Asked"))
        return see_other(request, url)
    chosen = people_named(request.user, uuids(form["people"].value() or []))
    context = {"mastery": mastery, "form": form, "chosen": chosen, **found_people(request), **left}
    return page(request, "goals/mastery/ask.html", context, status=status_of(form))


def ask_form(request: Request, draft: dict[str, Any]) -> AskForm:
    """Return the form as it was sent, as it was typed before "Find", or as a draft left it."""
    if request.method == "POST" and "find" not in request.POST:
        return AskForm(request.POST, person=request.user)
    if request.method == "POST":
        people = request.POST.getlist("people")
        typed = {**request.POST.dict(), "people": people}
        return AskForm(initial=typed, person=request.user)
    return AskForm(initial=draft, person=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def witness(request: Request, pk: UUID) -> HttpResponse:
    """Show the question to whom it was put, with the levels as behaviour, to answer it."""
    asked, at = load_request(request, pk), timezone.now()
    if not policies.can_answer_as_witness(request.user, asked):
        if request.method == "POST":
            raise PermissionDenied
        return see_other(request, mastery_url(asked.mastery))
    left = begun(request, f"witness/{asked.pk}")
    levels = levels_for(asked.mastery)
    form = AnswerForm(request.POST or None, initial=left["typed"], levels=levels)

    def act() -> str:
        witnesses.answer(asked, by=request.user, at=at, **form.given())
        drafts.discard(request.user, left["draft_key"])
        return reverse("witness", args=[asked.pk])

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("%(name)s can read it now") % {"name": asked.mastery.person.called})
        return see_other(request, url)
    return witness_answer(request, asked, form, left)


def witness_answer(
    request: Request, asked: WitnessRequest, form: AnswerForm, left: dict[str, Any]
) -> HttpResponse:
    first, rest = before_answering(asked.mastery.person)
    said = asked.answer if asked.answer and not asked.answer.withdrawn_at else None
    context = {"asked": asked, "said": said, "form": form, "first": first, "rest": rest, **left}
    return page(request, "goals/mastery/witness.html", context, status=status_of(form))


@require_POST
def decline(request: Request, pk: UUID) -> HttpResponse:
    """Leave it unanswered; nobody is told."""
    asked = load_request(request, pk)
    witnesses.decline(asked, by=request.user, at=timezone.now())
    say(request, _("Declined. Nobody is told."))
    return see_other(request, "/mastery/")


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Ask this person no more."""
    asked = load_request(request, pk)
    witnesses.withdraw(asked, by=request.user, at=timezone.now())
    say(request, _("Not asked any more"))
    return see_other(request, mastery_url(asked.mastery))
