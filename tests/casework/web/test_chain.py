"""The chain on the case page: who sees which link, and the file that proves it offline."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Case
from casework.vocabulary import Seat
from ledger import queries as ledger
from ledger.entries import b64
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text, whole_case
from tests.ledger.sealing import Seals, seals
from tests.ledger.story import judged
from tests.scenario_fixtures import begins

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
    return {name for name, row in rows(page).items() if "Not open to your seat" in row}


def leaves(case: Case, kind: str) -> set[str]:
    """The leaves of a case's entries of a kind."""
    return {b64(bytes(entry.leaf)) for entry in ledger.stream(case.stream) if entry.type == kind}


@begins(brought_to("final"))
def test_a_decider_sees_every_link_and_what_each_cites(town: Town, story: Story) -> None:
    case = Case.objects.get(reference=story.case)
    page = text(town.browser(story.holding(Seat.DECIDER)[0]).get(reverse("case_history", args=[story.case])))
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


@begins(brought_to("deliberation"))
def test_each_seat_sees_the_links_that_it_may_and_no_leaf_of_an_oath_beyond_them(town: Town, story: Story) -> None:
    seen = {
        "panel": text(town.browser("paul").get(reverse("panel_case", args=[story.case]))),
        "investigator": text(town.browser(story.investigator).get(reverse("case_history", args=[story.case]))),
        "auditor": text(town.browser("audrey").get(reverse("case_history", args=[story.case]))),
    }
    assert {seat: shut(page) for seat, page in seen.items()} == {
        "panel": {"Oath"},
        "investigator": {"Finding"},
        "auditor": {"Oath", "Evidence", "Finding"},
    }
    case = Case.objects.get(reference=story.case)
    assert case.respondent is not None
    oaths = [b64(bytes(entry.leaf)) for entry in ledger.stream(case.respondent.stream)]
    assert [seat for seat, page in seen.items() if any(leaf in page for leaf in oaths)] == ["investigator"]


@begins(Town.story)
def test_before_the_risk_is_recorded_nothing_ties_the_case_to_anybody(town: Town, story: Story) -> None:
    assert "chain_title" not in whole_case(town.browser("ines"), story.case)


def served(case: Case) -> str:
    """Where the respondent's page of a case is."""
    while place_letters():
        pass
    return reverse("member_proof", args=[Message.objects.get(case=case, template="notice_of_investigation").reference])


@begins(brought_to("final"))
def test_the_respondent_sees_the_chain_from_their_own_oath_on(town: Town, story: Story) -> None:
    case = Case.objects.get(reference=story.case)
    page = text(town.browser("rex").get(served(case)))
    assert (shut(page), len(LEAF.findall(rows(page)["Oath"]))) == (set(), 1)


@begins(brought_to("final"))
def test_the_chain_is_a_file_that_is_proven_offline(town: Town, story: Story, seals: Seals, capsys: Any) -> None:
    case = Case.objects.get(reference=story.case)
    decider, home = town.browser(story.holding(Seat.DECIDER)[0]), reverse("case", args=[story.case])
    assert decider.get(f"{home}chain/").status_code == 202
    pin = seals.folder / "pin"
    pin.write_text(seals.sign().note, encoding="utf-8")
    opened = {}
    own = served(case).removesuffix("proof/")
    for name, browser, where in (("decider", decider, home), ("respondent", town.browser("rex"), own)):
        answer = browser.get(f"{where}chain/")
        file = seals.folder / f"{name}.json"
        file.write_bytes(answer.content)
        assert judged(capsys, "disclose", file, "--keyring", seals.ring, "--pin", pin).rc == 0
        entries = json.loads(answer.content)["entries"]
        opened[name] = {each["field"] for one in entries for each in one["openings"]}
        kinds = {json.loads(one["entry"])["type"] for one in entries}
        assert {"oath.signed", "allegation.made", "finding.made", "sanction.imposed"} <= kinds
    assert opened == {"decider": {"oath", "oaths"}, "respondent": set()}


@begins(brought_to("investigation"))
@pytest.mark.parametrize("first", ["rex", "remy", "adam"])
def test_a_stranger_gets_no_chain(town: Town, story: Story, first: str) -> None:
    assert town.browser(first).get(reverse("chain", args=[story.case])).status_code == 404
    assert Client().get(reverse("chain", args=[story.case])).status_code == 302
