"""Serializers that are ready sooner, for what is called most."""

from copy import copy, deepcopy
from typing import Any, TypeVar

from rest_framework import serializers

Shown = TypeVar("Shown")
HOLDERS = (
    serializers.ListField,
    serializers.ManyRelatedField,
    serializers.BaseSerializer,
)


class FlatSerializer(serializers.Serializer[Shown]):
    """Copies its fields as they are; only those that hold others are copied to their depth.

    To copy choices and querysets of each field for each call takes longer than to answer it, and
    nothing changes them.
    """

    def get_fields(self) -> dict[str, Any]:
        return {
            name: deepcopy(field) if isinstance(field, HOLDERS) else copy(field)
            for name, field in self._declared_fields.items()
        }
