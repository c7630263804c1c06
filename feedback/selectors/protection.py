"""What protection looks like to one person: limits in force, hints, slow mode, who is trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet

from accounts.models import Person
from core.prepared import Question
from feedback import limits
from feedback.models import (
    Feedback,
    Flag,
    HelpOffer,
    Nomination,
    ProtectionSetting,
    Report,
    ReportText,
)

HINTED_FOR: Final = timedelta(weeks=4)  # after a pattern was noticed
REMEMBERED_FOR: Final = timedelta(weeks=8)
WEEKS_BEFORE_SLOW: Final = 2  # in which the pattern was noticed


def help_offered_to(person: Person) -> HelpOffer | None:
    """Return the newest offer of help that this person has not put away."""
    offer: HelpOffer | None = OFFERED.first(person.pk)
    return offer


OFFERED = Question(lambda person: HelpOffer.objects.standing_for(Person(pk=person))[:1], ids=1)


def setting_in_force() -> ProtectionSetting:
    """Return the limits that hold now: those set, or else the usual ones."""
    return ProtectionSetting.objects.newest() or ProtectionSetting()


@dataclass(frozen=True)
class Hint:
    """What a giver alone is told about their own writing: the pattern and its numbers."""

    pattern: str
    about: Person | None
    pieces: int
    others: int
    people: int


@dataclass(frozen=True)
class Advice:
    """Beside the composer, for its writer alone: hints, and whom an improvement reaches when."""

    hints: tuple[Hint, ...]
    slow: tuple[Person, ...]
    released_at: datetime | None


def advice_for(giver: Person, people: Sequence[Person], *, at: datetime) -> Advice:
    """Return what to tell this giver before they write to these people."""
    flags = flags_on(giver, people, at=at)
    lately = [flag for flag in flags if flag.made_at > at - HINTED_FOR]
    newest = {(flag.pattern, flag.about_id): flag for flag in lately}
    named = {person.pk: person for person in people}
    hints = tuple(
        Hint(flag.pattern, about_of(flag, named), flag.pieces, flag.others, flag.people)
        for flag in newest.values()
    )
    slow = slowed_by(flags, people, at=at)
    return Advice(
        hints=hints,
        slow=tuple(person for person in people if person.pk in slow),
        released_at=limits.next_batch(at) if slow else None,
    )


def flags_on(giver: Person, people: Sequence[Person], *, at: datetime) -> list[Flag]:
    """Return what was noticed within eight weeks about writing to these people, oldest first."""
    if giver.has_left:
        return []
    ids = [person.pk for person in people]
    return flags_about(len(ids)).all(giver.pk, *ids, at - REMEMBERED_FOR)


@lru_cache(maxsize=4)
def flags_about(number: int) -> Question:
    """Return the question for what was noticed about writing to so many people."""

    def ask(giver: UUID, *rest: Any) -> QuerySet[Flag]:
        *ids, since = rest
        flags = Flag.objects.visible_to(Person(pk=giver)).concerning([Person(pk=pk) for pk in ids])
        return flags.filter(made_at__gt=since).order_by("made_at", "pk")

    return Question(ask, ids=1 + number, moments=1)


def about_of(flag: Flag, named: dict[UUID, Person]) -> Person | None:
    """Return whom a flag is about, of the people at hand."""
    return named[flag.about_id] if flag.about_id else None


def slowed(giver: Person, people: Sequence[Person], *, at: datetime) -> frozenset[UUID]:
    """Return which of these people get this giver's improvements with the weekly batch."""
    return slowed_by(flags_on(giver, people, at=at), people, at=at)


def slowed_by(flags: Sequence[Flag], people: Sequence[Person], *, at: datetime) -> frozenset[UUID]:
    """Return whom these flags slow.

    A pattern noticed in two different weeks within eight slows, until four weeks after the last.
    """
    weeks: dict[UUID | None, set[int]] = {}
    fresh = set()
    for flag in flags:
        if flag.pattern in Flag.SLOWING:
            weeks.setdefault(flag.about_id, set()).add(flag.week)
            if flag.made_at > at - HINTED_FOR:
                fresh.add(flag.about_id)
    about = {one for one in fresh if len(weeks[one]) >= WEEKS_BEFORE_SLOW}
    if not about or not setting_in_force().uses_slow_mode:
        return frozenset()
    return frozenset(one.pk for one in people if None in about or one.pk in about)


def trusted_persons(*, apart_from: Sequence[UUID] = ()) -> list[Person]:
    """Return the trusted persons who may look, by name; a party to a piece never does."""
    people = Person.objects.here().filter(is_trusted=True).exclude(role=Person.Role.ADMIN)
    return list(people.exclude(pk__in=apart_from).by_name())


def trusted_for(feedback: Feedback) -> list[Person]:
    """Return who would look at a report of this piece."""
    return trusted_persons(apart_from=[feedback.giver_id, feedback.recipient_id])


def trusted_for_text(text: ReportText) -> list[Person]:
    """Return who would look at a report of this text: whoever was invited may have written it."""
    invited = Nomination.objects.filter(round=text.round_id, person__isnull=False)
    parties = list(invited.values_list("person", flat=True))
    return trusted_persons(apart_from=[text.round.subject_id, *filter(None, parties)])


@dataclass(frozen=True)
class KeptAside:
    """How much of one person's writing is kept aside."""

    giver: Person
    pieces: int


def kept_aside(person: Person) -> list[KeptAside]:
    """Return from whom a pausing person keeps how much aside, by name."""
    rows: QuerySet[Feedback, Any] = Feedback.objects.kept_aside_from(person).order_by()
    counts = dict(rows.values_list("giver").annotate(pieces=Count("pk")))
    givers = Person.objects.filter(pk__in=counts).by_name()
    return [KeptAside(giver, counts[giver.pk]) for giver in givers]


@dataclass(frozen=True)
class Shown:
    """What a reporter shows of it: texts by the name of their part, and the thread."""

    feedback: Feedback | None
    texts: tuple[tuple[str, str], ...]
    thread: tuple[Any, ...]


def shown_by(report: Report) -> Shown:
    """Return exactly what the reporter chose, and nothing besides."""
    feedback, parts = report.feedback, set(report.shows)
    if feedback is None:
        return Shown(feedback=None, texts=shown_of_text(report), thread=())
    texts = tuple(
        (str(Report.Part(name).label), getattr(feedback, name))
        for name in Report.TEXTS
        if name in parts and getattr(feedback, name)
    )
    thread = feedback.replies.filter(at__lte=report.reported_at, kept_aside_at__isnull=True)
    return Shown(
        feedback=feedback if Report.Part.NAME in parts else None,
        texts=texts,
        thread=tuple(thread.oldest_first()) if Report.Part.THREAD in parts else (),
    )


def shown_of_text(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the text of a round, if the reporter shows it."""
    if report.round_text is None or Report.Part.TEXT not in report.shows:
        return ()
    return ((str(Report.Part.TEXT.label), report.round_text.text),)
