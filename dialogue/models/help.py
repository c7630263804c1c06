"""A coachee asks for help with something, in a line, and chooses which coaches see it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Coaching
from dialogue.querysets.help import HelpAskedQuerySet, HelpWantedQuerySet


class HelpWanted(models.Model):
    """What somebody would like help with. They take it back at any time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField(_("what you would like help with"), max_length=300)
    asked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(HelpWantedQuerySet)()

    def __str__(self) -> str:
        return f"help {self.pk}"


class HelpAsked(models.Model):
    """One coach is asked; an answer, with or without words, settles it for this coach."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wanted = models.ForeignKey(HelpWanted, models.CASCADE, db_index=False, related_name="asked")
    coaching = models.ForeignKey(Coaching, models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("your answer"), max_length=500, blank=True, default="")

    objects = models.Manager.from_queryset(HelpAskedQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["wanted", "coaching"], name="a_coach_is_asked_for_help_once"
            ),
            models.CheckConstraint(
                name="an_answer_to_help_has_a_moment",
                condition=Q(answered_at__isnull=False) | Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wanted_id} asked of {self.coaching_id}"
