"""Page or fragment: the only place that knows about fragments."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from accounts.models import Person


class Request(HttpRequest):
    """A request of somebody who signed in, seen by htmx's middleware. For annotations only."""

    user: "Person"
    htmx: HtmxDetails


def wants_fragment(request: Request) -> bool:
    """Tell whether htmx asks for a part: boosted links and the Back button get the whole page."""
    htmx = request.htmx
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def page(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the page, or its named fragment when htmx asked for a part of it."""
    name = f"{template}#{fragment}" if fragment and wants_fragment(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def part(request: Request, template: str, context: dict[str, Any], name: str) -> HttpResponse:
    """Render one named part of a page, for a script that puts it in its place."""
    return render(request, f"{template}#{name}", context)


def see_other(request: Request, url: str) -> HttpResponse:
    """Answer a write by sending the browser on: 303, or htmx's own header for a whole page."""
    if wants_fragment(request):
        return HttpResponseClientRedirect(url)
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
