"""Search over everything one may read."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from core.http import Request, page
from home.forms import SearchForm
from home.selectors import search as selectors


@require_safe
def search(request: Request) -> HttpResponse:
    """Show the first few of every kind, or with `?in=` one kind, page by page."""
    form = SearchForm(request.GET)
    words, wanted = form.words(), request.GET.get("in", "")
    context: dict[str, Any] = {"q": words, "groups": [], "wanted": ""}
    if words and wanted in selectors.GROUPS:
        number = request.GET.get("page", "1")
        group, leaf = selectors.leaf(wanted, request.user, words, number)
        context |= {"groups": [group] if group.found else [], "page": leaf, "wanted": wanted}
    elif words:
        context["groups"] = selectors.overview(request.user, words)
    return page(request, "home/search.html", context, fragment="found")
