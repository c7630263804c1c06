"""What the API reads. Apart from `core.api`, since DRF loads it while importing itself."""

import json
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class CleanJSONParser(JSONParser):
    """JSON that PostgreSQL can hold: no NUL, no half of a surrogate pair; objects only.

    `tops` are the types that may stand at its top.
    """

    tops: ClassVar[tuple[type, ...]] = (dict,)

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            parsed = super().parse(stream, media_type, parser_context)
            text = json.dumps(parsed, ensure_ascii=False)
            text.encode()
        except (UnicodeError, RecursionError) as error:
            raise ParseError(_("This text holds characters that do not exist.")) from error
        if "\\u0000" in text:
            raise ParseError(_("This text holds characters that do not exist."))
        if not isinstance(parsed, self.tops):
            raise ParseError(_("Send a JSON object."))
        return parsed
