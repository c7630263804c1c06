"""The read language of what is taught about feedback, and of who has learnt it."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import CourseCondition, Learner, Principles


class PrinciplesQuerySet(models.QuerySet["Principles"]):
    def visible_to(self, person: "Person") -> Self:
        """The principles are open to every member."""
        return self if person.left_at is None else self.none()

    def in_language(self, language: str) -> Self:
        """Wordings of one language, the one that counts first."""
        return self.filter(language=language).order_by("-version")


class CourseConditionQuerySet(models.QuerySet["CourseCondition"]):
    def in_force(self) -> bool:
        """Tell whether the course comes before the first improvement."""
        return bool(self.order_by("-pk").values_list("is_required", flat=True).first())


class LearnerQuerySet(models.QuerySet["Learner"]):
    def visible_to(self, person: "Person") -> Self:
        """How far somebody is in the course only they can see."""
        return self.filter(person=person) if person.left_at is None else self.none()
