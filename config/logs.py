"""One line of JSON an event: its name, ids, the type of an exception and the route; nothing anybody typed.

Bodies, query strings, addresses and user agents never reach a line, because only the keys named here do, and because a
foreign library's message is kept as its template, without the values it was to be filled with.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import Processor

KEPT = frozenset(
    {
        "event", "level", "logger", "timestamp", "exception", "place", "route", "method", "status", "request_id",
        "milliseconds", "entry_id", "log_index", "case_id", "account_id", "task", "task_id", "count", "role", "reason_code",
    }
)  # fmt: skip
Event = MutableMapping[str, Any]
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def template_only(_logger: Any, _method: str, event: Event) -> Event:
    """Keep of a foreign record its template; a message that came filled in is replaced by its logger's name."""
    record: logging.LogRecord = event["_record"]
    if not event["_from_structlog"]:
        event["event"] = str(record.msg) if event.get("positional_args") else record.name
    return event


def exception_type(_logger: Any, _method: str, event: Event) -> Event:
    """Say of an exception its type and where it was raised; its text may hold what somebody typed."""
    found = event.pop("exc_info", None)
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    elif found is True:
        found = sys.exc_info()
    if found and found[0] is not None:
        kind, _, trace = found
        event["exception"] = f"{kind.__module__}.{kind.__qualname__}"
        if frames := traceback.extract_tb(trace):
            event["place"] = f"{frames[-1].filename}:{frames[-1].lineno}"
    return event


def kept_keys_only(_logger: Any, _method: str, event: Event) -> Event:
    """Drop every key that is not named in KEPT."""
    return {key: value for key, value in event.items() if key in KEPT}


BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_settings(*, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to stderr, through the processors above; structlog is set up alike."""
    structlog.configure(
        processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": BEFORE,
        "pass_foreign_args": True,
        "processors": [template_only, exception_type, kept_keys_only, structlog.processors.JSONRenderer()],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            name: {"handlers": [], "propagate": True}
            for name in (
                "django",
                "django.request",
                "django.server",
                "gunicorn.error",
                "celery",
                "aiosmtpd",
                "mail.log",
            )
        },
    }
