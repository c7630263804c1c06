"""Commitments: made on the page of a talk, kept wherever they are shown."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Person
from core.forms import OnceForm
from core.http import Request, see_other
from core.toasts import say
from dialogue.forms.checkins import CommitmentForm
from dialogue.models import CheckIn, Commitment
from dialogue.services import commitments
from dialogue.views.sheet import act, act_with, load, send, sheet_for


@require_POST
def commit(request: Request, pk: UUID) -> HttpResponse:
    """Write down what one of the two will do."""
    talk = load(request, pk)
    form = CommitmentForm(request.POST, sheet=sheet_for(request, talk))

    def do() -> None:
        given = form.cleaned_data
        who = next(side for side in talk.sides if side.pk == given["who"])
        commitments.commit(
            talk,
            by=request.user,
            at=timezone.now(),
            what=given["what"],
            who=who,
            until=given["until"],
        )

    return act_with(request, talk, "commitments", {"commitment_form": form}, do)


@require_POST
def complete_commitment(request: Request, pk: UUID) -> HttpResponse:
    """Tick what one has done."""
    return settle(request, pk, commitments.complete, _("Done, and off your list."))


@require_POST
def reopen_commitment(request: Request, pk: UUID) -> HttpResponse:
    """Take one's tick away."""
    return settle(request, pk, commitments.reopen, _("Open again."))


@require_POST
def drop_commitment(request: Request, pk: UUID) -> HttpResponse:
    """Let a commitment go."""
    return settle(request, pk, commitments.drop, _("Dropped."))


def settle(request: Request, pk: UUID, service: Callable[..., None], sentence: str) -> HttpResponse:
    """Settle a commitment on the page named by `on` (a talk), or on the page named by `next`."""
    found = Commitment.objects.visible_to(request.user).select_related(
        "checkin__person", "checkin__partner"
    )
    commitment = get_object_or_404(found, pk=pk)

    def do() -> None:
        service(commitment, by=request.user, at=timezone.now())

    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        send(request, OnceForm(request.POST), commitment.checkin, do)
        say(request, sentence)
        return see_other(request, back)
    return act(request, page_of(request, commitment), "commitments", do)


def page_of(request: Request, commitment: Commitment) -> CheckIn:
    """The talk on whose page the commitment was shown: its own, or a later one of the two."""
    person: Person = request.user
    on = request.POST.get("on", "")
    shown = CheckIn.objects.visible_to(person).of_people(commitment.checkin)
    try:
        return shown.filter(pk=UUID(on)).first() or commitment.checkin
    except ValueError:
        return commitment.checkin
