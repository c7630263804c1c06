"""Who may open a page at all, asked before its view looks at anything."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse  # noqa: TID251  The guard of views speaks HTTP.

from accounts import policies
from core.http import Request

P = ParamSpec("P")
AdminView = Callable[Concatenate[Request, P], HttpResponse]


def admins_only(view: AdminView[P]) -> AdminView[P]:
    """Answer everybody else as for an address that does not exist, whatever the method.

    Stands outermost, above `require_POST` and its like: a 405 would tell that something is here.
    """

    @wraps(view)
    def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not policies.can_administer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
