"""Put something that happened into the outbox, and clear what no longer waits."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import Absence, Person
from notifications.kinds import REGISTERED
from notifications.models import Channel, Muted, Notification, Preference
from notifications.timing import Days, mail_moment


@transaction.atomic
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
    told = [person for person in people if person.left_at is None]
    mail_at = mail_moments(told, at=at) if Channel.EMAIL in REGISTERED[kind].channels else {}
    muted = set(
        Muted.objects.filter(person__in=told, kind=kind).values_list("person_id", "channel")
    )
    rows = [
        Notification(
            person=person,
            kind=kind,
            subject=subject,
            slot=slot,
            channel=channel,
            actor=by,
            url=url,
            due_at=mail_at[person.pk] if channel == Channel.EMAIL else at,
        )
        for person in told
        for channel in REGISTERED[kind].channels
        if (person.pk, channel) not in muted
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def mail_moments(people: Sequence[Person], *, at: datetime) -> dict[UUID, datetime]:
    """Return for each person when mail may reach them about something that happens now."""
    ids = [person.pk for person in people]
    rhythms = dict(Preference.objects.filter(pk__in=ids).values_list("person_id", "rhythm"))
    away: dict[UUID, list[tuple[date, date]]] = {}
    absences = Absence.objects.filter(person__in=ids, ends_on__gte=at.date())
    for person_id, first, last in absences.values_list("person_id", "starts_on", "ends_on"):
        away.setdefault(person_id, []).append((first, last))
    return {
        person.pk: mail_moment(
            Days(person.time_zone, person.working_days, away.get(person.pk, [])),
            rhythm=rhythms.get(person.pk, Preference.Rhythm.DAILY),
            at=at,
        )
        for person in people
    }


def settle(
    subject: UUID, *, kinds: Sequence[str], at: datetime, person: Person | None = None
) -> None:
    """Clear what waits about `subject`, since somebody acted: done in the app, not mailed."""
    rows = Notification.objects.filter(subject=subject, kind__in=kinds)
    if person is not None:
        rows = rows.filter(person=person)
    rows.in_app().filter(done_at__isnull=True).update(done_at=at)
    rows.unsent().filter(claimed_at__isnull=True).update(dropped_at=at)
