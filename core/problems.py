"""Refusals as problem details (RFC 9457), for whoever calls instead of reading pages."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse  # noqa: TID251  Problems speak HTTP.
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"


def title_for(code: int) -> str:
    """Return the short name of a kind of refusal."""
    titles = {
        400: _("Not well-formed"),
        401: _("Sign in first"),
        403: _("Not yours to do"),
        404: _("Not found"),
        405: _("Not possible here"),
        412: _("Changed in between"),
        422: _("Not accepted"),
        428: _("Version needed"),
        429: _("Too many calls"),
        500: _("Something broke on our side"),
        503: _("Not available"),
    }
    return titles.get(code, _("Not possible"))


def problem_body(code: int, detail: str, fields: dict[str, str] | None = None) -> dict[str, Any]:
    """Build a problem; `errors` has a sentence for each field concerned."""
    body = {"type": "about:blank", "title": title_for(code), "status": code, "detail": detail}
    return {**body, "errors": fields} if fields else body


def problem_answer(code: int, detail: str) -> HttpResponse:
    """Answer with a problem where no endpoint was reached, or where it broke."""
    text = json.dumps(problem_body(code, detail), ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, status=code, content_type=CONTENT_TYPE)


def is_call(request: HttpRequest) -> bool:
    """Tell whether a program asks, and not a browser for a page."""
    return request.path.startswith("/api/")
