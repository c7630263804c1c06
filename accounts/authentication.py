"""How a call proves who makes it: a personal token, or the session of the browser."""

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from accounts.models import ApiToken, Person
from accounts.services.tokens import digest


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer TOKEN`."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        now = timezone.now()
        token = ApiToken.objects.usable(now).filter(digest=digest(secret.strip())).first()
        if token is None:
            raise exceptions.AuthenticationFailed(_("This token opens nothing. Make a new one."))
        if token.last_used_on != now.date():
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=now.date())
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session, with the CSRF token on writes; says 401 like a missing token."""

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
