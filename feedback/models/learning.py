"""What is taught about giving feedback, and who has been through the course."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback import limits
from feedback.querysets.learning import (
    CourseConditionQuerySet,
    LearnerQuerySet,
    PrinciplesQuerySet,
)


class Principles(models.Model):
    """One wording of the principles in one language. The highest version counts.

    Where there is none, those count that come with the app (`feedback.learning.principles`).
    """

    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    text = models.TextField(_("principles"))
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(PrinciplesQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["language", "version"], name="principles_have_one_wording_a_version"
            ),
            models.CheckConstraint(name="principles_have_words", condition=Q(text__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"


class CourseCondition(models.Model):
    """Whether the course comes before the first improvement. The newest row counts."""

    is_required = models.BooleanField(_("the course comes before the first improvement"))
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(CourseConditionQuerySet)()

    def __str__(self) -> str:
        return str(self.is_required)


class Learner(models.Model):
    """How many lessons somebody has passed, one after the other. Only they can see it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="learner"
    )
    passed = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(LearnerQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_course_has_few_lessons", condition=Q(passed__lte=limits.MOST_LESSONS)
            ),
        ]

    def __str__(self) -> str:
        return str(self.passed)
