"""The read language of prompt templates."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import PromptTemplate


class PromptTemplateQuerySet(models.QuerySet["PromptTemplate"]):
    def visible_to(self, person: "Person") -> Self:
        """Everybody here may know what talks are prepared with, but for others' own prompts."""
        if person.left_at is not None:
            return self.none()
        return self.filter(Q(owner__isnull=True) | Q(owner=person))

    def in_use(self) -> Self:
        """Templates that a new talk can take, the usual one first, then by name."""
        return self.filter(retired_at__isnull=True).order_by("-is_usual", "name", "pk")

    def set_by(self, person: "Person") -> Self:
        """Those somebody may change: their own, and for admins the organisation's."""
        own = Q(owner=person)
        settings = Q(owner__isnull=True, library="")
        return self.filter(own | settings if person.is_admin else own)

    def of_organisation(self) -> Self:
        """Those that admins introduced."""
        return self.filter(owner__isnull=True, library="")

    def own_of(self, person: "Person") -> Self:
        """Those that somebody wrote for themselves."""
        return self.filter(owner=person)

    def with_prompts(self) -> Self:
        """With their questions, in their order."""
        return self.prefetch_related("prompts")

    def usual(self) -> "PromptTemplate | None":
        """The template of a talk for which nobody chose one."""
        return self.filter(is_usual=True).first()
