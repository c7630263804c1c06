"""The numbers of goals."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from uuid import UUID

from django.db import connections, models
from django.db.models import OuterRef, Subquery

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


class Reading(NamedTuple):
    """A measurement that counts, as lists show it."""

    pk: UUID
    value: Decimal
    measured_on: date
    note: str
    by_name: str


class MetricQuerySet(models.QuerySet["Metric"]):
    def visible_to(self, person: "Person") -> Self:
        """The numbers of goals are open to every member."""
        return self if person.left_at is None else self.none()

    def in_use(self) -> Self:
        """Not retired, of a goal that is open."""
        return self.filter(
            retired_at__isnull=True, goal__achieved_at__isnull=True, goal__let_go_at__isnull=True
        )

    def oldest_first(self) -> Self:
        return self.order_by("added_at", "pk")

    def first_of_each_goal(self) -> Self:
        """The number that stands for its goal in a list: the oldest that is not retired."""
        firsts = self.filter(retired_at__isnull=True).order_by("goal", "added_at", "pk")
        return firsts.distinct("goal")

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

    def with_last(self) -> Self:
        """Add `last_value` and `measured_last_on`, both None for a number never measured."""
        return self.annotate(
            last_value=self._of_the_last("value"), measured_last_on=self._of_the_last("measured_on")
        )

    def longest_untouched_first(self) -> Self:
        """Those never measured come first, then the oldest value."""
        untouched_since = self._of_the_last("measured_on").asc(nulls_first=True)
        return self.order_by(untouched_since, "added_at", "pk")

    def _of_the_last(self, field: str) -> Subquery:
        related: Any = self.model._meta.get_field("measurements").related_model
        newest = related.objects.that_count().filter(metric=OuterRef("pk")).newest_first()
        return Subquery(newest.values(field)[:1])


class MetricChangeQuerySet(models.QuerySet["MetricChange"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever reads a number reads what was changed about it."""
        return self if person.left_at is None else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, person: "Person") -> Self:
        """The measurements of goals are open to every member."""
        return self if person.left_at is None else self.none()

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
        with connections[self.db].cursor() as cursor:
            cursor.execute(LAST_OF_EACH, values)
            for metric, *rest in cursor.fetchall():
                found[metric].append(Reading(*rest))
        return found
