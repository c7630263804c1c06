"""One's check-ins: what waits for me, what comes, what was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from dialogue.models import CheckIn, Confirmation
from dialogue.selectors.names import called, with_groups

CONFIRMED_WITHIN = timedelta(days=28)
MOST_WAITING = 20


@dataclass(frozen=True)
class Talk:
    """A talk as one side sees it in a list.

    `other` is whose sign stands beside it: the other one, the first of a group, or oneself.
    `called` names the talk within a sentence, `name` alone.
    """

    checkin: CheckIn
    other: Person
    called: str
    name: str

    @property
    def reader(self) -> str:
        """Who else reads what is shared on its page."""
        return _("the group") if self.checkin.is_group else self.called


def to_settle(person: Person, at: datetime) -> list[Talk]:
    """Talks whose time has come, to be called held, or moved, or skipped."""
    talks = CheckIn.objects.of_side(person).open().filter(planned_at__lte=at)
    return as_seen(person, talks.for_lists().soonest_first()[:MOST_WAITING])


def to_confirm(person: Person, at: datetime) -> list[Talk]:
    """Talks of the last weeks whose notes this side has not confirmed yet."""
    confirmed = Confirmation.objects.filter(checkin=OuterRef("pk"), person=person)
    talks = CheckIn.objects.read_in_full_by(person).filter(
        ~Exists(confirmed),
        ~Q(kind=CheckIn.Kind.REFLECTION),
        held_at__gte=at - CONFIRMED_WITHIN,
        notes_version__gt=0,
    )
    return as_seen(person, talks.for_lists().newest_first()[:MOST_WAITING])


def coming(person: Person, at: datetime) -> QuerySet[CheckIn]:
    """What is planned, the soonest first."""
    talks = CheckIn.objects.of_side(person).open().filter(planned_at__gt=at)
    return talks.for_lists().soonest_first()


def past(person: Person) -> QuerySet[CheckIn]:
    """What was held, skipped or cancelled, the newest first."""
    return CheckIn.objects.visible_to(person).settled().for_lists().newest_first()


def as_seen(person: Person, talks: "QuerySet[CheckIn] | list[CheckIn]") -> list[Talk]:
    """Say of each talk with whom it is."""
    return [talk_of(checkin, person) for checkin in with_groups(talks)]


def talk_of(checkin: CheckIn, person: Person) -> Talk:
    """One talk as this side sees it."""
    words = called(checkin, person)
    if checkin.partner_id:
        other = checkin.other_side(person)
        return Talk(checkin, other, words, other.name)
    return Talk(checkin, next(iter(checkin.others(person)), person), words, words)
