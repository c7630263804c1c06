"""Whether anybody is here yet. Asked of the database only until the answer is yes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: TID251  HTTP's edge.

from accounts.models import Person

WELCOME = "/welcome/"
OPEN = (WELCOME, "/healthz", "/readyz", "/metrics", "/api/", "/static/")

_known: set[str] = set()


def somebody_is_here() -> bool:
    """Tell whether there is a person. A yes stays true, so it is kept in this process."""
    if "somebody" not in _known and Person.objects.exists():
        _known.add("somebody")
    return "somebody" in _known


def forget() -> None:
    """Ask the database again; a restored or emptied database may hold nobody."""
    _known.clear()


class FirstVisitMiddleware:
    """While nobody is here, lead every visit to the page that makes the first admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_stranger = not request.user.is_authenticated and not request.path.startswith(OPEN)
        if is_stranger and not somebody_is_here():
            return HttpResponseRedirect(WELCOME)
        return self.get_response(request)
