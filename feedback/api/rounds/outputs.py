"""What calls about rounds answer. The moments a round promises are moments, all others days."""

from datetime import date, datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.coachings import PersonRefOut
from accounts.models import Person
from core.api import person_ref
from feedback.api.outputs import day_for
from feedback.models import Nomination, Round
from feedback.selectors.rounds.one import Known
from feedback.selectors.rounds.report import ReportPage, Said, Voice


class RoundLineOut(serializers.Serializer[Round]):
    """A round in a list."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    subject = PersonRefOut()
    mode = serializers.ChoiceField(choices=Round.Mode.choices)
    state = serializers.ChoiceField(choices=Round.State.choices)
    proposed_by = PersonRefOut(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    releases_at = serializers.DateTimeField(allow_null=True)
    released_on = serializers.SerializerMethodField()
    ended_on = serializers.SerializerMethodField()

    def get_released_on(self, about: Round) -> date | None:
        return self.day(about.released_at)

    def get_ended_on(self, about: Round) -> date | None:
        return self.day(about.ended_at)

    def day(self, moment: datetime | None) -> date | None:
        return day_for(self.context["person"], moment) if moment else None


class RoundQuestionOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    code = serializers.CharField(source="library_code", allow_blank=True)


class RoundCapabilityOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    capability = serializers.UUIDField(source="capability_id")
    name = serializers.CharField()


class NominationOut(serializers.Serializer[Nomination]):
    """Somebody nominated. `answered` is told in a named round, and null in a confidential one."""

    id = serializers.UUIDField()
    person = serializers.SerializerMethodField()
    email = serializers.EmailField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    perspective = serializers.CharField()
    asked_often = serializers.SerializerMethodField(help_text="Lately; before the launch.")
    answered = serializers.SerializerMethodField()

    @extend_schema_field(PersonRefOut(allow_null=True))
    def get_person(self, nomination: Nomination) -> Any:
        return person_ref(nomination.person) if nomination.person else None

    def get_asked_often(self, nomination: Nomination) -> bool:
        return nomination.person_id in self.context["often"]

    def get_answered(self, nomination: Nomination) -> bool | None:
        answered: bool | None = self.context["answered"].get(nomination.pk)
        return answered


class KnownOut(serializers.Serializer[Known]):
    """What its subject may know of a round beside that; what is not theirs to see is empty."""

    counted_threshold = serializers.IntegerField(source="round.counted_threshold")
    comment_threshold = serializers.IntegerField(source="round.comment_threshold")
    questions = RoundQuestionOut(many=True)
    capabilities = RoundCapabilityOut(many=True)
    invited = serializers.IntegerField(
        help_text="How many are nominated; how many answered nobody is told."
    )
    reviewers = serializers.SerializerMethodField(
        help_text="Before the launch, and of a named round after it as well."
    )
    missing = serializers.ListField(child=serializers.CharField(), help_text="Before the launch.")
    warnings = serializers.ListField(child=serializers.CharField(), help_text="Before the launch.")

    @extend_schema_field(NominationOut(many=True))
    def get_reviewers(self, known: Known) -> Any:
        context = {"often": known.often, "answered": known.answered}
        return [NominationOut(one, context=context).data for one in known.reviewers]


class OneRoundOut(KnownOut, RoundLineOut):
    """One round, for its subject or its proposer."""


def body_of(known: Known, person: Person) -> dict[str, Any]:
    """Return one round as this person may know it."""
    line = RoundLineOut(known.round, context={"person": person}).data
    return {**line, **KnownOut(known).data}


class PromiseOut(serializers.Serializer[Any]):
    """Who will read it, and the limit."""

    first = serializers.CharField()
    rest = serializers.CharField()


class AnsweredQuestionOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    answer = serializers.CharField(allow_blank=True)


class RoundLevelOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    behaviour = serializers.CharField()


class AnsweredCapabilityOut(serializers.Serializer[Any]):
    """`seen` is the id of a level, "not seen", or empty."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    levels = RoundLevelOut(many=True)
    seen = serializers.CharField(allow_blank=True)
    keep = serializers.CharField(allow_blank=True)
    next = serializers.CharField(allow_blank=True)


class RoundAnswerOut(serializers.Serializer[Any]):
    """What you are asked, what you are told before you write, and what you wrote: yours alone."""

    id = serializers.UUIDField(help_text="Of the round.")
    title = serializers.CharField()
    subject = PersonRefOut()
    mode = serializers.ChoiceField(choices=Round.Mode.choices)
    perspective = serializers.CharField(allow_null=True, help_text="Null for the subject.")
    is_open = serializers.BooleanField()
    closes_at = serializers.DateTimeField()
    releases_at = serializers.DateTimeField()
    reading = PromiseOut()
    promises = serializers.ListField(child=serializers.CharField())
    declined = serializers.BooleanField()
    questions = AnsweredQuestionOut(many=True)
    capabilities = AnsweredCapabilityOut(many=True)


class VoiceOut(serializers.Serializer[Voice]):
    """Whose view it is. A group has no number of people, and none can be worked out."""

    key = serializers.CharField()
    name = serializers.CharField()
    is_named = serializers.BooleanField()
    joins = serializers.ListField(child=serializers.CharField())
    too_few = serializers.BooleanField(source="has_too_few")


class SaidOut(serializers.Serializer[Said]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    voice = serializers.CharField(source="voice.key")


class CellOut(serializers.Serializer[Any]):
    """`seen` is empty for "not seen"; `answered` is false where too few answered."""

    voice = serializers.CharField(source="voice.key")
    seen = serializers.ListField(child=serializers.CharField())
    answered = serializers.BooleanField(source="is_answered")


class ReportCapabilityOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="capability.pk")
    name = serializers.CharField(source="capability.name")
    behaviour = CellOut(source="cells", many=True)
    keep = SaidOut(many=True)
    next = SaidOut(many=True)
    too_few = serializers.SerializerMethodField(help_text="Groups whose words are too few here.")
    differences = serializers.ListField(child=serializers.CharField())

    def get_too_few(self, part: Any) -> list[str]:
        return [voice.key for voice in part.quiet]


class ReportQuestionOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="question.pk")
    text = serializers.CharField(source="question.text")
    answers = SaidOut(source="said", many=True)
    too_few = serializers.SerializerMethodField(help_text="Groups whose words are too few here.")

    def get_too_few(self, part: Any) -> list[str]:
        return [voice.key for voice in part.quiet]


class RoundReportOut(serializers.Serializer[ReportPage]):
    """The report: perspectives side by side. Nobody is counted, and texts are in no order."""

    round = serializers.UUIDField(source="round.pk")
    subject = PersonRefOut(source="round.subject")
    mode = serializers.CharField(source="round.mode")
    voices = VoiceOut(many=True)
    capabilities = ReportCapabilityOut(many=True)
    questions = ReportQuestionOut(many=True)
    shared_with = serializers.SerializerMethodField(help_text="For its subject.")

    @extend_schema_field(PersonRefOut(many=True))
    def get_shared_with(self, _report: Any) -> Any:
        return [person_ref(person) for person in self.context["shared_with"]]


class LibraryQuestionOut(serializers.Serializer[Any]):
    """A question of the library. `suits` names the perspectives that usually see it."""

    code = serializers.CharField()
    theme = serializers.CharField()
    text = serializers.CharField()
    suits = serializers.ListField(child=serializers.CharField())


class ThresholdsOut(serializers.Serializer[Any]):
    counted_threshold = serializers.IntegerField()
    comment_threshold = serializers.IntegerField()
