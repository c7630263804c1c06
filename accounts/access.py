"""Who may open a page at all, asked before its view looks at anything."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpResponse  # noqa: TID251  The guard of views speaks HTTP.

from accounts import policies
from core.http import Request

View = TypeVar("View", bound=Callable[..., HttpResponse])


def admins_only(view: View) -> View:
    """Answer everybody else as for an address that does not exist, whatever the method.

    Stands outermost, above `require_POST` and its like: a 405 would tell that something is here.
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_administer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View", guarded)
