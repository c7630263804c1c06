"""Goals by call: list, propose, read, change, answer, end."""

from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person, Team
from core.api import Cursor, Endpoint, etag
from goals.api.fields import Day, PersonRef, TeamRef, resolved
from goals.models import Goal, Ownership
from goals.querysets.goal import STATES, GoalQuerySet
from goals.selectors.graph import hangs_on_purpose, paths
from goals.selectors.wish import DUE, MOST_LETTERS, Wish
from goals.services import goals, owners, participation

OWNERS = Prefetch("ownerships", Ownership.objects.with_people())
FILTERS = [
    OpenApiParameter("q", description="Words in the title or the reason."),
    OpenApiParameter("state", enum=[*STATES]),
    OpenApiParameter("kind", enum=[*Goal.Kind.values]),
    OpenApiParameter("work", enum=[*Goal.Work.values]),
    OpenApiParameter("aim", enum=[*Goal.Aim.values]),
    OpenApiParameter("owner", OpenApiTypes.UUID, description="Goals this person owns."),
    OpenApiParameter("due", enum=[*DUE], description="Due day passed, so near, or not set."),
    OpenApiParameter("mine", OpenApiTypes.BOOL, description="Goals I own, joined, or keep."),
    OpenApiParameter("parent", OpenApiTypes.UUID, description="Goals that hang on this one."),
    OpenApiParameter("team", OpenApiTypes.UUID, description="Goals that this team carries."),
]


class NewestFirst(Cursor):
    ordering = ("-proposed_at", "pk")


@extend_schema_serializer(component_name="GoalOwner")
class OwnerOut(PersonRef):
    """Somebody named as owner, with their answer if there is one."""

    answer = serializers.ChoiceField(choices=["yes", "no"], allow_null=True)


class GoalOut(serializers.ModelSerializer[Goal]):
    """A goal, open to every member. Moments are told as days."""

    state = serializers.ChoiceField(choices=Goal.State.choices)
    parents = serializers.SerializerMethodField()
    owners = serializers.SerializerMethodField()
    team = TeamRef(allow_null=True)
    undated_on_purpose = serializers.SerializerMethodField()
    joined = serializers.IntegerField(source="carriers")
    sub_goals = serializers.IntegerField(source="branches")
    proposed_by = PersonRef()
    proposed_on = Day(source="proposed_at")
    achieved_on = Day(source="achieved_at", allow_null=True)
    let_go_on = Day(source="let_go_at", allow_null=True)

    class Meta:
        model = Goal
        fields: ClassVar = [
            "id", "title", "why_it_matters", "kind", "work", "aim", "state", "starts_on", "due_on",
            "undated_on_purpose", "parents", "owners", "team", "joined", "sub_goals",
            "proposed_by", "proposed_on", "achieved_on", "let_go_on", "learnt", "version",
        ]  # fmt: skip

    def get_parents(self, goal: Any) -> list[UUID]:
        return goal.parent_ids or []  # of `with_parent_ids`; SQL knows no empty group

    def get_undated_on_purpose(self, goal: Goal) -> bool:
        return goal.undated_at is not None

    @extend_schema_field(OwnerOut(many=True))
    def get_owners(self, goal: Goal) -> list[dict[str, Any]]:
        return [
            {"id": one.person_id, "name": one.person.name, "answer": one.answer or None}
            for one in goal.ownerships.all()
        ]


class GoalChangesIn(serializers.Serializer[Any]):
    """What would be different about a goal, by field."""

    title = serializers.CharField(max_length=200, required=False)
    why_it_matters = serializers.CharField(max_length=20_000, required=False)
    kind = serializers.ChoiceField(choices=Goal.Kind.choices, required=False)
    work = serializers.ChoiceField(choices=Goal.Work.choices, required=False)
    aim = serializers.ChoiceField(choices=Goal.Aim.choices, required=False)
    starts_on = serializers.DateField(required=False)
    due_on = serializers.DateField(required=False, allow_null=True)
    parents = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=100)
    owners = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=100)
    team = serializers.UUIDField(required=False, allow_null=True)


