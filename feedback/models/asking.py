"""Asking for feedback about oneself: a question, those who are asked, and what partners answer."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback import limits
from feedback.models.feedback import at_most, has_words
from feedback.querysets.asking import AskedQuerySet, FeedbackRequestQuerySet, PartnerAnswerQuerySet


class FeedbackRequest(models.Model):
    """A question about oneself, put to some people. Taken back, it is there for its asker alone.

    With `link_until`, whoever of the organisation opens the link before that is asked too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feedback_requests"
    )
    question = models.TextField(_("your question"))
    goal = models.ForeignKey(
        "goals.Goal",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback_requests",
    )
    asked_at = models.DateTimeField()
    link_until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(FeedbackRequestQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_request_asks_something", condition=has_words("question")
            ),
            models.CheckConstraint(
                name="a_question_has_an_end",
                condition=at_most("question", limits.LONGEST_QUESTION),
            ),
        ]
        indexes: ClassVar = [
            models.Index("asker", models.F("asked_at").desc(), name="requests_of_an_asker"),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("feedback_request", args=[self.pk])


class Asked(models.Model):
    """Somebody who is asked: a colleague, or a partner outside by their address.

    A partner's link works until `open_until`, and once. `round` is part of the link, so that a
    reminder makes a new one and the old one stops.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FeedbackRequest, models.CASCADE, related_name="asked")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="asked"
    )
    email = models.EmailField(blank=True)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(
        "feedback.Feedback", models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=0)
    mail_due_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_failed_at = models.DateTimeField(null=True, blank=True)  # the address takes no mail

    objects = models.Manager.from_queryset(AskedQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="asked_is_a_colleague_or_a_partner",
                condition=Q(person__isnull=False, email="", open_until__isnull=True)
                | Q(person__isnull=True, open_until__isnull=False) & ~Q(email=""),
            ),
            models.CheckConstraint(
                name="asked_answers_or_declines",
                condition=Q(answered_at__isnull=True) | Q(declined_at__isnull=True),
            ),
            models.UniqueConstraint(fields=["request", "person"], name="a_colleague_is_asked_once"),
            models.UniqueConstraint(
                "request",
                Lower("email"),
                name="a_partner_is_asked_once",
                condition=Q(person__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index("person", models.F("asked_at").desc(), name="asked_of_a_colleague"),
            models.Index(
                fields=["mail_due_at"],
                name="partners_to_write_to",
                condition=Q(mail_due_at__isnull=False, mailed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"

    @property
    def state(self) -> str:
        """`answered`, `declined`, `unreachable`, or `waiting`."""
        if self.answered_at:
            return "answered"
        if self.declined_at:
            return "declined"
        return "unreachable" if self.mail_failed_at else "waiting"

    def is_open_to_a_partner(self, at: datetime) -> bool:
        """Whether the link still opens the question."""
        is_waiting = not self.answered_at and not self.declined_at and not self.request.withdrawn_at
        return is_waiting and self.open_until is not None and at < self.open_until


class PartnerAnswer(models.Model):
    """What a partner outside wrote. Its asker alone reads it."""

    asked = models.OneToOneField(
        Asked, models.CASCADE, primary_key=True, related_name="partner_answer"
    )
    name = models.CharField(_("your name"), max_length=120)
    helped = models.TextField(_("what helped"), blank=True)
    next_time = models.TextField(_("what to try next time"), blank=True)
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)  # by the asker, for the first time

    objects = models.Manager.from_queryset(PartnerAnswerQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_partner_says_something",
                condition=has_words("helped") | has_words("next_time"),
            ),
            models.CheckConstraint(
                name="words_of_partners_have_an_end",
                condition=at_most("helped", limits.LONGEST_TEXT)
                & at_most("next_time", limits.LONGEST_TEXT),
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.asked_id}"
