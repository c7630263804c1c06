"""Serializers that are ready sooner, for what is called most."""

from functools import lru_cache
from typing import Any, TypeVar

from rest_framework import serializers

Shown = TypeVar("Shown")


class FlatSerializer(serializers.Serializer[Shown]):
    """All of a class share their fields, which nothing changes; methods are those of each.

    To copy every field for each call takes longer than to answer it. Fields must not ask for the
    context: it is there in methods alone.
    """

    @property
    def fields(self) -> Any:
        return shared(type(self))

    def to_representation(self, instance: Any) -> dict[str, Any]:
        told = {}
        for field in self._readable_fields:
            name = str(field.field_name)
            if isinstance(field, serializers.SerializerMethodField):
                told[name] = getattr(self, str(field.method_name))(instance)
            else:
                value = field.get_attribute(instance)
                told[name] = None if value is None else field.to_representation(value)
        return told


@lru_cache
def shared(kind: type[FlatSerializer[Any]]) -> Any:
    """Return the fields that all serializers of a class share, bound to one that stands for all."""
    return super(FlatSerializer, kind()).fields
