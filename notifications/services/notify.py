"""Put something that happened into the outbox, and clear what no longer waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts.models import Person
from core.new_rows import add
from core.prepared import rows
from notifications.kinds import REGISTERED
from notifications.models import Channel, Notification, Preference
from notifications.timing import Days, mail_moment

# One statement, since this is asked whenever anything happens to anybody.
WISHES = """
SELECT told.id, coalesce(preference.rhythm, %(usual)s), ARRAY(
    SELECT channel FROM notifications_muted WHERE person_id = told.id AND kind = %(kind)s
), ARRAY(
    SELECT ARRAY[starts_on, ends_on] FROM accounts_absence
    WHERE person_id = told.id AND ends_on >= %(today)s
)
FROM unnest(%(people)s::uuid[]) AS told (id)
LEFT JOIN notifications_preference preference ON preference.person_id = told.id
"""


@dataclass(frozen=True)
class Wishes:
    """How somebody wants to be told: when mail comes, on which channels not, which days not."""

    rhythm: str
    muted: Sequence[str]
    away: Sequence[tuple[date, date]]


@dataclass(frozen=True)
class Matter:
    """Something that waits for somebody at `url`."""

    person: Person
    subject: UUID | None
    url: str


def notify(
    people: Iterable[Person],
    *,
    kind: str,
    subject: UUID | None,
    url: str,
    by: Person | None,
    at: datetime,
    slot: str = "",
) -> None:
    """Tell people that something waits for them at `url`: one row for each channel, once.

    The app shows it at once; mail goes in the rhythm and the hours that the person chose. Kinds a
    person switched off make no row. The row names the kind, never any words.
    """
    matters = [Matter(person, subject, url) for person in people]
    notify_each(matters, kind=kind, by=by, at=at, slot=slot)


def notify_each(
    matters: Iterable[Matter], *, kind: str, by: Person | None, at: datetime, slot: str = ""
) -> None:
    """Tell each person of their own matter, as `notify` does of one that they have in common."""
    told = [matter for matter in matters if matter.person.left_at is None]
    if not told:
        return
    wishes = wishes_of([matter.person for matter in told], kind=kind, at=at)
    waiting = [
        Notification(
            person=person,
            kind=kind,
            subject=matter.subject,
            slot=slot,
            channel=channel,
            actor=by,
            url=matter.url,
            due_at=mail_at(person, wishes[person.pk], at=at) if channel == Channel.EMAIL else at,
        )
        for matter in told
        for person in [matter.person]
        for channel in REGISTERED[kind].channels
        if channel not in wishes[person.pk].muted
    ]
    add(*waiting, once=True)


def wishes_of(people: Sequence[Person], *, kind: str, at: datetime) -> dict[UUID, Wishes]:
    """Return for each person how they want to be told about this kind."""
    values: dict[str, Any] = {
        "people": [person.pk for person in people],
        "kind": kind,
        "today": at.date(),
        "usual": Preference.Rhythm.DAILY.value,
    }
    return {pk: Wishes(*wishes) for pk, *wishes in rows(WISHES, values)}


def mail_at(person: Person, wishes: Wishes, *, at: datetime) -> datetime:
    """Return when mail may reach somebody about something that happens now."""
    days = Days(person.time_zone, person.working_days, wishes.away)
    return mail_moment(days, rhythm=wishes.rhythm, at=at)


def settle(
    subject: UUID, *, kinds: Sequence[str], at: datetime, person: Person | None = None
) -> None:
    """Clear what waits about `subject`, since somebody acted: done in the app, not mailed."""
    rows = Notification.objects.filter(subject=subject, kind__in=kinds)
    if person is not None:
        rows = rows.filter(person=person)
    rows.in_app().filter(done_at__isnull=True).update(done_at=at)
    rows.unsent().filter(claimed_at__isnull=True).update(dropped_at=at)
