"""The agenda of a talk, and what its points are about, as far as their reader may open it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from dialogue.models import AgendaPoint, CheckIn, Commitment, PointSource
from dialogue.selectors.names import people_of
from feedback.models import Feedback
from goals.models import Mastery


@dataclass(frozen=True)
class About:
    """A link to what a point is about, for one who may open it."""

    kind: str
    url: str
    title: str

    @property
    def is_learning(self) -> bool:
        return self.kind in ("feedback", "mastery")


@dataclass(frozen=True)
class Point:
    """A point of the agenda, and what this reader may do with it."""

    point: AgendaPoint
    author: Person
    is_mine: bool
    is_first: bool
    is_last: bool
    about: About | None = None


def agenda_of(checkin: CheckIn, viewer: Person) -> tuple[Point, ...]:
    visible = AgendaPoint.objects.visible_to(viewer).filter(checkin=checkin).in_order()
    points = with_sources(visible)
    told, people = abouts(points, viewer), people_of(checkin)
    last = len(points) - 1
    return tuple(
        Point(
            point,
            people[point.author_id],
            is_mine=point.author_id == viewer.pk,
            is_first=n == 0,
            is_last=n == last,
            about=told.get(point.pk),
        )
        for n, point in enumerate(points)
    )


def with_sources(points: "QuerySet[AgendaPoint]") -> list[AgendaPoint]:
    """Return points, each with where it came from, if it came from somewhere."""
    return list(points.select_related("comes_from"))


def abouts(points: list[AgendaPoint], viewer: Person) -> dict[UUID, About]:
    """Say by point what it is about; what this viewer may not open is left out.

    One query, and none where no point came from anywhere.
    """
    sources = [point.comes_from.pk for point in points if hasattr(point, "comes_from")]
    if not sources or viewer.has_left:
        return {}
    rows = PointSource.objects.filter(pk__in=sources).annotate(
        title=F("goal__title"),
        seen_feedback=seen(Feedback.objects.visible_to(viewer), "feedback", "pk"),
        seen_talk=seen(Commitment.objects.visible_to(viewer), "commitment", "checkin"),
        seen_mastery=seen(Mastery.objects.visible_to(viewer), "mastery", "pk"),
        capability=F("mastery__capability__name"),
    )
    columns = ("point", "goal", "title", "seen_feedback", "seen_talk", "seen_mastery", "capability")
    found = {row["point"]: about_of(row) for row in rows.values(*columns)}
    return {pk: one for pk, one in found.items() if one}


def seen(rows: "QuerySet[Any, Any]", name: str, column: str) -> Subquery:
    """The thing itself, where it is among these rows."""
    return Subquery(rows.filter(pk=OuterRef(name)).order_by().values(column)[:1])


def about_of(row: dict[str, Any]) -> About | None:
    """Describe one source."""
    if row["goal"]:
        return About("goal", reverse("goal", args=[row["goal"]]), row["title"])
    if row["seen_feedback"]:
        address = reverse("feedback_piece", args=[row["seen_feedback"]])
        return About("feedback", address, _("feedback"))
    if row["seen_talk"]:
        address = reverse("checkin", args=[row["seen_talk"]])
        return About("commitment", f"{address}#commitments", _("commitment"))
    if row["seen_mastery"]:
        return About("mastery", reverse("mastery", args=[row["seen_mastery"]]), row["capability"])
    return None
