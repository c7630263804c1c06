"""The read language of prompt templates."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import PromptTemplate


class PromptTemplateQuerySet(models.QuerySet["PromptTemplate"]):
    def visible_to(self, person: "Person") -> Self:
        """Everybody here may know what talks are prepared with."""
        return self if person.left_at is None else self.none()

    def in_use(self) -> Self:
        """Templates that a new talk can take, the usual one first, then by name."""
        return self.filter(retired_at__isnull=True).order_by("-is_usual", "name", "pk")

    def with_prompts(self) -> Self:
        """With their questions, in their order."""
        return self.prefetch_related("prompts")

    def usual(self) -> "PromptTemplate | None":
        """The template of a talk for which nobody chose one."""
        return self.filter(is_usual=True).first()
