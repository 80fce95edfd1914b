"""What is withheld stands in no answer of any address to anybody who decides, before the ruling and after; its gist does."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from casework.models import Case
from casework.procedure.evidence.actions import add_evidence
from casework.vocabulary import Verb
from notifications.dispatch.dispatcher import place_letters
from tests.access_matrix.matrix import IS_STEP, PART, rows
from tests.casework.taking import take
from tests.notifications.test_bundle_of_deciders import Society
from tests.notifications.test_pages import at_the_desk
from tests.scenario_fixtures import begins, begun_by, case, here
from tests.share import is_taken
from tests.vault.sent import sent

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
PLANTED, GIST = "wheatear", "A bird was seen on that day."
OF_A_CASE = re.compile(r"^(?:desk|board|panel|appeal|api)/")
EVIDENCE = re.compile(r"bundle|evidence|files|letters|^\w+/cases/<str:reference>/$")
KNOWN = {"page": "1", "part": "page", "side": "sent", "thread": "reporter", "which": "0", "verb": "record_findings"} | {
    "seat": "respondent",
}


class Withheld(Society):
    """The people of all bodies, and a statement of the Society that the member is not to see. `rules`: a reviewer ruled."""

    rules = True

    def brought(self, case: Case) -> Case:
        """Ola brings a statement with a file, and proposes that it is withheld."""
        with sent(f"Read this, {PLANTED}.".encode(), f"{PLANTED}.txt") as file:
            case = add_evidence(
                reference=case.reference,
                by=self.by("ola"),
                title=f"On the {PLANTED}",
                text=f"A {PLANTED} was there.",
                file=file,
            )
        given = {"evidence": str(case.view.evidence.all[-1].id), "whole": "yes", "passage": "", "ground": "1"}
        why = {"reasons": f"Only one person saw the {PLANTED}.", "gist": f"A {PLANTED} was seen."}
        return take(case, Verb.PROPOSE_WITHHOLDING, self.by("ola"), **given, **why)

    def ruled(self, case: Case) -> Case:
        """Vera rules that it is withheld, and Rex opens his letter."""
        case = take(case, Verb.SEAT_OFFICER, self.by("ines"), place=f"reviewer:{self.person('vera')}")
        given = {"evidence": str(case.view.evidence.proposed[0].evidence), "ruling": "withheld", "gist": GIST}
        case = take(case, Verb.RULE_WITHHOLDING, self.by("vera"), **given, reasons="It would tell who spoke.")
        while place_letters():
            pass
        return self.serve(case, case.view.evidence.copies[-1].given_by)

    def formed(self, **given: Any) -> Case:
        """The panel is formed, with the statement, and the ruling on it if there is one."""
        case = self.brought(super().formed(**given))
        return self.ruled(case) if self.rules else case

    def heard_before(self) -> Case:
        """The day of the hearing; nobody has ruled."""
        self.rules = False
        return self.heard()

    def heard_after(self) -> Case:
        """The day of the hearing; it was withheld, and its gist served, long before."""
        self.rules = True
        return self.heard()

    def voting_after(self) -> Case:
        """The papers are with the board."""
        self.rules = True
        return self.before_the_board()

    def appealed_before(self) -> Case:
        """An appeal is lodged; nobody ever ruled."""
        self.rules = False
        return self.on_appeal()

    def appealed_after(self) -> Case:
        self.rules = True
        return self.on_appeal()


begun = begun_by(Withheld)


@pytest.fixture
def society(here: tuple[Withheld, Any]) -> Withheld:
    return here[0]


def addresses(case: Case, name: str) -> Iterator[str]:
    """Yield the addresses of the installation with a case in it, once for each file and page.

    Where evidence or a letter is read, all of them; of other pages and of the steps the share that a person asks for.
    """
    known = case.view.evidence
    files = set(known.files.values())
    pieces = {one.id for one in known.all} | known.copy_keys
    many: dict[str, list[object]] = {
        "file": [*files],
        "copy": [*pieces],
        "evidence": [*pieces],
        "entry": [*(one.added_by for one in known.all), *(one.given_by for one in known.copies)],
        "number": [*range(1, 7)],
    }
    for row in rows():
        is_now = EVIDENCE.search(row) or is_taken(f"{name} {row}", one_in=24 if IS_STEP.search(row) else 6)
        if is_now and OF_A_CASE.match(row) and "reference" in PART.findall(row):
            yield from filled(row, case, many)


def filled(row: str, case: Case, many: dict[str, list[object]]) -> Iterator[str]:
    """Yield a row's addresses, with everything that its first part of many can be."""
    part = next((name for name in PART.findall(row) if name in many), None)
    for value in many[part] if part else [None]:

        def said(found: re.Match[str], value: object = value) -> str:
            if found[1] == "reference":
                return case.reference
            return str(value if found[1] == part else KNOWN.get(found[1]) or (many.get(found[1]) or [uuid4()])[0])

        yield "/" + PART.sub(said, row)


def answers(jar: Client, case: Case, name: str) -> str:
    """Return all answers that somebody gets at these addresses."""
    # The answer of the member is one word in this cast, which a page of the board cannot show: it then shows nothing.
    jar.raise_request_exception = False
    found = []
    for address in addresses(case, name):
        answer = jar.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        found.append(body.decode("utf-8", "replace"))
    return "\n".join(found)


def test_the_addresses_are_many_and_those_of_the_bundle_and_the_files_are_among_them() -> None:
    routes = [row for row in rows() if OF_A_CASE.match(row) and "reference" in PART.findall(row)]
    assert len(routes) > 300
    assert {"board/cases/<str:reference>/bundle/", "board/cases/<str:reference>/files/<uuid:file>/"} <= set(routes)


def hold(society: Withheld, case: Case, name: str, *, gist: bool | None) -> None:
    shown = answers(at_the_desk(society[name]), case, name)
    assert PLANTED not in shown
    assert gist is None or (GIST in shown) is gist


@begins(Withheld.heard_before)
def test_what_waits_for_a_reviewer_is_nowhere_for_the_panel(society: Withheld, case: Case) -> None:
    hold(society, case, "cleo", gist=False)


@begins(Withheld.heard_after)
@pytest.mark.parametrize("name", ["cleo", "milo"])
def test_what_is_withheld_is_nowhere_for_the_panel_and_its_gist_is(society: Withheld, case: Case, name: str) -> None:
    hold(society, case, name, gist=True)


@begins(Withheld.voting_after)
def test_what_is_withheld_is_nowhere_for_the_board(society: Withheld, case: Case) -> None:
    hold(society, case, "bo", gist=None)


@begins(Withheld.appealed_before)
def test_what_waits_for_a_reviewer_is_nowhere_for_the_appeal_panel(society: Withheld, case: Case) -> None:
    hold(society, case, "amos", gist=False)


@begins(Withheld.appealed_after)
@pytest.mark.parametrize("name", ["amos", "anouk"])
def test_what_is_withheld_is_nowhere_for_the_appeal_panel_and_its_gist_is(
    society: Withheld, case: Case, name: str
) -> None:
    hold(society, case, name, gist=True)


@begins(Withheld.heard_after)
def test_those_who_may_read_it_find_what_was_planted(society: Withheld, case: Case) -> None:
    """So the search would find it, were it anywhere for the others."""
    assert PLANTED in answers(at_the_desk(society["ola"]), case, "ola")
