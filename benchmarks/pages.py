"""Pages against the floor view, through the whole stack of the handler, signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from accounts.models import Person
from benchmarks import floor
from benchmarks.figures import Figure, Line, Skipped, in_time, p95, side_by_side
from dialogue.models import CheckIn
from feedback.models import Feedback
from goals.models import Goal, Mastery

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOST_QUERIES = 12
MANY_COACHEES = 30
MANY_PIECES = 2_000
MANY_GIVERS = 300  # as many as an inbox offers to choose from


@dataclass(frozen=True)
class Page:
    """An address, and who opens it."""

    name: str
    person: Person
    address: str
    p50: float | None = 5
    p95: float = 10


class Visitor:
    """A browser in which somebody has signed in; compressed answers and redirects count too."""

    def __init__(self, person: Person) -> None:
        self.client = Client(headers={"host": urlsplit(settings.BASE_URL).netloc})
        self.client.force_login(person, backend=BACKEND)

    def open(self, address: str) -> None:
        """Open a page; anything but 200 stops the bench."""
        response = self.client.get(address, secure=settings.HTTPS)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answers {response.status_code}")

    def queries(self, address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            self.open(address)
        return len(found)


def busy_person() -> Person:
    """Return who received most, since that is the slowest inbox."""
    row = (
        Feedback.objects.filter(recipient__left_at__isnull=True)
        .order_by()
        .values("recipient")
        .annotate(number=Count("pk"))
        .order_by("-number", "recipient")
        .first()
    )
    ids = [row["recipient"]] if row else []
    return Person.objects.filter(pk__in=ids).first() or Person.objects.here().by_name()[0]


def coach_of_many() -> Person:
    """Return who coaches about thirty people, or most."""
    active = Q(coachings_as_coach__accepted_at__isnull=False)
    active &= Q(coachings_as_coach__ended_at__isnull=True)
    coaches = Person.objects.here().annotate(number=Count("coachings_as_coach", filter=active))
    ordered = coaches.order_by("-number", "pk")
    return ordered.filter(number__lte=MANY_COACHEES).first() or ordered[0]


def colleague_of(person: Person) -> Person:
    """Return who gave to a person last, since the composer says what was said; or anybody."""
    piece = Feedback.objects.received_by(person).newest_first().select_related("giver").first()
    return piece.giver if piece else Person.objects.here().exclude(pk=person.pk).by_name()[0]


def fill_inbox(person: Person) -> None:
    """Let a person have received many pieces, of many people, over three years.

    The rows go with the transaction of the bench.
    """
    missing = MANY_PIECES - Feedback.objects.received_by(person).count()
    givers = list(Person.objects.here().exclude(pk=person.pk).by_name()[:MANY_GIVERS])
    now, apart = timezone.now(), timedelta(days=3 * 365) / MANY_PIECES
    Feedback.objects.bulk_create(
        Feedback(
            giver=giver,
            recipient=person,
            kind=Feedback.Kind.PRAISE,
            readers=Feedback.Readers.COACHES,
            situation="At the hand-over on the yard.",
            behaviour=f"You rang the crew before they left, for the {number}. time.",
            given_at=now - apart * number,
        )
        for number, giver in enumerate(islice(cycle(givers), max(missing, 0)), start=1)
    )


def pages() -> Iterator[Page]:
    """Return the pages that have a target; what the database does not hold is left out.

    The full inbox comes last, since it is filled for it.
    """
    busy = busy_person()
    yield Page("home", busy, "/")
    yield from pages_of_feedback(busy)
    yield from pages_of_goals(busy)
    yield from pages_of_one()
    yield Page("coach page", coach_of_many(), "/coach/")
    yield Page("people", busy, "/people/")
    yield Page("ratios", busy, "/ratios/")
    yield Page("search", busy, "/search/?q=plan", p50=None)
    fill_inbox(busy)
    yield Page(f"inbox of {MANY_PIECES:,} pieces", busy, "/feedback/")


def pages_of_feedback(busy: Person) -> Iterator[Page]:
    """Return where feedback is read and written."""
    yield Page("feedback inbox", busy, "/feedback/")
    if piece := Feedback.objects.received_by(busy).newest_first().first():
        yield Page("one piece of feedback", busy, f"/feedback/{piece.pk}/")
    yield Page("composer", busy, f"/feedback/give/{uuid4()}/?to={colleague_of(busy).pk}")


def pages_of_goals(busy: Person) -> Iterator[Page]:
    """Return the ways to look at all goals, and the goal with most measurements."""
    yield Page("goal tree", busy, "/goals/")
    goals = Goal.objects.annotate(number=Count("metrics__measurements")).order_by("-number", "pk")
    if goal := goals.first():
        yield Page("goal page", busy, f"/goals/{goal.pk}/")
    yield Page("goal list", busy, "/goals/?view=list")
    yield Page("goals found by words", busy, "/goals/?q=visit")
    yield Page("goals over time", busy, "/goals/timeline/")
    yield Page("graph of goals", busy, "/goals/graph/")
    yield Page("my part in goals", busy, "/goals/my-part/")


def pages_of_one() -> Iterator[Page]:
    """Return the mastery that rests on most, and the dialogue with most talks held."""
    masteries = Mastery.objects.filter(person__left_at__isnull=True).select_related("person")
    masteries = masteries.annotate(number=Count("evidence")).order_by("-number", "pk")
    if mastery := masteries.first():
        yield Page("mastery page", mastery.person, f"/mastery/{mastery.pk}/")
    talks = CheckIn.objects.held().filter(kind="pair").order_by().values("person", "partner")
    pairs = talks.filter(person__left_at__isnull=True).annotate(number=Count("pk"))
    if pair := pairs.order_by("-number", "person", "partner").first():
        person = Person.objects.get(pk=pair["person"])
        address = f"/dialogue/{pair['partner']}/"
        yield Page("dialogue history", person, address)
        yield Page("prep sheet", person, f"{address}prepare/")
        yield Page("history found by words", person, f"{address}?q=plan", p50=None)


def measure(runs: int) -> Iterator[Line]:
    """Measure each page beside the floor, in turn."""
    with override_settings(ROOT_URLCONF="benchmarks.floor", STORAGES=storages()):
        for page in pages():
            yield from measure_page(page, runs)


def storages() -> dict[str, Any]:
    """Return the storages in force; before the first start static files are not collected yet."""
    if Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return dict(settings.STORAGES)
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


def measure_page(page: Page, runs: int) -> Iterator[Line]:
    """Yield median and 95th percentile of one page, as ratios; too many queries are short."""
    visitor = Visitor(page.person)
    try:
        number = visitor.queries(page.address)
    except RuntimeError as error:
        yield Skipped(page.name, str(error))
        return
    own, base = side_by_side(
        [lambda: visitor.open(page.address), lambda: visitor.open(f"/{floor.ADDRESS}")], runs
    )
    if page.p50:
        yield in_time(f"{page.name} p50", own, base, page.p50)
    high, floor_high = p95(own), p95(base)
    values = (f"{high * 1000:.2f} ms", f"{floor_high * 1000:.2f} ms")
    yield Figure(f"{page.name} p95", *values, high / floor_high, page.p95)
    yield Figure(f"{page.name} queries", str(number), "1", number, MOST_QUERIES)
