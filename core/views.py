"""Addresses of the floor: drafts and what is said when something cannot be answered."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found, server_error
from prometheus_client import CONTENT_TYPE_LATEST

from core import drafts, health
from core.errors import RuleError, StaleVersion
from core.http import Request
from core.problems import is_call, problem_answer

Fields = dict[str, Any]
ANYWHERE = "0.0.0.0"  # noqa: S104  Stands for a caller without an address; nothing binds to it.


@dataclass(frozen=True)
class Typed:
    """What was typed in a form, and over which version of it.

    A page that goes away cannot wait for a save on its way; `before` is what that one holds.
    """

    fields: Fields
    version: int
    before: Fields | None = None


@require_http_methods(["GET", "HEAD", "PUT", "DELETE"])
def draft(request: Request, key: str) -> HttpResponse:
    """Read, save or forget one's own draft; `draft-form.js` speaks to this address."""
    if request.method == "DELETE":
        drafts.discard(request.user, key)
        return HttpResponse(status=204)
    if request.method == "PUT":
        return save_draft(request, key)
    found = drafts.find(request.user, key)
    return draft_answer(found) if found else JsonResponse({}, status=404)


def save_draft(request: Request, key: str) -> HttpResponse:
    """Save a draft."""

    def save(fields: Fields, version: int) -> int:
        at = timezone.now()
        return drafts.save(request.user, key, fields=fields, version=version, at=at).version

    def stands() -> Fields:
        found = drafts.find(request.user, key)
        return found.fields if found else {}

    return saved_by_itself(request.body, save, stands)


def saved_by_itself(
    body: bytes, save: Callable[[Fields, int], int], stands: Callable[[], Fields]
) -> JsonResponse:
    """Answer `<draft-form>`: the next version, 409 with what another tab saved, or a sentence.

    What the same page had on its way is no other tab's: that is saved over.
    """
    try:
        typed = parse_draft(body)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({}, status=400)
    now = timezone.now().isoformat()
    try:
        try:
            version = save(typed.fields, typed.version)
        except StaleVersion as error:
            current = stands()
            if typed.before is None or worded(typed.before) != worded(current):
                told = {"version": error.current, "fields": current, "saved_at": now}
                return JsonResponse(told, status=409)
            version = save(typed.fields, error.current)
    except RuleError as error:
        return JsonResponse({"detail": error.sentence}, status=422)
    return JsonResponse({"version": version, "saved_at": now})


def worded(fields: Fields) -> dict[str, list[str]]:
    """Return what fields say, however an empty one is written."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    filled = {name: [str(one) for one in values if one] for name, values in lists.items()}
    return {name: values for name, values in filled.items() if values}


def parse_draft(body: bytes) -> Typed:
    """Read `{"fields": {...}, "version": n, "before": {...}}`, the last only of a page that goes.

    Text that PostgreSQL cannot hold is a ValueError.
    """
    sent = json.loads(body)
    fields = {str(name): value for name, value in sent["fields"].items()}
    text = json.dumps(fields, ensure_ascii=False)
    text.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    if "\\u0000" in text or any(len(name) > 100 for name in fields):
        raise ValueError
    version, before = sent.get("version", 0), sent.get("before")
    if not isinstance(version, int) or not 0 <= version < 2**31 - 1:
        raise ValueError
    return Typed(fields, version, dict(before) if before else None)


def draft_answer(found: Any) -> JsonResponse:
    """Answer with the draft as it stands."""
    body = {
        "version": found.version,
        "fields": found.fields,
        "saved_at": found.saved_at.isoformat(),
    }
    return JsonResponse(body)


@require_safe
def api_docs(request: Request) -> HttpResponse:
    """Show what the API can do, to be read and tried."""
    return render(request, "core/api_docs.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that does not exist as an id that does not: a problem, or a page."""
    if is_call(request):
        return problem_answer(404, _("There is nothing here that you can read."))
    return page_not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours: a problem, or a page."""
    if is_call(request):
        return problem_answer(500, _("Nothing was changed. Try once more in a while."))
    return server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say plainly that the page was open for too long, and that nothing was sent."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive. It asks nothing and nobody."""
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and has every migration; 503 while it does not."""
    if health.every_migration_is_applied():
        notes = health.notes()
        return JsonResponse({"status": "ready", **({"notes": notes} if notes else {})})
    return JsonResponse({"status": "migrations wait"}, status=503)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Show figures, to this machine or to whoever has the token; nothing is here for others."""
    sent, token = request.headers.get("Authorization", ""), settings.METRICS_TOKEN
    has_token = bool(token) and constant_time_compare(sent, f"Bearer {token}")
    if not has_token and not comes_from_here(request):
        raise Http404
    return HttpResponse(health.figures(), content_type=CONTENT_TYPE_LATEST)


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether the call comes from this machine itself and passed no proxy."""
    address = request.META.get("REMOTE_ADDR") or ANYWHERE
    return ip_address(address).is_loopback and "X-Forwarded-For" not in request.headers
