"""A reporter at the pages: begins, answers, sends, as a browser would, tokens and all."""

import re
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from casework.forms.complaint import QUESTIONS, ShortWay
from casework.models import Case
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment
from casework.vocabulary.report_samples import sample_typed
from ledger import queries as ledger
from tests.responses import Response

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
WORDS = re.compile(r"<li>([a-z]+)</li>")
OWN: dict[str, dict[str, Any]] = {
    "who": {"people": "1", "name_1": "Rex Marlowe", "employer_1": "Corvid Works", "number_1": "M-77"},
    "commitments": {"commitments": ["2", "10"]},
    "when": {"kind": "day", "first_day": "12", "first_month": "1", "first_year": "2026"},
    "keep-away": {"keep_away": "Ines Farrow"},
    "evidence": {},
    "you": {"choice": "confidential"},
    "contact": {"name": "Pia Sandgrouse", "email": "pia@example.org"},
}
"""What is typed on the pages whose forms are written by hand."""
ANSWERS: dict[str, dict[str, Any]] = {page: {**sample_typed(page), **OWN.get(page, {})} for page in QUESTIONS}
"""What is typed on every page, in their order."""
SHORT_WAY: dict[str, Any] = {name: said for page in ShortWay.parts for name, said in ANSWERS[page].items()} | {
    "keep_away": "", "declared": "on",
}  # fmt: skip
"""What is typed on the page of the short way."""


FOLDED = re.compile(r'data-unfolds="read_([^"]+)"')
"""The papers of a history that are folded."""
TABS_OF_CASE = ("case", "case_allegations", "case_evidence", "case_letters", "case_notes", "case_history")
"""The tabs of a case on the desk, by the names of their routes."""


def whole_case(browser: Client, reference: str) -> str:
    """Return all that an officer can read about a case: every tab, one after the other."""
    tabs = [text(browser.get(reverse(tab, args=[reference]))) for tab in TABS_OF_CASE if tab != "case_history"]
    return "\n".join([*tabs, history_of(browser, reference)])


def history_of(browser: Client, reference: str) -> str:
    """Return the history of a case as a page on which each paper is unfolded."""
    there = reverse("case_history", args=[reference])
    return text(browser.get(there, {"read": FOLDED.findall(text(browser.get(there)))}))


class Reporter:
    """One browser with one report."""

    def __init__(self, jar: Client, home: str = "", *, short: bool = False) -> None:
        """Begin the report, or go on with the one that this browser has begun."""
        self.jar = jar
        way = {"way": "short"} if short else {}
        first = "short/" if short else "what/"
        self.home = home or jar.post(reverse("begin_report"), way).headers["Location"].removesuffix(first)

    @property
    def handle(self) -> UUID:
        """The draft's handle."""
        return UUID(self.home.split("/")[2])

    def page(self, name: str) -> str:
        """Return the page of a question as text."""
        return self.jar.get(f"{self.home}{name}/").content.decode()

    def post(self, name: str, data: dict[str, Any], *, seen: str | None = None) -> Any:
        """Open a page and send it filled in."""
        return self.send(name, self.page(name), data, seen=seen)

    def send(self, name: str, page: str, data: dict[str, Any], *, seen: str | None = None) -> Any:
        """Send a page that was opened before."""
        hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": seen or first(SEEN, page)}
        return self.jar.post(f"{self.home}{name}/", {**hidden, **data})

    def post_to(self, page: str, data: dict[str, Any]) -> Any:
        """Send a page filled in by the address of a link to it."""
        shown = self.jar.get(f"{self.home}{page}").content.decode()
        hidden = {"csrfmiddlewaretoken": first(TOKEN, shown), "seen": first(SEEN, shown)}
        return self.jar.post(f"{self.home}{page}", {**hidden, **data})

    def answer(self, **changed: dict[str, Any] | None) -> None:
        """Answer every page, some otherwise than usual; None leaves a page out."""
        for name, data in {**ANSWERS, **changed}.items():
            if data is not None:
                answer = self.post(name, data)
                assert (name, answer.status_code) == (name, 302)

    def declare(self) -> Any:
        """Declare it true and send it."""
        return self.post("check", {"declared": "on"})

    def send_short(self, **changed: Any) -> Any:
        """Fill the page of the short way, some fields otherwise than usual, and send the report from it."""
        return self.post("short", {**SHORT_WAY, **changed})

    def code(self) -> str:
        """Return the code's words from the receipt."""
        return " ".join(WORDS.findall(self.page("receipt")))


def sealed(case: Case, kept: CaseCompartment, field: str) -> Any:
    """What was sealed of the report in one field."""
    entry = ledger.stream(case.stream)[0].id
    return open_texts(case, kept, [(entry, field)])[entry, field]


def first(pattern: re.Pattern[str], page: str) -> str:
    """Return what a pattern finds first, or nothing."""
    found = pattern.search(page)
    return found[1] if found else ""


def text(answer: Response) -> str:
    """Return a page as text."""
    return answer.content.decode()
