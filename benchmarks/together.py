"""Open pages of talks: each asks every 1.2 s whether there is anything new, and 300 are open."""

from collections.abc import Iterator
from statistics import median
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext, override_settings

from benchmarks import floor
from benchmarks.figures import Figure, Line, Skipped, in_time, milliseconds, p95, side_by_side
from benchmarks.pages import MOST_QUERIES, Visitor, storages
from dialogue.models import CheckIn

OPEN_PAGES = 300
CORES = 2
EVERY = 1.2  # seconds between two questions of a page beside which somebody else is there


class OpenPage:
    """A page of a talk that its reader looks at."""

    def __init__(self, talk: CheckIn) -> None:
        self.talk: UUID = talk.pk
        self.visitor = Visitor(talk.person)
        self.address = f"/checkins/{talk.pk}/live/"
        self.tag = self.ask("")["ETag"]

    def ask(self, tag: str) -> Any:
        return self.visitor.client.get(
            self.address, secure=settings.HTTPS, headers={"If-None-Match": tag}
        )

    def nothing_new(self) -> None:
        """Ask while nothing changed."""
        if self.ask(self.tag).status_code != 304:
            raise RuntimeError("an open page is told of a change that nobody made")

    def something_new(self) -> None:
        """Ask after the other side changed something: all parts are answered."""
        CheckIn.objects.filter(pk=self.talk).update(page_version=F("page_version") + 1)
        answer = self.ask(self.tag)
        if answer.status_code != 200:
            raise RuntimeError(f"an open page answers {answer.status_code}")
        self.tag = answer["ETag"]

    def floor(self) -> None:
        self.visitor.open(f"/{floor.ADDRESS}")


def measure(runs: int) -> Iterator[Line]:
    """Measure both answers beside the floor, and how many pages that lets two cores hold."""
    talk = CheckIn.objects.open().select_related("person").order_by("planned_at", "pk").first()
    if talk is None:
        yield Skipped("open pages of talks", "no talk is planned")
        return
    with override_settings(ROOT_URLCONF="benchmarks.floor", STORAGES=storages()):
        page = OpenPage(talk)
        with CaptureQueriesContext(connection) as asked:
            page.nothing_new()
        acts = [page.nothing_new, page.something_new, page.nothing_new, page.floor]
        first, changed, second, base = side_by_side(acts, runs * 4)
    quiet = [*first, *second]
    yield in_time("open talk, nothing new, p50", quiet, base, 2)
    shown = (milliseconds(p95(quiet)), milliseconds(p95(base)))
    yield Figure("open talk, nothing new, p95", *shown, p95(quiet) / p95(base), 10)
    yield Figure("open talk, nothing new, queries", str(len(asked)), "1", len(asked), MOST_QUERIES)
    yield in_time("open talk, something new, p50", changed, base, 7)
    held = CORES * EVERY / median(quiet)
    told = (f"{held:.0f} pages", f"{OPEN_PAGES} pages")
    note = f"{CORES / median(quiet):.0f} questions a second"
    yield Figure("open talks on 2 cores", *told, held / OPEN_PAGES, 1, at_most=False, note=note)
