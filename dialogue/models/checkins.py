"""A talk of two, of a group, or with oneself."""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Coaching, Person
from dialogue.models.cadence import CadenceRule
from dialogue.models.prompts import PromptTemplate
from dialogue.querysets.checkins import CheckInQuerySet

if TYPE_CHECKING:
    from dialogue.models.sides import Participant


class CheckIn(models.Model):
    """A talk: planned by a cadence (`slot`, such as "2026-W47") or by one of its sides.

    Of a pair: in a coaching `person` is the coachee and `partner` the coach; among peers `person`
    planned it. A reflection is `person` with themselves, and nobody else ever reads it. A group
    are its `participants`; `person` is one of them and takes care of the dates, without more
    rights than the others, and talks of one `series` follow each other. `rule` is the one it was
    planned by. It is open until it is held, skipped or cancelled, and at most one of these
    happens. A talk of a pair ends, too, when its coaching ends or one of the two leaves:
    `CheckIn.objects.open`.

    `page_version` goes up with whatever its sides see change on the page (`services.locks`), so
    that an open page asks one row whether there is anything new.
    """

    class Kind(models.TextChoices):
        PAIR = "pair", _("a talk of two")
        GROUP = "group", _("a talk of a group")
        REFLECTION = "reflection", _("a reflection of one’s own")

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        db_default=models.Func(function="gen_random_uuid", output_field=models.UUIDField()),
        editable=False,
    )
    coaching = models.ForeignKey(
        Coaching, models.PROTECT, null=True, blank=True, db_index=False, related_name="checkins"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="checkins_as_person"
    )
    partner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="checkins_as_partner",
    )
    kind = models.CharField(
        max_length=10, choices=Kind, default=Kind.PAIR, db_default=Kind.PAIR.value
    )
    title = models.CharField(
        _("what it is about"), max_length=120, blank=True, default="", db_default=""
    )
    series = models.UUIDField(null=True, blank=True, editable=False)
    template = models.ForeignKey(
        PromptTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="checkins",
    )
    rule = models.ForeignKey(
        CadenceRule, models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    slot = models.CharField(max_length=20, null=True, blank=True)
    planned_at = models.DateTimeField()
    times_moved = models.PositiveSmallIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )

    person_nudge_at = models.DateTimeField(null=True, blank=True)
    partner_nudge_at = models.DateTimeField(null=True, blank=True)
    person_remind_at = models.DateTimeField(null=True, blank=True)
    partner_remind_at = models.DateTimeField(null=True, blank=True)

    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    skipped_at = models.DateTimeField(null=True, blank=True)
    skipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    skip_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )

    notes = models.TextField(blank=True, default="", db_default="")
    notes_version = models.PositiveIntegerField(default=0, db_default=0)
    page_version = models.PositiveIntegerField(default=0, db_default=0)

    talk_at = models.GeneratedField(
        expression=Least("planned_at", "held_at"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects = models.Manager.from_queryset(CheckInQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_talk_has_two_sides", condition=~Q(person=F("partner"))),
            models.CheckConstraint(
                name="a_talk_has_the_sides_of_its_kind",
                condition=Q(kind="pair", partner__isnull=False, series__isnull=True)
                | Q(
                    kind="group",
                    partner__isnull=True,
                    coaching__isnull=True,
                    series__isnull=False,
                )
                | Q(
                    kind="reflection",
                    partner__isnull=True,
                    coaching__isnull=True,
                    series__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="slots_belong_to_a_coaching",
                condition=Q(slot__isnull=True) | Q(coaching__isnull=False),
            ),
            models.CheckConstraint(
                name="a_talk_is_held_or_skipped_or_cancelled",
                condition=Q(held_at__isnull=True, skipped_at__isnull=True)
                | Q(held_at__isnull=True, cancelled_at__isnull=True)
                | Q(skipped_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="talk_started_at_a_moment_by_somebody",
                condition=Q(started_at__isnull=True, started_by__isnull=True)
                | Q(started_at__isnull=False, started_by__isnull=False),
            ),
            models.CheckConstraint(
                name="talk_held_at_a_moment_by_somebody",
                condition=Q(held_at__isnull=True, held_by__isnull=True)
                | Q(held_at__isnull=False, held_by__isnull=False),
            ),
            models.CheckConstraint(
                name="talk_skipped_at_a_moment_by_somebody_for_a_reason",
                condition=Q(skipped_at__isnull=True, skipped_by__isnull=True, skip_reason="")
                | (Q(skipped_at__isnull=False, skipped_by__isnull=False) & ~Q(skip_reason="")),
            ),
            models.CheckConstraint(
                name="talk_cancelled_at_a_moment_by_somebody",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["coaching", "slot"], name="a_coaching_has_one_talk_for_each_slot"
            ),
        ]
        indexes: ClassVar = [
            models.Index("person", "partner", F("talk_at").desc(), name="talks_of_a_pair"),
            models.Index("partner", F("talk_at").desc(), name="talks_of_a_partner"),
            models.Index(
                "planned_at",
                name="open_talks_by_moment",
                condition=Q(
                    held_at__isnull=True, skipped_at__isnull=True, cancelled_at__isnull=True
                ),
            ),
            models.Index("person", F("talk_at").desc(), name="talks_of_a_person"),
            models.Index("series", name="talks_of_a_series", condition=Q(series__isnull=False)),
            models.Index(
                "person",
                "planned_at",
                name="open_talks_of_a_person",
                condition=Q(
                    held_at__isnull=True, skipped_at__isnull=True, cancelled_at__isnull=True
                ),
            ),
            models.Index(
                "partner",
                "planned_at",
                name="open_talks_of_a_partner",
                condition=Q(
                    held_at__isnull=True, skipped_at__isnull=True, cancelled_at__isnull=True
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"talk {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("checkin", args=[self.pk])

    @property
    def is_group(self) -> bool:
        return self.kind == self.Kind.GROUP

    @property
    def is_reflection(self) -> bool:
        return self.kind == self.Kind.REFLECTION

    @cached_property
    def group(self) -> "tuple[Participant, ...]":
        """Whoever takes part in the group or did, in the order in which they came.

        One query for each talk; lists ask once for all of theirs (`selectors.names.with_groups`).
        """
        rows = getattr(self, "_prefetched_objects_cache", {}).get("participants")
        if rows is None:
            participant = apps.get_model("dialogue", "Participant")
            rows = participant.objects.with_people().filter(checkin=self)
        return tuple(sorted(rows, key=lambda one: (one.added_at, one.pk)))

    @property
    def sides(self) -> tuple[Person, ...]:
        """Whoever takes part now: two, those in the group, or oneself."""
        if self.is_group:
            return tuple(one.person for one in self.group if one.left_at is None)
        return (self.person, self.partner) if self.partner else (self.person,)

    @property
    def side_ids(self) -> tuple[uuid.UUID, ...]:
        if self.is_group:
            return tuple(one.person_id for one in self.group if one.left_at is None)
        return (self.person_id, self.partner_id) if self.partner_id else (self.person_id,)

    @property
    def is_settled(self) -> bool:
        """Held, skipped or cancelled: nothing of its date changes any more."""
        return bool(self.held_at or self.skipped_at or self.cancelled_at)

    def others(self, person: Person) -> tuple[Person, ...]:
        """Whoever takes part beside this person; nobody in a reflection."""
        return tuple(side for side in self.sides if side.pk != person.pk)

    def other_side(self, person: Person) -> Person:
        """The other one of a pair."""
        assert self.partner is not None  # noqa: S101 - asked of pairs only
        return self.partner if person.pk == self.person_id else self.person
