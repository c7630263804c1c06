"""Proposals about capabilities in the open: read, support, discuss, adopt, decline."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.forms import OnceForm
from core.http import Request, page, see_other
from core.toasts import say
from goals import policies
from goals.forms import AcceptForm, CommentForm, DeclineForm, sent
from goals.models import CapabilityComment, CapabilityProposal
from goals.selectors.capabilities import proposal_page, with_all_levels
from goals.services import capabilities, capability_talk
from goals.views.capability_writing import proposal_url
from goals.views.loading import page_number

LISTED = 20


@require_safe
def index(request: Request) -> HttpResponse:
    """List what is proposed, the newest first: open ones unless others are wished for."""
    labels = state_labels()
    state = request.GET.get("state", "")
    state = state if state in dict(labels) else "open"
    found = CapabilityProposal.objects.visible_to(request.user).in_state(state)
    shown = Paginator(found.with_people().newest_first(), LISTED)
    context = {
        "page": shown.get_page(page_number(request.GET, "page")),
        "state": state,
        "states": labels,
    }
    return page(request, "goals/capability_proposals.html", context, fragment="found")


def state_labels() -> list[tuple[str, str]]:
    return [
        ("open", _("Open")),
        ("accepted", _("Adopted")),
        ("declined", _("Declined")),
        ("withdrawn", _("Withdrawn")),
        ("all", _("All")),
    ]


@require_safe
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """Show a proposal, what it would change, who stands behind it and what is said."""
    return shown(request, load_proposal(request, pk))


def load_proposal(request: Request, pk: UUID) -> CapabilityProposal:
    found: CapabilityProposal = get_object_or_404(with_all_levels(request.user), pk=pk)
    return found


def shown(request: Request, found: CapabilityProposal, **forms: OnceForm) -> HttpResponse:
    """Answer with the page of a proposal; a form among those given is to be corrected."""
    version = {"version": found.capability.version}
    context: dict[str, Any] = {
        "proposal": found,
        "shown": proposal_page(found, viewer=request.user),
        "may_decide": found.is_open and policies.can_decide_capability(request.user),
        "may_withdraw": found.is_open
        and policies.can_withdraw_capability_proposal(request.user, found),
        "accept_form": AcceptForm(initial=version, prefix=None, auto_id="accept_%s"),
        "decline_form": DeclineForm(auto_id="decline_%s"),
        "comment_form": CommentForm(),
        **forms,
    }
    return page(request, "goals/capability_proposal.html", context, status=422 if forms else 200)


@require_POST
def accept(request: Request, pk: UUID) -> HttpResponse:
    """Adopt what is proposed."""
    found, at = load_proposal(request, pk), timezone.now()
    form = AcceptForm(request.POST, auto_id="accept_%s")

    def act() -> str:
        words = form.cleaned_data
        capabilities.accept(
            found, answer=words["answer"], version=words["version"], by=request.user, at=at
        )
        return proposal_url(found)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Adopted"))
        return see_other(request, url)
    form.data = {**form.data, "version": str(found.capability.version)}  # both are shown now
    return shown(request, load_proposal(request, pk), accept_form=form)


@require_POST
def decline(request: Request, pk: UUID) -> HttpResponse:
    """Say no to it, with a reason."""
    found, at = load_proposal(request, pk), timezone.now()
    form = DeclineForm(request.POST, auto_id="decline_%s")

    def act() -> str:
        answer = form.cleaned_data["answer"]
        capabilities.decline(found, answer=answer, by=request.user, at=at)
        return proposal_url(found)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Declined"))
        return see_other(request, url)
    return shown(request, load_proposal(request, pk), decline_form=form)


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    return done(request, pk, capabilities.withdraw, _("Taken back"))


@require_POST
def support(request: Request, pk: UUID) -> HttpResponse:
    """Stand behind a proposal."""
    return done(request, pk, capability_talk.support, _("You support this"))


@require_POST
def unsupport(request: Request, pk: UUID) -> HttpResponse:
    """Stand behind it no more."""
    return done(request, pk, capability_talk.unsupport, _("Taken back"))


def done(request: Request, pk: UUID, verb: Callable[..., None], words: str) -> HttpResponse:
    found = load_proposal(request, pk)
    verb(found, by=request.user, at=timezone.now())
    say(request, words)
    return see_other(request, proposal_url(found))


@require_POST
def comment(request: Request, pk: UUID) -> HttpResponse:
    """Say something about a proposal."""
    found, at = load_proposal(request, pk), timezone.now()
    form = CommentForm(request.POST)

    def act() -> str:
        text = form.cleaned_data["text"]
        said = capability_talk.comment(found, text=text, by=request.user, at=at)
        return f"{proposal_url(found)}#said-{said.pk}"

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return shown(request, found, comment_form=form)


@require_POST
def withdraw_comment(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own words back."""
    visible = CapabilityComment.objects.visible_to(request.user)
    said = get_object_or_404(visible.select_related("proposal"), pk=pk)
    capability_talk.withdraw_comment(said, by=request.user, at=timezone.now())
    say(request, _("Taken back"))
    return see_other(request, proposal_url(said.proposal))
