"""One line of JSON an event: its name, ids, the type of an exception and the route; nothing anybody typed.

Bodies, query strings, addresses and user agents never reach a line, because only the keys named here do, and because a
foreign library's message is kept as its template. Of the values it was to be filled with, FROM_LIBRARIES names those that
stay: names of our tasks, numbers of processes, durations.
"""

import errno
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import Processor

KEPT = frozenset(
    {
        "event", "level", "logger", "timestamp", "exception", "place", "route", "method", "status", "request_id",
        "entry_id", "account_id", "task", "task_id", "check", "part", "tries", "pid", "child_pid", "seconds", "errno",
        "errno_name", "sqlstate", "smtp_code", "witness", "reason",
    }
)  # fmt: skip
Values = dict[str, Any]
Event = MutableMapping[str, Any]
Arguments = Mapping[str, object] | Sequence[object]
Kept = Callable[[Arguments], Values]
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def _of_a_task(values: Arguments) -> Values:
    if not isinstance(values, Mapping):
        return {}
    named = {"task": values.get("name"), "task_id": values.get("id"), "seconds": values.get("runtime")}
    return {key: value for key, value in named.items() if value is not None}


def _of_a_due_task(values: Arguments) -> Values:
    return {"task": values[1]} if isinstance(values, Sequence) and len(values) == 2 else {}


def _of_a_child(values: Arguments) -> Values:
    return {"child_pid": values[0]} if isinstance(values, Sequence) and values and isinstance(values[0], int) else {}


FROM_LIBRARIES: Mapping[str, Kept] = {
    "celery.app.trace": _of_a_task,
    "celery.worker.strategy": _of_a_task,
    "celery.beat": _of_a_due_task,
    "gunicorn.error": _of_a_child,
}
"""Which values stay of a library's message, by its logger: all of them are made by our code or by the machine."""


def template_only(_logger: object, _method: str, event: Event) -> Event:
    """Keep of a foreign record its template; a message that came filled in is replaced by its logger's name."""
    record: logging.LogRecord = event["_record"]
    if not event["_from_structlog"]:
        values = event.get("positional_args")
        event["event"] = str(record.msg) if values else record.name
        if values and (kept := FROM_LIBRARIES.get(record.name)):
            event.update(kept(values))
    return event


def process_id(_logger: object, _method: str, event: Event) -> Event:
    """Say which process speaks."""
    event["pid"] = os.getpid()
    return event


def exception_type(_logger: object, _method: str, event: Event) -> Event:
    """Say of an exception its type, where it was raised, and the number under which the machine knows it.

    Its text may hold what somebody typed. The number is that of the first cause that has one: a full disk is errno 28,
    ENOSPC, whatever it was wrapped in.
    """
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
        event.update(numbers_of(found[1]))
    return event


def numbers_of(error: BaseException | None) -> Values:
    """Return `errno` and its name, PostgreSQL's `sqlstate` and SMTP's code, of an exception or what caused it."""
    found: Values = {}
    for each in _causes(error):
        number, state, code = (getattr(each, name, None) for name in ("errno", "sqlstate", "smtp_code"))
        if isinstance(each, OSError) and number is not None:
            found.setdefault("errno", number)
            found.setdefault("errno_name", errno.errorcode.get(number, "unknown"))
        if isinstance(state, str):
            found.setdefault("sqlstate", state)
        if isinstance(code, int):
            found.setdefault("smtp_code", code)
    return found


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def kept_keys_only(_logger: object, _method: str, event: Event) -> Event:
    """Drop every key that is not named in KEPT."""
    return {key: value for key, value in event.items() if key in KEPT}


FOREIGN = ("django", "django.request", "django.server", "gunicorn.error", "celery", "aiosmtpd", "mail.log")
"""Loggers of libraries that would have handlers of their own."""
BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    process_id,
]


def logging_settings(*, level: str) -> Values:
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
            **{name: {"handlers": [], "propagate": True} for name in FOREIGN},
            # It says a line each time that it is loaded.
            "pikepdf": {"level": "WARNING"},
        },
    }
