"""One's check-ins: what waits for me, what comes, what was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person
from dialogue.models import CheckIn, Confirmation

CONFIRMED_WITHIN = timedelta(days=28)
MOST_WAITING = 20


@dataclass(frozen=True)
class Talk:
    """A talk as one side sees it in a list."""

    checkin: CheckIn
    other: Person


def to_settle(person: Person, at: datetime) -> list[Talk]:
    """Talks whose time has come, to be called held, or moved, or skipped."""
    talks = CheckIn.objects.visible_to(person).open().filter(planned_at__lte=at)
    return as_seen(person, talks.for_lists().soonest_first()[:MOST_WAITING])


def to_confirm(person: Person, at: datetime) -> list[Talk]:
    """Talks of the last weeks whose notes this side has not confirmed yet."""
    confirmed = Confirmation.objects.filter(checkin=OuterRef("pk"), person=person)
    talks = CheckIn.objects.read_in_full_by(person).filter(
        ~Exists(confirmed), held_at__gte=at - CONFIRMED_WITHIN, notes_version__gt=0
    )
    return as_seen(person, talks.for_lists().newest_first()[:MOST_WAITING])


def coming(person: Person, at: datetime) -> QuerySet[CheckIn]:
    """What is planned, the soonest first."""
    talks = CheckIn.objects.visible_to(person).open().filter(planned_at__gt=at)
    return talks.for_lists().soonest_first()


def past(person: Person) -> QuerySet[CheckIn]:
    """What was held, skipped or cancelled, the newest first."""
    return CheckIn.objects.visible_to(person).settled().for_lists().newest_first()


def as_seen(person: Person, talks: "QuerySet[CheckIn] | list[CheckIn]") -> list[Talk]:
    """Say of each talk with whom it is."""
    return [Talk(checkin, checkin.other_side(person)) for checkin in talks]
