"""Half a year after both confirmed their coaching agreement, each is offered to look back at it."""

from datetime import datetime

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from accounts.models import Agreement, Coaching
from accounts.models.coaching import HALF_A_YEAR
from notifications.coaching import LOOK_BACK
from notifications.models import Muted, Notification
from notifications.services.notify import notify

BATCH = 500  # of each side; the rest comes with the next bell
SIDES = (("coach", "coachee"), ("coachee", "coach"))


def plan_look_backs(*, at: datetime) -> int:
    """Offer it to each side whose half year has passed; return to how many.

    Once for each confirmation: its day is the slot. Whoever wants to hear of it on no channel is
    left out, so that nobody is looked at again and again.
    """
    return sum(_tell(side, other, at=at) for side, other in SIDES)


def _tell(side: str, other: str, *, at: datetime) -> int:
    due = list(_due(side, at).select_related("coaching__coach", "coaching__coachee")[:BATCH])
    for agreement in due:
        confirmed_at = getattr(agreement, f"{side}_confirmed_at")
        notify(
            [getattr(agreement.coaching, side)],
            kind=LOOK_BACK,
            subject=agreement.pk,
            url=f"/coachings/{agreement.pk}/agreement/",
            by=getattr(agreement.coaching, other),
            at=at,
            slot=str(confirmed_at.date()),
        )
    return len(due)


def _due(side: str, at: datetime) -> QuerySet[Agreement]:
    person, moment = f"coaching__{side}", f"{side}_confirmed_at"
    day = Cast(f"{moment}__date", CharField())
    told = Notification.objects.filter(
        kind=LOOK_BACK, subject=OuterRef("pk"), person=OuterRef(person), slot=OuterRef("day")
    )
    muted = Muted.objects.filter(person=OuterRef(person), kind=LOOK_BACK)
    by_app, by_mail = (muted.filter(channel=channel) for channel in ("app", "email"))
    return (
        Agreement.objects.filter(
            coaching__in=Coaching.objects.active().values("pk"),
            coach_confirmed_at__isnull=False,
            coachee_confirmed_at__isnull=False,
            **{f"{moment}__lte": at - HALF_A_YEAR},
        )
        .alias(day=day)
        .exclude(Q(Exists(by_app)) & Q(Exists(by_mail)))
        .filter(~Exists(told))
        .order_by(F(moment), "pk")
    )
