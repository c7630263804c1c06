"""What the calls about mastery have in common: levels, and what they load."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from core.api import Endpoint
from goals.models import Level, Mastery
from goals.policies import mastery as policies
from goals.selectors.mastery import levels_of


@extend_schema_serializer(component_name="MasteryRef")
class Named(serializers.Serializer[Any]):
    """A capability or a level inside another thing."""

    id = serializers.UUIDField()
    name = serializers.CharField()


@extend_schema_field(OpenApiTypes.STR)
class LevelKey(serializers.Field[str, Any, Any, Any]):
    """A level of the capability: its id, or its name."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str | int) or isinstance(data, bool):
            raise serializers.ValidationError(_("Send the id of a level, or its name."))
        return str(data).strip()

    def to_representation(self, value: Any) -> str:
        return str(value)


def chosen_level(levels: Sequence[Level], key: str, *, field: str) -> Level:
    """Return the level with this id, name or position (1 is the lowest)."""
    for level in levels:
        if key in (str(level.pk), level.name, str(level.position)):
            return level
    names = ", ".join(level.name for level in levels)
    sentence = _("Choose one of the levels: %(names)s.") % {"names": names}
    raise serializers.ValidationError({field: [sentence]})


def levels_for(capability: UUID) -> Sequence[Level]:
    """Return the levels of a capability, the lowest first."""
    return levels_of([capability])[capability]


def named(thing: Any) -> dict[str, Any]:
    return {"id": thing.pk, "name": thing.name}


class MasteryEndpoint(Endpoint):
    """What every call about mastery loads."""

    def get_queryset(self) -> QuerySet[Any]:
        return Mastery.objects.visible_to(self.person).with_words()

    def mastery(self, pk: UUID) -> Mastery:
        seen = Mastery.objects.visible_to(self.person).with_words()
        return get_object_or_404(seen, pk=pk)

    def own(self, pk: UUID) -> Mastery:
        """Return it for the person it is about."""
        found = self.mastery(pk)
        if not policies.can_keep(self.person, found):
            raise PermissionDenied
        return found

    def given(
        self, serializer: type[serializers.Serializer[Any]], **options: Any
    ) -> dict[str, Any]:
        """Return what was sent, checked for its form."""
        sent = serializer(data=self.request.data, **options)
        sent.is_valid(raise_exception=True)
        return dict(sent.validated_data)
