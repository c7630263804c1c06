"""How a goal changes: its wordings, the changes people propose, and what owners said."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goals.models.goal import Goal
from goals.querysets import ProposalQuerySet, WordingQuerySet


class Wording(models.Model):
    """All that a goal says at one version, or would say by a proposal.

    It has a `version` once it stands. The wording that stands is kept right before it changes, so
    a goal that never changed has none. `written_at` is empty where nobody can tell any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="wordings")
    version = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    why_it_matters = models.TextField(_("why it matters"), max_length=20_000)
    kind = models.CharField(_("kind"), max_length=10, choices=Goal.Kind)
    work = models.CharField(_("work"), max_length=10, choices=Goal.Work)
    aim = models.CharField(_("aim"), max_length=10, choices=Goal.Aim)
    starts_on = models.DateField(_("start"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    team = models.ForeignKey(
        "accounts.Team", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    parents = models.ManyToManyField(Goal, related_name="+")
    owners = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(WordingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["goal", "version"], name="a_version_of_a_goal_has_one_wording"
            ),
            models.CheckConstraint(
                name="a_wording_has_a_title_and_a_reason",
                condition=Q(title__regex=r"\S", why_it_matters__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="a_wording_is_due_after_it_starts",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_wording_is_written_at_a_moment_by_somebody",
                condition=Q(written_at__isnull=True, written_by__isnull=True)
                | Q(written_at__isnull=False, written_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} v{self.version}"


class Proposal(models.Model):
    """Somebody proposes to change a goal. An owner accepts or declines it, its author withdraws it.

    `base` is the wording that its author read; once the goal says something else, base, what
    stands and what is proposed are shown together. `answer` is the reason of whoever settled it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="proposals", db_index=False)
    base = models.ForeignKey(Wording, models.PROTECT, related_name="+", db_index=False)
    wording = models.OneToOneField(Wording, models.PROTECT, related_name="proposal")
    reason = models.TextField(_("reason"), max_length=10_000, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=10_000, blank=True)

    objects = models.Manager.from_queryset(ProposalQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_proposal_is_settled_once",
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True)
                | Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
                | Q(declined_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_proposal_is_accepted_at_a_moment_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_proposal_is_declined_at_a_moment_by_somebody",
                condition=Q(declined_at__isnull=True, declined_by__isnull=True)
                | Q(declined_at__isnull=False, declined_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_proposal_is_declined_with_a_reason",
                condition=Q(declined_at__isnull=True) | Q(answer__regex=r"\S"),
            ),
        ]
        indexes: ClassVar = [
            models.Index("goal", F("proposed_at").desc(), "id", name="proposals_of_a_goal"),
            models.Index(
                fields=["goal"],
                name="open_proposals",
                condition=Q(
                    accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_by_id} on {self.goal_id}"

    @property
    def state(self) -> "Proposal.State":
        """Open, accepted, declined or withdrawn."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.declined_at:
            return self.State.DECLINED
        return self.State.WITHDRAWN if self.withdrawn_at else self.State.OPEN

    @property
    def is_open(self) -> bool:
        """Neither settled nor withdrawn."""
        return self.state == self.State.OPEN


class OwnerAnswer(models.Model):
    """Somebody named as owner said yes or no to a version of a goal; kept for the history.

    `completes` says that with this yes the goal was agreed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="owner_answers", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    says_yes = models.BooleanField()
    completes = models.BooleanField(default=False)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_a_yes_makes_a_goal_agreed",
                condition=Q(completes=False) | Q(says_yes=True),
            ),
        ]
        indexes: ClassVar = [models.Index("goal", F("at").desc(), name="answers_of_owners")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.goal_id}"
