"""Pages of feedback, without telling the minute in which it was given."""

from typing import Any

from cryptography.fernet import InvalidToken
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from core.api import Cursor, seal

BOX = "feedback-cursor"


class SealedCursor(Cursor):
    """Newest first. A cursor names the exact moment of somebody's piece, so it is sealed."""

    ordering = ("-given_at", "-pk")

    def encode_cursor(self, cursor: Any) -> str:
        if cursor.position is not None:
            sealed = seal(BOX).encrypt(cursor.position.encode()).decode()
            cursor = cursor._replace(position=sealed)
        return super().encode_cursor(cursor)

    def decode_cursor(self, request: Request) -> Any:
        cursor: Any = super().decode_cursor(request)
        if cursor is None or cursor.position is None:
            return cursor
        try:
            opened = seal(BOX).decrypt(cursor.position.encode()).decode()
        except InvalidToken as error:
            raise NotFound(self.invalid_cursor_message) from error
        return cursor._replace(position=opened)
