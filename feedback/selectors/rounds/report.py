"""The report of a round: perspectives side by side, in words. No number of anybody is in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from accounts.models import Person
from feedback.models import (
    Perspective,
    ReportBehaviour,
    ReportGroup,
    ReportText,
    Round,
    RoundCapability,
    RoundQuestion,
)
from feedback.rounds.items import Part
from feedback.rounds.names import JOINED, name_of
from feedback.rounds.views_that_differ import View, differences

ITSELF = "self"


@dataclass(frozen=True)
class Voice:
    """Whose view it is: the subject's own, somebody's by name, or a group's.

    `joins` names the perspectives of a group that is made of several.
    """

    key: str
    name: str
    perspective: str = ""
    is_named: bool = False
    joins: tuple[str, ...] = ()
    has_too_few: bool = False

    @property
    def as_whom(self) -> str:
        """As whom somebody with a name sees the subject."""
        return name_of(self.perspective)

    @property
    def joined(self) -> str:
        """The perspectives of a group that is made of several, as a list."""
        return capfirst(str(get_text_list(list(self.joins), _("and"))))


@dataclass(frozen=True)
class Cell:
    """What one voice has seen of a capability; nothing where too few have answered."""

    voice: Voice
    seen: tuple[str, ...]  # names of levels; empty with `is_seen` false means "not seen"
    is_answered: bool

    @property
    def is_seen(self) -> bool:
        return bool(self.seen)

    @property
    def words(self) -> str:
        """The levels by name; several were seen equally often."""
        return str(get_text_list(list(self.seen), _("and")))


@dataclass(frozen=True)
class Said:
    """One text, and whose it is."""

    id: UUID
    text: str
    voice: Voice


@dataclass(frozen=True)
class CapabilityPart:
    """One capability: behaviour seen, what to keep, what to try next, where views differ."""

    capability: RoundCapability
    cells: tuple[Cell, ...]
    keep: tuple[Said, ...]
    next: tuple[Said, ...]
    quiet: tuple[Voice, ...]  # groups whose words on this are too few
    differences: tuple[str, ...]


@dataclass(frozen=True)
class QuestionPart:
    """One question with what was said to it."""

    question: RoundQuestion
    said: tuple[Said, ...]
    quiet: tuple[Voice, ...]


@dataclass(frozen=True)
class ReportPage:
    """Everything that a report holds."""

    round: Round
    voices: tuple[Voice, ...]  # whose views are in it, named ones first
    columns: tuple[Voice, ...]  # of the table of behaviours
    capabilities: tuple[CapabilityPart, ...]
    questions: tuple[QuestionPart, ...]


@dataclass
class Voices:
    """The voices of one report, each met once."""

    subject: Person
    groups: dict[UUID, Voice]
    known: dict[str, Voice] = field(default_factory=dict)

    def of(self, row: ReportText | ReportBehaviour) -> Voice:
        """Return whose this row is."""
        if row.group_id:
            return self.groups[row.group_id]
        if row.nomination is None:
            return self.met(Voice(ITSELF, self.subject.called, ITSELF, is_named=True))
        named = row.nomination
        return self.met(Voice(str(named.pk), named.called, named.perspective, is_named=True))

    def met(self, voice: Voice) -> Voice:
        return self.known.setdefault(voice.key, voice)

    def named(self) -> list[Voice]:
        """Those with a name: the subject first, then coaches, then by name."""
        order = {ITSELF: 0, Perspective.COACHES: 1}
        return sorted(
            self.known.values(), key=lambda one: (order.get(one.perspective, 2), one.name)
        )


def report_of(found: Round) -> ReportPage:
    """Compose the report of a released round, in six queries however much was said."""
    groups = list(found.groups.order_by("key", "of"))
    voices = Voices(found.subject, {group.pk: voice_of(group) for group in groups})
    texts = said_in(found, voices)
    seen = seen_in(found, voices)
    by_use = {
        use: [voices.groups[one.pk] for one in in_order(groups) if one.of == use]
        for use in ReportGroup.Of
    }
    named = voices.named()
    columns = named + [one for one in by_use[ReportGroup.Of.BEHAVIOURS] if not one.has_too_few]
    quiet = by_use[ReportGroup.Of.TEXTS]
    parts = [
        capability_part(one, found.subject, columns=columns, texts=texts, seen=seen, quiet=quiet)
        for one in found.capabilities.order_by("position")
    ]
    questions = [
        QuestionPart(one, tuple(said), quiet_among(quiet, said))
        for one in found.questions.order_by("position")
        for said in [texts.get((one.pk, Part.TEXT), [])]
    ]
    heard = {one.key: one for one in [*named, *by_use[ReportGroup.Of.BEHAVIOURS], *quiet]}
    return ReportPage(found, tuple(heard.values()), tuple(columns), tuple(parts), tuple(questions))


def in_order(groups: Iterable[ReportGroup]) -> list[ReportGroup]:
    """Return groups in the order of the perspectives, the joined one last."""
    order = [*Perspective.values, JOINED]
    return sorted(groups, key=lambda group: order.index(group.key))


def voice_of(group: ReportGroup) -> Voice:
    """Return the voice of a group."""
    joined = sorted(group.perspectives, key=Perspective.values.index)
    joins = tuple(str(Perspective(one).label) for one in joined)
    return Voice(
        key=group.key,
        name=name_of(group.key),
        perspective=group.key,
        joins=joins if group.key == JOINED else (),
        has_too_few=group.state == ReportGroup.State.TOO_FEW,
    )


def said_in(found: Round, voices: Voices) -> dict[tuple[UUID, str], list[Said]]:
    """Return the texts by what they are about; the random ids give an order that says nothing."""
    rows = found.texts.select_related("nomination__person").order_by("pk")
    said: dict[tuple[UUID, str], list[Said]] = {}
    for row in rows:
        about = row.question_id or row.capability_id
        assert about is not None  # noqa: S101  # a constraint of the row says so
        said.setdefault((about, row.part), []).append(Said(row.pk, row.text, voices.of(row)))
    return said


def seen_in(found: Round, voices: Voices) -> dict[tuple[UUID, str], list[tuple[int, str]]]:
    """Return place and name of the levels seen, by capability and voice; "not seen" is no level."""
    rows = found.behaviours.select_related("nomination__person", "level")
    ordered = rows.order_by("capability_id", "level__position")
    seen: dict[tuple[UUID, str], list[tuple[int, str]]] = {}
    for row in ordered:
        levels = seen.setdefault((row.capability_id, voices.of(row).key), [])
        if row.level:
            levels.append((row.level.position, row.level.name))
    return seen


def capability_part(
    capability: RoundCapability,
    subject: Person,
    *,
    columns: list[Voice],
    texts: dict[Any, list[Said]],
    seen: dict[Any, list[tuple[int, str]]],
    quiet: list[Voice],
) -> CapabilityPart:
    """Compose what is shown of one capability."""
    keep = texts.get((capability.pk, Part.KEEP), [])
    next_ = texts.get((capability.pk, Part.NEXT), [])
    views = [
        View(
            name=voice.name,
            is_own=voice.key == ITSELF,
            levels=tuple(seen.get((capability.pk, voice.key), ())),
            keeps=any(one.voice.key == voice.key for one in keep),
            tries=any(one.voice.key == voice.key for one in next_),
        )
        for voice in each_once([*columns, *(one.voice for one in [*keep, *next_])])
    ]
    return CapabilityPart(
        capability=capability,
        cells=tuple(cell(voice, capability, seen) for voice in columns),
        keep=tuple(keep),
        next=tuple(next_),
        quiet=quiet_among(quiet, [*keep, *next_]),
        differences=tuple(differences(views, subject=subject.called)),
    )


def cell(voice: Voice, capability: RoundCapability, seen: dict[Any, list[tuple[int, str]]]) -> Cell:
    """Return what one voice has seen of one capability."""
    levels = seen.get((capability.pk, voice.key))
    return Cell(voice, tuple(name for _place, name in levels or ()), is_answered=levels is not None)


def quiet_among(groups: list[Voice], said: list[Said]) -> tuple[Voice, ...]:
    """Return the groups of which nothing is shown here."""
    heard = {one.voice.key for one in said}
    return tuple(group for group in groups if group.key not in heard)


def each_once(voices: Iterable[Voice]) -> list[Voice]:
    """Return voices without repeating one."""
    return list({voice.key: voice for voice in voices}.values())
