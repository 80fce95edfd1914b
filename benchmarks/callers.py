"""Two ways to ask the same: over HTTP, where it is timed; within this process, where its statements are counted."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import uuid4

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.test import Client

from accounts.prepared import NumberedCursor
from benchmarks.wire import LightVisitor
from casework.forms.complaint import ShortWay
from ledger.canonical import Values
from tests.casework.web.reporting import ANSWERS, Reporter

PAGES = {name: data for name, data in ANSWERS.items() if name != "contact"} | {
    "keep-away": {"keep_away": ""},
    "you": {"choice": "anonymous"},
}
"""What an anonymous reporter answers: nine pages, each asked for and sent, between the beginning and the declaration.

Nobody is kept away: a line that fits nobody would hold the report until somebody outside rules.
"""

SHORT_PAGE = {name: said for page in ShortWay.parts for name, said in PAGES.get(page, {}).items()} | {"declared": "on"}
"""What the same reporter types on the one page of the short way."""
REQUESTS, SHORT_REQUESTS = 1 + 2 * len(PAGES) + 2, 3
NUMBER = re.compile(r"\$(\d+)")
DRAFT = {"draft": "keep", "draft_version": "0"}
FORM = "application/x-www-form-urlencoded"


def _filled(*, short: bool) -> Values:
    """Return what a reporter types on each page until the report is sent."""
    return {"short": SHORT_PAGE} if short else {**PAGES, "check": {"declared": "on"}}


class Caller(Protocol):
    """Somebody who asks the installation; raises AssertionError when it does not do what was asked."""

    def look(self, path: str) -> None:
        """Look at a page."""

    def keep(self, path: str, typed: Mapping[str, str]) -> None:
        """Save what is typed on a step, as the script of its page does."""

    def send(self, path: str, body: Mapping[str, object]) -> None:
        """Send JSON to the API with a new key."""

    def report(self, *, short: bool = False) -> None:
        """Report at the public pages, from the beginning to the receipt code, the full way or the short one."""


@dataclass
class OverHTTP:
    """Asks the running web server on one connection that stays open."""

    url: str
    token: str = ""
    visitor: LightVisitor = field(init=False)

    def __post_init__(self) -> None:
        self.visitor = LightVisitor(self.url)

    def look(self, path: str) -> None:
        """Look at a page."""
        assert self.visitor.get(path).status == 200, path

    def keep(self, path: str, typed: Mapping[str, str]) -> None:
        """Save what is typed on a step. The cookie holds the token that the form sends."""
        token = next(value for (name, _), value in self.visitor.cookies.items() if name.endswith("csrftoken"))
        body = urlencode({**typed, **DRAFT, "csrfmiddlewaretoken": token}).encode()
        told = {"Content-Type": FORM, "Referer": self.url + path, "X-Draft": "1"}
        assert self.visitor.ask("POST", path, body, **told).status == 200, path

    def send(self, path: str, body: Values) -> None:
        """Send JSON to the API."""
        told = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4()), "If-Match": "*"}
        told |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        answer = self.visitor.ask("POST", f"/api/v1/{path}", json.dumps(body).encode(), **told)
        assert answer.status in (200, 201), (answer.status, answer.text[:300])

    def report(self, *, short: bool = False) -> None:
        """Report with a new browser."""
        browser = LightVisitor(self.url, wire=self.visitor.wire)
        home = browser.begins(short=short)
        for page, data in _filled(short=short).items():
            assert browser.fills(f"{home}{page}/", data).status == 302, page
        self.visitor.wire = browser.wire


@dataclass
class Within:
    """Asks in this process, so that what it costs the database can be watched."""

    client: Client
    token: str = ""

    def look(self, path: str) -> None:
        """Look at a page."""
        assert self.client.get(path).status_code == 200, path

    def keep(self, path: str, typed: Mapping[str, str]) -> None:
        """Save what is typed on a step."""
        answer = self.client.post(path, {**typed, **DRAFT}, headers={"X-Draft": "1"})
        assert answer.status_code == 200, path

    def send(self, path: str, body: Values) -> None:
        """Send JSON to the API."""
        told = {"Idempotency-Key": str(uuid4()), "If-Match": "*"}
        told |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        answer = Client().post(f"/api/v1/{path}", body, content_type="application/json", headers=told)
        assert answer.status_code in (200, 201), answer.content[:300]

    def report(self, *, short: bool = False) -> None:
        """Report with a new browser."""
        reporter = Reporter(Client(), short=short)
        for page, data in _filled(short=short).items():
            assert reporter.post(page, data).status_code == 302, page


@dataclass(frozen=True)
class Statement:
    """One statement as it went to the database, and how long it took there, in seconds; `kept`: whether its plan is."""

    sql: str
    params: Any
    seconds: float
    kept: bool = False


@contextmanager
def watched() -> Iterator[list[Statement]]:
    """Collect the statements of this process while it lasts."""
    found: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took, cursor = perf_counter() - began, context["cursor"].cursor
            if isinstance(cursor, NumberedCursor):
                sql, params = _with_names(sql, params)
            found.append(Statement(sql, params, took, isinstance(cursor, (NumberedCursor, ServerBindingCursor))))

    with connection.execute_wrapper(note):
        yield found


def _with_names(sql: str, params: Any) -> tuple[str, Mapping[str, Any]]:
    """Return a statement that numbers its values as one that names them, which any cursor takes."""
    named = NUMBER.sub(r"%(value_\1)s", sql.replace("%", "%%"))
    return named, {f"value_{number}": value for number, value in enumerate(params, start=1)}