class GoalIn(GoalChangesIn):
    """A goal to propose: a title and why it matters are enough.

    `origin` names what it is started from, such as `feedback/ID`, `checkin/ID` or `commitment/ID`;
    that stays private.
    """

    title = serializers.CharField(max_length=200)
    why_it_matters = serializers.CharField(max_length=20_000)
    origin = serializers.CharField(required=False, max_length=80, allow_blank=True)


class LearntIn(serializers.Serializer[Any]):
    """What was learnt; needed to let a goal go."""

    learnt = serializers.CharField(required=False, allow_blank=True, max_length=20_000)


class AskedIn(serializers.Serializer[Any]):
    """What is looked for in the list of goals."""

    q = serializers.CharField(max_length=MOST_LETTERS, default="")
    state = serializers.ChoiceField(choices=["all", *STATES], default="all")
    kind = serializers.ChoiceField(choices=Goal.Kind.choices, required=False)
    work = serializers.ChoiceField(choices=Goal.Work.choices, required=False)
    aim = serializers.ChoiceField(choices=Goal.Aim.choices, required=False)
    due = serializers.ChoiceField(choices=[*DUE], required=False)
    owner = serializers.UUIDField(required=False)
    team = serializers.UUIDField(required=False)
    mine = serializers.BooleanField(required=False)


class StepOut(serializers.Serializer[Any]):
    """A goal on the way to the purpose."""

    id = serializers.UUIDField(source="pk")
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=Goal.State.choices)


class PathOut(serializers.Serializer[Any]):
    """One way upward, beginning with the goal itself; a collective goal ends at the purpose."""

    goals = StepOut(many=True)
    reaches_purpose = serializers.BooleanField()


class PathsOut(serializers.Serializer[Any]):
    """The ways of a goal; `complete` is false where there are more than can be told."""

    results = PathOut(many=True)
    complete = serializers.BooleanField()


class OwnerAnswerIn(serializers.Serializer[Any]):
    """The version that was read; without it, the answer is to the goal as it stands."""

    version = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


def named(words: dict[str, Any], person: Person) -> dict[str, Any]:
    """Put people, goals and the team in the place of their ids, as far as somebody sees them."""
    if "owners" in words:
        words["owners"] = resolved(Person.objects.visible_to(person), words["owners"], "owners")
    if "parents" in words:
        words["parents"] = resolved(Goal.objects.visible_to(person), words["parents"], "parents")
    if words.get("team"):
        words["team"] = resolved(Team.objects.visible_to(person), [words["team"]], "team")[0]
    return words


