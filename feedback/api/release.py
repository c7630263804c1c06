"""Feedback is released as evidence, and taken back, by call."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from feedback import services
from feedback.api.acts import Act
from feedback.api.outputs import OnePieceOutput
from feedback.api.pieces import load
from goals.models import Mastery


class ReleaseInput(serializers.Serializer[Any]):
    """One of your masteries, or its capability."""

    mastery = serializers.UUIDField(required=False, allow_null=True)
    capability = serializers.UUIDField(required=False, allow_null=True)


class ReleaseAct(Act):
    """What both calls find."""

    def named(self) -> Mastery | None:
        """Return the mastery that was named; None if nothing was."""
        sent = self.sent(ReleaseInput)
        field = "mastery" if sent.get("mastery") else "capability"
        if not sent.get(field):
            return None
        own = Mastery.objects.filter(person=self.person)
        key = "pk" if field == "mastery" else "capability"
        if found := own.filter(**{key: sent[field]}).first():
            return found
        raise serializers.ValidationError({field: [_("There is nothing with this id.")]})


class Release(ReleaseAct):
    @extend_schema(operation_id="feedback_release", request=ReleaseInput, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let what you received speak for a level of yours, before those who may see that."""
        feedback, mastery = load(self.person, pk), self.named()
        if mastery is None:
            raise serializers.ValidationError({"mastery": [_("Choose what it speaks for.")]})
        services.release(feedback, mastery=mastery, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class Unrelease(ReleaseAct):
    @extend_schema(
        operation_id="feedback_unrelease", request=ReleaseInput, responses=OnePieceOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take it back from one mastery, or without one from all."""
        feedback, mastery = load(self.person, pk), self.named()
        services.unrelease(feedback, mastery=mastery, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)
