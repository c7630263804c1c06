"""What a person does with a nudge: seen, put off, done; and how nudges may reach them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from accounts.models import Person
from core.errors import RuleError
from notifications.kinds import REGISTERED
from notifications.models import Muted, Notification, Preference
from notifications.querysets import NotificationQuerySet

LONGEST_SNOOZE = timedelta(days=92)


class SnoozedOddly(RuleError):
    """Put off into the past, or for longer than a quarter."""


class UnknownKind(RuleError):
    """A kind or channel of nudges that does not exist."""


def open_(notification: Notification, *, by: Person, at: datetime) -> str:
    """Note that the person has seen it, and return where it leads."""
    rows = Notification.objects.visible_to(by).filter(pk=notification.pk, seen_at__isnull=True)
    if not keeps_no_moments(notification):
        rows.update(seen_at=at)
    return notification.url


def finish(notification: Notification, *, by: Person, at: datetime) -> None:
    """Put it away for good, on every channel."""
    same = siblings(notification).visible_to(by)
    when: Combinable | datetime = F("created_at") if keeps_no_moments(notification) else at
    same.filter(done_at__isnull=True).update(done_at=when)
    same.unsent().filter(claimed_at__isnull=True).update(dropped_at=when)


def keeps_no_moments(notification: Notification) -> bool:
    """Whether no row may tell when somebody dealt with it: it is put away as of when it came."""
    kind = REGISTERED.get(notification.kind)
    return kind is not None and kind.keeps_no_moments


def snooze(notification: Notification, *, until: datetime, by: Person, at: datetime) -> None:
    """Put it off: the app hides it until then, and mail about it waits until then."""
    refuse_odd_moments(until, at)
    same = siblings(notification).visible_to(by)
    same.in_app().update(snoozed_until=until, done_at=None)
    same.unsent().filter(claimed_at__isnull=True, due_at__lt=until).update(due_at=until)


def siblings(notification: Notification) -> NotificationQuerySet:
    """Return the rows of the same nudge on all channels."""
    return Notification.objects.filter(
        person=notification.person_id,
        kind=notification.kind,
        subject=notification.subject,
        slot=notification.slot,
    )


def refuse_odd_moments(until: datetime, at: datetime) -> None:
    """Allow putting off to a later moment within a quarter."""
    if until <= at:
        raise SnoozedOddly(_("Choose a later moment."), fields={"until": _("Choose a later one.")})
    if until > at + LONGEST_SNOOZE:
        sentence = _("Choose a day within the next three months, or switch this kind off.")
        raise SnoozedOddly(sentence, fields={"until": _("At most three months.")})


@transaction.atomic
def set_preferences(
    person: Person, *, rhythm: str, muted: Collection[tuple[str, str]], at: datetime
) -> None:
    """Choose how often mail comes, and which kinds come on which channel.

    `muted` holds pairs of kind and channel. Mail on its way for a muted kind is taken back.
    """
    if rhythm not in Preference.Rhythm.values:
        raise UnknownKind(_("Choose how often mail may come."))
    for kind, channel in muted:
        if kind not in REGISTERED or channel not in REGISTERED[kind].channels:
            raise UnknownKind(_("One of these kinds of nudges does not exist."))
    Preference.objects.update_or_create(person=person, defaults={"rhythm": rhythm})
    Muted.objects.filter(person=person).delete()
    Muted.objects.bulk_create(
        [Muted(person=person, kind=kind, channel=channel) for kind, channel in sorted(muted)]
    )
    for kind, channel in muted:
        rows = Notification.objects.filter(person=person, kind=kind, channel=channel)
        rows.unsent().filter(claimed_at__isnull=True).update(dropped_at=at)
