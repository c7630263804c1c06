"""All goals: as a tree from the purpose downward, and as a list."""

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from core.http import Request, page
from goals.models import Goal, Purpose
from goals.selectors.goals import nodes, tree
from goals.views.loading import load_goal, page_number

ROOTS = 12
LISTED = 25
BRANCHES = 50


@require_safe
def index(request: Request) -> HttpResponse:
    """Show the tree; whoever looks for something in particular gets a list."""
    wish = wishes(request.GET)
    found = listed(request, wish) if wish["as_list"] else rooted(request)
    purposes = Purpose.objects.visible_to(request.user)
    context = {
        "nodes": nodes(found) if wish["as_list"] else tree(list(found), viewer=request.user),
        "page": found,
        "wish": wish,
        "states": state_labels(),
        "purpose": purposes.of(None).first(),
        "organisation": Organisation.objects.first(),
    }
    return page(request, "goals/index.html", context, fragment="found")


def state_labels() -> list[tuple[str, str]]:
    return [
        ("open", _("Open")),
        ("proposed", _("Proposed")),
        ("active", _("Agreed")),
        ("achieved", _("Achieved")),
        ("let_go", _("Let go")),
        ("all", _("All")),
    ]


def wishes(query: QueryDict) -> dict[str, str]:
    """Read what is looked for; an unknown word means no wish."""
    state, kind = query.get("state", ""), query.get("kind", "")
    wish = {
        "q": query.get("q", "").strip()[:200],
        "mine": "1" if query.get("mine") == "1" else "",
        "state": state if state in dict(state_labels()) else "open",
        "kind": kind if kind in Goal.Kind.values else "",
    }
    particular = wish["q"] or wish["mine"] or wish["kind"] or wish["state"] != "open"
    return {**wish, "as_list": "1" if particular or query.get("view") == "list" else ""}


def listed(request: Request, wish: dict[str, str]) -> Page[Goal]:
    """Return a page of the goals looked for, the newest first."""
    goals = Goal.objects.visible_to(request.user).in_state(wish["state"]).matching(wish["q"])
    if wish["kind"]:
        goals = goals.filter(kind=wish["kind"])
    if wish["mine"]:
        goals = goals.carried_by(request.user)
    annotated = goals.with_counts().with_part_of(request.user).newest_first()
    return Paginator(annotated, LISTED).get_page(page_number(request.GET, "page"))


def rooted(request: Request) -> Page[Goal]:
    """Return a page of the goals right under the purpose."""
    goals = Goal.objects.visible_to(request.user).open().directly_under_purpose()
    annotated = goals.with_counts().with_part_of(request.user).oldest_first()
    return Paginator(annotated, ROOTS).get_page(page_number(request.GET, "page"))


@require_safe
def branch(request: Request, pk: UUID) -> HttpResponse:
    """Show the open sub-goals of one goal: opened in the tree, or a page of its own."""
    goal = load_goal(request, pk)
    below = Goal.objects.visible_to(request.user).open().under([goal])
    annotated = below.with_counts().with_part_of(request.user).oldest_first()
    found = Paginator(annotated, BRANCHES).get_page(page_number(request.GET, "page"))
    context = {"goal": goal, "nodes": nodes(found), "page": found}
    return page(request, "goals/branch.html", context, fragment="branch")
