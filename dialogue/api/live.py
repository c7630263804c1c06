"""Who else is on the page of a talk, and whether anything on it is new, by call."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core import presence
from core.api import Endpoint, person_ref
from dialogue.api.outputs import SideRef
from dialogue.selectors.pulse import Pulse, pulse_of


class LiveIn(serializers.Serializer[Any]):
    writing = serializers.BooleanField(required=False, default=False)


class HereOut(serializers.Serializer[Any]):
    """Somebody who has the page open now."""

    person = SideRef()
    writing = serializers.BooleanField()


class LiveOut(serializers.Serializer[Any]):
    """`version` goes up with whatever its sides see change; `here` are the others, for seconds."""

    version = serializers.IntegerField()
    here = HereOut(many=True)


class CheckInLive(Endpoint):
    serializer_class = LiveOut

    def pulse(self, pk: UUID) -> Pulse:
        """Return the pulse of a talk; for whoever does not read it in full there is none."""
        pulse = pulse_of(pk, self.person)
        if pulse is None:
            raise Http404
        return pulse

    def answer(self, pk: UUID, pulse: Pulse) -> Response:
        there = presence.others(pk, [one for one in pulse.sides if one != self.person.pk])
        people = Person.objects.filter(pk__in=there).order_by("search_key", "pk") if there else []
        here = [
            {"person": person_ref(one), "writing": there[one.pk] == presence.WRITING}
            for one in people
        ]
        response = Response(LiveOut({"version": pulse.version, "here": here}).data)
        response["Cache-Control"] = "no-store"
        return response

    @extend_schema(responses=LiveOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read which version the page has and who else is on it, unseen oneself."""
        return self.answer(pk, self.pulse(pk))

    @extend_schema(request=LiveIn, responses=LiveOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """The same, and be seen there for six seconds, as somebody who writes or does not."""
        pulse, sent = self.pulse(pk), LiveIn(data=request.data)
        sent.is_valid(raise_exception=True)
        presence.tell(pk, self.person.pk, writing=sent.validated_data["writing"])
        return self.answer(pk, pulse)
