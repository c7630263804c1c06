"""The published bands by call, and one's own exact figures."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core.api import Cursor, Endpoint, person_ref
from core.pagination import Pages
from feedback.models import RatioOptOut, RatioPublication, RatioShare
from feedback.selectors.ratio import Side, board_lines, mirror_of
from feedback.services import ratio
from feedback.windows import window_at


class ByName(Cursor):
    ordering = ("search_key", "pk")


class PersonRef(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class RatioOut(serializers.Serializer[Any]):
    """Somebody's band in words; null reads "not shown for this period", whatever the cause."""

    person = PersonRef()
    band = serializers.CharField(allow_null=True)


class PeriodOut(serializers.Serializer[Any]):
    """A published period with the exact totals of the organisation as a whole."""

    window = serializers.IntegerField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    published_on = serializers.DateField()
    praise = serializers.IntegerField()
    improvements = serializers.IntegerField()
    givers = serializers.IntegerField()
    people = serializers.IntegerField()


class RatioPage(serializers.Serializer[Any]):
    period = PeriodOut(allow_null=True)
    results = RatioOut(many=True)
    next = serializers.URLField(allow_null=True)


class MonthOut(serializers.Serializer[Any]):
    month = serializers.DateField()
    praise = serializers.IntegerField()
    improvements = serializers.IntegerField()


class SideOut(serializers.Serializer[Any]):
    praise = serializers.IntegerField(help_text="In the last 13 weeks.")
    improvements = serializers.IntegerField(help_text="In the last 13 weeks.")
    months = MonthOut(many=True)


class FiguresOut(serializers.Serializer[Any]):
    """Somebody's exact figures, given and received."""

    given = SideOut()
    received = SideOut()


class MirrorOut(FiguresOut):
    """One's own exact figures, which coaches see them, and whether one's band is left out."""

    shared_with = PersonRef(many=True)
    opted_out = serializers.BooleanField()
    may_opt_out = serializers.BooleanField()


def period_of(publication: RatioPublication) -> dict[str, Any]:
    span = publication.span
    return {
        "window": publication.window,
        "starts_on": span.starts_on,
        "ends_on": span.ends_on,
        "published_on": span.published_at.date(),
        "praise": publication.praise,
        "improvements": publication.improvements,
        "givers": publication.givers,
        "people": publication.people,
    }


class Ratios(Endpoint):
    serializer_class = RatioPage
    pagination_class = ByName

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.person).here()

    def publication(self) -> RatioPublication | None:
        rows = RatioPublication.objects.visible_to(self.person).newest_first()
        wanted = self.request.query_params.get("window")
        if wanted is None:
            return rows.first()
        found = (
            rows.filter(window=wanted).first() if wanted.isdecimal() and len(wanted) < 7 else None
        )
        if found is None:
            raise Http404
        return found

    @extend_schema(
        operation_id="ratios_list",
        responses=RatioPage,
        parameters=[OpenApiParameter("window", OpenApiTypes.INT, description="Default: newest.")],
    )
    def get(self, request: Request) -> Response:
        """Read the bands of a published period, by name."""
        publication = self.publication()
        people = self.paginate_queryset(self.get_queryset()) or []
        body = {
            "period": period_of(publication) if publication else None,
            "results": [
                {"person": person_ref(line.person), "band": line.label or None}
                for line in board_lines(people, publication)
            ],
            "next": self.get_paginated_response([]).data["next"],
        }
        return Response(body)


class Periods(Endpoint):
    serializer_class = PeriodOut
    pagination_class = Pages

    @extend_schema(operation_id="ratio_periods", responses=PeriodOut(many=True))
    def get(self, request: Request) -> Response:
        """Read the totals of the organisation in every published period, the newest first."""
        rows = RatioPublication.objects.visible_to(self.person).newest_first()
        shown = [period_of(one) for one in self.paginate_queryset(rows) or []]
        return self.get_paginated_response(PeriodOut(shown, many=True).data)


class RatiosMe(Endpoint):
    serializer_class = MirrorOut

    @extend_schema(operation_id="ratios_me", responses=MirrorOut)
    def get(self, request: Request) -> Response:
        """Read my own exact figures, given and received."""
        return Response(mirror_for(self.person, at=timezone.now()))


def mirror_for(person: Person, *, at: datetime) -> dict[str, Any]:
    """Return somebody's own exact figures and who else sees them."""
    shares = RatioShare.objects.standing().filter(coaching__coachee=person).with_people().by_name()
    return {
        **figures_of(person, at=at),
        "shared_with": [person_ref(share.coaching.coach) for share in shares],
        "opted_out": RatioOptOut.objects.filter(person=person).exists(),
        "may_opt_out": ratio.setting_in_force(window_at(at)).allows_opt_out,
    }


def figures_of(person: Person, *, at: datetime) -> dict[str, Any]:
    mirror = mirror_of(person, at=at)
    return {"given": side(mirror.given), "received": side(mirror.received)}


def side(one: Side) -> dict[str, Any]:
    months = [
        {"month": m.month, "praise": m.praise, "improvements": m.improvements} for m in one.months
    ]
    return {"praise": one.praise, "improvements": one.improvements, "months": months}
