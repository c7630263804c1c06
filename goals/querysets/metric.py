"""Numbers of goals and of mastery, and what was measured."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, JSONObject

from core import prepared

if TYPE_CHECKING:
    from accounts.models import Person
    from goals.models import Measurement, Metric, MetricChange

LAST_OF_EACH = """
SELECT wanted.metric_id, last.id, last.value, last.measured_on, last.note,
       CASE WHEN %(named)s THEN (
           SELECT name FROM accounts_person WHERE accounts_person.id = last.by_id
       ) ELSE '' END
FROM unnest(%(metrics)s::uuid[], %(counts)s::int[]) AS wanted (metric_id, number)
CROSS JOIN LATERAL (
    SELECT id, value, measured_on, note, by_id, at FROM goals_measurement
    WHERE metric_id = wanted.metric_id AND corrected_by_id IS NULL AND withdrawn_at IS NULL
    ORDER BY measured_on DESC, at DESC, id DESC LIMIT wanted.number
) last
ORDER BY last.measured_on DESC, last.at DESC, last.id DESC
"""


# Values as text, so that JSON does not round them.
AS_CHANGED = JSONObject(
    at="at",
    by_name="by__name",
    note="note",
    confidence_before="confidence_before",
    confidence_after="confidence_after",
    **{
        f"{name}_{side}": Cast(f"{name}_{side}", models.TextField())
        for name in ("ambition", "forecast")
        for side in ("before", "after")
    },
)


def related(model: Any, name: str) -> Any:
    """Return the queryset of all rows at the other end of a relation."""
    return model._meta.get_field(name).related_model.objects.all()


class Reading(NamedTuple):
    """A measurement that counts, as lists show it."""

    pk: UUID
    value: Decimal
    measured_on: date
    note: str
    by_name: str


def not_since(day: date) -> Q:
    """Never measured, or last before this day; after an annotation `last_on`."""
    return Q(last_on__isnull=True) | Q(last_on__lt=day)


class MetricQuerySet(models.QuerySet["Metric"]):
    def visible_to(self, person: "Person") -> Self:
        """Those of goals are open to every member, those of a mastery to whoever sees it.

        Twin of `policies.can_read_metric`.
        """
        if person.left_at is not None:
            return self.none()
        seen = related(self.model, "mastery").visible_to(person).filter(pk=OuterRef("mastery_id"))
        return self.filter(Q(goal__isnull=False) | Exists(seen))

    def in_use(self) -> Self:
        """Not retired, of a goal that is open, or of a mastery that is not set aside."""
        return self.filter(
            retired_at__isnull=True,
            goal__achieved_at__isnull=True,
            goal__let_go_at__isnull=True,
            mastery__set_aside_at__isnull=True,
        )

    def followed(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def oldest_first(self) -> Self:
        return self.order_by("added_at", "pk")

    def concerning(self, person: "Person") -> Self:
        """Numbers the person keeps; those without a keeper, of goals they own or have joined."""
        unkept = self.model._default_manager.filter(keeper__isnull=True)
        parts = [
            self.model._default_manager.filter(keeper=person),
            unkept.filter(
                goal__ownerships__person=person, goal__ownerships__declined_at__isnull=True
            ),
            unkept.filter(
                goal__participations__person=person, goal__participations__left_at__isnull=True
            ),
        ]
        ids = [part.order_by().values("pk") for part in parts]
        return self.filter(pk__in=ids[0].union(*ids[1:]))

    def with_subject(self) -> Self:
        """With the goal, or the mastery and what it is about."""
        return self.select_related(
            "goal", "mastery__person", "mastery__capability", "keeper", "added_by"
        )

    def with_last(self) -> Self:
        """Add `last_value` and `measured_last_on`, both None for a number never measured."""
        return self.annotate(
            last_value=self._of_the_last("value"), measured_last_on=self._of_the_last("measured_on")
        )

    def with_changes(self, count: int) -> Self:
        """Add `last_changes`: what was expected before and after, the newest first."""
        changes = related(self.model, "changes").filter(metric=OuterRef("pk")).newest_first()
        return self.annotate(last_changes=ArraySubquery(changes.values(json=AS_CHANGED)[:count]))

    def due_first(self, *, monday: date, first: date) -> Self:
        """Those that wait for a value since Monday, or the first of the month; then by how long."""
        last = self._of_the_last("measured_on")
        waiting = self.annotate(last_on=last).order_by()
        is_due = Case(
            When(Q(every="week") & not_since(monday), then=Value(0)),
            When(Q(every="month") & not_since(first), then=Value(0)),
            default=Value(1),
        )
        return waiting.order_by(is_due, F("last_on").asc(nulls_first=True), "added_at", "pk")

    def _of_the_last(self, field: str) -> Subquery:
        related: Any = self.model._meta.get_field("measurements").related_model
        newest = related.objects.that_count().filter(metric=OuterRef("pk")).newest_first()
        return Subquery(newest.values(field)[:1])


class MetricChangeQuerySet(models.QuerySet["MetricChange"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever reads a number reads what was changed about it."""
        return self.filter(metric__in=related(self.model, "metric").visible_to(person))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever reads a number reads its measurements."""
        if person.left_at is not None:
            return self.none()
        masteries = related(self.model._meta.get_field("metric").related_model, "mastery")
        seen = masteries.visible_to(person).filter(pk=OuterRef("metric__mastery_id"))
        return self.filter(Q(metric__goal__isnull=False) | Exists(seen))

    def with_people(self) -> Self:
        """With who noted each, and with what corrected it."""
        return self.select_related("by", "corrected_by__by")

    def that_count(self) -> Self:
        """Neither corrected by another nor taken back."""
        return self.filter(corrected_by__isnull=True, withdrawn_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-measured_on", "-at", "-pk")

    def last_of_each(
        self, metrics: Iterable[UUID], *, counts: Iterable[int], named: bool = False
    ) -> dict[UUID, list[Reading]]:
        """The newest measurements that count of each metric, newest first: as many as its count.

        Each metric is looked up in the index on its own, so years of older values cost nothing.
        Only `named` asks for the names of those who noted them.
        """
        found: dict[UUID, list[Reading]] = defaultdict(list)
        values: dict[str, Any] = {"metrics": list(metrics), "counts": list(counts), "named": named}
        for metric, *rest in prepared.rows(LAST_OF_EACH, values, using=self.db):
            found[metric].append(Reading._make(rest))
        return found
