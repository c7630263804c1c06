"""A goal, what it hangs on, who carries it and what is said about it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from goals.querysets import (
    CommentQuerySet,
    GoalQuerySet,
    OwnershipQuerySet,
    ParentageQuerySet,
    ParticipationQuerySet,
)


class Goal(models.Model):
    """Something people want to reach, and why it matters.

    It is proposed until everyone it names as owner has said yes (`agreed_at`, kept by the
    services beside the answers in `Ownership`), active from then on, and ends as achieved or let
    go. `version` counts the changes to its words, dates, parents and owners.
    """

    class Kind(models.TextChoices):
        COLLECTIVE = "collective", _("collective")
        PERSONAL = "personal", _("personal")

    class Work(models.TextChoices):
        ROUTINE = "routine", _("routine work")
        CHANGE = "change", _("change")

    class Aim(models.TextChoices):
        LEARNING = "learning", _("learning")
        PERFORMING = "performing", _("performing")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("agreed")
        ACHIEVED = "achieved", _("achieved")
        LET_GO = "let_go", _("let go")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    why_it_matters = models.TextField(_("why it matters"), max_length=20_000)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COLLECTIVE)
    work = models.CharField(_("work"), max_length=10, choices=Work, default=Work.CHANGE)
    aim = models.CharField(_("aim"), max_length=10, choices=Aim, default=Aim.PERFORMING)
    starts_on = models.DateField(_("start"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    undated_at = models.DateTimeField(null=True, blank=True)  # has no due day, on purpose
    undated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    team = models.ForeignKey(  # the team that carries it
        "accounts.Team", models.SET_NULL, null=True, blank=True, related_name="goals"
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="goals_proposed"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    achieved_at = models.DateTimeField(null=True, blank=True)
    achieved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    let_go_at = models.DateTimeField(null=True, blank=True)
    let_go_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    learnt = models.TextField(_("what was learnt"), max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=1)

    parents: "models.ManyToManyField[Goal, Parentage]" = models.ManyToManyField(
        "self",
        through="Parentage",
        through_fields=("goal", "parent"),
        symmetrical=False,
        related_name="sub_goals",
    )

    objects = models.Manager.from_queryset(GoalQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_goal_has_a_title", condition=Q(title__regex=r"\S")),
            models.CheckConstraint(
                name="a_goal_says_why_it_matters", condition=Q(why_it_matters__regex=r"\S")
            ),
            models.CheckConstraint(
                name="a_goal_is_due_after_it_starts",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_goal_is_achieved_or_let_go",
                condition=Q(achieved_at__isnull=True) | Q(let_go_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_goal_let_go_says_what_was_learnt",
                condition=Q(let_go_at__isnull=True) | Q(learnt__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="a_goal_is_achieved_at_a_moment_by_somebody",
                condition=Q(achieved_at__isnull=True, achieved_by__isnull=True)
                | Q(achieved_at__isnull=False, achieved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_goal_is_let_go_at_a_moment_by_somebody",
                condition=Q(let_go_at__isnull=True, let_go_by__isnull=True)
                | Q(let_go_at__isnull=False, let_go_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_goal_is_undated_at_a_moment_by_somebody",
                condition=Q(undated_at__isnull=True, undated_by__isnull=True)
                | Q(undated_at__isnull=False, undated_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("proposed_at").desc(), "id", name="goals_newest_first"),
            models.Index("due_on", "id", name="goals_by_due_day"),
            models.Index(
                "proposed_at",
                "id",
                name="goals_under_the_purpose",
                condition=Q(kind="collective", achieved_at__isnull=True, let_go_at__isnull=True),
            ),
            # Trees ask of many goals whether they are open, and in which order they came.
            models.Index(
                fields=["id"],
                include=["proposed_at"],
                name="open_goals_by_id",
                condition=Q(achieved_at__isnull=True, let_go_at__isnull=True),
            ),
            models.Index(
                "team",
                name="open_goals_of_teams",
                condition=Q(
                    team__isnull=False,
                    kind="collective",
                    achieved_at__isnull=True,
                    let_go_at__isnull=True,
                ),
            ),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="goals_by_title"),
            GinIndex(OpClass(Upper("why_it_matters"), name="gin_trgm_ops"), name="goals_by_why"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> "Goal.State":
        """Proposed, active, achieved or let go."""
        if self.achieved_at:
            return self.State.ACHIEVED
        if self.let_go_at:
            return self.State.LET_GO
        return self.State.ACTIVE if self.agreed_at else self.State.PROPOSED

    @property
    def wants_a_due_day(self) -> bool:
        """Open, without a due day, and nobody said that this is on purpose."""
        return self.is_open and self.due_on is None and self.undated_at is None

    @property
    def is_open(self) -> bool:
        """Neither achieved nor let go."""
        return self.achieved_at is None and self.let_go_at is None


class Parentage(models.Model):
    """A goal hangs on another one. A goal may have several parents; there are no cycles."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="parentages")
    parent = models.ForeignKey(Goal, models.CASCADE, related_name="child_parentages")

    objects = models.Manager.from_queryset(ParentageQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["goal", "parent"], name="a_goal_hangs_on_a_parent_once"
            ),
            models.CheckConstraint(
                name="a_goal_does_not_hang_on_itself", condition=~Q(goal=F("parent"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} under {self.parent_id}"


class Ownership(models.Model):
    """Somebody is named as an owner of a goal, and says yes or no to that."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="ownerships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ownerships")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(OwnershipQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "person"], name="a_goal_names_an_owner_once"),
            models.CheckConstraint(
                name="an_owner_says_yes_or_no",
                condition=Q(agreed_at__isnull=True) | Q(declined_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} owns {self.goal_id}"

    @property
    def answer(self) -> str:
        """Return "yes", "no", or "" while there is none."""
        if self.agreed_at:
            return "yes"
        return "no" if self.declined_at else ""


class Participation(models.Model):
    """Somebody joined a goal, and perhaps left it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations"
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(ParticipationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["goal", "person"],
                condition=Q(left_at__isnull=True),
                name="a_person_is_in_a_goal_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.goal_id}"


class Comment(models.Model):
    """What somebody says about a goal; every member can read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="goal_comments"
    )
    text = models.TextField(_("comment"), max_length=10_000)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(CommentQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_comment_has_words", condition=Q(text__regex=r"\S")),
        ]
        indexes: ClassVar = [models.Index("goal", "at", name="comments_of_a_goal")]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.goal_id}"
