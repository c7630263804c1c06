"""A proposal of change: its page, and the answers to it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.http import Request, page, see_other
from core.toasts import say
from goals.forms import AnswerForm, sent
from goals.models import Proposal
from goals.selectors.history import history as history_of
from goals.selectors.proposals import proposal_page
from goals.services import goals, proposals
from goals.views.loading import goal_url, load_goal, page_number

LINES = 40


def load(request: Request, pk: UUID) -> Proposal:
    found = Proposal.objects.visible_to(request.user).with_people().with_wordings()
    return get_object_or_404(found, pk=pk)


@require_safe
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """Show old and new side by side."""
    return show(request, load(request, pk), AnswerForm())


def show(request: Request, found: Proposal, form: AnswerForm) -> HttpResponse:
    shown = proposal_page(found, viewer=request.user)
    context = {**vars(shown), "proposal": found, "goal": found.goal, "form": form}
    return page(request, "goals/proposal.html", context, status=422 if form.is_bound else 200)


@require_POST
def accept(request: Request, pk: UUID) -> HttpResponse:
    """Let the goal say what was proposed."""
    found, form, at = load(request, pk), AnswerForm(request.POST), timezone.now()

    def act() -> str:
        reason = form.cleaned_data["reason"]
        proposals.accept(found, by=request.user, at=at, reason=reason)
        return goal_url(found.goal_id)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Accepted"))
        return see_other(request, url)
    return show(request, load(request, pk), form)


@require_POST
def decline(request: Request, pk: UUID) -> HttpResponse:
    """Leave the goal as it is, and say why."""
    found, form, at = load(request, pk), AnswerForm(request.POST), timezone.now()

    def act() -> str:
        reason = form.cleaned_data["reason"]
        proposals.decline(found, by=request.user, at=at, reason=reason)
        return reverse("proposal", args=[pk])

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Declined"))
        return see_other(request, url)
    return show(request, load(request, pk), form)


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    proposals.withdraw(load(request, pk), by=request.user, at=timezone.now())
    say(request, _("Taken back"))
    return see_other(request, reverse("proposal", args=[pk]))


@require_POST
def renew(request: Request, pk: UUID) -> HttpResponse:
    """Propose the same change on what the goal says now."""
    proposals.renew(load(request, pk), by=request.user, at=timezone.now())
    say(request, _("Proposed anew"))
    return see_other(request, reverse("proposal", args=[pk]))


@require_safe
def history(request: Request, pk: UUID) -> HttpResponse:
    """Show everything that happened to a goal, a page at a time."""
    goal, number = load_goal(request, pk), page_number(request.GET, "page")
    lines, has_more = history_of(goal, page=number, size=LINES)
    context = {"goal": goal, "lines": lines, "has_more": has_more, "number": number}
    return page(request, "goals/history.html", context)


@require_POST
def leave_undated(request: Request, pk: UUID) -> HttpResponse:
    """Say that a goal has no due day on purpose."""
    goal = load_goal(request, pk)
    goals.leave_undated(goal, by=request.user, at=timezone.now())
    say(request, _("Then it has none, on purpose"))
    return see_other(request, "/" if request.POST.get("back") == "today" else goal_url(goal))
