"""An officer with a passkey signs decisive steps with it on the page, and anybody can check that offline."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.queries.checks.replay import drifts
from casework.vocabulary import SignatureNeeded, Verb
from ledger import queries as ledger
from local.demo.scenario import Story
from local.demo.story import last_event
from tests.casework.procedure.signatures.by_passkey import (
    Value,
    asked,
    device_of,
    exported,
    hidden,
    restated,
    signed,
    signed_anew,
    with_every_opening,
)
from tests.casework.web.conftest import Town, brought_to, story, town_begun
from tests.ledger.story import Export
from tests.passkeys import Passkey
from tests.scenario_fixtures import begins, here, upon

__all__ = ["exported", "here", "story"]

SHEET = {
    "severity_1": 3,
    "level": 6,
    "term_days": "90 days",
    "lower_5_days": "365 days",
    "condition_1": "Complete a course on honest dealing with customers.",
    "condition_1_proof": "The certificate of the course.",
    "condition_1_days": 120,
    "wording": "A suspension of ninety days and a course.",
    "lower_level": "Probation would not show that written promises count.",
    "reasons": "A written promise was denied, whinchat.",
}


@upon(brought_to("deliberation"))
def findings_saved(town: Town, story: Story) -> tuple[Story, dict[str, Passkey]]:
    """A panel that has saved its findings and is to recommend a sanction; its chair and a member have passkeys."""
    story.by("paul", Verb.OPEN_HISTORY, confirmed="on")
    story.open_letter(story.respondent, last_event(story, "case.factors_named"))
    story.wait(20)
    return story, {first: device_of(town.people[first]) for first in ("paul", "petra")}


begun = town_begun(to=findings_saved)


@pytest.fixture
def panel(here: Any) -> tuple[Town, Story, dict[str, Passkey]]:
    town, (story, devices) = here
    return town, story, devices


def address(story: Story) -> str:
    return reverse("board_step", args=[story.case, "recommend_sanction"])


def both(panel: tuple[Town, Story, dict[str, Passkey]]) -> Story:
    """The chair puts the sanction forward and the member signs it, each with their passkey."""
    town, story, devices = panel
    path = address(story)
    assert signed(town.browser("paul"), path, devices["paul"], SHEET).status_code == 302
    waiting = story.view.proposals.of(Verb.RECOMMEND_SANCTION)
    assert waiting is not None
    answer = signed(town.browser("petra"), path, devices["petra"], {"signs": str(waiting.id)})
    assert (answer.status_code, story.view.state) == (302, "board_decision")
    return story


def test_the_panel_signs_a_sanction_by_passkey_on_the_page_and_it_is_proven_offline(panel: Any, exported: Any) -> None:
    story = both(panel)
    entries = ledger.stream(f"case/{story.view.case}")[-4:]
    assert [(entry.type, entry.body["data"].get("of")) for entry in entries] == [
        ("case.step_proposed", None),
        ("case.signature_given", str(entries[0].id)),
        ("case.sanction_recommended", None),
        ("case.signature_given", str(entries[2].id)),
    ]
    assert list(drifts([story.case])) == []
    export, verdict = exported(story)
    assert (verdict().rc, verdict().tamper, verdict().undecided) == (0, frozenset(), frozenset())
    with_every_opening(export)
    assert (verdict().rc, verdict().tamper, verdict().undecided) == (0, frozenset(), frozenset())


def test_without_the_passkey_nothing_is_done_and_a_foreign_signature_is_refused(panel: Any) -> None:
    town, story, devices = panel
    before = len(ledger.stream(f"case/{story.view.case}"))
    with pytest.raises(SignatureNeeded):
        story.by("paul", Verb.RECOMMEND_SANCTION, **SHEET)
    browser, path = town.browser("paul"), address(story)
    page = browser.post(path, SHEET).content.decode()
    assert "whinchat" in page
    changed = hidden(page) | {"reasons": "Something else."}
    refusals = [
        browser.post(path, changed | {"answer": devices["paul"].signed(asked(page))}),
        browser.post(path, hidden(page) | {"answer": devices["petra"].signed(asked(page))}),
        browser.post(path, hidden(page) | {"answer": "{}"}),
    ]
    assert [answer.status_code for answer in refusals] == [409] * 3
    assert all("Your passkey has not signed what stands here now" in answer.content.decode() for answer in refusals)
    assert browser.post(path, hidden(page)).status_code == 200
    assert len(ledger.stream(f"case/{story.view.case}")) == before


def test_a_signature_is_asked_for_before_anything_is_sealed_or_locked(panel: Any) -> None:
    town, story, _ = panel
    with CaptureQueriesContext(connection) as asked_of_database:
        page = town.browser("paul").post(address(story), SHEET).content.decode()
    assert asked(page)
    late = ("ledger_loghead", "vault_sealedtext")
    assert [
        one["sql"]
        for one in asked_of_database
        if one["sql"].startswith(("INSERT", "SELECT", "WITH"))
        and any(name in one["sql"] and ("FOR UPDATE" in one["sql"] or "INSERT" in one["sql"]) for name in late)
    ] == []


@begins(brought_to("board_decision"))
def test_people_without_a_passkey_take_the_step_under_the_session_as_before(here: Any, exported: Any) -> None:
    _, story = here
    assert "case.signature_given" not in {entry.type for entry in ledger.stream(f"case/{story.view.case}")}
    _, verdict = exported(story)
    assert verdict().tamper == frozenset()


def test_only_people_without_a_passkey_are_told_that_the_session_is_weaker(panel: Any) -> None:
    town, story, _ = panel
    told = ["This is weaker" in town.browser(first).get(address(story)).content.decode() for first in ("paul", "pia")]
    assert told == [False, True]


def _without_signatures(export: Export) -> None:
    bodies = export.bodies()
    export.save(export.rechained([body for body in bodies if body["type"] != "case.signature_given"]))


def _of_another_case(export: Export) -> None:
    _instead(export, case="00000000-0000-4000-8000-000000000000")


def _of_another_text(export: Export) -> None:
    _instead(export, makes=[])


def _instead(export: Export, **words: Any) -> None:
    """Put other words into every statement that was signed."""

    def change(_: str, field: str, value: Value) -> Value:
        return value | words if field == "statement" else value

    restated(export, change)


@pytest.mark.parametrize("forge", [_without_signatures, _of_another_case, _of_another_text])
def test_a_decision_that_its_person_has_not_signed_is_seen(panel: Any, exported: Any, forge: Any) -> None:
    export, verdict = exported(both(panel))
    forge(export)
    signed_anew(export)
    assert "signature" in verdict().tamper
