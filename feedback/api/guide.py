"""Questions on words that are being written, by call."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint
from core.guide import Hint, Wording
from core.guide.choices import choices_of, choose
from core.guide.rules import Rule
from feedback.api.inputs import PeopleByIdField
from feedback.guide import FEEDBACK_GUIDE
from feedback.selectors.guide import hints_on_piece
from feedback.services.giving import TEXTS
from goals.guide import GOAL_GUIDE, WORDS
from goals.models import Goal
from goals.selectors.guide import hints_on_goal

GUIDES = {"feedback": FEEDBACK_GUIDE, "goal": GOAL_GUIDE}
LONGEST = 20_000


def text() -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=LONGEST)


class GuideInput(serializers.Serializer[Any]):
    """What is being written, as far as it goes. A field that is left out is not missed yet."""

    kind = serializers.ChoiceField(choices=[*GUIDES])
    situation = text()
    behaviour = text()
    impact = text()
    recommendation = text()
    recipients = PeopleByIdField(required=False)
    title = text()
    why_it_matters = text()
    due_on = serializers.DateField(required=False, allow_null=True)
    aim = serializers.ChoiceField(choices=Goal.Aim.choices, required=False)
    metrics = serializers.IntegerField(required=False, min_value=0, max_value=1000)
    passed = serializers.ListField(
        child=serializers.CharField(max_length=40), required=False, max_length=40
    )


class ExampleOutput(serializers.Serializer[Any]):
    before = serializers.CharField()
    after = serializers.CharField()


class HintOutput(serializers.Serializer[Any]):
    """A question on some words, or on words that are missing, with its reason and an example."""

    rule = serializers.CharField()
    field = serializers.CharField()
    words = serializers.CharField()
    question = serializers.CharField()
    reason = serializers.CharField()
    example = ExampleOutput()
    language = serializers.CharField()


class HintsOutput(serializers.Serializer[Any]):
    hints = HintOutput(many=True)


class RuleOutput(serializers.Serializer[Any]):
    """A kind of hint, and whether it may ask."""

    rule = serializers.CharField()
    about = serializers.ChoiceField(choices=[*GUIDES])
    name = serializers.CharField()
    is_wanted = serializers.BooleanField()
    question = serializers.CharField()
    reason = serializers.CharField()
    example = ExampleOutput()


class RulesOutput(serializers.Serializer[Any]):
    rules = RuleOutput(many=True)


class RulesInput(serializers.Serializer[Any]):
    """The rules that may ask; all others are silent."""

    wanted = serializers.ListField(child=serializers.CharField(max_length=40), max_length=100)

    def validate_wanted(self, wanted: list[str]) -> list[str]:
        if unknown := [code for code in wanted if code not in usual()]:
            message = _("There is no rule “%(rule)s”.") % {"rule": unknown[0]}
            raise serializers.ValidationError(message)
        return wanted


def usual() -> dict[str, bool]:
    """Return of every rule whether it asks by itself."""
    return {**FEEDBACK_GUIDE.usual, **GOAL_GUIDE.usual}


class WritingGuide(Endpoint):
    """Hints on words that are being written. Nothing that is sent is kept, not even sealed."""

    serializer_class = HintsOutput

    def replay_or_wait(self, request: Request) -> None:
        """Keep no answer for an `Idempotency-Key`: asking again does no harm, and quotes words."""
        self.idempotency_key = ""

    @extend_schema(operation_id="guide_rules", responses=RulesOutput)
    def get(self, request: Request) -> Response:
        """List the kinds of hints with their reasons, and which of them you want."""
        choices, asks = choices_of(self.person), usual()
        rules = [
            rule_told(about, rule, wording, choices.get(rule.code, asks[rule.code]))
            for about, guide in GUIDES.items()
            for rule, wording in guide.explain(self.person.language)
        ]
        return Response({"rules": rules})

    @extend_schema(operation_id="guide_choose", request=RulesInput, responses=RulesOutput)
    def put(self, request: Request) -> Response:
        """Choose which kinds of hints may ask you."""
        sent = RulesInput(data=request.data)
        sent.is_valid(raise_exception=True)
        wanted, now = sent.validated_data["wanted"], timezone.now()
        choose(self.person, wanted=wanted, usual=usual(), by=self.person, at=now)
        return self.get(request)

    @extend_schema(operation_id="guide", request=GuideInput, responses=HintsOutput)
    def post(self, request: Request) -> Response:
        """Ask about words that are being written: at most three hints, most useful first."""
        sent = GuideInput(data=request.data)
        sent.is_valid(raise_exception=True)
        ask = about_feedback if sent.validated_data["kind"] == "feedback" else about_goal
        hints = ask(sent.validated_data, self.person)
        return Response({"hints": [hint_told(hint) for hint in hints]})


def about_feedback(sent: dict[str, Any], person: Any) -> tuple[Hint, ...]:
    return hints_on_piece(
        {name: sent[name] for name in TEXTS if name in sent},
        by=person,
        recipients=[one.pk for one in sent.get("recipients", [])],
        passed=sent.get("passed", []),
    )


def about_goal(sent: dict[str, Any], person: Any) -> tuple[Hint, ...]:
    texts = {name: sent[name] for name in WORDS if name in sent}
    facts = {name: sent[name] for name in ("metrics", "due_on", "aim") if name in sent}
    return hints_on_goal(texts, by=person, facts=facts, passed=sent.get("passed", []))


def hint_told(hint: Hint) -> dict[str, Any]:
    return {
        "rule": hint.rule,
        "field": hint.field,
        "words": hint.words,
        "question": hint.question,
        "reason": hint.reason,
        "example": {"before": hint.before, "after": hint.after},
        "language": hint.language,
    }


def rule_told(about: str, rule: Rule, wording: Wording, is_wanted: bool) -> dict[str, Any]:
    return {
        "rule": rule.code,
        "about": about,
        "name": str(rule.name),
        "is_wanted": is_wanted,
        "question": wording.question,
        "reason": wording.reason,
        "example": {"before": wording.before, "after": wording.after},
    }
