"""Every field of every call, fed with what nobody should send: refused or kept, never broken."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.hostile.sending import HOSTILE_VALUES, Sender, row_of, states
from tests.privacy.asking import UNKNOWN

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The description of the API, as it is published."""
    return SchemaGenerator().get_schema(public=True)


def writes(
    schema: dict[str, Any], sender: Sender
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield who, verb, address and the fields of each call that writes."""
    for path, operations in schema["paths"].items():
        for verb, operation in operations.items():
            if verb.upper() not in {"POST", "PUT", "PATCH"}:
                continue
            row = row_of(re.sub(r"\{\w+\}", UNKNOWN, path))
            assert row, path
            _state, key, sees = next(one for one in states(sender.world, row) if one[2])
            able = sorted(row.may(verb.upper(), sees)) or sorted(sees)
            yield able[0], verb.upper(), re.sub(r"\{\w+\}", key, path), fields(schema, operation)


def fields(schema: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of the body, by name."""
    content = operation.get("requestBody", {}).get("content", {})
    body = content.get(JSON, {}).get("schema", {})
    return followed(schema, body).get("properties", {})


def followed(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part or "oneOf" in part:
        part = part["oneOf"][0] if "oneOf" in part else part
        if "$ref" in part:
            part = schema["components"]["schemas"][part["$ref"].split("/")[-1]]
    return part


def plausible(schema: dict[str, Any], name: str, about: dict[str, Any], sender: Sender) -> Any:
    """Return a value that the field would take."""
    for inner in about.get("allOf", []):
        about = {**about, **inner}
    about = followed(schema, about)
    kind = about.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if about.get("enum"):
        return about["enum"][0]
    if kind == "array":
        return [plausible(schema, name, about.get("items", {}), sender)]
    if about.get("format") == "uuid":
        return str(sender.world.dora.pk)
    known = {"integer": 1, "number": 1, "boolean": False, "object": {}}
    dates = {"date": "2026-12-01", "date-time": "2026-12-01T09:00:00Z", "time": "09:00"}
    return known.get(kind, dates.get(about.get("format", ""), "5"))


def test_every_field_is_refused_or_kept_whatever_it_holds(schema, sender):
    wrong = []
    for name, verb, url, about in writes(schema, sender):
        body = {field: plausible(schema, field, about[field], sender) for field in about}
        for field in about:
            for value in HOSTILE_VALUES:
                data = json.dumps({**body, field: value})
                found = sender.look(name, verb, url, data, content_type=JSON, HTTP_IF_MATCH="*")
                wrong += [f"{field}={str(value)[:30]!r}: {one}" for one in found]
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers:", *wrong])


MALFORMED = [
    (b"{", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b'"text"', JSON),
    (b"[" * 50_000, JSON),
    (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, JSON),
    (b'{"text": 1e999999}', JSON),
    (b'{"text": ' + b"9" * 5_000 + b"}", JSON),
    (b'{"text": "a", "text": "b"}', JSON),
    (b'{"text": "\xff\xfe"}', JSON),
    (b'{"text": "\\ud800"}', JSON),
    (b'{"text": "\\u0000"}', JSON),
    (b"text=1", "application/x-www-form-urlencoded"),
    (b"<a/>", "application/xml"),
    (b"", "multipart/form-data; boundary="),
    (b"--x\r\n", "multipart/form-data; boundary=x"),
    (b"{}", "application/json; charset=nonsense"),
    (b"", ""),
]


def test_a_broken_body_is_a_problem_in_words(schema, sender):
    wrong = []
    for name, verb, url, _about in writes(schema, sender):
        for body, kind in MALFORMED:
            wrong += [f"{body[:20]!r} {kind}: {one}" for one in sender.look(
                name, verb, url, body, content_type=kind, HTTP_IF_MATCH="*")]  # fmt: skip
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers:", *wrong])


def test_every_refusal_is_problem_details(schema, sender):
    wrong = []
    for name, verb, url, _about in writes(schema, sender):
        answer = sender.ask(name, verb, url, body={"text": {}})
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code >= 400 and kind != "application/problem+json":
            wrong.append(f"{verb} {url}: {answer.status_code} {kind}")
    assert not wrong, "\n".join(wrong)
