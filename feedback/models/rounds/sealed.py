"""Confidential answers until their release: the sealed box, and the key of a round."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from feedback.models.rounds.round import Round


class RoundKey(models.Model):
    """The key of a confidential round, wrapped by a secret outside of the database.

    The row goes in the transaction that writes the report; from then on nobody opens anything.
    """

    round = models.OneToOneField(Round, models.CASCADE, primary_key=True, related_name="key")
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return f"key of {self.round_id}"


class SealedAnswer(models.Model):
    """One answer to one item, or one silent decline; who wrote it can be read from nothing here.

    No author, no time and no serial number. The tag is derived from the round key, the reviewer,
    the subject and the item, so the author finds it again, and rows of one author do not join.
    """

    tag = models.BinaryField(primary_key=True, max_length=32)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    box = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_tag_has_32_bytes",
                condition=Q(Exact(Length("tag"), 32)),
            ),
        ]

    def __str__(self) -> str:
        return "sealed answer"
