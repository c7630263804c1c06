"""What a piece of feedback can be linked to, besides a goal."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, F, IntegerField
from django.db.models import Value as Fixed

from goals.models import Capability, Value


@dataclass(frozen=True)
class Links:
    """Adopted capabilities by name, and current values in their order, each an id and a name."""

    capabilities: tuple[tuple[UUID, str], ...]
    values: tuple[tuple[UUID, str], ...]


def links_offered() -> Links:
    """Return both with one query."""
    capabilities = Capability.objects.adopted().annotate(
        place=Fixed(0, output_field=IntegerField()), sort=Fixed("capability", CharField())
    )
    values = Value.objects.current().annotate(place=F("position"), sort=Fixed("value", CharField()))
    names = ("sort", "place", "name", "pk")
    rows = capabilities.values_list(*names).union(values.values_list(*names), all=True)
    found = list(rows.order_by("sort", "place", "name", "pk"))
    return Links(
        capabilities=tuple((pk, name) for sort, _place, name, pk in found if sort == "capability"),
        values=tuple((pk, name) for sort, _place, name, pk in found if sort == "value"),
    )
