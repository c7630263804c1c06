"""What calls about rounds send."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Person
from core.api import ById
from core.prepared import in_bulk
from feedback import limits
from feedback.api.inputs import PeopleByIdField
from feedback.models import Perspective, Round
from feedback.rounds.items import Item, Part
from feedback.rounds.library import ready_in
from feedback.services.rounds.drafting import Outline
from feedback.services.rounds.ending import Conclusion
from feedback.services.rounds.nominating import Reviewer
from goals.models import Capability


class ReviewerIn(serializers.Serializer[Any]):
    """Somebody to be asked: a colleague by id, or somebody outside by address."""

    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    email = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=254, help_text="Of a partner."
    )
    name = serializers.CharField(required=False, allow_blank=True, default="", max_length=120)
    perspective = serializers.ChoiceField(choices=Perspective.choices)


class ReviewersField(serializers.ListField):
    """People and partners, each with the perspective in which they see the subject."""

    child = ReviewerIn()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=limits.MOST_REVIEWERS, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        sent = super().run_validation(data)
        found = in_bulk(Person, [one["person"] for one in sent if one["person"]])
        return [reviewer_of(one, found) for one in sent]


def reviewer_of(sent: dict[str, Any], people: dict[UUID, Person]) -> Reviewer:
    """Return who is meant; either a person or an address names them."""
    if bool(sent["person"]) == bool(sent["email"]):
        raise serializers.ValidationError(_("Name each of them by `person` or by `email`."))
    if sent["person"] and sent["person"] not in people:
        raise serializers.ValidationError(_("One of these people is not known here."))
    person = people.get(sent["person"])
    name = "" if person else sent["name"]
    return Reviewer(sent["perspective"], person=person, email=sent["email"], name=name)


class NominateIn(serializers.Serializer[Any]):
    reviewers = ReviewersField()


class WithdrawNominationIn(serializers.Serializer[Any]):
    nomination = serializers.UUIDField()


class RoundIn(serializers.Serializer[Any]):
    """A round about yourself. A question is a text of your own, or a code of the library."""

    title = serializers.CharField(allow_blank=True)
    mode = serializers.ChoiceField(choices=Round.Mode.choices)
    closes_at = serializers.DateTimeField(required=False, allow_null=True)
    releases_at = serializers.DateTimeField(required=False, allow_null=True)
    questions = serializers.ListField(
        child=serializers.CharField(max_length=limits.LONGEST_QUESTION),
        required=False,
        max_length=100,
    )
    capabilities = ById(queryset=Capability.objects.all(), many=True, required=False)
    reviewers = ReviewersField(required=False, help_text="Added to those nominated before.")

    def outline(self, subject: Person, before: Round | None = None) -> Outline:
        """Return what was sent, for the service; what was left out stays as it was."""
        sent = {**self.validated_data}
        for name in ("title", "mode", "closes_at", "releases_at"):
            sent.setdefault(name, getattr(before, name) if before else None)
        if "questions" in sent:
            sent["questions"] = worded(sent["questions"], subject)
        return Outline(**sent)


def worded(questions: list[str], subject: Person) -> list[tuple[str, str]]:
    """Return text and code of each; a code of the library becomes its question."""
    ready = ready_in(get_language() or "")
    return [
        (ready[one].about(subject.called), one) if one in ready else (one, "") for one in questions
    ]


class RoundProposalIn(serializers.Serializer[Any]):
    """A round that you propose to somebody you coach."""

    coachee = serializers.UUIDField()
    title = serializers.CharField(allow_blank=True)
    mode = serializers.ChoiceField(choices=Round.Mode.choices)


class ThresholdsIn(serializers.Serializer[Any]):
    """From how many answers on a group’s levels, and its words, are shown; only ever raised."""

    counted_threshold = serializers.IntegerField()
    comment_threshold = serializers.IntegerField()

    def chosen(self) -> dict[str, int]:
        sent = self.validated_data
        return {"counted": sent["counted_threshold"], "comments": sent["comment_threshold"]}


class ShareReportIn(serializers.Serializer[Any]):
    """`with` holds the ids of people."""

    def get_fields(self) -> dict[str, Any]:
        return {"with": PeopleByIdField()}


class EndIn(serializers.Serializer[Any]):
    """What comes of it: a commitment in a talk with your coach, that talk, or nothing."""

    commitment = serializers.CharField(required=False, allow_blank=True, default="")
    until = serializers.DateField(required=False, allow_null=True, default=None)
    talk = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="A coming talk with your coach."
    )
    brings_up = serializers.BooleanField(
        required=False, default=False, help_text="Put “My 360 report” on its shared agenda."
    )
    nothing = serializers.BooleanField(required=False, default=False)

    def comes(self) -> Conclusion:
        sent = {**self.validated_data}
        return Conclusion(what=sent.pop("commitment"), **sent)


class QuestionAnswerIn(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    answer = serializers.CharField(allow_blank=True, trim_whitespace=False)


class CapabilityAnswerIn(serializers.Serializer[Any]):
    """`seen` is the id of a level, "not seen", or empty."""

    id = serializers.UUIDField()
    seen = serializers.CharField(required=False, allow_blank=True, max_length=36)
    keep = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    next = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)


class RoundAnswerIn(serializers.Serializer[Any]):
    """Your answer. What is not in it stays as it was; `declined: true` takes all of it out."""

    declined = serializers.BooleanField(required=False, default=False)
    questions = QuestionAnswerIn(many=True, required=False)
    capabilities = CapabilityAnswerIn(many=True, required=False)

    def answers(self) -> dict[Item, str]:
        """Return what was sent, by what it answers."""
        sent = self.validated_data
        texts = {Item(one["id"], Part.TEXT): one["answer"] for one in sent.get("questions", ())}
        parts = {
            Item(one["id"], part): one[part.value]
            for one in sent.get("capabilities", ())
            for part in (Part.SEEN, Part.KEEP, Part.NEXT)
            if part.value in one
        }
        return {**texts, **parts}

    def named(self, mistakes: Mapping[str, str]) -> dict[str, str]:
        """Return mistakes by the names of this call, such as `questions.0.answer`."""
        sent = self.validated_data
        places = {
            f"{one['id']}:{Part.TEXT.value}": f"questions.{number}.answer"
            for number, one in enumerate(sent.get("questions", ()))
        } | {
            f"{one['id']}:{part.value}": f"capabilities.{number}.{part.value}"
            for number, one in enumerate(sent.get("capabilities", ()))
            for part in Part
        }
        return {places.get(name, name): sentence for name, sentence in mistakes.items()}
