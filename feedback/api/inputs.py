"""What calls about feedback send."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Person
from core.api import ById
from core.prepared import in_bulk
from feedback import limits
from feedback.api.flat import FlatSerializer
from feedback.models import Feedback
from feedback.services import Piece
from goals.models import Capability, Goal, Value


class PeopleByIdField(serializers.ListField):
    """People by their ids, each once, in the order given."""

    child = serializers.UUIDField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=limits.MOST_RECIPIENTS, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        wanted = super().run_validation(data)
        found = in_bulk(Person, wanted) if wanted else {}
        if any(pk not in found for pk in wanted):
            raise serializers.ValidationError(_("One of these people is not known here."))
        return [found[pk] for pk in dict.fromkeys(wanted)]


class FeedbackInput(FlatSerializer[Any]):
    """Feedback to be given. Which texts may be empty is said by the answer, in words."""

    recipients = PeopleByIdField()
    kind = serializers.ChoiceField(choices=Feedback.Kind.choices)
    situation = serializers.CharField(required=False, allow_blank=True, default="")
    behaviour = serializers.CharField(required=False, allow_blank=True, default="")
    impact = serializers.CharField(required=False, allow_blank=True, default="")
    recommendation = serializers.CharField(required=False, allow_blank=True, default="")
    readers = serializers.ChoiceField(
        choices=Feedback.Readers.choices, required=False, default=Feedback.Readers.RECIPIENT
    )
    goal = ById(queryset=Goal.objects.all(), required=False, allow_null=True, default=None)
    draft = serializers.BooleanField(required=False, default=False)
    capability = ById(
        queryset=Capability.objects.all(), required=False, allow_null=True, default=None
    )
    values = ById(queryset=Value.objects.all(), many=True, required=False, default=())
    checkin = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="A talk of the two of you."
    )
    send_at = serializers.DateTimeField(
        required=False,
        allow_null=True,
        default=None,
        help_text="When it goes out, within the next sixty days; null for at once.",
    )

    def piece(self) -> Piece:
        """Return what is to be given, for the service."""
        sent = {**self.validated_data}
        for name in ("recipients", "draft"):
            sent.pop(name, None)
        return Piece(**sent)


class ReplyInput(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True)


class ThankInput(serializers.Serializer[Any]):
    text = serializers.CharField(required=False, allow_blank=True, default="")
    will_try = serializers.CharField(required=False, allow_blank=True, default="")


class ShareInput(serializers.Serializer[Any]):
    """`with` holds the ids of people."""

    def get_fields(self) -> dict[str, Any]:
        return {"with": PeopleByIdField()}
