"""Calls about the coaching agreement: read, written and confirmed by its two sides."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.coachings import PersonRefOut
from accounts.models import AgreementWording, Coaching
from accounts.selectors import (
    AgreementPicture,
    AgreementSide,
    AgreementVersion,
    agreement_picture,
    agreement_versions,
)
from accounts.services import agreements as services
from core.api import Endpoint, etag, person_ref
from core.pagination import Cursor


class NewestVersionFirst(Cursor):
    """What was written last comes first."""

    ordering = ("-version", "-pk")


class AgreementSideOut(serializers.Serializer[Any]):
    """What one side commits to; `confirmed_on` is of the words as they stand."""

    person = PersonRefOut()
    text = serializers.CharField()
    written_on = serializers.DateField(allow_null=True)
    confirmed_on = serializers.DateField(allow_null=True)


class AgreementOut(serializers.Serializer[Any]):
    """The agreement; `theirs` is null for somebody who coached and does not any more."""

    version = serializers.IntegerField()
    mine = AgreementSideOut()
    theirs = AgreementSideOut(allow_null=True)
    is_open = serializers.BooleanField()
    agreed_on = serializers.DateField(allow_null=True)
    waits_for_me = serializers.BooleanField()
    is_to_look_back = serializers.BooleanField()


class AgreementIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=services.LONGEST)


class AgreementConfirmIn(serializers.Serializer[Any]):
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 2)


class AgreementConfirmationOut(serializers.Serializer[Any]):
    person = PersonRefOut()
    on = serializers.DateField()
    is_again = serializers.BooleanField()


class AgreementVersionOut(serializers.Serializer[Any]):
    """One version: who wrote, what they had written before, and who confirmed it."""

    version = serializers.IntegerField()
    person = PersonRefOut()
    text = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    written_on = serializers.DateField()
    confirmations = AgreementConfirmationOut(many=True)


def side_body(side: AgreementSide) -> dict[str, Any]:
    return {
        "person": person_ref(side.person),
        "text": side.text,
        "written_on": timezone.localdate(side.written_at) if side.written_at else None,
        "confirmed_on": timezone.localdate(side.confirmed_at) if side.confirmed_at else None,
    }


def agreement_body(picture: AgreementPicture) -> dict[str, Any]:
    return {
        "version": picture.version,
        "mine": side_body(picture.mine),
        "theirs": side_body(picture.theirs) if picture.theirs else None,
        "is_open": picture.is_open,
        "agreed_on": timezone.localdate(picture.agreed_at) if picture.agreed_at else None,
        "waits_for_me": picture.waits,
        "is_to_look_back": picture.is_to_look_back,
    }


def version_body(one: AgreementVersion, coaching: Coaching) -> dict[str, Any]:
    is_coachs = one.wording.author_id == coaching.coach_id
    return {
        "version": one.wording.version,
        "person": person_ref(coaching.coach if is_coachs else coaching.coachee),
        "text": one.wording.text,
        "before": one.before,
        "written_on": timezone.localdate(one.wording.written_at),
        "confirmations": [
            {
                "person": person_ref(confirmation.person),
                "on": timezone.localdate(confirmation.at),
                "is_again": confirmation.is_again,
            }
            for confirmation in one.confirmations
        ],
    }


class OfCoaching(Endpoint):
    """Base of the calls about one relation of one's own."""

    def coaching(self, pk: UUID) -> Coaching:
        relations = Coaching.objects.visible_to(self.person).with_people()
        return get_object_or_404(relations.select_related("agreement"), pk=pk)

    def answer(self, pk: UUID) -> Response:
        """The agreement as it stands, with its version as ETag."""
        picture = agreement_picture(self.coaching(pk), self.person, at=timezone.now())
        response = Response(AgreementOut(agreement_body(picture)).data)
        response["ETag"] = etag(picture.version)
        return response


class OneAgreement(OfCoaching):
    serializer_class = AgreementOut

    @extend_schema(responses=AgreementOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """What each side commits to, and whether both confirmed it."""
        return self.answer(pk)

    @extend_schema(request=AgreementIn, responses=AgreementOut)
    def put(self, request: Request, pk: UUID) -> Response:
        """Write one's own side over the version that was read (If-Match); both confirm anew."""
        coaching = self.coaching(pk)
        version = coaching.agreement.version if hasattr(coaching, "agreement") else 0
        if version:
            self.require_version(version)
        sent = AgreementIn(data=request.data)
        sent.is_valid(raise_exception=True)
        text = sent.validated_data["text"]
        services.write(coaching, by=self.person, at=timezone.now(), text=text, version=version)
        return self.answer(pk)


class Confirm(OfCoaching):
    serializer_class = AgreementOut

    @extend_schema(request=AgreementConfirmIn, responses=AgreementOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Confirm the version that was read; half a year later, say that it stays as it is."""
        coaching = self.coaching(pk)
        sent = AgreementConfirmIn(data=request.data)
        sent.is_valid(raise_exception=True)
        version = sent.validated_data["version"]
        services.confirm(coaching, by=self.person, at=timezone.now(), version=version)
        return self.answer(pk)


class Versions(OfCoaching):
    pagination_class = NewestVersionFirst
    serializer_class = AgreementVersionOut

    @extend_schema(operation_id="agreement_versions", responses=AgreementVersionOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """Every version that one may read, the newest first."""
        coaching = self.coaching(pk)
        visible = AgreementWording.objects.visible_to(self.person).of(coaching)
        shown: Any = self.paginate_queryset(visible.with_words_before())
        versions = agreement_versions(shown, coaching, self.person)
        bodies = [version_body(one, coaching) for one in versions]
        return self.get_paginated_response(AgreementVersionOut(bodies, many=True).data)
