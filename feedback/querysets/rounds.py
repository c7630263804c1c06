"""Who reads what of 360 rounds. Each `visible_to` has its twin in `policies.rounds`."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from feedback import limits

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import (
        NamedAnswer,
        Nomination,
        ReportBehaviour,
        ReportText,
        Round,
        RoundOutcome,
        RoundSetting,
        RoundShare,
    )

COACHING_LASTS = Q(
    coaching__ended_at__isnull=True,
    coaching__coach__left_at__isnull=True,
    coaching__coachee__left_at__isnull=True,
)


def shown_to(person: "Person", *, round_id: str) -> Exists:
    """Shares of a report that stand for this person, for the round at `round_id`."""
    lasting = Q(coaching__isnull=True) | COACHING_LASTS
    mine = person.round_shares.filter(lasting, taken_back_at__isnull=True)
    return Exists(mine.filter(round=OuterRef(round_id)))


def in_a_report_for(person: "Person") -> Q:
    """What stands in a released report about this person, or one that is shown to them."""
    shown = Q(shown_to(person, round_id="round_id"))
    return Q(Q(round__subject=person) | shown, round__released_at__isnull=False)


class RoundSettingQuerySet(models.QuerySet["RoundSetting"]):
    def newest(self) -> "RoundSetting | None":
        """Return the thresholds that rounds get now."""
        return self.order_by("set_at", "pk").last()


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, person: "Person") -> Self:
        """Its subject; its proposer until it is accepted; who is shown the report.

        Twin of `can_read_round`. Reviewers come by `asking`, and see no more than what is asked.
        """
        if person.left_at is not None:
            return self.none()
        subject_is_here = Q(subject__left_at__isnull=True)
        proposed = Q(proposed_by=person, accepted_at__isnull=True)
        shown = Q(released_at__isnull=False) & Q(shown_to(person, round_id="pk"))
        return self.filter(Q(subject=person) | subject_is_here & proposed | shown)

    def report_read_by(self, person: "Person") -> Self:
        """Released, for its subject and those it is shown to (twin of `can_read_round_report`)."""
        if person.left_at is not None:
            return self.none()
        shown = Q(shown_to(person, round_id="pk"))
        return self.filter(Q(subject=person) | shown, released_at__isnull=False)

    def asking(self, person: "Person") -> Self:
        """Launched, with this person among the invited, or about them (twin of `is_asked`)."""
        if person.left_at is not None:
            return self.none()
        invited = Exists(person.nominations.filter(round=OuterRef("pk"), invited_at__isnull=False))
        return self.filter(
            Q(subject=person) | Q(invited),
            launched_at__isnull=False,
            cancelled_at__isnull=True,
            subject__left_at__isnull=True,
        )

    def waiting_for(self, person: "Person", *, at: datetime) -> Self:
        """Open and asking this person, proposed to them, or about them and not ended.

        Whether they have answered is asked nowhere.
        """
        if person.left_at is not None:
            return self.none()
        invited = Exists(person.nominations.filter(round=OuterRef("pk"), invited_at__isnull=False))
        asks = Q(invited, launched_at__isnull=False, closed_at__isnull=True, closes_at__gt=at)
        proposed = Q(
            subject=person,
            proposed_by__left_at__isnull=True,
            proposed_at__isnull=False,
            accepted_at__isnull=True,
            declined_at__isnull=True,
        )
        report = Q(subject=person, released_at__isnull=False, ended_at__isnull=True)
        here = self.filter(cancelled_at__isnull=True, subject__left_at__isnull=True)
        return here.filter(asks | proposed | report)

    def open(self, at: datetime) -> Self:
        """Taking answers at this moment."""
        return self.filter(
            launched_at__isnull=False,
            closed_at__isnull=True,
            cancelled_at__isnull=True,
            closes_at__gt=at,
        )

    def due_to_close(self, at: datetime) -> Self:
        """Past their date, and not closed."""
        return self.filter(
            launched_at__isnull=False,
            closed_at__isnull=True,
            cancelled_at__isnull=True,
            closes_at__lte=at,
        )

    def due_to_release(self, at: datetime) -> Self:
        """Closed, and at or past the moment that was fixed at the launch."""
        return self.filter(
            closed_at__isnull=False,
            released_at__isnull=True,
            cancelled_at__isnull=True,
            releases_at__lte=at,
        )

    def to_mix(self) -> Self:
        """Closed with a sealed box whose rows still lie as they were written."""
        return self.filter(
            mode="confidential",
            closed_at__isnull=False,
            mixed_at__isnull=True,
            released_at__isnull=True,
            cancelled_at__isnull=True,
        )

    def to_forget(self) -> Self:
        """Cancelled, with a key that opens what nobody may read any more."""
        return self.filter(cancelled_at__isnull=False, key__isnull=False)

    def with_people(self) -> Self:
        return self.select_related("subject", "proposed_by")

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, person: "Person") -> Self:
        """One's own invitation; and the subject's list (twin of `can_read_nomination`).

        In a confidential round the list ends with the launch.
        """
        if person.left_at is not None:
            return self.none()
        own = Q(
            person=person,
            invited_at__isnull=False,
            round__cancelled_at__isnull=True,
            round__subject__left_at__isnull=True,
        )
        listed = Q(round__subject=person) & (
            Q(round__launched_at__isnull=True) | Q(round__mode="named")
        )
        return self.filter(own | listed)

    def with_people(self) -> Self:
        return self.select_related("person", "round")

    def in_order(self) -> Self:
        """By the moment of nominating, which the order of the alphabet would not tell either."""
        return self.order_by("perspective", "nominated_at", "pk")

    def often_lately(
        self, people: Iterable["Person"], *, at: datetime
    ) -> "models.QuerySet[Any, UUID | None]":
        """Say which of these people were invited to many rounds lately. No count leaves here."""
        lately = self.filter(person__in=people, invited_at__gt=at - limits.LATELY)
        many = lately.values("person").annotate(times=Count("pk"))
        return many.filter(times__gte=limits.OFTEN_IN_ROUNDS).values_list("person", flat=True)

    def mail_due(self, at: datetime) -> Self:
        """People outside who are to be written to, while the round takes answers."""
        return self.filter(
            mail_due_at__lte=at,
            mailed_at__isnull=True,
            round__closed_at__isnull=True,
            round__cancelled_at__isnull=True,
            round__closes_at__gt=at,
            round__subject__left_at__isnull=True,
        )


class NamedAnswerQuerySet(models.QuerySet["NamedAnswer"]):
    def visible_to(self, person: "Person") -> Self:
        """Its author alone, before the release and after (twin of `can_read_named_answer`)."""
        if person.left_at is not None:
            return self.none()
        own = Q(nomination__isnull=True, round__subject=person)
        return self.filter(own | Q(nomination__person=person))


class ReportTextQuerySet(models.QuerySet["ReportText"]):
    def visible_to(self, person: "Person") -> Self:
        """The subject, and those the report is shown to (twin of `can_read_report_text`)."""
        return self.filter(in_a_report_for(person)) if person.left_at is None else self.none()


class ReportBehaviourQuerySet(models.QuerySet["ReportBehaviour"]):
    def visible_to(self, person: "Person") -> Self:
        """The subject, and those the report is shown to (twin of `can_read_report_text`)."""
        return self.filter(in_a_report_for(person)) if person.left_at is None else self.none()


class RoundShareQuerySet(models.QuerySet["RoundShare"]):
    def visible_to(self, person: "Person") -> Self:
        """Shares are seen by the subject who made them (twin of `can_read_round_share`)."""
        return self.filter(round__subject=person) if person.left_at is None else self.none()

    def standing(self) -> Self:
        """Not taken back; and shown to a coach only while the coaching lasts."""
        return self.filter(Q(coaching__isnull=True) | COACHING_LASTS, taken_back_at__isnull=True)

    def by_name(self) -> Self:
        return self.select_related("with_person").order_by("with_person__search_key", "pk")


class RoundOutcomeQuerySet(models.QuerySet["RoundOutcome"]):
    def visible_to(self, person: "Person") -> Self:
        """The subject alone knows what came of it (twin of `can_read_round_outcome`)."""
        return self.filter(round__subject=person) if person.left_at is None else self.none()