class GoalEndpoint(Endpoint):
    """What every call about goals loads."""

    serializer_class: Any = GoalOut
    pagination_class = NewestFirst

    def get_queryset(self) -> GoalQuerySet:
        seen = Goal.objects.visible_to(self.person).with_counts().with_parent_ids()
        return seen.select_related("proposed_by", "team").prefetch_related(OWNERS)

    def goal(self, pk: UUID) -> Goal:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def sent(self, serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """Return what was sent, checked for its form; ids become what they name."""
        given = serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return named(dict(given.validated_data), self.person)

    def answer(self, goal: Goal, code: int = status.HTTP_200_OK) -> Response:
        """Return the goal as it stands now, with its version as `ETag`."""
        return self.shown(self.goal(goal.pk), code)

    def shown(self, goal: Goal, code: int = status.HTTP_200_OK) -> Response:
        """Return what was loaded, with its version as `ETag`."""
        return Response(GoalOut(goal).data, status=code, headers={"ETag": etag(goal.version)})


class GoalList(GoalEndpoint):
    @extend_schema(operation_id="goals_list", parameters=FILTERS, responses=GoalOut(many=True))
    def get(self, request: Request) -> Response:
        """List goals, the newest first."""
        rows = self.paginate_queryset(self.wanted(request))
        return self.get_paginated_response(GoalOut(rows, many=True).data)

    def wanted(self, request: Request) -> QuerySet[Goal]:
        asked = {name: value for name, value in request.query_params.items() if value}
        given = AskedIn(data=asked)
        given.is_valid(raise_exception=True)
        wish = Wish(**{name: str(value) for name, value in given.validated_data.items() if value})
        if parent := self.identity("parent"):
            wish = replace(wish, parent=str(parent))
        found = self.get_queryset().in_state(wish.state).matching(wish.q)
        return wish.narrowed(found, self.person, on=timezone.localdate())

    @extend_schema(request=GoalIn, responses={201: GoalOut})
    def post(self, request: Request) -> Response:
        """Propose a goal. Its owner is whoever proposes it, unless others are named."""
        words = self.sent(GoalIn)
        return self.answer(
            goals.propose(by=self.person, at=timezone.now(), **words), status.HTTP_201_CREATED
        )


class GoalDetail(GoalEndpoint):
    @extend_schema(responses=GoalOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a goal; its `ETag` is wanted for changing it."""
        return self.shown(self.goal(pk))

    @extend_schema(request=GoalChangesIn, responses=GoalOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change a goal (owners, with `If-Match`); before it is agreed others are asked again.

        An agreed goal with several owners is changed by a proposal.
        """
        goal = self.goal(pk)
        self.require_version(goal.version)
        words = self.sent(GoalChangesIn)
        any_version = request.headers.get("If-Match") == "*"
        version = None if any_version else goal.version
        goals.edit(goal, by=self.person, at=timezone.now(), version=version, **words)
        return self.answer(goal)


class GoalPaths(GoalEndpoint):
    @extend_schema(responses=PathsOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Tell the ways from a goal up to the purpose, through all it hangs on."""
        ways, complete = paths(self.goal(pk), viewer=self.person)
        told = [{"goals": way, "reaches_purpose": hangs_on_purpose(way[-1])} for way in ways]
        return Response(PathsOut({"results": told, "complete": complete}).data)


class GoalJoin(GoalEndpoint):
    @extend_schema(request=None, responses=GoalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take part in a goal."""
        goal = self.goal(pk)
        participation.join(goal, by=self.person, at=timezone.now())
        return self.answer(goal)


class GoalLeave(GoalEndpoint):
    @extend_schema(request=None, responses=GoalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Stop taking part."""
        goal = self.goal(pk)
        participation.leave(goal, by=self.person, at=timezone.now())
        return self.answer(goal)


class GoalAgree(GoalEndpoint):
    @extend_schema(request=OwnerAnswerIn, responses=GoalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say yes to owning a goal; the last yes makes it agreed."""
        goal = self.goal(pk)
        owners.agree(goal, by=self.person, at=timezone.now(), **self.sent(OwnerAnswerIn))
        return self.answer(goal)


class GoalDecline(GoalEndpoint):
    @extend_schema(request=OwnerAnswerIn, responses=GoalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say no to owning a goal."""
        goal = self.goal(pk)
        owners.decline(goal, by=self.person, at=timezone.now(), **self.sent(OwnerAnswerIn))
        return self.answer(goal)


class GoalAchieve(GoalEndpoint):
    @extend_schema(request=LearntIn, responses=GoalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Mark an agreed goal as achieved (owners)."""
        goal = self.goal(pk)
        goals.achieve(goal, by=self.person, at=timezone.now(), **self.sent(LearntIn))
        return self.answer(goal)


class GoalLetGo(GoalEndpoint):
    @extend_schema(request=LearntIn, responses=GoalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let a goal go, with what was learnt (owners)."""
        goal = self.goal(pk)
        learnt = self.sent(LearntIn).get("learnt", "")
        goals.let_go(goal, learnt=learnt, by=self.person, at=timezone.now())
        return self.answer(goal)


class GoalUndated(GoalEndpoint):
    @extend_schema(request=None, responses=GoalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say that a goal has no due day on purpose (owners)."""
        goal = self.goal(pk)
        goals.leave_undated(goal, by=self.person, at=timezone.now())
        return self.answer(goal)
