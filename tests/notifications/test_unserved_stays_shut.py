"""A paper that the member was not served with cannot be opened by any body that decides, wherever it would stand."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework import access
from casework.models import Case
from casework.procedure.evidence.actions import disclose_evidence
from casework.queries.case.openings import openings_for_seat
from casework.record.events import ServedItemsListed
from casework.vocabulary import Seat, Verb
from tests.casework.api.conftest import of
from tests.casework.board_cast import BOARD
from tests.casework.taking import take
from tests.casework.web.reporting import TABS_OF_CASE, history_of
from tests.notifications.test_bundle_of_deciders import Society, page, pdf
from tests.notifications.test_pages import at_the_desk
from tests.scenario_fixtures import begins, begun_by, case, here
from tests.vault.sent import sent

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
PLANTED = "wheatear"


class Planted(Society):
    """The people of all bodies, and a copy with a file that Ola planted after the member was served."""

    def plant(self, case: Case) -> Case:
        """Put a copy with a file into the bundle. Nobody serves it."""
        with sent(f"Read this, {PLANTED}.".encode(), "page.txt") as file:
            return disclose_evidence(
                reference=case.reference,
                by=self.by("ola"),
                evidence=case.view.evidence.all[0].id,
                title=f"On the {PLANTED}",
                text=f"A {PLANTED} was there.",
                one_holder=False,
                file=file,
            )

    def on_the_morning(self) -> Case:
        """The morning of the hearing: the bundle was served in time, and then a copy was planted."""
        case = self.formed()
        take(case, Verb.SERVE_BUNDLE, self.by("ola"), evidence=[str(self.copy_in(case))])
        self.wait(days=45)
        return self.plant(case)

    def appeal_planted(self) -> Case:
        """The same before the appeal is heard."""
        return self.plant(self.on_appeal())


begun = begun_by(Planted)


@pytest.fixture
def society(here: tuple[Planted, Any]) -> Planted:
    return here[0]


def all_that_is_shown(jar: Client, case: Case) -> Iterator[str]:
    """Yield every page that somebody who decides can open in a case."""
    of_panel = ("panel_case", "panel_days", "panel_hearing", "panel_findings", "panel_sanction", "panel_bundle")
    for name in ("board_case", *TABS_OF_CASE, "board_chain", "board_bundle", *of_panel):
        yield jar.get(reverse(name, args=[case.reference])).content.decode()
    yield history_of(jar, case.reference)
    copy = case.view.evidence.copies[-1]
    for name in ("board_file", "file", "board_file_download", "file_download"):
        answer = jar.get(reverse(name, args=[case.reference, copy.file]))
        assert answer.status_code == 404
        yield answer.content.decode()
    for number in range(1, 9):
        yield page(jar, case, page=number)
    found = jar.post(reverse("board_bundle", args=[case.reference]), {"words": PLANTED}).content.decode()
    assert f"“{PLANTED}” was not found" in found
    yield from pdf(jar, case)


@begins(Planted.on_the_morning)
def test_a_paper_planted_on_the_morning_is_shut_to_the_panel_and_stops_nothing(society: Planted, case: Case) -> None:
    panel = [society.person(one) for one in ("cleo", "milo", "nora")]
    case = take(
        case, Verb.OPEN_HEARING, society.by("cleo"), present=[str(one) for one in panel], respondent_present="yes"
    )
    hold_everywhere(society, case, "milo", Seat.PANEL_MEMBER)
    listed = [one.event for one in access.recorded_in(case.stream) if isinstance(one.event, ServedItemsListed)]
    copies = case.view.evidence.copies
    assert [(copies[0].given_by in one.entries, copies[1].given_by in one.entries) for one in listed] == [(True, False)]


@begins(Planted.appeal_planted)
def test_what_is_planted_before_the_appeal_is_shut_to_the_appeal_panel_everywhere(society: Planted, case: Case) -> None:
    hold_everywhere(society, case, "amos", Seat.APPEAL_CHAIR)


def hold_everywhere(society: Planted, case: Case, name: str, seat: Seat) -> None:
    """Assert that what was planted stands nowhere for somebody who decides, and does for somebody who does not."""
    jar = at_the_desk(society[name])
    shown = list(all_that_is_shown(jar, case))
    program = of(society[name])
    shown += [
        program.get(f"cases/{case.reference}/{part}").content.decode() for part in ("", "timeline/", "transitions/")
    ]
    assert [
        text for text in shown if f"On the {PLANTED}" in text or f"A {PLANTED}" in text or "Read this" in text
    ] == []
    found = access.case_called(case.reference, case.view.now)
    opened = list(openings_for_seat(access.cases_in_seat(found, seat)))
    assert (bool(opened), PLANTED in str(opened)) == (True, False)
    ola = at_the_desk(society["ola"])
    assert f"On the {PLANTED}" in history_of(ola, case.reference)


@begins(Society.recommended)
def test_the_board_reads_its_papers_once_the_member_has_them(society: Planted, case: Case) -> None:
    case = take(case, Verb.SEND_BOARD_PACK, society.by("bea"), society.by("ava"), minute="On the whimbrel.")
    for name in BOARD:
        case = take(case, Verb.DECLARE_INTERESTS, society.by(name), answer="free")
    jar, seen = at_the_desk(society["bo"]), []
    for _ in range(2):
        screens = [reverse(name, args=[case.reference]) for name in ("board_case", "pack_sanction", "pack_said")]
        shown = "".join(jar.get(screen).content.decode() for screen in screens)
        seen.append(("On the whimbrel." in shown, "It was done for gain, brambling." in shown))
        case = society.serve(case, case.view.board.pack or case.id)
    assert seen == [(False, False), (True, True)]
