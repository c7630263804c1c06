"""Cadence rules as rows. A changed rule is a new row, so the history stays readable."""

import uuid
from typing import ClassVar, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Coaching, Person, Team
from dialogue.cadence import Rule, Scope, ScopedRule, Whom, name_of
from dialogue.querysets.cadence import CadenceRuleQuerySet

EVERY_WEEKDAY = [1, 2, 3, 4, 5, 6, 7]


class CadenceRule(models.Model):
    """How often people talk and when they are told, for everyone, a team, a pair or a person.

    The meaning of each number is that of `dialogue.cadence.Rule`. `min_weeks` and `max_weeks` are
    the bounds within which people choose their own rhythm.
    """

    class Scope(models.TextChoices):
        EVERYONE = "everyone", _("everyone")
        TEAM = "team", _("a team")
        PAIR = "pair", _("a pair")
        PERSON = "person", _("a person")

    class Unit(models.TextChoices):
        WEEKS = "weeks", _("weeks")
        MONTHS = "months", _("months")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(max_length=8, choices=Scope)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="+")
    coaching = models.ForeignKey(Coaching, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")

    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=Unit)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), blank=True, default=list)
    local_time = models.TimeField()
    lead_days = models.PositiveSmallIntegerField()
    remind_after_days = models.PositiveSmallIntegerField()
    quiet_from = models.TimeField()
    quiet_to = models.TimeField()
    country = models.CharField(max_length=2, blank=True)
    starts_on = models.DateField()
    min_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    max_weeks = models.PositiveSmallIntegerField(null=True, blank=True)

    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = models.Manager.from_queryset(CadenceRuleQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope", "team", "coaching", "person"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_open_rule_for_each_target",
            ),
            models.CheckConstraint(
                name="a_rule_is_for_exactly_what_its_scope_says",
                condition=Q(
                    scope="everyone",
                    team__isnull=True,
                    coaching__isnull=True,
                    person__isnull=True,
                )
                | Q(scope="team", team__isnull=False, coaching__isnull=True, person__isnull=True)
                | Q(scope="pair", team__isnull=True, coaching__isnull=False, person__isnull=True)
                | Q(scope="person", team__isnull=True, coaching__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(
                name="a_rhythm_is_up_to_52_weeks_or_12_months",
                condition=Q(unit="weeks", every__gte=1, every__lte=52)
                | Q(unit="months", every__gte=1, every__lte=12),
            ),
            models.CheckConstraint(
                name="weekdays_of_a_rule_are_days_of_a_week",
                condition=Q(weekdays__contained_by=EVERY_WEEKDAY),
            ),
            models.CheckConstraint(
                name="messages_come_within_28_days_of_a_talk",
                condition=Q(lead_days__lte=28, remind_after_days__lte=28),
            ),
            models.CheckConstraint(
                name="bounds_belong_to_rules_for_many_and_are_in_order",
                condition=Q(min_weeks__isnull=True, max_weeks__isnull=True)
                | (
                    Q(scope__in=["everyone", "team"])
                    & (Q(min_weeks__isnull=True) | Q(min_weeks__gte=1, min_weeks__lte=52))
                    & (Q(max_weeks__isnull=True) | Q(max_weeks__gte=1, max_weeks__lte=52))
                    & (
                        Q(min_weeks__isnull=True)
                        | Q(max_weeks__isnull=True)
                        | Q(min_weeks__lte=F("max_weeks"))
                    )
                ),
            ),
            models.CheckConstraint(
                name="a_rule_is_ended_at_a_moment_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"every {self.every} {self.unit} for {self.scope}"

    @property
    def rule(self) -> Rule:
        """The rule as the pure functions of the cadence take it."""
        return Rule(
            every=self.every,
            unit="weeks" if self.unit == self.Unit.WEEKS else "months",
            starts_on=self.starts_on,
            weekdays=tuple(self.weekdays),
            local_time=self.local_time,
            lead_days=self.lead_days,
            remind_after_days=self.remind_after_days,
            quiet_from=self.quiet_from,
            quiet_to=self.quiet_to,
            country=self.country,
        )

    @property
    def scoped(self) -> ScopedRule:
        """The rule with the id of the one it is for."""
        target = self.team_id or self.coaching_id or self.person_id or ""
        scope = cast("Scope", self.scope)
        return ScopedRule(str(self.pk), scope, str(target), self.created_at, self.rule)

    @property
    def whom(self) -> Whom:
        """Who it is for, by name; see `CadenceRuleQuerySet.with_targets`."""
        if self.team:
            return Whom("team", self.team.name)
        if self.coaching:
            return Whom("pair", self.coaching.coachee.name, self.coaching.coach.name)
        if self.person:
            return Whom("person", self.person.name)
        return Whom()

    @property
    def title(self) -> str:
        """Who it is for, in words."""
        return name_of(self.whom)
