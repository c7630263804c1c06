"""What both sides are asked before a talk: templates of prompts, never changed once made."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogue.holistic import is_only_about_tasks
from dialogue.querysets.prompts import PromptTemplateQuerySet


class PromptTemplate(models.Model):
    """A set of prompts under a name. A changed set is a new row, so old talks keep their words.

    It is somebody's own (`owner`), or the organisation's, or taken as it is from the library that
    comes with the app (`library` names the set there, `language` its words).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    library = models.CharField(max_length=40, blank=True, default="", db_default="")
    language = models.CharField(max_length=8, blank=True, default="", db_default="")
    is_usual = models.BooleanField(default=False)
    introduced_at = models.DateTimeField()
    introduced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )

    objects = models.Manager.from_queryset(PromptTemplateQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="template_retired_at_a_moment_by_somebody",
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
            models.CheckConstraint(
                name="the_usual_template_is_in_use",
                condition=Q(is_usual=False) | Q(retired_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["is_usual"],
                condition=Q(is_usual=True),
                name="one_template_is_the_usual_one",
            ),
            models.UniqueConstraint(
                fields=["name", "owner"],
                condition=Q(retired_at__isnull=True, library=""),
                nulls_distinct=False,
                name="everybody_uses_a_template_name_once",
            ),
            models.UniqueConstraint(
                fields=["library", "language"],
                condition=Q(retired_at__isnull=True) & ~Q(library=""),
                name="a_set_of_the_library_is_kept_once_for_each_language",
            ),
            models.CheckConstraint(
                name="the_usual_template_is_the_organisations",
                condition=Q(is_usual=False) | Q(owner__isnull=True, library=""),
            ),
            models.CheckConstraint(
                name="a_set_of_the_library_is_nobodys_own",
                condition=Q(library="", language="") | (~Q(library="") & Q(owner__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_only_about_tasks(self) -> bool:
        """None of its questions goes beyond what is to be done; see `with_prompts`."""
        return is_only_about_tasks(prompt.text for prompt in self.prompts.all())


class Prompt(models.Model):
    """One question of a template."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(
        PromptTemplate, models.CASCADE, db_index=False, related_name="prompts"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["template", "position"], name="prompts_of_a_template_have_an_order"
            ),
        ]

    def __str__(self) -> str:
        return self.text
