"""Templates by call: the organisation's are written by admins, one's own by oneself."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint
from core.pagination import Pages
from dialogue.library import ready_in
from dialogue.models import PromptTemplate
from dialogue.services import prompts


class PromptOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()


class PromptTemplateOut(serializers.Serializer[PromptTemplate]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    is_usual = serializers.BooleanField()
    own = serializers.SerializerMethodField()
    retired = serializers.SerializerMethodField()
    prompts = serializers.SerializerMethodField()

    def get_own(self, template: PromptTemplate) -> bool:
        return template.owner_id is not None

    def get_retired(self, template: PromptTemplate) -> bool:
        return template.retired_at is not None

    @extend_schema_field(PromptOut(many=True))
    def get_prompts(self, template: PromptTemplate) -> list[dict[str, Any]]:
        ordered = sorted(template.prompts.all(), key=lambda prompt: prompt.position)
        return [{"id": str(prompt.pk), "text": prompt.text} for prompt in ordered]


class PromptTemplateIn(serializers.Serializer[Any]):
    name = serializers.CharField(allow_blank=True)
    questions = serializers.ListField(child=serializers.CharField(allow_blank=True), max_length=50)


class ReadyPromptsOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    good_for = serializers.CharField()
    questions = serializers.ListField(child=serializers.CharField())


class ByName(Cursor):
    ordering = ("name", "pk")


class PromptTemplates(Endpoint):
    serializer_class = PromptTemplateOut
    pagination_class = ByName

    def get_queryset(self) -> QuerySet[PromptTemplate]:
        in_use = PromptTemplate.objects.visible_to(self.person).in_use().with_prompts()
        return in_use.filter(library="")

    @extend_schema(operation_id="prompts_list", responses=PromptTemplateOut(many=True))
    def get(self, request: Request) -> Response:
        """List the templates in use: the organisation's, and one's own."""
        rows = self.paginate_queryset(self.get_queryset()) or []
        return self.get_paginated_response([PromptTemplateOut(row).data for row in rows])

    @extend_schema(request=PromptTemplateIn, responses={201: PromptTemplateOut})
    def post(self, request: Request) -> Response:
        """Add a template of one's own."""
        given = PromptTemplateIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = prompts.introduce_own(by=self.person, at=timezone.now(), **given.validated_data)
        return Response(PromptTemplateOut(made).data, status=201)


class PromptLibrary(Endpoint):
    serializer_class = ReadyPromptsOut
    pagination_class = Pages

    @extend_schema(operation_id="prompts_library", responses=ReadyPromptsOut(many=True))
    def get(self, request: Request) -> Response:
        """List the sets of the library, in the caller's language; `library` of a talk takes one."""
        ready: Any = [vars(one) for one in ready_in(get_language() or "").values()]
        shown = ReadyPromptsOut(self.paginate_queryset(ready) or [], many=True)
        return self.get_paginated_response(shown.data)


class SettingOfPrompts(Endpoint):
    """Base of the calls that change templates: the organisation's, or one's own."""

    serializer_class = PromptTemplateOut

    def template(self, pk: UUID) -> PromptTemplate:
        return get_object_or_404(PromptTemplate.objects.set_by(self.person), pk=pk)

    def answer(self, template: PromptTemplate, status: int = 200) -> Response:
        fresh = self.template(template.pk)
        return Response(PromptTemplateOut(fresh).data, status=status)

    def sent(self) -> dict[str, Any]:
        given = PromptTemplateIn(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


class PromptTemplateIntroduce(SettingOfPrompts):
    for_admins: ClassVar[bool] = True

    @extend_schema(request=PromptTemplateIn, responses={201: PromptTemplateOut})
    def post(self, request: Request) -> Response:
        """Add a template."""
        made = prompts.introduce(by=self.person, at=timezone.now(), **self.sent())
        return self.answer(made, status=201)


class PromptTemplateChange(SettingOfPrompts):
    @extend_schema(request=PromptTemplateIn, responses={201: PromptTemplateOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Replace a template by a new version, which is answered."""
        template = self.template(pk)
        made = prompts.change(template, by=self.person, at=timezone.now(), **self.sent())
        return self.answer(made, status=201)


class PromptTemplateRetire(SettingOfPrompts):
    @extend_schema(request=None, responses=PromptTemplateOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Offer a template no more."""
        template = self.template(pk)
        prompts.retire(template, by=self.person, at=timezone.now())
        return self.answer(template)


class PromptTemplateMakeUsual(SettingOfPrompts):
    for_admins: ClassVar[bool] = True

    @extend_schema(request=None, responses=PromptTemplateOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let talks take this one when nobody chooses."""
        template = self.template(pk)
        prompts.make_usual(template, by=self.person, at=timezone.now())
        return self.answer(template)
