"""Feedback is listed, read and given by call."""

from typing import Any
from uuid import UUID, uuid4

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint
from feedback import selectors, services
from feedback.api.cursor import SealedCursor
from feedback.api.inputs import FeedbackInput
from feedback.api.outputs import FeedbackOutput, GivenOutput, OnePieceOutput
from feedback.forms.composer import as_draft
from feedback.models import Feedback
from feedback.querysets import FeedbackQuerySet


class Pieces(Endpoint):
    """What one received, gave and is shown, or one box, such as the wall; and giving."""

    pagination_class = SealedCursor
    serializer_class = FeedbackOutput
    queryset = Feedback.objects.none()

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "person": self.person}

    def get_queryset(self) -> FeedbackQuerySet:
        pieces = selectors.box(self.choice("box", selectors.BOXES), self.person)
        wanted = {name: str(self.identity(name) or "") for name in ("capability", "value")}
        pieces = pieces.with_capability(wanted["capability"]).with_value(wanted["value"])
        return pieces.with_links()

    @extend_schema(
        operation_id="feedback_list",
        parameters=[
            OpenApiParameter("box", OpenApiTypes.STR, enum=selectors.BOXES),
            OpenApiParameter("capability", OpenApiTypes.UUID),
            OpenApiParameter("value", OpenApiTypes.UUID),
        ],
        responses=FeedbackOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        """List feedback, newest first: one box, or without `box` all that is yours to read.

        That is what you received, gave, and are shown by others; the wall is a box of its own.
        """
        pieces = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(pieces, many=True).data)

    @extend_schema(
        operation_id="feedback_give", request=FeedbackInput, responses={201: GivenOutput}
    )
    def post(self, request: Request) -> Response:
        """Give feedback: a copy for each recipient, in the order sent; or keep it as a draft.

        The answer always has `results`, one for each recipient. `id` is set when one thing was
        made: the only copy, or with `draft: true` the draft.
        """
        sent = FeedbackInput(data=request.data)
        if request.data.get("draft") is True:
            return self.keep(request)
        sent.is_valid(raise_exception=True)
        copies = services.give(
            sent.validated_data["recipients"], what=sent.piece(), by=self.person, at=timezone.now()
        )
        output = FeedbackOutput(context=self.get_serializer_context())
        results = [output.to_representation(copy) for copy in copies]
        only = copies[0].pk if len(copies) == 1 else None
        return Response({"id": only, "results": results}, status=status.HTTP_201_CREATED)

    def keep(self, request: Request) -> Response:
        """Keep whatever is there; a draft need not be complete."""
        draft, fields = uuid4(), as_draft(request.data)
        services.keep_draft(draft, fields=fields, version=0, by=self.person, at=timezone.now())
        return Response({"id": draft, "results": []}, status=status.HTTP_201_CREATED)


class OnePiece(Endpoint):
    """One piece of feedback."""

    serializer_class = OnePieceOutput
    queryset = Feedback.objects.none()

    @extend_schema(operation_id="feedback_read")
    def get(self, request: Request, pk: UUID) -> Response:
        """Read one piece with its thread. Read by its recipient, it counts as opened."""
        feedback = load(self.person, pk)
        services.mark_read(feedback, by=self.person, at=timezone.now())
        return Response(OnePieceOutput(feedback, context={"person": self.person}).data)


def load(person: Any, pk: UUID) -> Feedback:
    """Return the piece, if this person may read it; else there is nothing here."""
    return get_object_or_404(Feedback.objects.visible_to(person).with_links(), pk=pk)
