"""What the two sides of a piece of feedback do with it, by call."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint
from feedback import services
from feedback.api.inputs import ReplyInput, ShareInput, ThankInput
from feedback.api.outputs import OnePieceOutput, ReplyOutput, WithdrawnOutput
from feedback.api.pieces import load
from feedback.models import Feedback


class Act(Endpoint):
    """Something done with one piece."""

    serializer_class = OnePieceOutput
    queryset = Feedback.objects.none()

    def sent(self, kind: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """Return what was sent, once it is well-formed."""
        sent = kind(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return dict(sent.validated_data)

    def as_it_is(self, feedback: Feedback) -> Response:
        """Answer with the piece as it is now."""
        feedback = load(self.person, feedback.pk)
        return Response(OnePieceOutput(feedback, context={"person": self.person}).data)


class Withdraw(Act):
    @extend_schema(operation_id="feedback_withdraw", request=None, responses=WithdrawnOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take back what you gave within 15 minutes. The words become a draft of yours."""
        feedback = load(self.person, pk)
        draft = services.withdraw(feedback, by=self.person, at=timezone.now())
        return Response({"draft": draft})


class Reply(Act):
    @extend_schema(operation_id="feedback_reply", request=ReplyInput, responses={201: ReplyOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        """Write in the thread between giver and recipient."""
        feedback, sent = load(self.person, pk), self.sent(ReplyInput)
        reply = services.reply(feedback, text=sent["text"], by=self.person, at=timezone.now())
        answer = ReplyOutput(reply, context={"person": self.person}).data
        return Response(answer, status=status.HTTP_201_CREATED)


class Thank(Act):
    @extend_schema(operation_id="feedback_thank", request=ThankInput, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say thanks for what you received, and in one line what you will try, if you like."""
        feedback, sent = load(self.person, pk), self.sent(ThankInput)
        services.thank(feedback, **sent, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class Share(Act):
    @extend_schema(operation_id="feedback_share", request=ShareInput, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let others read what you received; a coach, for as long as they coach you."""
        feedback, sent = load(self.person, pk), self.sent(ShareInput)
        services.share(feedback, people=sent["with"], by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class Unshare(Act):
    @extend_schema(operation_id="feedback_unshare", request=ShareInput, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take back what you shared; they read it no more."""
        feedback, sent = load(self.person, pk), self.sent(ShareInput)
        services.unshare(feedback, people=sent["with"], by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class SendNow(Act):
    @extend_schema(operation_id="feedback_send_now", request=None, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Send at once what you scheduled for later."""
        feedback = load(self.person, pk)
        services.send_now(feedback, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class File(Act):
    @extend_schema(operation_id="feedback_file", request=None, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Put away what you received. Its giver does not learn of it."""
        feedback = load(self.person, pk)
        services.file(feedback, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class Unfile(Act):
    @extend_schema(operation_id="feedback_unfile", request=None, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take out again what you filed."""
        feedback = load(self.person, pk)
        services.unfile(feedback, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class TakeOffWall(Act):
    @extend_schema(operation_id="feedback_take_off_wall", request=None, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take praise that you received off the wall."""
        feedback = load(self.person, pk)
        services.take_off_wall(feedback, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)


class PutBackOnWall(Act):
    @extend_schema(operation_id="feedback_put_back_on_wall", request=None, responses=OnePieceOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Put praise back on the wall that you took off."""
        feedback = load(self.person, pk)
        services.put_back_on_wall(feedback, by=self.person, at=timezone.now())
        return self.as_it_is(feedback)
