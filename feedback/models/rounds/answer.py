"""Answers that carry a name: all of a named round, and of any round the subject's and coaches'."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback import limits
from feedback.models.feedback import at_most, has_words
from feedback.models.rounds.nomination import Nomination
from feedback.models.rounds.round import Round, RoundCapability, RoundLevel, RoundQuestion
from feedback.querysets.rounds import NamedAnswerQuerySet
from feedback.rounds.items import Part

PARTS = [(part.value, part.value) for part in Part]
ABOUT_A_QUESTION_OR_A_CAPABILITY = Q(
    question__isnull=False, capability__isnull=True, part=Part.TEXT.value
) | Q(question__isnull=True, capability__isnull=False) & ~Q(part=Part.TEXT.value)


class NamedAnswer(models.Model):
    """What one reviewer says to one item, by name; without a nomination it is the subject's own.

    Its author alone reads it until the release. A behaviour seen is a level, or "not seen" when
    there is none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="named_answers", db_index=False)
    nomination = models.ForeignKey(
        Nomination,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="named_answers",
    )
    question = models.ForeignKey(
        RoundQuestion, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    capability = models.ForeignKey(
        RoundCapability, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    part = models.CharField(max_length=4, choices=PARTS)
    text = models.TextField(_("text"), blank=True)
    level = models.ForeignKey(
        RoundLevel, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    saved_at = models.DateTimeField()

    objects = models.Manager.from_queryset(NamedAnswerQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_named_answer_is_about_a_question_or_a_capability",
                condition=ABOUT_A_QUESTION_OR_A_CAPABILITY,
            ),
            models.CheckConstraint(
                name="a_named_answer_is_a_text_or_a_behaviour",
                condition=Q(part=Part.SEEN.value, text="")
                | ~Q(part=Part.SEEN.value)
                & Q(level__isnull=True)
                & has_words("text")
                & at_most("text", limits.LONGEST_TEXT),
            ),
            models.UniqueConstraint(
                fields=["round", "nomination", "question", "capability", "part"],
                nulls_distinct=False,
                name="a_reviewer_answers_an_item_once",
            ),
        ]

    def __str__(self) -> str:
        return f"named answer {self.pk}"


class NamedDecline(models.Model):
    """Somebody says "not this time" in a named round, or a coach in any; until closing."""

    nomination = models.OneToOneField(
        Nomination, models.CASCADE, primary_key=True, related_name="named_decline"
    )
    declined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"decline of {self.nomination_id}"
