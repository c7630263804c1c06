"""Every answer of the API, in every test, is one that its published description tells of."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker

JSON = "application/json"
PROBLEM = "application/problem+json"
UNDESCRIBED = {"api_docs", "api_schema"}  # the description itself, and the page that shows it


class NotAsDescribed(AssertionError):
    """A call was answered with something that its description does not know."""


@cache
def schema() -> dict[str, Any]:
    """Return the description of the API, as it is published."""
    described: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return described


@cache
def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """Return what is described, by method and address, the names of ids left out."""
    return {
        (verb.upper(), re.sub(r"{\w+}", "{}", path)): operation
        for path, all_of in schema()["paths"].items()
        for verb, operation in all_of.items()
    }


@cache
def validator(verb: str, path: str, status: str, kind: str) -> Draft202012Validator | None:
    """Return what knows the shape of this answer, or None where no body is told of."""
    responses = operations()[verb, path]["responses"]
    content = (responses.get(status) or responses["default"]).get("content")
    if not content:
        return None
    whole = {**content[kind]["schema"], "components": schema()["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker())


class AsDescribed:
    """Compares answers of the API with their description, in tests alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known: set[tuple[str, str, str, bytes]] = set()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.route.startswith("api/v1/") and match.url_name not in UNDESCRIBED:
            path = "/" + re.sub(r"<[^>]+>", "{}", match.route)
            if wrong := list(self.differences(request, response, path)):
                raise NotAsDescribed(f"{request.method} {path}: " + "; ".join(wrong))
        return response

    def differences(self, request: HttpRequest, response: HttpResponse, path: str) -> Iterator[str]:
        verb, status = request.method or "", str(response.status_code)
        if response.status_code >= 400:
            yield from refused(response)
        elif (verb, path) not in operations():
            if verb not in {"HEAD", "OPTIONS"}:
                yield "not described"
        elif status not in operations()[verb, path]["responses"]:
            yield f"{status} is not described"
        elif (verb, path, status, response.content) not in self.known:
            self.known.add((verb, path, status, response.content))
            yield from misshapen(validator(verb, path, status, JSON), response.content)


def refused(response: HttpResponse) -> Iterator[str]:
    """A refusal is a problem in words, with no field without a name."""
    if response.get("Content-Type") != PROBLEM:
        yield f"{response.status_code} is {response.get('Content-Type')}"
        return
    problem = json.loads(response.content)
    if missing := {"type", "title", "status", "detail"} - set(problem):
        yield f"the problem does not say {missing}"
    if "" in problem.get("errors", {}):
        yield "a field without a name"


def misshapen(shape: Draft202012Validator | None, content: bytes) -> Iterator[str]:
    if shape is None or not content:
        if shape or content:
            yield "has a body that is not described" if content else "has no body"
        return
    for error in shape.iter_errors(json.loads(content)):
        yield f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
