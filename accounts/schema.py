"""How the OpenAPI description names the ways to sign a call."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # untyped library
    """Name the token in the OpenAPI description."""

    target_class = "accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class OurSessionScheme(SessionScheme):  # type: ignore[no-untyped-call]  # untyped library
    """Name the browser's session in the OpenAPI description."""

    target_class = "accounts.authentication.SessionAuthentication"
    name = "session"
    priority = 1
