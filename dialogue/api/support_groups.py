"""Calls about support groups: open to read, founded by anybody, joined by agreement."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person, Team
from core.api import ById, Endpoint, person_ref
from core.pagination import Cursor
from dialogue.models import GroupQuestion
from dialogue.selectors.support_groups import GroupPage, group_page
from dialogue.services import support_groups as services
from goals.models import Capability

MOST_NAMED = 100


class ByName(Cursor):
    """Groups by name."""

    ordering = ("name", "pk")


class CapabilityRefOut(serializers.Serializer[Capability]):
    """A capability inside another thing."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class GroupPersonOut(serializers.Serializer[Person]):
    """A person inside a group."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class GroupLineOut(serializers.Serializer[Team]):
    """A support group in a list."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    purpose = serializers.CharField(source="about")
    size = serializers.IntegerField(help_text="How many people who are here belong to it.")


class GroupOut(serializers.Serializer[GroupPage]):
    """A support group, its first hundred members, and who waits for a yes of its members."""

    id = serializers.UUIDField(source="group.pk")
    name = serializers.CharField(source="group.name")
    purpose = serializers.CharField(source="group.about")
    capabilities = CapabilityRefOut(many=True)
    size = serializers.IntegerField()
    members = serializers.SerializerMethodField()
    waiting = serializers.SerializerMethodField(help_text="Whom members see: asked, or asking.")
    mine = serializers.SerializerMethodField(help_text="How the caller stands to the group.")

    @extend_schema_field(GroupPersonOut(many=True))
    def get_members(self, picture: GroupPage) -> list[dict[str, Any]]:
        here = Person.objects.here().in_team(picture.group).by_name()[:MOST_NAMED]
        return [person_ref(one) for one in here]

    @extend_schema_field(GroupPersonOut(many=True))
    def get_waiting(self, picture: GroupPage) -> list[dict[str, Any]]:
        return [person_ref(one.person) for one in picture.questions]

    @extend_schema_field(serializers.ChoiceField(choices=["member", "invited", "asked", ""]))
    def get_mine(self, picture: GroupPage) -> str:
        if picture.is_mine:
            return "member"
        return "invited" if picture.invitation else "asked" if picture.my_question else ""


class GroupIn(serializers.Serializer[None]):
    """A group to found, around capabilities that are adopted."""

    name = serializers.CharField(max_length=120)
    purpose = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    capabilities = ById(many=True, queryset=Capability.objects.none(), allow_empty=False)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        inner: Any = fields["capabilities"]
        inner.child_relation.queryset = Capability.objects.adopted()
        return fields


class GroupPersonIn(serializers.Serializer[None]):
    """Whom it is about; without one, the caller."""

    person = serializers.UUIDField(required=False)


class InviteIn(serializers.Serializer[None]):
    """Whom to ask."""

    person = serializers.UUIDField()


class GroupEndpoint(Endpoint):
    """Base of the calls about one group."""

    serializer_class = GroupOut

    def group(self, pk: UUID) -> Team:
        visible = Team.objects.visible_to(self.person).groups().with_size()
        return get_object_or_404(visible, pk=pk)

    def answer(self, pk: UUID, code: int = status.HTTP_200_OK) -> Response:
        return Response(GroupOut(group_page(self.group(pk), self.person)).data, status=code)

    def question(self, group: Team) -> GroupQuestion:
        """Return the open question about the person that was sent, or about the caller."""
        sent = GroupPersonIn(data=self.request.data)
        sent.is_valid(raise_exception=True)
        person = sent.validated_data.get("person", self.person.pk)
        questions = GroupQuestion.objects.visible_to(self.person).open().with_people()
        found = questions.filter(group=group, person=person).first()
        if found is None:
            raise serializers.ValidationError({"person": _("There is no open question.")})
        return found


class Groups(GroupEndpoint):
    """Every support group of the organisation."""

    pagination_class = ByName

    @extend_schema(operation_id="groups_list", responses=GroupLineOut(many=True))
    def get(self, request: Request) -> Response:
        """List the groups."""
        groups = Team.objects.visible_to(self.person).groups().with_size()
        shown: Any = self.paginate_queryset(groups)
        return self.get_paginated_response(GroupLineOut(shown, many=True).data)

    @extend_schema(request=GroupIn, responses={201: GroupOut})
    def post(self, request: Request) -> Response:
        """Found a group."""
        sent = GroupIn(data=request.data)
        sent.is_valid(raise_exception=True)
        made = services.found(**sent.validated_data, by=self.person, at=timezone.now())
        return self.answer(made.pk, status.HTTP_201_CREATED)


class GroupDetail(GroupEndpoint):
    @extend_schema(responses=GroupOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read one group."""
        return self.answer(pk)


class GroupJoin(GroupEndpoint):
    @extend_schema(request=None, responses=GroupOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask to join; invited before, the caller is in at once."""
        services.ask(self.group(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class GroupLeave(GroupEndpoint):
    @extend_schema(request=None, responses=GroupOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Belong to the group no longer."""
        services.leave(self.group(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class GroupInvite(GroupEndpoint):
    @extend_schema(request=InviteIn, responses=GroupOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask somebody to join, as a member."""
        group = self.group(pk)
        sent = InviteIn(data=request.data)
        sent.is_valid(raise_exception=True)
        found = Person.objects.visible_to(self.person).filter(pk=sent.validated_data["person"])
        if (person := found.first()) is None:
            raise serializers.ValidationError({"person": _("There is nobody with this id.")})
        services.invite(group, person=person, by=self.person, at=timezone.now())
        return self.answer(pk)


class GroupAccept(GroupEndpoint):
    @extend_schema(request=GroupPersonIn, responses=GroupOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say yes: to a person who asked, or, without one, to one's own invitation."""
        services.accept(self.question(self.group(pk)), by=self.person, at=timezone.now())
        return self.answer(pk)


class GroupDecline(GroupEndpoint):
    @extend_schema(request=GroupPersonIn, responses=GroupOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Decline or take back an open question, without a reason."""
        services.close(self.question(self.group(pk)), by=self.person, at=timezone.now())
        return self.answer(pk)
