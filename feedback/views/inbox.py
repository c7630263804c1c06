"""Boxes of feedback: received, given, shown to me, drafts, and the wall."""

from typing import cast

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from core.http import Request, page
from feedback import selectors
from feedback.forms import FilterForm
from feedback.models import Feedback
from feedback.querysets import FeedbackQuerySet
from feedback.selectors.inbox import ON_A_PAGE
from feedback.selectors.protection import help_offered_to

COUNTED_ON_THE_WALL = 2_500  # pages end there; older praise is found by its words


class WallPaginator(Paginator):  # type: ignore[type-arg]  # generic for the checker alone
    """Counts only as far as anybody leafs, since the wall grows for ever."""

    @cached_property
    def count(self) -> int:
        pieces = cast("FeedbackQuerySet", self.object_list)
        return pieces[:COUNTED_ON_THE_WALL].count()


class Counted(Paginator):  # type: ignore[type-arg]  # generic for the checker alone
    """Pages of what was counted already, of which the first is at hand."""

    def __init__(self, count: int) -> None:
        super().__init__(range(count), ON_A_PAGE)


@require_safe
def inbox(request: Request) -> HttpResponse:
    """Show one box."""
    name = request.GET.get("box", "received")
    if name == "drafts":
        return drafts_box(request)
    if name not in selectors.BOXES:
        name = "received"
    form, others = FilterForm(request.GET), selectors.others_in(name, request.user)
    context = {
        "box": name,
        "form": form,
        "people": others.people,
        "pieces": pieces_in(name, request, form, counted=others.pieces),
        "offer": help_offered_to(request.user) if name == "received" else None,
        "is_filtered": is_filtered(form),
    }
    return page(request, "feedback/inbox.html", context, fragment="pieces")


def is_filtered(form: FilterForm) -> bool:
    """Tell whether somebody looks for something."""
    form.is_valid()
    return any(form.cleaned_data.get(field) for field in ("q", "kind", "person"))


def pieces_in(
    name: str, request: Request, form: FilterForm, *, counted: int | None
) -> "Page[Feedback]":
    """Return the page asked for, of what the filters leave; mostly it is the first of all."""
    if counted is not None and "page" not in request.GET and not is_filtered(form):
        return Page(selectors.newest_in(name, request.user), 1, Counted(counted))
    form.is_valid()
    wanted = form.cleaned_data
    pieces = selectors.box(name, request.user).of_kind(wanted.get("kind", ""))
    pieces = pieces.with_somebody(wanted.get("person", "")).matching(wanted.get("q", ""))
    paginator = WallPaginator if name == "wall" else Paginator
    found = paginator(pieces.for_lists().with_named_values().newest_first(), ON_A_PAGE)
    return found.get_page(request.GET.get("page"))


def drafts_box(request: Request) -> HttpResponse:
    """Show what was begun and not sent."""
    found = Paginator(selectors.drafts_of(request.user), ON_A_PAGE)
    leaf = found.get_page(request.GET.get("page"))
    context = {
        "box": "drafts",
        "leaf": leaf,
        "lines": selectors.draft_lines(list(leaf.object_list)),
    }
    return page(request, "feedback/drafts.html", context)
