"""What every request passes through, beside Django's own."""

import zoneinfo
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render, resolve_url
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.errors import RuleError
from core.problems import is_call, problem_answer

Respond = Callable[[HttpRequest], HttpResponse]
STARTS = {"/api", "/api/v1"}


class UnavailableMiddleware:
    """While PostgreSQL is away or its disk is full, say 503 and when to come back."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return unavailable(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError | InterfaceError):
            return unavailable(request)
        return None


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 with `Retry-After`, as a problem for calls and as a page for people."""
    sentence = _("The database cannot be reached for a moment. Try again in a few seconds.")
    response = (
        problem_answer(503, sentence)
        if is_call(request)
        else render(request, "503.html", {"sentence": sentence}, status=503)
    )
    response["Retry-After"] = "5"
    return response


class CompressedPagesMiddleware(GZipMiddleware):
    """Pages travel compressed; random bytes keep their length from telling what is in them.

    What has an `ETag` is small, and is compared by it to the letter: compressing would change it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_page = response.get("Content-Type", "").startswith("text/html")
        if not is_page or response.has_header("ETag"):
            return response
        return super().process_response(request, response)


class CleanInputMiddleware:
    """Refuse addresses that PostgreSQL could never store or look up: NUL and broken UTF-8."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raw = unquote_to_bytes(request.META.get("QUERY_STRING", "")) + request.path.encode(
            "utf-8", "surrogateescape"
        )
        try:
            clean = "\x00" not in raw.decode("utf-8")
        except UnicodeDecodeError:
            clean = False
        return self.get_response(request) if clean else unreadable(request)


def unreadable(request: HttpRequest) -> HttpResponse:
    """Answer 400, as a problem for calls and as a page for people."""
    if is_call(request):
        return problem_answer(400, _("This address holds characters that do not exist."))
    return render(request, "400.html", status=400)


class EitherSpellingMiddleware:
    """Answer calls with and without a slash at the end; a redirect would lose what was sent.

    No address of the API has one but its start.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_call(request):
            bare = request.path_info.rstrip("/")
            request.path = request.path_info = f"{bare}/" if bare in STARTS else bare
        return self.get_response(request)


class SignInAgainMiddleware:
    """When a session has ended, htmx and fetch must not get a sign-in page inside a fragment."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        if response.status_code == 302 and response["Location"].startswith(sign_in):
            if request.headers.get("HX-Request"):
                back = request.headers.get("HX-Current-URL", "/").removeprefix(settings.BASE_URL)
                response = HttpResponse(status=204)
                response["HX-Redirect"] = f"{sign_in}?{urlencode({'next': back})}"
            elif request.headers.get("Sec-Fetch-Dest") == "empty":
                response = HttpResponse(status=401)
        return response


class SamePersonMiddleware:
    """A page that was opened by one person never writes or reads as another.

    Scripts say whose page it is. Where somebody else signed in meanwhile in the same browser, the
    page is told that its own session has ended, and keeps what was typed.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        opened_by = request.headers.get("X-Person")
        if opened_by and request.user.is_authenticated and opened_by != str(request.user.pk):
            return HttpResponse(status=401)
        return self.get_response(request)


class PersonMiddleware:
    """Language and time zone follow the person who signed in."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with (
            timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)),
            translation.override(request.user.language),
        ):
            return self.get_response(request)


class RuleErrorMiddleware:
    """A rule that was not met outside of a form: its sentence on a page, status 422."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, RuleError):
            return render(request, "422.html", {"sentence": error.sentence}, status=422)
        return None
