"""The read language of what each side writes for itself."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from dialogue.querysets.checkins import is_a_side, shared_with

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import Answer, Preparation, PrivateNote


class PreparationQuerySet(models.QuerySet["Preparation"]):
    def visible_to(self, person: "Person") -> Self:
        """One's own, and the other side's once shared, by who reads that talk in full."""
        if person.left_at is not None:
            return self.none()
        own_or_shared = Q(person=person) | shared_with(person, "")
        return self.filter(is_a_side(person, "checkin__") & own_or_shared)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, person: "Person") -> Self:
        """As readable as the preparation it belongs to."""
        if person.left_at is not None:
            return self.none()
        own_or_shared = Q(preparation__person=person) | shared_with(person, "preparation__")
        return self.filter(is_a_side(person, "preparation__checkin__") & own_or_shared)


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    def visible_to(self, person: "Person") -> Self:
        """Its author, and nobody else, ever."""
        return self.none() if person.left_at is not None else self.filter(author=person)
