"""Who may call. Apart from `core.api`, since DRF loads it while importing itself."""

from typing import Any

from django.http import Http404  # noqa: TID251  Permissions speak HTTP.
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class MemberWithScope(BasePermission):
    """Signed in, and when by token: with the scope that the call needs.

    Scopes are `read`, `write` (which includes reading) and `admin` (which also needs the role).
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        admin = getattr(view, "for_admins", False)
        if admin and not request.user.is_admin:
            raise Http404  # like pages of the settings: for others nothing is here
        needed = "admin" if admin else "read" if request.method in SAFE_METHODS else "write"
        token: Any = request.auth
        return token is None or needed in token.allowed_scopes
