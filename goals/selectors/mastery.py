"""Masteries as pages show them. One person's at a time: nothing here compares or adds up people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from goals.models import Evidence, Level, LevelEntry, Mastery
from goals.selectors.ladder import Ladder, Step, axis_start, ladder

WITNESSES = 2  # different people, other than the one it is about
BY_OTHERS = (Evidence.Kind.FEEDBACK, Evidence.Kind.WITNESS)


class Seen(NamedTuple):
    """Evidence as far as sums need it."""

    mastery: UUID
    pk: UUID
    kind: str
    by: UUID
    position: int | None
    is_improvement: bool


@dataclass(frozen=True)
class MasteryLine:
    """One mastery with its ladder and what it rests on."""

    mastery: Mastery
    ladder: Ladder
    levels: tuple[Level, ...]
    now: Step | None
    praise: int
    improvements: int
    witnesses: int
    own: int
    people: int
    entries: tuple[LevelEntry, ...]  # the newest first, their reflections not loaded in lists
    evidence: tuple[Seen, ...]  # the newest first


def lines_of(
    masteries: Iterable[Mastery], *, today: date, with_words: bool = False
) -> list[MasteryLine]:
    """Compose the lines of one person, on one axis of time, in three queries."""
    masteries = list(masteries)
    keys = [one.pk for one in masteries]
    levels = levels_of(one.capability_id for one in masteries)
    entries: dict[UUID, list[LevelEntry]] = defaultdict(list)
    noted = LevelEntry.objects.filter(mastery__in=keys).newest_first()
    for entry in noted if with_words else noted.defer("reflection"):
        entries[entry.mastery_id].append(entry)
    evidence = seen_of(keys)
    start = axis_start([own[-1].reached_on for own in entries.values()], today=today)
    return [
        line_of(one, levels[one.capability_id], entries[one.pk], evidence[one.pk], (start, today))
        for one in masteries
    ]


def line_of(
    mastery: Mastery,
    levels: Sequence[Level],
    entries: Sequence[LevelEntry],
    evidence: Sequence[Seen],
    axis: tuple[date, date],
) -> MasteryLine:
    """Compose one line from its parts; `axis` is the first day shown, and today."""
    known = {level.pk: level for level in levels}
    steps = steps_of(mastery, known, list(reversed(entries)), evidence)
    others = [one for one in evidence if one.kind in BY_OTHERS]
    feedback = [one for one in others if one.kind == Evidence.Kind.FEEDBACK]
    return MasteryLine(
        mastery=mastery,
        ladder=ladder(
            mastery.capability.name,
            levels,
            steps,
            ideal=known[mastery.ideal_level_id],
            start=axis[0],
            today=axis[1],
        ),
        levels=tuple(levels),
        now=steps[-1] if steps else None,
        praise=sum(not one.is_improvement for one in feedback),
        improvements=sum(one.is_improvement for one in feedback),
        witnesses=len(others) - len(feedback),
        own=len(evidence) - len(others),
        people=len({one.by for one in others}),
        entries=tuple(entries),
        evidence=tuple(evidence),
    )


def steps_of(
    mastery: Mastery,
    levels: dict[UUID, Level],
    entries: Sequence[LevelEntry],
    evidence: Sequence[Seen],
) -> list[Step]:
    """Return the levels noted, oldest first, each with whether it is witnessed."""
    steps: list[Step] = []
    for entry in entries:
        level = levels[entry.level_id]
        steps.append(
            Step(
                pk=entry.pk,
                level=level,
                on=entry.reached_on,
                is_witnessed=is_witnessed(level, evidence, about=mastery.person_id),
                is_back=bool(steps) and level.position < steps[-1].level.position,
            )
        )
    return steps


def is_witnessed(level: Level, evidence: Iterable[Seen], *, about: UUID) -> bool:
    """Two different people, other than the one it is about, saw this level or a higher one."""
    witnesses = {
        one.by
        for one in evidence
        if one.kind in BY_OTHERS
        and one.by != about
        and one.position is not None
        and one.position >= level.position
    }
    return len(witnesses) >= WITNESSES


def levels_of(capabilities: Iterable[UUID]) -> dict[UUID, list[Level]]:
    """Return the levels of these capabilities, the lowest first."""
    found: dict[UUID, list[Level]] = defaultdict(list)
    for level in Level.objects.filter(capability__in=set(capabilities)).order_by("position"):
        found[level.capability_id].append(level)
    return found


def seen_of(masteries: Sequence[UUID]) -> dict[UUID, list[Seen]]:
    """Return the evidence that stands, the newest first, without its words."""
    found: dict[UUID, list[Seen]] = defaultdict(list)
    rows = Evidence.objects.standing().filter(mastery__in=masteries).newest_first()
    names = ("mastery", "pk", "kind", "by", "level__position", "is_improvement")
    for row in rows.values_list(*names):
        found[row[0]].append(Seen(*row))
    return found
