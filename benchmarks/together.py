"""Open pages of talks: each asks every 1.2 s whether there is anything new, and 300 are open."""

from collections.abc import Iterator
from statistics import median
from time import process_time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext, override_settings

from benchmarks import floor
from benchmarks.figures import Act, Figure, Line, Skipped, in_time, milliseconds, p95, side_by_side
from benchmarks.pages import MOST_QUERIES, Visitor, storages
from dialogue.models import CheckIn

OPEN_PAGES = 300
CORES = 1.5  # of two; the database has the rest
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

    def opened(self) -> None:
        """Open the whole page, which is what asking saves."""
        self.visitor.open(f"/checkins/{self.talk}/")

    def floor(self) -> None:
        self.visitor.open(f"/{floor.ADDRESS}")


def processor_time(act: Act, runs: int) -> float:
    """Return for how long an act keeps a core busy: what else the machine does counts less."""
    used = []
    for _run in range(runs):
        began = process_time()
        act()
        used.append(process_time() - began)
    return median(used)


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
        queries = len(asked)
        acts = [page.nothing_new, page.something_new, page.nothing_new, page.floor, page.opened]
        first, changed, second, base, opened = side_by_side(acts, runs * 4)
        busy = processor_time(page.nothing_new, runs * 4)
    quiet = [*first, *second]
    yield in_time("open talk, nothing new, p50", quiet, base, 2)
    shown = (milliseconds(p95(quiet)), milliseconds(p95(base)))
    yield Figure("open talk, nothing new, p95", *shown, p95(quiet) / p95(base), 10)
    yield Figure("open talk, nothing new, queries", str(queries), "1", queries, MOST_QUERIES)
    yield in_time("open talk, something new, p50", changed, opened, 1, note="page opened anew")
    a_second = CORES / busy
    held = a_second * EVERY
    told = (f"{held:.0f} pages", f"{OPEN_PAGES} pages")
    note = f"{a_second:.0f} questions a second of processor time"
    yield Figure("open talks on 2 cores", *told, held / OPEN_PAGES, 1, at_most=False, note=note)
