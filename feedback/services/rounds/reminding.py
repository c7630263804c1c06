"""Everybody who was invited is reminded, with the same words, whatever they did: twice at most."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, Value

from accounts.models import Person
from feedback import limits
from feedback.models import Nomination, Round
from feedback.querysets.rounds import RoundQuerySet
from feedback.services.rounds.launching import answer_address
from notifications.services.notify import notify

REMINDER = "feedback.round_reminder"


def remind_due(*, at: datetime) -> int:
    """Remind the invited of every round that is halfway or about to close; return how many rounds.

    After an outage only the later of the two goes.
    """
    ids = list(due(at).order_by("closes_at").values_list("pk", flat=True))
    return sum(remind(Round(pk=pk), at=at) for pk in ids)


def due(at: datetime) -> RoundQuerySet:
    """Rounds that take answers, and whose halfway or last reminder was not planned yet."""
    halfway = Q(
        reminded_halfway_at__isnull=True,
        reminded_soon_at__isnull=True,
        closes_at__lte=Value(at) + (Value(at) - F("launched_at")),
    )
    soon = Q(reminded_soon_at__isnull=True, closes_at__lte=at + limits.SOON) & has_room_for_two()
    here = Round.objects.open(at).filter(subject__left_at__isnull=True)
    return here.filter(halfway | soon)


def has_room_for_two() -> Q:
    """A round of four days and less is reminded of once, halfway."""
    return Q(launched_at__lt=F("closes_at") - 2 * limits.SOON)


@transaction.atomic
def remind(about: Round, *, at: datetime) -> bool:
    """Remind of one round, if that is still due; two workers at once remind once."""
    locked = due(at).select_for_update(of=("self",), skip_locked=True).filter(pk=about.pk)
    found = locked.select_related("subject").first()
    if found is None or found.closes_at is None or found.launched_at is None:
        return False
    is_short = found.closes_at - found.launched_at <= 2 * limits.SOON
    is_soon = found.closes_at - at <= limits.SOON and not is_short
    letter = Nomination.Letter.SOON if is_soon else Nomination.Letter.HALFWAY
    field = "reminded_soon_at" if is_soon else "reminded_halfway_at"
    Round.objects.filter(pk=found.pk).update(**{field: at})
    tell_all(found, letter, at=at)
    return True


def tell_all(about: Round, letter: Nomination.Letter, *, at: datetime) -> None:
    """Tell every colleague who was invited and is here, and make a letter due to all outside."""
    people = Person.objects.here().filter(nominations__round=about).order_by("pk")
    url, slot = answer_address(about), letter.value
    notify(people, kind=REMINDER, subject=about.pk, url=url, by=about.subject, at=at, slot=slot)
    outside = about.nominations.filter(person__isnull=True, mail_failed_at__isnull=True)
    outside.update(letter=letter, mail_due_at=at, mailed_at=None)
