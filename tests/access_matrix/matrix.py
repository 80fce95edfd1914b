"""The matrix of doors: what each address answers to each viewer of one case, asked of the running pages.

The case stands in deliberation, so that most seats are taken. A cell is the status of a GET; after a stroke, for steps and
for what takes no GET, the status of a POST of nothing. No request leaves anything behind, so that all find the same case.
At each audience's steps those whom its pages are for and who have a part in the case, the conflicted officer and a stranger
ask for every verb, everybody else for one in ten: the other cells are empty. Where a step's page is refused, one verb in
five is sent all the same.
At the addresses for programs everybody comes by a token of their own, or by the code, and with no cookie.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4
from zlib import crc32

from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from casework.access.requests import COUNT_ONE
from casework.verbs import VERBS
from casework.vocabulary import Verb
from tests.share import is_taken

TABLE = Path(__file__).with_name("matrix.csv")
PART = re.compile(r"<(?:\w+:)?(\w+)>")
STEP = re.compile(r"/do/<str:verb>/$")
IS_STEP = re.compile(r"/do/\w+/$")
FOR_PROGRAMS = "api/"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
INVENTED = {
    "desk/messages/": "N-2222-2222",
    "desk/": "OB-2222-2222",
    "board/": "OB-2222-2222",
    "panel/": "OB-2222-2222",
    "appeal/": "OB-2222-2222",
    "member/": "N-2222-2222",
    "follow-up/": "N-2222-2222",
    FOR_PROGRAMS: "OB-2222-2222",
}
KEEN = {
    "desk/": frozenset(
        {
            *("screener", "blind_reader", "investigator", "intake", "decider"),
            *("panel_chair", "panel_member", "adviser", "auditor"),
        }
    ),
    "board/": frozenset({"panel_chair", "panel_member", "adviser"}),
    "panel/": frozenset({"panel_chair", "panel_member", "adviser"}),
    "appeal/": frozenset({"panel_chair", "panel_member", "adviser"}),
    "member/": frozenset({"respondent", "respondent_before_notice"}),
    "follow-up/": frozenset({"complainant", "other_complainant"}),
}
EVERYWHERE = frozenset({"anonymous", "conflicted"})
REFUSED = frozenset({403, 404})
STEPS_IN = 24
"""`make test` asks for one in so many steps of each audience, `make long` for all."""
PAGES_IN = 6
"""Of the viewers whom a page is not for, one in this many asks for it in `make test`, and all in `make long`."""
HOW = "Run `python -m tests.access_matrix.regenerate`, then read what changed in tests/access_matrix/matrix.csv, line by line."

type Matrix = dict[str, dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who looks: a browser, a program of theirs, and the reference of the case that this column is about."""

    browser: Client
    program: Client
    case: str

    def comes_to(self, row: str) -> Client:
        """Return what they come with."""
        return self.program if row.startswith(FOR_PROGRAMS) else self.browser


@dataclass(frozen=True, kw_only=True)
class Town:
    """All viewers by column, and what stands for each part of an address: by the beginning of the route, or by name."""

    viewers: Mapping[str, Viewer]
    references: Mapping[str, str]
    parts: Mapping[str, str]

    def address(self, row: str, viewer: Viewer, *, invented: bool = False) -> str:
        """Return a row's address, with the case that the viewer's column is about or with a reference nobody has."""
        begins = next((prefix for prefix in INVENTED if row.startswith(prefix)), "")

        def said(part: re.Match[str]) -> str:
            if part[1] != "reference":
                return self.parts[part[1]]
            return INVENTED[begins] if invented else self.references.get(begins, viewer.case)

        return "/" + PART.sub(said, row)


def routes() -> list[str]:
    """Return every address of the installation as its patterns say it, each once."""
    return sorted(set(_walked(get_resolver(), "")))


