"""What is said about goals, by call."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint
from goals.api.fields import Day, PersonRef
from goals.models import Comment, Goal
from goals.services import comments


class InOrder(Cursor):
    ordering = ("at", "pk")


class CommentOut(serializers.ModelSerializer[Comment]):
    author = PersonRef()
    said_on = Day(source="at")

    class Meta:
        model = Comment
        fields: ClassVar = ["id", "goal", "author", "text", "said_on"]


class CommentIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=10_000)


class CommentList(Endpoint):
    serializer_class = CommentOut
    pagination_class = InOrder

    def goal(self, pk: UUID) -> Goal:
        return get_object_or_404(Goal.objects.visible_to(self.person), pk=pk)

    def get_queryset(self) -> QuerySet[Comment]:
        return Comment.objects.visible_to(self.person).with_authors()

    @extend_schema(operation_id="goals_comments_list", responses=CommentOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what was said about a goal, in order."""
        rows = self.paginate_queryset(self.get_queryset().filter(goal=self.goal(pk)))
        return self.get_paginated_response(CommentOut(rows, many=True).data)

    @extend_schema(request=CommentIn, responses={201: CommentOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Say something that every member can read."""
        goal = self.goal(pk)
        sent = CommentIn(data=request.data)
        sent.is_valid(raise_exception=True)
        text = sent.validated_data["text"]
        said = comments.comment(goal, text=text, by=self.person, at=timezone.now())
        return Response(CommentOut(said).data, status=status.HTTP_201_CREATED)


class CommentWithdraw(Endpoint):
    serializer_class = CommentOut

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's own words back."""
        said = get_object_or_404(Comment.objects.visible_to(self.person), pk=pk)
        comments.withdraw(said, by=self.person, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
