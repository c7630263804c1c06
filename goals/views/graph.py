"""The graph of goals, and one's own part in it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from core.http import Request, page
from goals.selectors import graph as parts
from goals.selectors.wish import an_id
from goals.views.loading import load_goal, page_number


@require_safe
def graph(request: Request) -> HttpResponse:
    """Draw what surrounds the goal of `?of=`, else the top of the graph."""
    number = page_number(request.GET, "page")
    goal = None
    if asked := request.GET.get("of"):
        goal = load_goal(request, UUID(known_id(asked)))
        part = parts.around(goal, viewer=request.user)
    else:
        part = parts.top(viewer=request.user, number=number)
    context = {"goal": goal, "part": part, "number": number}
    return page(request, "goals/graph.html", context)


def known_id(text: str) -> str:
    """Return an id; anything else names no goal."""
    if not (known := an_id(text)):
        raise Http404
    return known


@require_safe
def my_part(request: Request) -> HttpResponse:
    """Show the paths from the goals one carries up to the purpose."""
    number = page_number(request.GET, "page")
    part = parts.my_part(viewer=request.user, number=number)
    return page(request, "goals/my_part.html", {"part": part, "number": number})
