"""Deciding without a passkey takes password and code again, every five minutes; nothing typed is lost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.second_factor import totp_now
from casework.access import Actor
from casework.queries.checks.replay import drifts
from casework.verbs.perform import read_proposal
from casework.vocabulary import ProofNeeded, Verb
from ledger import queries as ledger
from ledger.clock import now
from local.demo.cast import EVERYBODY
from local.demo.people import key_of
from local.demo.scenario import Story
from local.demo.story import last_event
from tests.casework.api.conftest import of
from tests.casework.procedure.signatures.by_passkey import hidden
from tests.casework.procedure.signatures.test_decisive import SHEET, address
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.scenario_fixtures import here, upon

__all__ = ["here"]

FIVE_MINUTES = 300
ATTEMPTS = 10
"""How many a minute gives."""


def proof(first: str) -> dict[str, str]:
    """What somebody types to prove who they are: their password, and what their app shows now."""
    (person,) = (one for one in EVERYBODY if one.name.split()[0].lower() == first)
    key = key_of(person)
    return {"proof-password": key.password, "proof-code": totp_now(key.totp_secret)}


def written(story: Story) -> int:
    """How many entries the case has."""
    return len(ledger.stream(f"case/{story.view.case}"))


@upon(brought_to("deliberation"))
def findings_saved(_town: Town, story: Story) -> Story:
    """A panel without passkeys that has saved its findings and is to recommend a sanction."""
    story.by("paul", Verb.OPEN_HISTORY, confirmed="on")
    story.open_letter(story.respondent, last_event(story, "case.factors_named"))
    story.wait(20)
    return story


begun = town_begun(to=findings_saved)


@pytest.fixture
def panel(here: tuple[Town, Story]) -> tuple[Town, Story]:
    return here


def asked(browser: Client, story: Story, **typed: Any) -> dict[str, str]:
    """Send what was typed, be asked to prove who it is, and return what the page of proving would send again."""
    answer = browser.post(address(story), typed or SHEET)
    page = answer.content.decode()
    assert (answer.status_code, "Show that it is you" in page) == (200, True)
    return hidden(page)


def test_a_step_that_decides_waits_for_password_and_code_and_keeps_what_was_typed(panel: Any) -> None:
    town, story = panel
    browser, before = town.browser("paul"), written(story)
    again = asked(browser, story)
    assert ({name: again[name] for name in SHEET}, written(story)) == (
        {name: str(said) for name, said in SHEET.items()},
        before,
    )
    assert browser.post(address(story), again | proof("paul")).status_code == 302
    waiting = story.view.proposals.of(Verb.RECOMMEND_SANCTION)
    assert (waiting is not None, written(story)) == (True, before + 1)
    assert list(drifts([story.case])) == []


def locks(story: Story, first: str, town: Town, **typed: Any) -> int:
    """How often a case is locked while somebody sends a step."""
    with CaptureQueriesContext(connection) as asked_of_database:
        town.browser(first).post(address(story), typed)
    return sum("FOR NO KEY UPDATE OF c" in query["sql"] for query in asked_of_database)


def test_proof_is_asked_for_before_the_case_is_locked_or_anything_is_done(panel: Any) -> None:
    town, story = panel
    assert locks(story, "paul", town, **SHEET) == 0
    story.by("paul", Verb.RECOMMEND_SANCTION, **SHEET)
    signs = {"signs": str(story.view.proposals.of(Verb.RECOMMEND_SANCTION).id)}
    assert [locks(story, "petra", town, **signs), locks(story, "petra", town, **signs | proof("petra"))] == [0, 1]


def test_the_second_hand_proves_it_too_and_the_step_is_done_without_a_signature(panel: Any) -> None:
    town, story = panel
    story.by("paul", Verb.RECOMMEND_SANCTION, **SHEET)
    signs = {"signs": str(story.view.proposals.of(Verb.RECOMMEND_SANCTION).id)}
    browser = town.browser("petra")
    again = asked(browser, story, **signs)
    assert again["signs"] == signs["signs"]
    assert browser.post(address(story), again | proof("petra")).status_code == 302
    assert story.view.state == "board_decision"
    assert "case.signature_given" not in {entry.type for entry in ledger.stream(f"case/{story.view.case}")}


@pytest.mark.parametrize(("later", "status"), [(FIVE_MINUTES - 1, 302), (FIVE_MINUTES, 200)])
def test_what_was_proven_counts_for_five_minutes(panel: Any, later: int, status: int) -> None:
    town, story = panel
    browser = town.browser("paul")
    browser.post(address(story), asked(browser, story) | proof("paul"))
    town.clock.shift(later)
    before = written(story)
    replace_waiting = SHEET | {
        "replace_waiting": "yes",
        "signs": str(story.view.proposals.of(Verb.RECOMMEND_SANCTION).id),
    }
    answer = browser.post(address(story), replace_waiting)
    assert (answer.status_code, written(story) - before) == (status, 1 if status == 302 else 0)


@pytest.mark.parametrize("given", [("password", "mfa"), ("mfa", "password")])
def test_a_password_alone_and_a_code_alone_are_not_enough(panel: Any, given: tuple[str, str]) -> None:
    town, story = panel
    (early, late), moment = given, now().timestamp()
    browser = town.browser("paul")
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": early, "at": moment - FIVE_MINUTES},
        {"method": late, "at": moment},
    ]
    session.save()
    assert hidden(browser.post(address(story), SHEET).content.decode())["reasons"] == SHEET["reasons"]


def test_a_wrong_password_or_code_does_nothing_keeps_the_words_and_uses_no_code_up(panel: Any) -> None:
    town, story = panel
    browser, right = town.browser("paul"), proof("paul")
    before, again = written(story), asked(browser, story)
    for wrong, told in (("proof-password", "This is not your password"), ("proof-code", "This code is not right")):
        answer = browser.post(address(story), again | right | {wrong: "nothing like it"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert told in page
        assert right["proof-password"] not in page
        assert hidden(page)["reasons"] == SHEET["reasons"]
    assert written(story) == before
    assert browser.post(address(story), again | right).status_code == 302


def test_passwords_are_not_tried_one_after_another(panel: Any) -> None:
    town, story = panel
    browser, right = town.browser("paul"), proof("paul")
    before, again = written(story), asked(browser, story)
    for _ in range(ATTEMPTS):
        browser.post(address(story), again | right | {"proof-password": "nothing like it"})
    answer = browser.post(address(story), again | right)
    assert (answer.status_code, "Too many attempts" in answer.content.decode()) == (422, True)
    assert (hidden(answer.content.decode())["reasons"], written(story)) == (SHEET["reasons"], before)


def test_the_password_stands_in_no_refusal_and_is_not_kept_with_what_was_put_forward(panel: Any) -> None:
    town, story = panel
    typed = SHEET | proof("paul") | {"proof-password": "four unrelated words here"}
    refused = town.browser("paul").post(address(story).replace(story.case, "OB-2222-2222"), typed)
    shown = [words.encode() in refused.content for words in (str(SHEET["reasons"]), "four unrelated words")]
    assert (refused.status_code, shown) == (404, [True, False])
    browser = town.browser("paul")
    browser.post(address(story), asked(browser, story) | proof("paul"))
    waiting = story.view.proposals.of(Verb.RECOMMEND_SANCTION)
    assert {*read_proposal(waiting, story.case, Actor(user=town.people["petra"]))} == {*SHEET}


def test_a_program_takes_no_step_that_decides(panel: Any) -> None:
    town, story = panel
    before = written(story)
    answer = of(town.people["paul"]).post(f"cases/{story.case}/transitions/recommend_sanction/", {"input": SHEET})
    assert (answer.status_code, answer.json()["reasons"]) == (409, list(ProofNeeded().reasons))
    assert written(story) == before


def test_who_may_not_take_the_step_is_told_so_and_asked_for_nothing(panel: Any) -> None:
    town, story = panel
    assert [town.browser(first).post(address(story), SHEET).status_code for first in ("rosa", "ines")] == [404, 403]
