"""What calls about feedback answer. Moments of others are days; one's own deadline is a moment."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.coachings import PersonRefOut
from accounts.models import Person
from core.api import person_ref
from feedback import policies, readers
from feedback.api.flat import FlatSerializer
from feedback.models import Feedback, Reply, Share


def day_for(person: Person, moment: datetime) -> date:
    """Return the day on which a moment fell for this reader, who may call by token."""
    return moment.astimezone(ZoneInfo(person.time_zone)).date()


class NameRef(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class GoalRef(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()


class ReplyOutput(serializers.Serializer[Reply]):
    id = serializers.UUIDField()
    author = PersonRefOut()
    text = serializers.CharField()
    replied_on = serializers.SerializerMethodField()

    def get_replied_on(self, reply: Reply) -> date:
        return day_for(self.context["person"], reply.at)


class ThanksOutput(serializers.Serializer[Feedback]):
    text = serializers.CharField(source="thanks")
    will_try = serializers.CharField()
    thanked_on = serializers.SerializerMethodField()

    def get_thanked_on(self, feedback: Feedback) -> date:
        return day_for(self.context["person"], cast("datetime", feedback.thanked_at))


class FeedbackOutput(FlatSerializer[Feedback]):
    """A piece of feedback as this reader may see it; what is not theirs to see is null."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Feedback.Kind.choices)
    giver = PersonRefOut()
    recipient = PersonRefOut()
    situation = serializers.CharField()
    behaviour = serializers.CharField()
    impact = serializers.CharField()
    recommendation = serializers.CharField()
    readers = serializers.ChoiceField(choices=Feedback.Readers.choices)
    goal = GoalRef(allow_null=True)
    capability = NameRef(allow_null=True)
    values = serializers.SerializerMethodField()
    checkin = serializers.SerializerMethodField(help_text="For the two who talked.")
    on_the_wall = serializers.BooleanField(source="is_on_the_wall")
    given_on = serializers.SerializerMethodField()
    withdrawn = serializers.SerializerMethodField()
    waits_until = serializers.DateTimeField(
        source="held_until",
        allow_null=True,
        help_text="For its giver: when it goes out, as chosen or with the weekly batch.",
    )
    filed = serializers.SerializerMethodField(help_text="For its recipient.")
    withdraw_until = serializers.SerializerMethodField(help_text="For its giver.")
    opened = serializers.SerializerMethodField(help_text="For its recipient.")
    thanks = serializers.SerializerMethodField(help_text="For its giver and its recipient.")

    def get_checkin(self, feedback: Feedback) -> UUID | None:
        return feedback.checkin if policies.is_side(self.context["person"], feedback) else None

    def get_given_on(self, feedback: Feedback) -> date:
        return day_for(self.context["person"], feedback.given_at)

    def get_withdrawn(self, feedback: Feedback) -> bool:
        return feedback.withdrawn_at is not None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_withdraw_until(self, feedback: Feedback) -> Any:
        """Null for others, and once it cannot be taken back any more."""
        is_giver = self.context["person"].pk == feedback.giver_id and not feedback.withdrawn_at
        until = feedback.withdraw_until
        return until if is_giver and until >= timezone.now() else None

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_opened(self, feedback: Feedback) -> bool | None:
        is_recipient = self.context["person"].pk == feedback.recipient_id
        return feedback.read_at is not None if is_recipient else None

    @extend_schema_field(NameRef(many=True))
    def get_values(self, feedback: Feedback) -> Any:
        return getattr(feedback, "named_values", [])  # of `FeedbackQuerySet.with_links`

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_filed(self, feedback: Feedback) -> bool | None:
        is_recipient = self.context["person"].pk == feedback.recipient_id
        return feedback.filed_at is not None if is_recipient else None

    @extend_schema_field(ThanksOutput(allow_null=True))
    def get_thanks(self, feedback: Feedback) -> Any:
        is_side = policies.can_read_thread(self.context["person"], feedback)
        return (
            ThanksOutput(feedback, context=self.context).data
            if feedback.thanked_at and is_side
            else None
        )


class ReleasedFor(serializers.Serializer[Any]):
    """A mastery for which it stands as evidence, with the name of its capability."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class OnePieceOutput(FeedbackOutput):
    """The same with its thread, and who can read it in words."""

    replies = serializers.SerializerMethodField(help_text="For its giver and its recipient.")
    shared_with = serializers.SerializerMethodField(help_text="For its recipient.")
    released_for = serializers.SerializerMethodField(
        help_text="For its recipient, and for whom they let see these masteries."
    )
    who_reads = serializers.SerializerMethodField()

    @extend_schema_field(ReplyOutput(many=True))
    def get_replies(self, feedback: Feedback) -> Any:
        visible = Reply.objects.visible_to(self.context["person"]).filter(feedback=feedback)
        return [ReplyOutput(reply, context=self.context).data for reply in visible.oldest_first()]

    @extend_schema_field(PersonRefOut(many=True))
    def get_shared_with(self, feedback: Feedback) -> Any:
        made = Share.objects.visible_to(self.context["person"]).standing().filter(feedback=feedback)
        return [person_ref(share.with_person) for share in made.by_name()]

    @extend_schema_field(ReleasedFor(many=True))
    def get_released_for(self, feedback: Feedback) -> Any:
        made = readers.releases_for(feedback, viewer=self.context["person"])
        return [
            {"id": one.evidence.mastery_id, "name": one.evidence.mastery.capability.name}
            for one in made
        ]

    def get_who_reads(self, feedback: Feedback) -> str:
        reading = readers.after(feedback, viewer=self.context["person"])
        return f"{reading.first} {reading.rest}".strip()


class GivenOutput(serializers.Serializer[Any]):
    """What a call made: a copy for each recipient, or a draft. `id` is set when it is one thing."""

    id = serializers.UUIDField(allow_null=True)
    results = FeedbackOutput(many=True)


class WithdrawnOutput(serializers.Serializer[Any]):
    """The draft that holds the words now."""

    draft = serializers.UUIDField()
