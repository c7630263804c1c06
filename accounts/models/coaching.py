"""Who coaches whom, and what each of the two commits to."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models.people import Person
from accounts.querysets import (
    AgreementConfirmationQuerySet,
    AgreementWordingQuerySet,
    CoachingQuerySet,
    CoachingSuggestionQuerySet,
)

HALF_A_YEAR = timedelta(days=182)  # after which looking back at an agreement is offered


class Coaching(models.Model):
    """One person coaches another: asked for or offered, accepted by the other, ended by either."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(Person, models.PROTECT, related_name="coachings_as_coach")
    coachee = models.ForeignKey(Person, models.PROTECT, related_name="coachings_as_coachee")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = models.Manager.from_queryset(CoachingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nobody_coaches_themselves", condition=~Q(coach=F("coachee"))
            ),
            models.CheckConstraint(
                name="one_of_the_two_asks",
                condition=Q(asked_by=F("coach")) | Q(asked_by=F("coachee")),
            ),
            models.CheckConstraint(
                name="the_other_one_accepts",
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="coaching_accepted_at_a_moment_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="coaching_ended_at_a_moment_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["coach", "coachee"],
                condition=Q(ended_at__isnull=True),
                name="two_people_have_one_open_coaching",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach_id} coaches {self.coachee_id}"

    @property
    def is_active(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None

    def other_side(self, person: Person) -> Person:
        return self.coachee if person.pk == self.coach_id else self.coach


class CoachingSuggestion(models.Model):
    """An import found that the two may want to work together; it is for them to decide."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(Person, models.CASCADE, related_name="+")
    coachee = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(CoachingSuggestionQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coachee", "coach"], name="a_pair_is_suggested_once"),
            models.CheckConstraint(
                name="nobody_is_suggested_to_themselves", condition=~Q(coach=F("coachee"))
            ),
            models.CheckConstraint(
                name="suggestion_dismissed_at_a_moment_by_somebody",
                condition=Q(dismissed_at__isnull=True, dismissed_by__isnull=True)
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach_id} may coach {self.coachee_id}"


class Agreement(models.Model):
    """The coaching agreement of two people, as far as it has come.

    Each change of either side's words is the next version, and asks both to confirm it. The words
    are in `AgreementWording`, who confirmed which version and when in `AgreementConfirmation`.
    """

    coaching = models.OneToOneField(
        Coaching, models.CASCADE, primary_key=True, related_name="agreement"
    )
    version = models.PositiveIntegerField(default=0, db_default=0)
    coach_confirmed_at = models.DateTimeField(null=True, blank=True)
    coachee_confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index("coach_confirmed_at", name="agreements_by_coach_moment"),
            models.Index("coachee_confirmed_at", name="agreements_by_coachee_moment"),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}, version {self.version}"

    @property
    def is_agreed(self) -> bool:
        """Both confirmed the words as they stand."""
        return self.coach_confirmed_at is not None and self.coachee_confirmed_at is not None

    def column_of(self, person: Person) -> str:
        """Name the moment of this side's confirmation."""
        is_coach = person.pk == self.coaching.coach_id
        return "coach_confirmed_at" if is_coach else "coachee_confirmed_at"

    def confirmed_by(self, person: Person) -> datetime | None:
        """Return when this side confirmed the words as they stand, the last time."""
        moment: datetime | None = getattr(self, self.column_of(person))
        return moment

    def is_to_look_back(self, person: Person, *, at: datetime) -> bool:
        """Tell whether half a year has passed since this side confirmed what both agreed on."""
        confirmed_at = self.confirmed_by(person)
        return self.is_agreed and confirmed_at is not None and confirmed_at <= at - HALF_A_YEAR


class AgreementWording(models.Model):
    """What one side commits to, from this version on until that side writes anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coaching = models.ForeignKey(
        Coaching, models.CASCADE, db_index=False, related_name="agreement_wordings"
    )
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    text = models.TextField()
    written_at = models.DateTimeField()

    objects = models.Manager.from_queryset(AgreementWordingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coaching", "version"], name="a_version_of_an_agreement_has_one_author"
            ),
            models.CheckConstraint(name="who_commits_says_to_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"version {self.version} of {self.coaching_id}"


class AgreementConfirmation(models.Model):
    """One side says that the words as they stand are right; again when it looked back at them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coaching = models.ForeignKey(Coaching, models.CASCADE, related_name="agreement_confirmations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    is_again = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(AgreementConfirmationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coaching", "version", "person"],
                condition=Q(is_again=False),
                name="each_side_confirms_a_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} confirms version {self.version} of {self.coaching_id}"
