"""The capabilities of the organisation, and the page of each."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.http import Request, page
from goals import policies
from goals.models import Capability, CapabilityProposal
from goals.selectors.capabilities import capability_page
from goals.views.loading import page_number

LISTED = 25


@require_safe
def index(request: Request) -> HttpResponse:
    """List the capabilities by name, those adopted unless others are wished for."""
    wish = wishes(request.GET)
    visible = Capability.objects.visible_to(request.user)
    found = visible.in_state(wish["state"]).matching(wish["q"])
    shown = Paginator(found.with_open_proposals().by_name(), LISTED)
    waiting = CapabilityProposal.objects.visible_to(request.user).open()
    context = {
        "page": shown.get_page(page_number(request.GET, "page")),
        "wish": wish,
        "states": state_labels(),
        "waiting_proposals": waiting.count(),
        "may_decide": policies.can_decide_capability(request.user),
    }
    return page(request, "goals/capabilities.html", context, fragment="found")


def wishes(query: QueryDict) -> dict[str, str]:
    """Return what was asked for; a state that there is not means those adopted."""
    state = query.get("state", "")
    known = dict(state_labels())
    return {"q": query.get("q", "").strip()[:200], "state": state if state in known else "adopted"}


def state_labels() -> list[tuple[str, str]]:
    return [
        ("adopted", _("Adopted")),
        ("proposed", _("Proposed")),
        ("retired", _("Retired")),
        ("dropped", _("Not adopted")),
        ("all", _("All")),
    ]


@require_safe
def capability(request: Request, pk: UUID) -> HttpResponse:
    """Show a capability with its levels, its history and what is open about it."""
    found = load_capability(request, pk)
    number = page_number(request.GET, "history")
    context = {
        "capability": found,
        "shown": capability_page(found, viewer=request.user, earlier=number),
        "history_page": number,
    }
    return page(request, "goals/capability.html", context)


def load_capability(request: Request, pk: UUID) -> Capability:
    visible = Capability.objects.visible_to(request.user).with_levels()
    people = visible.select_related("proposed_by", "adopted_by", "retired_by", "dropped_by")
    return get_object_or_404(people, pk=pk)
