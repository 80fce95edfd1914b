"""A log line says what happened and where, and nothing that anybody typed."""

import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
import structlog
from django.test import Client

from config.logs import exception_type, logging_settings

Lines = Callable[[], list[dict[str, str]]]
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
    structlog.get_logger("house").info("letter_sent", entry_id="e1", body=TYPED, ip="192.0.2.1", user_agent="x")
    (line,) = lines()
    del line["timestamp"]
    assert line == {"event": "letter_sent", "entry_id": "e1", "level": "info", "logger": "house"}


def test_an_exception_is_its_type_and_its_place(lines: Lines) -> None:
    try:
        raise ValueError(TYPED)
    except ValueError:
        structlog.get_logger("house").exception("step_failed")
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
