"""The principles and the course by call."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint, etag
from feedback import learning
from feedback.selectors import learning as lessons
from feedback.services import learning as services


class LessonOut(serializers.Serializer[Any]):
    """One lesson. `options` are the two versions to choose from; the last lesson has none."""

    slug = serializers.CharField()
    title = serializers.CharField()
    idea = serializers.CharField()
    question = serializers.CharField()
    options = serializers.ListField(child=serializers.CharField())
    nearly_sent = serializers.CharField(help_text="What is to be said better; else empty.")


class LearningOut(serializers.Serializer[Any]):
    language = serializers.CharField()
    principles = serializers.CharField()
    requires_course = serializers.BooleanField()
    passed = serializers.IntegerField(help_text="Lessons passed, one after the other.")
    is_finished = serializers.BooleanField()
    lessons = LessonOut(many=True)


class LessonAnswerIn(serializers.Serializer[Any]):
    """The version chosen (0 or 1), or for the last lesson one's own words."""

    lesson = serializers.ChoiceField([(one.slug, one.slug) for one in learning.course("en")])
    option = serializers.IntegerField(required=False, min_value=0, max_value=1)
    text = serializers.CharField(required=False, allow_blank=True, max_length=10_000)


class LessonAnswerOut(serializers.Serializer[Any]):
    """What is to be said about the answer. Words that were sent are not kept."""

    is_better = serializers.BooleanField()
    because = serializers.CharField()
    passed = serializers.IntegerField()
    is_finished = serializers.BooleanField()


class ConditionIn(serializers.Serializer[Any]):
    requires_course = serializers.BooleanField()


class PrinciplesIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=10_000, trim_whitespace=False)


class PrinciplesOut(serializers.Serializer[Any]):
    language = serializers.CharField()
    text = serializers.CharField()
    version = serializers.IntegerField(help_text="0: as they come with the app.")


def lesson_of(one: learning.Lesson) -> dict[str, Any]:
    options = [option.text for option in one.options] if isinstance(one, learning.Choice) else []
    return {
        "slug": one.slug,
        "title": one.title,
        "idea": one.idea,
        "question": one.question,
        "options": options,
        "nearly_sent": one.nearly_sent if isinstance(one, learning.Rewriting) else "",
    }


class Learning(Endpoint):
    serializer_class = LearningOut

    @extend_schema(
        operation_id="learning_read",
        parameters=[OpenApiParameter("language", OpenApiTypes.STR, description="`en` or `de`")],
        responses=LearningOut,
    )
    def get(self, request: Request) -> Response:
        """Read the principles and the lessons, and how far you are."""
        wanted = request.query_params.get("language")
        standing, progress = lessons.wording(self.person, wanted), lessons.progress(self.person)
        body = {
            "language": standing.language,
            "principles": standing.text,
            "requires_course": progress.is_required,
            "passed": progress.passed,
            "is_finished": progress.is_finished,
            "lessons": [lesson_of(one) for one in learning.course(standing.language)],
        }
        return Response(body)


class Answers(Endpoint):
    serializer_class = LessonAnswerOut

    @extend_schema(
        operation_id="learning_answer", request=LessonAnswerIn, responses=LessonAnswerOut
    )
    def post(self, request: Request) -> Response:
        """Answer a lesson."""
        sent = LessonAnswerIn(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        lesson = next(one for one in learning.course() if one.slug == given["lesson"])
        is_better, because = self.answered(lesson, given)
        progress = lessons.progress(self.person)
        body = {
            "is_better": is_better,
            "because": because,
            "passed": progress.passed,
            "is_finished": progress.is_finished,
        }
        return Response(body)

    def answered(self, lesson: learning.Lesson, given: dict[str, Any]) -> tuple[bool, str]:
        """Pass the answer on; return whether it is the better one, and why."""
        at = timezone.now()
        if isinstance(lesson, learning.Rewriting):
            services.rewrite(lesson, given.get("text", ""), by=self.person, at=at)
            return True, lesson.example
        option = given.get("option")
        is_better = services.choose(lesson, option, by=self.person, at=at)
        return is_better, lesson.options[option or 0].because


class Condition(Endpoint):
    serializer_class = ConditionIn
    for_admins = True

    @extend_schema(operation_id="learning_condition", request=ConditionIn, responses=ConditionIn)
    def put(self, request: Request) -> Response:
        """Make the course a condition for improvements, or no longer (admins)."""
        sent = ConditionIn(data=request.data)
        sent.is_valid(raise_exception=True)
        required = sent.validated_data["requires_course"]
        services.require_course(required, by=self.person, at=timezone.now())
        return Response({"requires_course": required})


class PrinciplesDetail(Endpoint):
    serializer_class = PrinciplesOut

    @extend_schema(operation_id="principles_read", responses=PrinciplesOut)
    def get(self, request: Request, language: str) -> Response:
        """Read the principles in one language, with their `ETag`."""
        return self.shown(language)

    @extend_schema(operation_id="principles_state", request=PrinciplesIn, responses=PrinciplesOut)
    def put(self, request: Request, language: str) -> Response:
        """Word the principles of one language anew (admins, with `If-Match`)."""
        standing = self.standing(language)
        self.require_version(standing.version)
        sent = PrinciplesIn(data=request.data)
        sent.is_valid(raise_exception=True)
        services.state_principles(
            sent.validated_data["text"],
            language=language,
            version=None if request.headers.get("If-Match") == "*" else standing.version,
            by=self.person,
            at=timezone.now(),
        )
        return self.shown(language)

    def standing(self, language: str) -> lessons.Wording:
        if language not in learning.LANGUAGES:
            raise Http404
        return lessons.wording(self.person, language)

    def shown(self, language: str) -> Response:
        standing = self.standing(language)
        body = {"language": language, "text": standing.text, "version": standing.version}
        return Response(body, headers={"ETag": etag(standing.version)})
