"""Personal API tokens: shown once, kept as a digest."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import ApiToken, Person
from core import audit
from core.errors import RuleError

PREFIX = "mlt_"


class UnknownScope(RuleError):
    """A scope that does not exist, or that this person may not give away."""


def digest(token: str) -> bytes:
    """Return what is kept of a token. It holds 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic
def make_token(
    person: Person, *, name: str, scopes: Sequence[str], by: Person, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token and return it with its secret, which nobody can read again."""
    unknown = [scope for scope in scopes if scope not in ApiToken.Scope.values]
    if unknown or not scopes:
        raise UnknownScope(_("Choose from the scopes read, write and admin."))
    if ApiToken.Scope.ADMIN in scopes and not person.is_admin:
        raise UnknownScope(_("The scope admin is for admins."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person, name=name, scopes=list(scopes), digest=digest(secret), made_at=at
    )
    audit.record(by=by, action="token.make", on=token, at=at)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person, at: datetime) -> None:
    """Close this token; calls with it are refused from now on."""
    if not policies.can_read_token(by, token):
        raise PermissionDenied
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at)
    audit.record(by=by, action="token.revoke", on=token, at=at)
