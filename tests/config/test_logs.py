"""A log line says what happened and where, and nothing that anybody typed."""

import errno
import json
import logging
import logging.config
import os
from collections.abc import Callable, Iterator
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

import psycopg
import pytest
import structlog
from celery.app.trace import LOG_FAILURE, LOG_SUCCESS
from django.db import DatabaseError
from django.test import Client

from config import celery
from config.logs import exception_type, logging_settings
from tests.house_rules.log_calls import LogCall, log_calls
from tests.house_rules.source import python

Lines = Callable[[], list[dict[str, Any]]]
TYPED = "Rex took the money"


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Log as a process does, and read back each line."""
    written = StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.config.dictConfig(logging_settings(level="INFO"))
    (stderr,) = root.handlers
    assert isinstance(stderr, logging.StreamHandler)
    stderr.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:] = handlers
    root.setLevel(level)


def test_an_event_keeps_its_ids_and_drops_the_rest(lines: Lines) -> None:
    structlog.get_logger("site").info("letter_sent", entry_id="e1", body=TYPED, ip="192.0.2.1", user_agent="x")
    (line,) = lines()
    del line["timestamp"]
    kept = {"event": "letter_sent", "entry_id": "e1", "level": "info", "logger": "site"}
    assert line == {**kept, "pid": os.getpid()}


OURS = [call for source in python() if "LOG." in source.text for call in log_calls(source)]


@pytest.mark.parametrize("call", OURS, ids=[f"{call.path}:{call.event}" for call in OURS])
def test_each_event_of_ours_says_what_it_is_about(call: LogCall, lines: Lines) -> None:
    said = {key: f"of {key}" for key in call.keys}
    try:
        raise OSError(errno.ENOSPC, TYPED)
    except OSError as fault:
        found = {"exc_info": fault} if call.tells_the_exception else {}
        getattr(structlog.get_logger("site"), call.method)(call.event, **said, **found)
    (line,) = lines()
    told = {"exception": "builtins.OSError", "errno": errno.ENOSPC, "errno_name": "ENOSPC"}
    assert {**said, **(told if call.tells_the_exception else {})}.items() <= line.items()
    assert line["event"] == call.event
    assert TYPED not in json.dumps(line)


def test_the_machines_number_is_found_behind_what_it_was_wrapped_in(lines: Lines) -> None:
    log = structlog.get_logger("site")
    for cause in (OSError(errno.EDQUOT, TYPED), psycopg.errors.DiskFull(TYPED), SMTPResponseException(452, TYPED)):
        try:
            try:
                raise cause
            except Exception as fault:
                raise DatabaseError(TYPED) from fault
        except DatabaseError as fault:
            log.warning("step_failed", exc_info=fault)
    log.warning("mail_was_not_taken", exc_info=SMTPRecipientsRefused({TYPED: (550, TYPED.encode())}))
    said = [{key: line.get(key) for key in ("errno", "errno_name", "sqlstate", "smtp_code")} for line in lines()]
    nothing = dict.fromkeys(("errno", "errno_name", "sqlstate", "smtp_code"))
    assert said == [
        {**nothing, "errno": errno.EDQUOT, "errno_name": "EDQUOT"},
        {**nothing, "sqlstate": "53100"},
        {**nothing, "smtp_code": 452},
        nothing,
    ]
    assert TYPED not in json.dumps(lines())


def test_a_task_is_named_with_how_long_it_took_and_a_dead_child_with_its_number(lines: Lines) -> None:
    ended = {"name": "ledger.seal", "id": "t1", "runtime": 0.25, "return_value": TYPED, "args": TYPED}
    logging.getLogger("celery.app.trace").info(LOG_SUCCESS, ended)
    logging.getLogger("celery.app.trace").error(LOG_FAILURE, {**ended, "exc": TYPED, "description": "raised"})
    logging.getLogger("celery.beat").info("Scheduler: Sending due task %s (%s)", "seals", "ledger.seal")
    logging.getLogger("gunicorn.error").error("Worker (pid:%s) was sent %s!", 4711, "SIGKILL")
    logging.getLogger("celery.app.trace").info("no values: %s", TYPED)
    ended_well, failed, due, killed, other = lines()
    for line in (ended_well, failed):
        assert (line["task"], line["task_id"], line["seconds"]) == ("ledger.seal", "t1", 0.25)
    assert due["task"] == "ledger.seal"
    assert killed["child_pid"] == 4711
    assert "task" not in other
    assert TYPED not in json.dumps(lines())


def test_an_exception_is_its_type_and_its_place(lines: Lines) -> None:
    try:
        raise ValueError(TYPED)
    except ValueError:
        structlog.get_logger("site").exception("step_failed")
    (line,) = lines()
    assert (line["exception"], line["place"].split(":")[0]) == ("builtins.ValueError", __file__)
    assert TYPED not in json.dumps(line)


def test_a_foreign_message_is_kept_as_its_template(lines: Lines) -> None:
    logging.getLogger("library").warning("Not found: %s", TYPED)
    logging.getLogger("library").warning(f"Not found: {TYPED}")
    assert [line["event"] for line in lines()] == ["Not found: %s", "library"]


def test_a_page_that_is_not_there_leaves_no_path_in_the_log(lines: Lines) -> None:
    assert Client().get("/OB-7K4X-92QD?q=Rex", HTTP_USER_AGENT="spy").status_code == 404
    text = json.dumps(lines())
    assert [word for word in ("OB-7K4X", "Rex", "spy", "127.0.0.1") if word in text] == []


def test_an_exception_that_was_never_raised_has_no_place() -> None:
    assert exception_type(None, "error", {"exc_info": ValueError("what somebody typed")}) == {
        "exception": "builtins.ValueError"
    }


def test_a_line_of_ours_names_the_task_that_logged_it(lines: Lines) -> None:
    celery.name_task_in_logs(task_id="t1", task=celery.app.tasks["celery.group"])
    structlog.get_logger("site").info("step_refused")
    celery.forget_task_in_logs()
    structlog.get_logger("site").info("step_refused")
    within, after = lines()
    assert within["task"] == "celery.group"
    assert within["task_id"] == "t1"
    assert "task" not in after
