"""Bringing people in by call, and closing accounts."""

import json
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.imports.limits import MAX_BYTES
from accounts.imports.mapping import ColumnMap, guess, mapped_by
from accounts.imports.plan import Plan
from accounts.imports.reading import read_table
from accounts.models import Person
from accounts.services import people as people_services
from accounts.services.imports import apply_import, plan_import
from accounts.services.uploads import people_in
from core.api import Endpoint
from core.parsers import CleanJSONParser

MOST = 200  # entries of each list in an answer; `counts` has all of them


@extend_schema_field(OpenApiTypes.BINARY)
class FileOrText(serializers.Field[bytes, Any, Any, Any]):
    """A CSV or XLSX file, or the text of a CSV file in a JSON call."""

    def to_internal_value(self, data: Any) -> bytes:
        if isinstance(data, UploadedFile):
            return bytes(data.read(MAX_BYTES + 1))
        if isinstance(data, str):
            return data.encode()
        raise serializers.ValidationError(_("Send a CSV or XLSX file, or the text of a CSV file."))


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class Mapping(serializers.Field[dict[str, str], Any, Any, Any]):
    """Column to field, "" to leave a column out; in a form the same as JSON text."""

    def to_internal_value(self, data: Any) -> dict[str, str]:
        try:
            said = json.loads(data) if isinstance(data, str) else data
        except ValueError:
            said = None
        if isinstance(said, dict) and all(isinstance(field, str) for field in said.values()):
            return said
        raise serializers.ValidationError(_("Send an object of column names and field names."))


class ImportIn(serializers.Serializer[Any]):
    file = FileOrText()
    mapping = Mapping(required=False)
    apply = serializers.BooleanField(required=False, default=False)
    skip_broken = serializers.BooleanField(required=False, default=False)


class ColumnOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    field = serializers.CharField()
    never = serializers.CharField()
    samples = serializers.ListField(child=serializers.CharField())


class ListedOut(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.CharField()


class FieldChangeOut(serializers.Serializer[Any]):
    field = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField()


class ChangedOut(ListedOut):
    changes = FieldChangeOut(many=True)


class RemarksOut(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    line = serializers.CharField()


class CountsOut(serializers.Serializer[Any]):
    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    left = serializers.IntegerField()
    teams = serializers.IntegerField()
    suggestions = serializers.IntegerField()
    doubled = serializers.IntegerField()
    broken = serializers.IntegerField()


class ImportOut(serializers.Serializer[Any]):
    """What was done, or would be. Lists hold the first 200, `counts` all."""

    applied = serializers.BooleanField()
    summary = serializers.CharField()
    refusal = serializers.CharField(allow_blank=True)
    counts = CountsOut()
    columns = ColumnOut(many=True)
    new = ListedOut(many=True)
    changed = ChangedOut(many=True)
    left = ListedOut(many=True)
    teams = serializers.ListField(child=serializers.CharField())
    broken = RemarksOut(many=True)
    notes = RemarksOut(many=True)


class Imports(Endpoint):
    for_admins = True
    parser_classes = (CleanJSONParser, MultiPartParser)
    serializer_class = ImportIn

    @extend_schema(
        request={"multipart/form-data": ImportIn, "application/json": ImportIn},
        responses={200: ImportOut},
    )
    def post(self, request: Request) -> Response:
        """Look at a list of people, or apply it as a whole with `apply`."""
        sent = ImportIn(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        table = read_table(said["file"])
        columns = mapped_by(guess(table), said.get("mapping", {}))
        people = people_in(table, columns)
        act: dict[str, Any] = {"by": self.person, "at": timezone.now()}
        if said["apply"]:
            plan = apply_import(people, **act, skip_broken=said["skip_broken"])
        else:
            plan = plan_import(people, **act)
        return Response(ImportOut(picture(plan, columns, applied=said["apply"])).data)


def picture(plan: Plan, columns: ColumnMap, *, applied: bool) -> dict[str, Any]:
    """The plan in the shape of `ImportOut`."""
    changed = [{**listed(one.row), "changes": one.changes} for one in plan.changed[:MOST]]
    return {
        "applied": applied,
        "summary": plan.summary(),
        "refusal": plan.refusal,
        "counts": plan.counts(),
        "columns": columns.columns,
        "new": [listed(one.row) for one in plan.new[:MOST]],
        "changed": changed,
        "left": [listed(row) for row in plan.leaving[:MOST]],
        "teams": [team.name for team in plan.teams[:MOST]],
        "broken": plan.broken[:MOST],
        "notes": plan.notes[:MOST],
    }


def listed(row: Any) -> dict[str, Any]:
    return {"row": row.row, "name": row.name, "email": row.email}


class Deactivate(Endpoint):
    for_admins = True

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Close somebody's account: sessions and tokens end at once, their words stay."""
        person = get_object_or_404(Person.objects.visible_to(self.person), pk=pk)
        people_services.deactivate(person, by=self.person, at=timezone.now())
        return Response(status=204)
