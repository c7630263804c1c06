"""The outbox by call: what waits for me, and how it may reach me."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint, person_ref
from notifications.kinds import REGISTERED
from notifications.models import Channel, Muted, Notification, Preference
from notifications.services import answers


class NewestFirst(Cursor):
    ordering = ("-due_at", "-pk")


class NotificationOut(serializers.ModelSerializer[Notification]):
    """A nudge in words. The moments are its reader's own."""

    title = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField()
    actor = serializers.SerializerMethodField()

    class Meta:
        model = Notification
        fields: ClassVar = [
            "id", "kind", "title", "why", "actor", "url", "due_at", "seen_at", "snoozed_until",
        ]  # fmt: skip

    def get_title(self, row: Notification) -> str:
        return REGISTERED[row.kind].says(row.actor.name if row.actor else "")

    def get_why(self, row: Notification) -> str:
        return str(REGISTERED[row.kind].why)

    def get_actor(self, row: Notification) -> dict[str, Any] | None:
        return person_ref(row.actor) if row.actor else None


class SnoozeIn(serializers.Serializer[Any]):
    until = serializers.DateTimeField()


class MutedPair(serializers.Serializer[Any]):
    kind = serializers.CharField(max_length=40)
    channel = serializers.ChoiceField(choices=Channel.choices)


class PreferencesInOut(serializers.Serializer[Any]):
    """How often mail comes, and the kinds that are switched off on a channel."""

    rhythm = serializers.ChoiceField(choices=Preference.Rhythm.choices)
    muted = MutedPair(many=True, required=False)


class NotificationList(Endpoint):
    serializer_class = NotificationOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Notification]:
        rows = Notification.objects.visible_to(self.person).waiting(timezone.now())
        return rows.with_actors()

    @extend_schema(operation_id="notifications_list", responses=NotificationOut(many=True))
    def get(self, request: Request) -> Response:
        """List what waits for me."""
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(NotificationOut(rows, many=True).data)


class NotificationSnooze(Endpoint):
    serializer_class = SnoozeIn

    @extend_schema(request=SnoozeIn, responses=NotificationOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Put it off until a later moment."""
        row = mine(self, pk)
        sent = SnoozeIn(data=request.data)
        sent.is_valid(raise_exception=True)
        answers.snooze(row, until=sent.validated_data["until"], by=self.person, at=timezone.now())
        return Response(NotificationOut(mine(self, pk)).data)


class NotificationDone(Endpoint):
    serializer_class = NotificationOut

    @extend_schema(request=None, responses=NotificationOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Put it away for good."""
        answers.finish(mine(self, pk), by=self.person, at=timezone.now())
        return Response(NotificationOut(mine(self, pk)).data)


def mine(endpoint: Endpoint, pk: UUID) -> Notification:
    """Load one of the caller's own nudges."""
    rows = Notification.objects.visible_to(endpoint.person).in_app().with_actors()
    return get_object_or_404(rows, pk=pk)


class Preferences(Endpoint):
    put_as_a_whole = True
    serializer_class = PreferencesInOut

    def answer(self) -> Response:
        preference = Preference.objects.filter(person=self.person).first()
        muted = Muted.objects.visible_to(self.person).order_by("kind", "channel")
        body = {
            "rhythm": preference.rhythm if preference else Preference.Rhythm.DAILY,
            "muted": [{"kind": row.kind, "channel": row.channel} for row in muted],
        }
        return Response(body)

    @extend_schema(responses=PreferencesInOut)
    def get(self, request: Request) -> Response:
        """Read how nudges reach me."""
        return self.answer()

    @extend_schema(request=PreferencesInOut, responses=PreferencesInOut)
    def put(self, request: Request) -> Response:
        """Choose how nudges reach me."""
        sent = PreferencesInOut(data=request.data)
        sent.is_valid(raise_exception=True)
        muted = {(pair["kind"], pair["channel"]) for pair in sent.validated_data.get("muted", [])}
        answers.set_preferences(
            self.person,
            rhythm=sent.validated_data["rhythm"],
            muted=muted,
            at=timezone.now(),
        )
        return self.answer()
