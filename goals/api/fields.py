"""What the calls of this app have in common: days, people, ids and numbers."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

M = TypeVar("M", bound=Model)
ODD = ("invalid", "max_digits", "max_decimal_places", "max_whole_digits", "max_string_length")


@extend_schema_serializer(component_name="GoalPerson")
class PersonRef(serializers.Serializer[Any]):
    """A person inside another thing."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class Words(serializers.CharField):
    """A text of at most so many characters; the refusal says how many it has."""

    def __init__(self, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def to_internal_value(self, data: Any) -> str:
        text = str(super().to_internal_value(data))
        if len(text) <= self.longest:
            return text
        sentence = _("Shorten this to %(limit_value)d characters. It has %(show_value)d.")
        words = {"limit_value": self.longest, "show_value": len(text)}
        raise serializers.ValidationError(sentence % words)


class TeamRef(serializers.Serializer[Any]):
    """A team inside another thing."""

    id = serializers.UUIDField()
    name = serializers.CharField()


@extend_schema_field(date)
class Day(serializers.Field[datetime, Any, str, datetime]):
    """A moment told as its day, since others see no minutes."""

    def to_representation(self, value: datetime) -> str:
        return day(value).isoformat()


def day(value: datetime) -> date:
    return timezone.localtime(value).date()


@extend_schema_field(float)
class Number(serializers.DecimalField):
    """A number with at most four decimal places; told as a JSON number."""

    def __init__(self, **options: Any) -> None:
        plain = gettext_lazy("Write a plain number with at most 14 digits and 4 decimal places.")
        options.setdefault("error_messages", dict.fromkeys(ODD, plain))
        super().__init__(max_digits=18, decimal_places=4, coerce_to_string=False, **options)

    def to_representation(self, value: Decimal) -> Any:
        plain = float(value)
        return int(value) if value == value.to_integral_value() else plain


def resolved(rows: QuerySet[M], ids: Sequence[UUID], field: str) -> list[M]:
    """Return the rows of these ids; one that does not exist is told at its field."""
    found = {row.pk: row for row in rows.filter(pk__in=ids)}
    if any(pk not in found for pk in ids):
        raise serializers.ValidationError({field: [_("There is nothing with this id.")]})
    return [found[pk] for pk in dict.fromkeys(ids)]
