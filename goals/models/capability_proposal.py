"""Proposals about capabilities, and what is said about them in the open."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goals.models.capability import Capability
from goals.querysets import (
    CapabilityCommentQuerySet,
    CapabilityProposalQuerySet,
    CapabilitySupportQuerySet,
    ProposedLevelQuerySet,
)


class CapabilityProposal(models.Model):
    """A new capability, another wording of an adopted one, or the wish to retire it.

    It carries the whole wording that is proposed, so that the accepted ones are the history:
    `over_version` is the wording that was read, `made_version` the one that came of it.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("a new capability")
        CHANGE = "change", _("another wording")
        RETIRE = "retire", _("retire it")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("adopted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    capability = models.ForeignKey(Capability, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=2000)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    over_version = models.PositiveIntegerField()
    made_version = models.PositiveIntegerField(null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="capability_proposals"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(CapabilityProposalQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_change_of_a_capability_has_a_reason",
                condition=Q(kind="new") | Q(reason__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="a_capability_proposal_is_accepted_at_a_moment_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_capability_proposal_is_declined_with_a_reason",
                condition=Q(declined_at__isnull=True, declined_by__isnull=True)
                | Q(declined_at__isnull=False, declined_by__isnull=False, answer__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="a_capability_proposal_has_one_end",
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True)
                | Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
                | Q(declined_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_accepted_capability_proposal_made_a_version",
                condition=Q(accepted_at__isnull=True, made_version__isnull=True)
                | Q(accepted_at__isnull=False, made_version__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["capability", "made_version"],
                name="a_version_of_a_capability_was_made_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("proposed_at").desc(), "id", name="capability_proposals_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"

    @property
    def state(self) -> "CapabilityProposal.State":
        """Open, or how it ended."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.declined_at:
            return self.State.DECLINED
        return self.State.WITHDRAWN if self.withdrawn_at else self.State.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class ProposedLevel(models.Model):
    """One level as a proposal words it."""

    proposal = models.ForeignKey(CapabilityProposal, models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    behaviour = models.TextField(_("behaviour"), max_length=2000)

    objects = models.Manager.from_queryset(ProposedLevelQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "position"], name="a_proposal_words_a_level_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CapabilityComment(models.Model):
    """What somebody says about a proposal; every member can read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(CapabilityProposal, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=10_000)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(CapabilityCommentQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_comment_on_a_capability_has_words", condition=Q(text__regex=r"\S")
            ),
        ]
        indexes: ClassVar = [
            models.Index("proposal", "at", name="capability_comments_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.proposal_id}"


class CapabilitySupport(models.Model):
    """Somebody stands behind a proposal, with their name."""

    proposal = models.ForeignKey(CapabilityProposal, models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(CapabilitySupportQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="a_person_supports_a_proposal_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.proposal_id}"
