"""One's own page, somebody else's, and one capability with all it rests on."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Person
from core.http import Request, page
from goals import links
from goals.models import Evidence, Mastery, WitnessRequest
from goals.policies import mastery as policies
from goals.selectors.mastery import MasteryLine, lines_of
from goals.selectors.mastery_readers import sights_of
from goals.selectors.metric_page import numbers_of
from goals.views.loading import page_number
from goals.views.mastery.loading import load_mastery

LISTED = 20


@require_safe
def index(request: Request) -> HttpResponse:
    """Show what one wants to master oneself, and what one is asked as a witness."""
    rows = list(Mastery.objects.filter(person=request.user).with_words().by_name())
    waiting = WitnessRequest.objects.visible_to(request.user).waiting()
    asked = waiting.filter(asked=request.user).with_people().newest_first()[:LISTED]
    context = {
        "person": request.user,
        "rows": listed([row for row in rows if not row.set_aside_at], owner=request.user),
        "aside": [row for row in rows if row.set_aside_at],
        "asked": asked,
        "is_own": True,
    }
    return page(request, "goals/mastery/index.html", context)


@require_safe
def of_person(request: Request, pk: UUID) -> HttpResponse:
    """Show what a person opened to the one who looks; nothing open, and nothing is here."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    is_own = person.pk == request.user.pk
    seen = Mastery.objects.visible_to(request.user).in_use().filter(person=person)
    rows = list(seen.with_words().by_name())
    if not rows and not is_own:
        raise Http404
    owner = person if is_own else None
    context = {"person": person, "rows": listed(rows, owner=owner), "is_own": is_own}
    return page(request, "goals/mastery/index.html", context)


def listed(rows: list[Mastery], *, owner: Person | None) -> list[dict[str, Any]]:
    """Return each with its line; for its owner with who sees it."""
    lines = lines_of(rows, today=timezone.localdate())
    sights = sights_of(rows, owner=owner) if owner else {}
    return [{"line": line, "sight": sights.get(line.mastery.pk)} for line in lines]


@require_safe
def mastery(request: Request, pk: UUID) -> HttpResponse:
    """Show levels over time and what they rest on."""
    found = load_mastery(request, pk)
    [line] = lines_of([found], today=timezone.localdate(), with_words=True)
    is_own = policies.can_keep(request.user, found)
    context = {
        "mastery": found,
        "line": line,
        "is_own": is_own,
        "links": links.OF_MASTERY.sections(found, request.user),
        "history": Paginator(told(line), LISTED).get_page(page_number(request.GET, "levels")),
        "numbers": numbers_of(found, may_keep=is_own, today=timezone.localdate()),
        **evidence_of(request, line),
        **(for_owner(found) if is_own else {}),
    }
    return page(request, "goals/mastery/mastery.html", context)


def told(line: MasteryLine) -> list[dict[str, Any]]:
    """Return the levels noted with the words to each, the newest first."""
    pairs = zip(line.ladder.steps, line.entries, strict=True)
    return [{"step": step, "entry": entry} for step, entry in pairs]


def evidence_of(request: Request, line: MasteryLine) -> dict[str, Any]:
    """Return a page of the evidence with its words."""
    keys = [one.pk for one in line.evidence]
    shown: Page[UUID] = Paginator(keys, LISTED).get_page(page_number(request.GET, "page"))
    rows = Evidence.objects.with_words().in_bulk(list(shown))
    found = [rows[pk] for pk in shown if pk in rows]
    return {"evidence_page": shown, "evidence": found}


def for_owner(found: Mastery) -> dict[str, Any]:
    """Return what the owner alone is told: who sees it, and who is asked."""
    requests = WitnessRequest.objects.unanswered().filter(mastery=found)
    return {
        "sight": sights_of([found], owner=found.person)[found.pk],
        "requests": requests.select_related("asked").newest_first()[:LISTED],
    }