def _walked(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield before + str(one.pattern)
        else:
            yield from _walked(one, before + str(one.pattern))


def rows() -> list[str]:
    """Return every row: each route, and each page of a step once for every verb."""
    return [row for route in routes() for row in _expanded(route)]


def _expanded(route: str) -> Sequence[str]:
    if not STEP.search(route):
        return [route]
    return [STEP.sub(f"/do/{verb.value}/", route) for verb in Verb if verb in VERBS]


def asked_now() -> list[str]:
    """Return the rows of this run: every address, and of the steps a share, unless all are asked for."""
    return [row for row in rows() if not IS_STEP.search(row) or is_taken(row, one_in=STEPS_IN)]


class Unchanged:
    """The database as it stood at first: what an asking changed is taken back, where it changed anything.

    That a refusal was counted stays: nobody is answered by it.
    """

    CHANGES_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", COUNT_ONE)

    def __init__(self) -> None:
        self._changed, self._before = False, transaction.savepoint_create()

    def kept(self) -> None:
        """Let what was done on purpose stay from now on."""
        transaction.savepoint_commit(self._before)
        self._before = transaction.savepoint_create()

    @contextmanager
    def by(self) -> Iterator[None]:
        """Take back what is changed inside."""
        self._changed = False
        with connection.execute_wrapper(self._note):
            yield
        if self._changed:
            transaction.savepoint_rollback(self._before)

    def _note(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self._changed |= not sql.startswith(self.CHANGES_NOTHING)
        return execute(sql, *rest)


def cell(browser: Client, row: str, address: str, turn: int, unchanged: Unchanged) -> str:
    """Return what one viewer is answered. The account pages are only looked at: they count attempts."""
    got = _status(browser, "GET", address, unchanged)
    takes = IS_STEP.search(row) or row.endswith("/transitions/<str:verb>/")
    sends = got == 405 or (takes and (got not in REFUSED or turn % 5 == 0 or row.startswith(FOR_PROGRAMS)))
    if not sends or row.startswith("accounts/"):
        return str(got)
    return f"{got}/{_status(browser, 'POST', address, unchanged)}"


def _status(browser: Client, method: str, address: str, unchanged: Unchanged) -> int:
    """Ask, and take back whatever the asking changed, in the database and in the browser."""
    browser.raise_request_exception = False
    cookies = dict(browser.cookies)
    program = {"Idempotency-Key": str(uuid4()), "If-Match": "*"}
    kind, key = (JSON, program) if address.startswith(f"/{FOR_PROGRAMS}") else (FORM, {})
    with unchanged.by():
        answer = browser.generic(method, address, b"{}" if key else b"", kind, headers=key)
        answer.getvalue()
    browser.cookies.clear()
    browser.cookies.update(cookies)
    return int(answer.status_code)


def measured(town: Town) -> Matrix:
    """Ask everything, as everybody. The last column is what the conflicted officer is answered to an invented reference."""
    found: Matrix = {}
    barred, unchanged = town.viewers["conflicted"], Unchanged()
    for row in routes():
        assert {*PART.findall(row)} <= town.parts.keys() | {"reference", "verb"}, (
            f"say in conftest.py what stands in {row}"
        )
    for number, row in enumerate(asked_now()):
        if number % 100 == 0:
            seen_lately(town)
            unchanged.kept()
        drawn = crc32(row.encode())  # of the row alone: a new row changes no other
        found[row] = {
            name: cell(one.comes_to(row), row, town.address(row, one), drawn + place, unchanged)
            if asks(name, row, drawn + place)
            else ""
            for place, (name, one) in enumerate(town.viewers.items())
            if asks_now(name, row)
        }
        turn = drawn + list(town.viewers).index("conflicted")
        address = town.address(row, barred, invented=True)
        found[row]["invented"] = cell(barred.comes_to(row), row, address, turn, unchanged)
    return found


def seen_lately(town: Town) -> None:
    """Have every session noted as in use, which lasts a minute: else each request would note it, and have that taken back."""
    for viewer in town.viewers.values():
        viewer.browser.get("/")


def asks(name: str, row: str, turn: int) -> bool:
    """Whether a viewer asks for a row: every page; of the steps of pages that are not for them, one in ten."""
    return not IS_STEP.search(row) or turn % 10 == 0 or is_keen(name, row)


def asks_now(name: str, row: str) -> bool:
    """Whether a viewer asks in this run. `make test` asks only for a share of the pages that are not for the viewer."""
    return IS_STEP.search(row) is not None or is_keen(name, row) or is_taken(f"{name} {row}", one_in=PAGES_IN)


def is_keen(name: str, row: str) -> bool:
    """Whether a viewer asks for every page here: the people whom it is for, a stranger and the conflicted officer."""
    return name in EVERYWHERE or name in next((keen for prefix, keen in KEEN.items() if row.startswith(prefix)), ())


def written() -> Matrix:
    """Return the table in the repository."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {line.pop("address"): line for line in csv.DictReader(file)}


def write(found: Matrix) -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ["address", *next(iter(found.values()))], lineterminator="\n")
        out.writeheader()
        out.writerows({"address": row, **cells} for row, cells in found.items())
