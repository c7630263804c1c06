"""The history of a goal, put together from the rows that tell it, the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, DecimalField, F, Q, QuerySet, Value, When
from django.db.models import TextField as Text
from django.db.models import UUIDField as Id
from django.db.models.functions import Cast
from django.utils import timezone

from core.prepared import Question
from goals.models import (
    Goal,
    Measurement,
    Metric,
    MetricChange,
    OwnerAnswer,
    Participation,
    Proposal,
    Wording,
)
from goals.selectors.differences import Difference, differences

EMPTY = Value("", output_field=Text())
NO_ID = Cast(Value(None), Id())
NO_NUMBER = Cast(Value(None), DecimalField(max_digits=18, decimal_places=4))


class Row(NamedTuple):
    """One thing that happened. `about` is a name or a figure's name, `ref` what can be opened.

    `value` is what was measured, or what is expected from then on, `before` what was before.
    """

    what: str
    key: UUID
    at: datetime
    who_id: UUID
    who: str
    about: str
    words: str
    value: Decimal | None
    unit: str
    ref: UUID | None
    before: Decimal | None = None

    @property
    def is_said_above(self) -> bool:
        """Whether the head of the goal's own page says these words as well."""
        return self.what in ("achieved", "let_go")

    @property
    def person(self) -> dict[str, Any]:
        """Who did it, as a person inside another thing."""
        return {"id": self.who_id, "name": self.who}


@dataclass(frozen=True)
class Happened:
    """A line of the history; `changes` where the goal said something else from then on."""

    row: Row
    begins_day: bool = True
    changes: tuple[Difference, ...] = ()


OF_CHANGE = {
    "about": Cast("metric__name", Text()),
    "words": Cast("note", Text()),
    "unit": Cast("metric__unit", Text()),
}


def told(rows: "QuerySet[Any]", what: Any, *, at: str, by: str, **more: Any) -> "QuerySet[Any]":
    """Give rows of any table the columns of a line."""
    word = Value(what, output_field=CharField()) if isinstance(what, str) else what
    columns = {
        "line_what": word,
        "line_key": F("pk"),
        "line_at": F(at),
        "line_who_id": F(f"{by}_id"),
        "line_who": F(f"{by}__name"),
        "line_about": more.get("about", EMPTY),
        "line_words": more.get("words", EMPTY),
        "line_value": more.get("value", NO_NUMBER),
        "line_unit": more.get("unit", EMPTY),
        "line_ref": more.get("ref", NO_ID),
        "line_before": more.get("before", NO_NUMBER),
    }
    lines: QuerySet[Any] = rows.annotate(**columns)
    return lines.values_list(*columns).order_by("-line_at")


def legs(goal: Goal) -> list["QuerySet[Any]"]:
    """Return what every table tells about the goal."""
    return [
        *of_the_goal(goal),
        *of_proposals(goal),
        *of_people(goal),
        *of_numbers(goal),
        *of_outlook(goal),
    ]


def of_the_goal(goal: Goal) -> list["QuerySet[Any]"]:
    same = Goal.objects.filter(pk=goal.pk)
    edited = Wording.objects.filter(
        goal=goal, version__gt=1, written_at__isnull=False, proposal__isnull=True
    )
    ended, learnt = same.filter(achieved_at__isnull=False), Cast("learnt", Text())
    let_go = same.filter(let_go_at__isnull=False)
    return [
        told(same, "proposed", at="proposed_at", by="proposed_by"),
        told(ended, "achieved", at="achieved_at", by="achieved_by", words=learnt),
        told(let_go, "let_go", at="let_go_at", by="let_go_by", words=learnt),
        told(edited, "changed", at="written_at", by="written_by", ref=F("pk")),
    ]


def of_proposals(goal: Goal) -> list["QuerySet[Any]"]:
    found = Proposal.objects.filter(goal=goal)
    alone = Q(accepted_at=F("proposed_at"), accepted_by=F("proposed_by"))
    accepted = found.filter(accepted_at__isnull=False)
    word = Case(When(alone, then=Value("changed")), default=Value("accepted"))
    author: dict[str, Any] = {"about": Cast("proposed_by__name", Text()), "words": F("answer")}
    asked = found.exclude(alone)
    by_author: dict[str, Any] = {"by": "proposed_by", "ref": F("pk")}
    declined = found.filter(declined_at__isnull=False)
    taken_back = found.filter(withdrawn_at__isnull=False)
    return [
        told(asked, "change_proposed", at="proposed_at", words=F("reason"), **by_author),
        told(accepted, word, at="accepted_at", by="accepted_by", ref=F("wording"), **author),
        told(declined, "declined", at="declined_at", by="declined_by", ref=F("pk"), **author),
        told(taken_back, "withdrawn", at="withdrawn_at", **by_author),
    ]


def of_people(goal: Goal) -> list["QuerySet[Any]"]:
    answers = OwnerAnswer.objects.filter(goal=goal)
    word = Case(
        When(completes=True, then=Value("agreed")),
        When(says_yes=True, then=Value("yes")),
        default=Value("no"),
    )
    joined = Participation.objects.filter(goal=goal)
    return [
        told(answers, word, at="at", by="person"),
        told(joined, "joined", at="joined_at", by="person"),
        told(joined.filter(left_at__isnull=False), "left", at="left_at", by="person"),
    ]


