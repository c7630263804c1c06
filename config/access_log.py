"""The access log of the web server, which is silent where a line would tell who answered.

A personal link names somebody outside, and a line about an answer to a 360 round carries its
moment. Such calls leave no line; all others are logged with method, address, status and duration.
"""

import re
from datetime import timedelta
from typing import Any, Final

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

SILENT: Final = re.compile(r"^/asked/|/rounds/[^/]+/answer/?$")


def is_silent(path: str) -> bool:
    """Whether nothing is written about calls of this address."""
    return bool(SILENT.search(path))


class AccessLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """What gunicorn writes about each call: `--logger-class config.access_log.AccessLog`."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        if not is_silent(str(environ.get("PATH_INFO", ""))):
            super().access(resp, req, environ, request_time)
