"""One round, in whatever state it is."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.http import Request, page, see_other
from core.toasts import say
from feedback.forms.rounds.preparing import ThresholdForm
from feedback.models import Round
from feedback.selectors.rounds.asked import invited_to
from feedback.selectors.rounds.progress import progress_of
from feedback.services.rounds import starting, stopping, thresholds
from feedback.views.rounds.preparing import attempt, kept, load, own, show_set_up, threshold_form_of
from feedback.views.rounds.report import show_report
from feedback.views.rounds.unkept import FORMS, forget

State = Round.State


@require_safe
def round_page(request: Request, pk: UUID) -> HttpResponse:
    """Show the proposal, the set-up, what goes on, or the report."""
    found = load(request, pk)
    if found.state in {State.PROPOSED, State.DECLINED} or found.subject_id != request.user.pk:
        return show_to_others(request, found)
    if found.state == State.PREPARING:
        return show_set_up(request, found)
    if found.released_at:
        return show_report(request, found)
    return show_under_way(request, found)


def show_to_others(request: Request, found: Round) -> HttpResponse:
    """Show the proposal to its two sides, or the report to whom it is shared with."""
    if found.released_at:
        return show_report(request, found)
    context = {"round": found, "own": found.subject_id == request.user.pk}
    return page(request, "feedback/rounds/proposal.html", context)


def show_under_way(request: Request, found: Round, **bound: Form) -> HttpResponse:
    """Show its subject what they may know before the release."""
    context: dict[str, Any] = {
        "round": found,
        "is_open": found.takes_answers(timezone.now()),
        "progress": progress_of(found),
        "invited": invited_to(found),
        "capabilities": found.capabilities.order_by("position"),
        "questions": found.questions.order_by("position"),
        "threshold_form": threshold_form_of(found),
        **bound,
    }
    status = 422 if bound else 200
    return page(request, "feedback/rounds/under_way.html", context, status=status)


@require_POST
def round_raise_threshold(request: Request, pk: UUID) -> HttpResponse:
    """Ask for more answers before anything is shown."""
    found, form = own(request, pk), ThresholdForm(request.POST)

    def act(form: ThresholdForm) -> None:
        thresholds.raise_threshold(found, **form.chosen(), by=request.user, at=timezone.now())

    if attempt(form, act):
        return kept(request, found)
    show = show_under_way if found.launched_at else show_set_up
    return show(request, found, threshold_form=form)


@require_POST
def round_close(request: Request, pk: UUID) -> HttpResponse:
    """Close it before its day."""
    found = own(request, pk)
    stopping.close(found, by=request.user, at=timezone.now())
    say(request, _("Closed. The report comes at the moment that was set."))
    return see_other(request, found.get_absolute_url())


@require_POST
def round_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Drop a round that was not launched."""
    found = own(request, pk)
    stopping.cancel(found, by=request.user, at=timezone.now())
    forget(request, found, *FORMS)
    say(request, _("Dropped"))
    return see_other(request, reverse("rounds"))


@require_POST
def round_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take back what one proposed."""
    starting.withdraw_proposal(load(request, pk), by=request.user, at=timezone.now())
    say(request, _("Taken back"))
    return see_other(request, reverse("rounds"))
