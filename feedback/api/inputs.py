"""What calls about feedback send."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Person
from feedback import limits
from feedback.models import Feedback
from feedback.services import Piece
from goals.models import Goal

LATER = ("capability", "values", "send_at")


class PeopleByIdField(serializers.ListField):
    """People by their ids, each once, in the order given."""

    child = serializers.UUIDField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=limits.MOST_RECIPIENTS, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        wanted = super().run_validation(data)
        found = Person.objects.in_bulk(wanted) if wanted else {}
        if any(pk not in found for pk in wanted):
            raise serializers.ValidationError(_("One of these people is not known here."))
        return [found[pk] for pk in dict.fromkeys(wanted)]


class FeedbackInput(serializers.Serializer[Any]):
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
    goal = serializers.PrimaryKeyRelatedField(
        queryset=Goal.objects.all(), required=False, allow_null=True, default=None
    )
    draft = serializers.BooleanField(required=False, default=False)
    capability = serializers.UUIDField(required=False, allow_null=True)
    values = serializers.ListField(required=False, child=serializers.UUIDField())
    send_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse what is not possible yet, rather than leave it out without a word."""
        sentence = _("This is not possible yet. Leave it out.")
        if early := {name: sentence for name in LATER if attrs.get(name)}:
            raise serializers.ValidationError(early)
        return attrs

    def piece(self) -> Piece:
        """Return what is to be given, for the service."""
        sent = {**self.validated_data}
        for name in ("recipients", "draft", *LATER):
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
