"""The history with a person, and the people one coaches."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import Person
from accounts.querysets import NAMES
from core.http import Request, page
from core.pagination import up_to
from dialogue.forms.days import end_of, parse_day
from dialogue.selectors import coach as overview
from dialogue.selectors import places
from dialogue.selectors.timeline import timeline
from dialogue.views.sheet import once_key

ON_A_PAGE = 20
KINDS = (
    ("", _("All")),
    ("checkins", _("Check-ins")),
    ("commitments", _("Commitments")),
    ("goals", _("Goals")),
    ("feedback", _("Feedback")),
    ("agreement", _("Agreement")),
)
MOST_PROMISES = 20
MOST_PLACES = 500
PARTS = (
    ("", _("Everybody")),
    ("help", _("Asked for help")),
    ("risk", _("Goals at risk")),
    ("open", _("Open commitments")),
)


@require_safe
def dialogue(request: Request, pk: UUID) -> HttpResponse:
    """Everything between me and one other person, on one timeline, with search."""
    viewer = request.user
    others = Person.objects.visible_to(viewer).exclude(pk=viewer.pk).only(*NAMES)
    other = get_object_or_404(others, pk=pk)
    words, show = words_of(request), request.GET.get("show", "")
    day = parse_day(request.GET.get("until", ""))
    context = {"other": other, "q": words, "show": show, "until": day, "kinds": KINDS}
    if words:
        context |= search_page(request, words, other=other, only=show)
    else:
        asked = request.GET.get("page", "")
        most = up_to(asked) * ON_A_PAGE
        entries: Any = timeline(viewer, other, most=most, show=show, until=end_of(day))
        context["page"] = Paginator(entries, ON_A_PAGE).get_page(asked)
    return page(request, "dialogue/history.html", context, fragment="timeline")


@require_safe
def coach(request: Request) -> HttpResponse:
    """The people I coach, what I promised, and a search over all my talks."""
    words, show = words_of(request), request.GET.get("show", "")
    waiting, in_rhythm = overview.coachees_of(request.user, timezone.now(), show=show)
    context = {
        "show": show,
        "parts": PARTS,
        "waiting_coachees": waiting,
        "in_rhythm": in_rhythm,
        "count": len(waiting) + len(in_rhythm),
        "promises": overview.my_promises(request.user, limit=MOST_PROMISES),
        "once_key": once_key,
        "q": words,
    }
    if words:
        context |= search_page(request, words)
    return page(request, "dialogue/coach.html", context, fragment="places")


def words_of(request: Request) -> str:
    return request.GET.get("q", "").strip()[: places.LONGEST_QUERY]


def search_page(
    request: Request, words: str, *, other: Person | None = None, only: str = ""
) -> dict[str, object]:
    """One page of the places that hold these words."""
    rows = places.newest(request.user, words, most=MOST_PLACES, other=other, only=only)
    found = Paginator(rows, ON_A_PAGE)  # counted here: to search twice takes twice as long
    shown = found.get_page(request.GET.get("page"))
    return {
        "page": shown,
        "count_found": found.count,
        "places": places.places_of(request.user, shown, words),
    }