def of_numbers(goal: Goal) -> list["QuerySet[Any]"]:
    metrics, name = Metric.objects.filter(goal=goal), Cast("name", Text())
    values = Measurement.objects.filter(metric__goal=goal, withdrawn_at__isnull=True)
    wrong = When(corrected_by__isnull=False, then=Value("measured_wrong"))
    figure = {
        "about": Cast("metric__name", Text()),
        "words": Cast("note", Text()),
        "value": F("value"),
        "unit": Cast("metric__unit", Text()),
    }
    retired = metrics.filter(retired_at__isnull=False)
    return [
        told(metrics, "number_added", at="added_at", by="added_by", about=name),
        told(retired, "number_retired", at="retired_at", by="retired_by", about=name),
        told(values, Case(wrong, default=Value("measured")), at="at", by="by", **figure),
    ]


def of_outlook(goal: Goal) -> list["QuerySet[Any]"]:
    """Return what was expected anew: each move of a forecast and of an ambition, or words alone."""
    changes = MetricChange.objects.filter(metric__goal=goal)
    legs, still = [], changes
    for kind in ("forecast", "ambition"):
        before, after = f"{kind}_before", f"{kind}_after"
        same = Q(**{before: F(after)}) | Q(**{f"{before}__isnull": True, f"{after}__isnull": True})
        moves = When(**{f"{after}__gt": F(before)}, then=Value(f"{kind}_raised"))
        falls = When(**{f"{after}__lt": F(before)}, then=Value(f"{kind}_lowered"))
        begins = When(**{f"{before}__isnull": True}, then=Value(f"{kind}_set"))
        word = Case(moves, falls, begins, default=Value(f"{kind}_dropped"))
        figures = {"before": F(before), "value": F(after)}
        legs.append(told(changes.exclude(same), word, at="at", by="by", **figures, **OF_CHANGE))
        still = still.filter(same)
    word = Case(
        When(forecast_after__isnull=True, then=Value("number_said")), default=Value("stands_by")
    )
    figures = {"value": F("forecast_after")}
    return [*legs, told(still, word, at="at", by="by", **figures, **OF_CHANGE)]


def rows_of(goal: Goal, *, first: int, count: int) -> list[Row]:
    """Return lines of the history in one query: of every table no more than can be shown."""
    parts = [leg[: first + count] for leg in legs(goal)]
    found = parts[0].union(*parts[1:], all=True).order_by("-line_at", "line_key", "line_what")
    return [Row(*line) for line in found[first : first + count]]


@cache
def newest(count: int, proposals: int) -> Question:
    """Return the question for `count` lines of every table, and so many open proposals.

    So many tables are united that Django needs long to write it down.
    """

    def ask(pk: UUID) -> "QuerySet[Any]":
        goal = Goal(pk=pk)
        waiting = Proposal.objects.filter(goal=goal).open()
        asked = told(
            waiting, "open", at="proposed_at", by="proposed_by", ref=F("pk"), words=F("reason")
        )
        parts = [asked[:proposals], *(leg[:count] for leg in legs(goal))]
        united: QuerySet[Any] = parts[0].union(*parts[1:], all=True)
        return united

    return Question(ask, 1)


def latest(goal: Goal, count: int, *, proposals: int) -> tuple[list[Happened], list[Row]]:
    """Return the last things that happened, and the changes that wait for an owner's answer.

    Both in one query, since they stand on one page; without what the changes changed.
    """
    found = [Row._make(line) for line in newest(count, proposals).rows(goal.pk)]
    rows = sorted(found, key=lambda row: (row.at, str(row.key), row.what), reverse=True)
    happened = [row for row in rows if row.what != "open"][:count]
    return by_days(happened), [row for row in rows if row.what == "open"]


def history(goal: Goal, *, page: int, size: int) -> tuple[list[Happened], bool]:
    """Return a page of the history with what every change changed, and whether there is more."""
    rows = rows_of(goal, first=(page - 1) * size, count=size + 1)
    shown = by_days(rows[:size])
    return with_changes(goal, shown), len(rows) > size


def by_days(rows: Sequence[Row]) -> list[Happened]:
    """Mark the first line of each day, in the time zone of the reader."""
    lines: list[Happened] = []
    last = None
    for row in rows:
        day = timezone.localtime(row.at).date()
        lines.append(Happened(row, begins_day=day != last))
        last = day
    return lines


def with_changes(goal: Goal, lines: list[Happened]) -> list[Happened]:
    """Add to each change what the goal said before and from then on."""
    refs = [one.row.ref for one in lines if one.row.what in ("changed", "accepted")]
    if not refs:
        return lines
    new = Wording.objects.filter(pk__in=refs)
    before = Q(goal=goal, version__in=new.values(before=F("version") - 1))
    found = list(Wording.objects.filter(before | Q(pk__in=refs)).in_full())
    by_id = {one.pk: one for one in found}
    by_version = {one.version: one for one in found}
    return [replace(one, changes=changes_of(one.row, by_id, by_version)) for one in lines]


def changes_of(
    row: Row, by_id: Mapping[UUID, Wording], by_version: Mapping[int | None, Wording]
) -> tuple[Difference, ...]:
    """Compare a wording with the version before it, where both were kept."""
    new = by_id.get(row.ref) if row.ref else None
    old = by_version.get(new.version - 1) if new and new.version else None
    return tuple(differences(old, new)) if old and new else ()
