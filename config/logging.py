"""Structured logs that hold no one's words.

Database errors quote the failing row, and exception messages may quote what was typed. Logs are
read by operators, who are not readers of anybody's words: an exception is logged by its type and
the place in the code, never by its message.
"""

import logging.config
import re
import traceback
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

LINK: Final = re.compile(r"/asked/\S+")


def without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and the lines of code it came through."""
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__qualname__
        event["at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in frames[-8:]]
    return event


def without_links(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blot out personal links: whoever has one is somebody, and a refusal logs its address."""
    if isinstance(said := event.get("event"), str):
        event["event"] = LINK.sub("/asked/...", said)
    return event


def logging_config(level: str) -> dict[str, Any]:
    """Configure logging at once and return the configuration (JSON lines on standard error)."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
        without_links,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    config: dict[str, Any] = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
        },
    }
    logging.config.dictConfig(config)
    return config
