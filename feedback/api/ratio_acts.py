"""What people and admins do about the ratio, by call."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint, person_ref
from feedback.api.inputs import ShareInput
from feedback.api.ratio import FiguresOut, MirrorOut, PersonRef, figures_of, mirror_for
from feedback.models import RatioSetting, RatioShare
from feedback.services import ratio
from feedback.windows import window_at


class Act(Endpoint):
    """Something about one's own part; the answer is the mirror as it is then."""

    serializer_class = MirrorOut

    def as_it_is(self) -> Response:
        return Response(mirror_for(self.person, at=timezone.now()))

    def people(self) -> list[Any]:
        """Return the people in `with`, once they are well-formed."""
        sent = ShareInput(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return list(sent.validated_data["with"])


class OptOut(Act):
    @extend_schema(operation_id="ratio_opt_out", request=None, responses=MirrorOut)
    def post(self, request: Request) -> Response:
        """Leave my band out of publications to come, where the organisation offers that."""
        ratio.opt_out(self.person, at=timezone.now())
        return self.as_it_is()


class OptIn(Act):
    @extend_schema(operation_id="ratio_opt_in", request=None, responses=MirrorOut)
    def post(self, request: Request) -> Response:
        """Take part again from the next publication on."""
        ratio.opt_in(self.person, at=timezone.now())
        return self.as_it_is()


class Share(Act):
    @extend_schema(operation_id="ratio_share", request=ShareInput, responses=MirrorOut)
    def post(self, request: Request) -> Response:
        """Let my coaches see my exact figures, until I take that back or the coaching ends."""
        ratio.share(self.person, people=self.people(), at=timezone.now())
        return self.as_it_is()


class Unshare(Act):
    @extend_schema(operation_id="ratio_unshare", request=ShareInput, responses=MirrorOut)
    def post(self, request: Request) -> Response:
        """Take my figures back; they see them no more."""
        ratio.unshare(self.person, people=self.people(), at=timezone.now())
        return self.as_it_is()


class SharedOut(serializers.Serializer[Any]):
    """Somebody shows their exact figures to you, or you to a coach."""

    id = serializers.UUIDField()
    person = PersonRef()
    coach = PersonRef()


class SharedFiguresOut(SharedOut, FiguresOut):
    """The figures themselves, as they are now."""


class Newest(Cursor):
    ordering = ("-shared_at", "pk")


def shared_of(share: RatioShare) -> dict[str, Any]:
    sides = share.coaching
    coachee, coach = person_ref(sides.coachee), person_ref(sides.coach)
    return {"id": share.pk, "person": coachee, "coach": coach}


class SharedWithMe(Endpoint):
    serializer_class = SharedOut
    pagination_class = Newest

    def get_queryset(self) -> QuerySet[RatioShare]:
        return RatioShare.objects.visible_to(self.person).with_people()

    @extend_schema(operation_id="ratios_shared_list", responses=SharedOut(many=True))
    def get(self, request: Request) -> Response:
        """List who shows their exact figures to whom, where I am a side."""
        shares = self.paginate_queryset(self.get_queryset()) or []
        return self.get_paginated_response([shared_of(share) for share in shares])


class Shared(Endpoint):
    serializer_class = SharedFiguresOut

    @extend_schema(operation_id="ratio_shared", responses=SharedFiguresOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read the exact figures that somebody shows to me, as they are now."""
        shares = RatioShare.objects.visible_to(self.person).with_people()
        share = get_object_or_404(shares, pk=pk)
        figures = figures_of(share.coaching.coachee, at=timezone.now())
        return Response({**shared_of(share), **figures})


class ParametersIO(serializers.ModelSerializer[RatioSetting]):
    """Whether bands are published, and from how many on."""

    class Meta:
        model = RatioSetting
        fields: ClassVar = list(ratio.Parameters.__dataclass_fields__)


class ParametersOut(ParametersIO):
    """The parameters of the period that runs, and the first period a change just made holds for."""

    from_window = serializers.IntegerField()

    class Meta(ParametersIO.Meta):
        fields: ClassVar = [*ParametersIO.Meta.fields, "from_window"]


class Settings(Endpoint):
    """The parameters, for admins."""

    for_admins = True
    put_as_a_whole = True
    serializer_class = ParametersOut

    @extend_schema(operation_id="ratio_settings", responses=ParametersOut)
    def get(self, request: Request) -> Response:
        """Read what holds for the period that runs."""
        running = window_at(timezone.now())
        return self.answer(ratio.setting_in_force(running), running.number)

    @extend_schema(operation_id="ratio_settings_set", request=ParametersIO, responses=ParametersOut)
    def put(self, request: Request) -> Response:
        """Set all of them: stricter ones hold at once, looser ones from the next period on."""
        sent = ParametersIO(data=request.data)
        sent.is_valid(raise_exception=True)
        now = timezone.now()
        standing = ratio.Parameters.of(ratio.setting_in_force(window_at(now)))
        chosen = ratio.Parameters(**{**vars(standing), **sent.validated_data})
        start = ratio.set_parameters(chosen, by=self.person, at=now)
        return self.answer(ratio.setting_in_force(start), start.number)

    def answer(self, setting: RatioSetting, window: int) -> Response:
        values = vars(ratio.Parameters.of(setting))
        return Response({**values, "from_window": window})
