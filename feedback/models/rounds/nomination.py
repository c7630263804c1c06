"""Who is asked in a round, as whom."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from feedback.models.rounds.round import Round
from feedback.querysets.rounds import NominationQuerySet


class Perspective(models.TextChoices):
    """As whom a reviewer sees the subject."""

    PEERS = "peers", _("peers")
    COACHEES = "coachees", _("people they coach")
    COACHES = "coaches", _("their coaches")
    SERVED = "served", _("people they serve")
    PARTNERS = "partners", _("outside partners")


class Nomination(models.Model):
    """A reviewer of a round: a colleague, or a partner outside by name and address.

    Who answered, who declined and who did neither is nowhere in this row. The mails to a partner
    go out by the calendar of the round, whatever they did; `letter` is the one that is due or went
    out last. A partner's link works, as often as they like, until the round closes.
    """

    class Letter(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        HALFWAY = "halfway", _("halfway")
        SOON = "soon", _("soon")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="nominations", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        db_index=False,
    )
    email = models.EmailField(blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    perspective = models.CharField(max_length=8, choices=Perspective)
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    invited_at = models.DateTimeField(null=True, blank=True)  # the launch
    letter = models.CharField(max_length=10, choices=Letter, blank=True)
    mail_due_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_failed_at = models.DateTimeField(null=True, blank=True)  # the address takes no mail

    objects = models.Manager.from_queryset(NominationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_reviewer_is_a_colleague_or_somebody_outside",
                condition=Q(person__isnull=False, email="", name="", letter="")
                | Q(person__isnull=True) & ~Q(email=""),
            ),
            models.CheckConstraint(
                name="people_outside_are_partners_or_served",
                condition=Q(person__isnull=False) & ~Q(perspective="partners")
                | Q(person__isnull=True, perspective__in=["partners", "served"]),
            ),
            models.CheckConstraint(
                name="mail_of_a_round_is_due_with_a_letter_to_somebody_invited",
                condition=Q(mail_due_at__isnull=True, letter="")
                | Q(mail_due_at__isnull=False, invited_at__isnull=False) & ~Q(letter=""),
            ),
            models.UniqueConstraint(
                fields=["round", "person"], name="a_colleague_reviews_once_in_a_round"
            ),
            models.UniqueConstraint(
                "round",
                Lower("email"),
                name="a_partner_reviews_once_in_a_round",
                condition=Q(person__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index("person", F("nominated_at").desc(), name="nominations_of_a_colleague"),
            models.Index(
                fields=["mail_due_at"],
                name="reviewers_to_write_to",
                condition=Q(mail_due_at__isnull=False, mailed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"nomination {self.pk}"

    @property
    def called(self) -> str:
        """The name of the reviewer; of a partner without one the address."""
        return self.person.name if self.person else self.name or self.email

    @property
    def is_named(self) -> bool:
        """Whether the answer shows the name: always in a named round, and of coaches always."""
        return not self.round.is_confidential or self.perspective == Perspective.COACHES
