"""The chain on the case page: who sees which link, why an allegation was cut, and the file that proves it offline."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casework import actions
from casework.models import Case
from casework.queries.chain import BEFORE_OATH
from ledger import queries as ledger
from ledger.entries import b64
from notifications.models import Message
from notifications.post_room import place_letters
from tests.casework.desk_cast import MONDAY, desk_on
from tests.casework.web.conftest import Town, signed_in
from tests.casework.web.reporting import text
from tests.ledger.sealing import Seals, seals
from tests.ledger.story import judged

__all__ = ["seals"]
ROWS = re.compile(
    r'<dt class="govuk-summary-list__key">(Oath|Allegation|Evidence|Finding|Sanction)</dt>(.*?)</dd>', re.DOTALL
)
LEAF = re.compile(r'<code class="ob-digest">([^<]+)</code>')


def rows(page: str) -> dict[str, str]:
    """The steps of the first chain on a page."""
    begins = page.index('id="chain_title"')
    return dict(ROWS.findall(page[begins : page.index("Download this chain", begins)]))


def shut(page: str) -> set[str]:
    """The steps that are not open to the viewer."""
    return {name for name, row in rows(page).items() if "Not open to you" in row}


def leaves(case: Case, kind: str) -> set[str]:
    """The leaves of a case's entries of a kind."""
    return {b64(bytes(entry.leaf)) for entry in ledger.stream(case.stream) if entry.type == kind}


@pytest.fixture
def final(town: Town) -> Any:
    """A case whose decision is final."""
    return town.case_in("final")


def test_a_decider_sees_every_link_and_what_each_cites(town: Town, final: Any) -> None:
    case = Case.objects.get(reference=final.case)
    page = text(town.browser(final.holding("decider")[0]).get(f"/desk/cases/{final.case}/"))
    found = {name: set(LEAF.findall(row)) for name, row in rows(page).items()}
    assert case.respondent is not None
    signed = {b64(bytes(entry.leaf)) for entry in ledger.stream(case.respondent.stream)}
    assert (len(found["Oath"]), found["Oath"] <= signed) == (1, True)
    for name, kind in {
        "Allegation": "allegation.made",
        "Evidence": "case.evidence_disclosed",
        "Finding": "finding.made",
        "Sanction": "sanction.imposed",
    }.items():
        assert (name, found[name]) == (name, leaves(case, kind))
    number = {entry.type: entry.log_index for entry in ledger.stream(case.stream)}
    assert f"which cites entry {number['allegation.made']}" in rows(page)["Finding"]
    assert f"which cites entry {number['finding.made']}" in rows(page)["Sanction"]


def test_each_seat_sees_the_links_that_it_may_and_no_leaf_of_an_oath_beyond_them(town: Town) -> None:
    story = town.case_in("deliberation")
    seen = {
        "panel": text(town.browser("paul").get(f"/board/cases/{story.case}/")),
        "investigator": text(town.browser(story.investigator).get(f"/desk/cases/{story.case}/")),
        "auditor": text(town.browser("audrey").get(f"/desk/cases/{story.case}/")),
    }
    assert {seat: shut(page) for seat, page in seen.items()} == {
        "panel": {"Oath"},
        "investigator": {"Finding", "Sanction"},
        "auditor": {"Oath", "Evidence", "Finding", "Sanction"},
    }
    case = Case.objects.get(reference=story.case)
    assert case.respondent is not None
    oaths = [b64(bytes(entry.leaf)) for entry in ledger.stream(case.respondent.stream)]
    assert [seat for seat, page in seen.items() if any(leaf in page for leaf in oaths)] == ["investigator"]


def test_before_the_risk_is_recorded_nothing_ties_the_case_to_anybody(town: Town) -> None:
    story = town.story()
    assert "chain_title" not in text(town.browser("ines").get(f"/desk/cases/{story.case}/"))


def served(case: Case) -> str:
    """Where the respondent's page of a case is."""
    while place_letters():
        pass
    return f"/member/cases/{Message.objects.get(case=case, template='notice_of_investigation').reference}/"


def test_the_respondent_sees_the_chain_from_their_own_oath_on(town: Town, final: Any) -> None:
    case = Case.objects.get(reference=final.case)
    page = text(town.browser("rex").get(served(case)))
    assert (shut(page), len(LEAF.findall(rows(page)["Oath"]))) == (set(), 1)


def test_the_chain_is_a_file_that_is_proven_offline(town: Town, final: Any, seals: Seals, capsys: Any) -> None:
    case = Case.objects.get(reference=final.case)
    decider, home = town.browser(final.holding("decider")[0]), f"/desk/cases/{final.case}/"
    assert decider.get(f"{home}chain/").status_code == 202
    pin = seals.folder / "pin"
    pin.write_text(seals.sign().note, encoding="utf-8")
    opened = {}
    for name, browser, where in (("decider", decider, home), ("respondent", town.browser("rex"), served(case))):
        answer = browser.get(f"{where}chain/")
        file = seals.folder / f"{name}.json"
        file.write_bytes(answer.content)
        assert judged(capsys, "disclose", file, "--keyring", seals.ring, "--pin", pin).rc == 0
        entries = json.loads(answer.content)["entries"]
        opened[name] = {each["field"] for one in entries for each in one["openings"]}
        kinds = {json.loads(one["entry"])["type"] for one in entries}
        assert {"oath.signed", "allegation.made", "finding.made", "sanction.imposed"} <= kinds
    assert opened == {"decider": {"oath", "oaths"}, "respondent": set()}


@pytest.mark.parametrize("first", ["rex", "remy", "adam"])
def test_a_stranger_gets_no_chain(town: Town, first: str) -> None:
    story = town.case_in("investigation")
    assert town.browser(first).get(f"/desk/cases/{story.case}/chain/").status_code == 404
    assert Client().get(f"/desk/cases/{story.case}/chain/").status_code == 302


def test_why_an_allegation_was_cut_is_said_on_the_page(db: None) -> None:
    desk, traveller = desk_on(MONDAY)
    case, _ = desk.framed()
    by, on = desk.screeners(case)[0], date(2024, 1, 1)
    period = {"first_day": date(2023, 12, 20), "last_day": date(2024, 1, 10), "ongoing": False, "known_on": None}
    case = actions.frame_allegation(case=case.reference, by=by, commitment=3, act="As before.", **period)
    key = case.facts.allegations.all[-1].id
    actions.split_allegation(case=case.reference, by=by, allegation=key, on=on, reasons="The oath began then.")
    page = text(signed_in(by.user).get(f"/desk/cases/{case.reference}/"))
    traveller.stop()
    assert page.count("What was alleged reached over 1 January 2024, so it was cut in two there.") == 2
    assert page.count(str(BEFORE_OATH)) == 2
