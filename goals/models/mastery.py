"""What somebody wants to master, where they see themselves over time, and what that rests on."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goals.models.capability import Capability, Level
from goals.models.metric import Measurement
from goals.querysets import (
    EvidenceQuerySet,
    LevelEntryQuerySet,
    MasteryQuerySet,
    OpeningQuerySet,
    WitnessRequestQuerySet,
)


class Mastery(models.Model):
    """A person chose a capability: how far they want to get, and why.

    It is seen by that person alone until they open it (`Opening`), and never by anybody else while
    it is set aside. `version` counts the changes of the aim, the level and the openings.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="masteries")
    capability = models.ForeignKey(Capability, models.PROTECT, related_name="masteries")
    ideal_level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    why = models.TextField(_("why"), max_length=4000)
    begun_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager.from_queryset(MasteryQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "capability"], name="a_person_masters_a_capability_once"
            ),
            models.CheckConstraint(name="mastery_says_why", condition=Q(why__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"{self.capability_id} of {self.person_id}"


class LevelEntry(models.Model):
    """Where somebody saw themselves on a day, in their own words. A trigger refuses any change.

    Of several on one day, the one written last counts. A lower level after a higher one is a step
    back, which is as normal as a step forward.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mastery = models.ForeignKey(Mastery, models.CASCADE, related_name="entries", db_index=False)
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    reached_on = models.DateField(_("since when"))
    reflection = models.TextField(_("reflection"), max_length=10_000, blank=True)
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(LevelEntryQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                "mastery", F("reached_on").desc(), F("at").desc(), name="levels_of_a_mastery"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level_id} since {self.reached_on}"


class Opening(models.Model):
    """The person lets somebody see a mastery; taken back, the row goes.

    "Coaches" are those who coach the person at the moment of looking; a team is whoever is in it
    then.
    """

    class To(models.TextChoices):
        COACHES = "coaches", _("my coaches")
        PERSON = "person", _("a person")
        TEAM = "team", _("a team")
        EVERYONE = "everyone", _("every member")

    mastery = models.ForeignKey(Mastery, models.CASCADE, related_name="openings", db_index=False)
    to = models.CharField(max_length=8, choices=To)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(
        "accounts.Team", models.CASCADE, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()

    objects = models.Manager.from_queryset(OpeningQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_opening_names_whom_it_is_for",
                condition=Q(to="person", person__isnull=False, team__isnull=True)
                | Q(to="team", person__isnull=True, team__isnull=False)
                | Q(to__in=["coaches", "everyone"], person__isnull=True, team__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["mastery", "to", "person", "team"],
                name="a_mastery_is_opened_once_to_each",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mastery_id} to {self.to}"


class Evidence(models.Model):
    """What a level rests on: a copy of words, whose they are, and from which day.

    Feedback and a witness speak for a level. The one whose words they are takes back what they
    said as a witness; the person it is about takes off anything else.
    """

    class Kind(models.TextChoices):
        REFLECTION = "reflection", _("own reflection")
        MEASUREMENT = "measurement", _("measurement")
        FEEDBACK = "feedback", _("feedback")
        WITNESS = "witness", _("witness")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mastery = models.ForeignKey(Mastery, models.CASCADE, related_name="evidence", db_index=False)
    kind = models.CharField(max_length=11, choices=Kind)
    level = models.ForeignKey(Level, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence_given")
    words = models.TextField(blank=True)
    to_try = models.TextField(blank=True)
    is_improvement = models.BooleanField(default=False)
    measurement = models.ForeignKey(
        Measurement, models.CASCADE, null=True, blank=True, related_name="+"
    )
    said_on = models.DateField()
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(EvidenceQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="evidence_has_words_or_a_measurement",
                condition=Q(kind="measurement", measurement__isnull=False)
                | (~Q(kind="measurement") & Q(measurement__isnull=True, words__regex=r"\S")),
            ),
            models.CheckConstraint(
                name="what_others_saw_speaks_for_a_level",
                condition=~Q(kind__in=["feedback", "witness"]) | Q(level__isnull=False),
            ),
            models.CheckConstraint(
                name="only_feedback_says_what_to_try",
                condition=Q(kind="feedback") | Q(to_try="", is_improvement=False),
            ),
            models.CheckConstraint(
                name="evidence_is_withdrawn_at_a_moment_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "mastery",
                F("said_on").desc(),
                F("added_at").desc(),
                name="evidence_that_stands",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class WitnessRequest(models.Model):
    """Somebody is asked to say what they saw. Whoever declines does so silently."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mastery = models.ForeignKey(Mastery, models.CASCADE, related_name="witness_requests")
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="witness_requests"
    )
    question = models.TextField(_("question"), max_length=2000, blank=True)
    asked_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.OneToOneField(
        Evidence, models.CASCADE, null=True, blank=True, related_name="request"
    )

    objects = models.Manager.from_queryset(WitnessRequestQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_witness_answers_at_a_moment_with_words",
                condition=Q(answered_at__isnull=True, answer__isnull=True)
                | Q(answered_at__isnull=False, answer__isnull=False, withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["mastery", "asked"],
                name="a_witness_is_asked_once_at_a_time",
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_id} asked about {self.mastery_id}"
