"""Whoever has a passkey in office signs what decides a case with it, on the page, and anybody checks it offline."""

import io
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from casework.queries.replay import drifts
from casework.vocabulary import SignatureNeeded, Verb
from config.demo.story import last_fact
from config.demo.teller import Story
from ledger import queries as ledger
from ledger import verify
from ledger.canonical import decode, encode
from ledger.clock import now
from ledger.feeding import seal_log
from policy.actions import register_signing_key
from policy.passkeys import creation_options
from policy.queries import hand_in_office
from tests.begun import begins, here
from tests.casework.web.conftest import Town, town_begun
from tests.ledger.exported import signing
from tests.ledger.story import Export, Told, Verdict, judged
from tests.passkeys import Passkey

__all__ = ["here"]

SHEET = {
    "level": 6,
    "term_days": 90,
    "condition_1": "Complete a course on honest dealing with customers.",
    "condition_1_days": 120,
    "wording": "A suspension of ninety days and a course.",
    "lower_level": "A reprimand would not show that written promises count.",
    "reasons": "A written promise was denied, whinchat.",
}


def device_of(user: User) -> Passkey:
    """A passkey that somebody made in office."""
    device, hand = Passkey(), hand_in_office(user)
    options = creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[])
    register_signing_key(hand=hand, by=user, answer=device.made(options), challenge=bytes(32), at=now())
    return device


def findings_saved(town: Town) -> tuple[Story, dict[str, Passkey]]:
    """A panel that has saved its findings and is to recommend a sanction; its chair and a member have passkeys."""
    story = town.case_in("deliberation")
    story.by("paul", Verb.OPEN_HISTORY, confirmed="on")
    story.opened(story.respondent, last_fact(story, "case.findings_recorded"))
    story.wait(20)
    return story, {first: device_of(town.people[first]) for first in ("paul", "petra")}


def recommended_without_passkeys(town: Town) -> Story:
    return town.case_in("board_decision")


begun = town_begun(to=findings_saved)


@pytest.fixture
def panel(here: Any) -> tuple[Town, Story, dict[str, Passkey]]:
    town, (story, devices) = here
    return town, story, devices


def address(story: Story) -> str:
    return f"/board/cases/{story.case}/do/recommend_sanction/"


def hidden(page: str) -> dict[str, str]:
    """What the page of signing would send again."""
    return {
        name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    }


def asked(page: str) -> str:
    """What the page asks of a passkey."""
    found = re.search(r'data-options="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def signed(browser: Any, path: str, device: Passkey, typed: dict[str, Any]) -> Any:
    """Send what was typed, sign the page that answers, and send it."""
    page = browser.post(path, typed).content.decode()
    return browser.post(path, hidden(page) | {"answer": device.signed(asked(page))})


def both(panel: tuple[Town, Story, dict[str, Passkey]]) -> Story:
    """The chair puts the sanction forward and the member signs it, each with their passkey."""
    town, story, devices = panel
    path = address(story)
    assert signed(town.browser("paul"), path, devices["paul"], SHEET).status_code == 302
    waiting = story.facts.proposals.of(Verb.RECOMMEND_SANCTION)
    assert waiting is not None
    answer = signed(town.browser("petra"), path, devices["petra"], {"signs": str(waiting.id)})
    assert (answer.status_code, story.facts.state) == (302, "board_decision")
    return story


@pytest.fixture
def exported(tmp_path: Path, capsys: Any) -> Callable[[Story], tuple[Export, Callable[[], Verdict]]]:
    """The export of a case with its openings, and what the verifier says of it."""

    def run(story: Story) -> tuple[Export, Callable[[], Verdict]]:
        with signing(tmp_path / "mirror") as socket:
            seal_log(socket)
        stream = f"case/{story.facts.case}"
        export = Export(tmp_path / "export", Told(stream, stream, stream, ""))
        call_command("ledger_export", str(export.folder), "--case", story.case, stdout=io.StringIO())
        words = ("log", export.folder, "--keyring", export.keyring(), "--pin", export.pin())
        return export, lambda: judged(capsys, *words)

    return run


def test_the_panel_signs_a_sanction_by_passkey_on_the_page_and_it_is_proven_offline(panel: Any, exported: Any) -> None:
    story = both(panel)
    entries = ledger.stream(f"case/{story.facts.case}")[-4:]
    assert [(entry.type, entry.body["data"].get("of")) for entry in entries] == [
        ("case.step_proposed", None),
        ("case.signature_given", str(entries[0].id)),
        ("case.sanction_recommended", None),
        ("case.signature_given", str(entries[2].id)),
    ]
    assert list(drifts([story.case])) == []
    _, verdict = exported(story)
    assert (verdict().rc, verdict().tamper, verdict().undecided) == (0, frozenset(), frozenset())


def test_without_their_passkey_nothing_is_done_and_a_signature_over_something_else_is_refused(panel: Any) -> None:
    town, story, devices = panel
    before = len(ledger.stream(f"case/{story.facts.case}"))
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
    assert len(ledger.stream(f"case/{story.facts.case}")) == before


@begins(recommended_without_passkeys)
def test_whoever_has_no_passkey_takes_the_step_under_the_session_as_before(here: Any, exported: Any) -> None:
    _, story = here
    assert "case.signature_given" not in {entry.type for entry in ledger.stream(f"case/{story.facts.case}")}
    _, verdict = exported(story)
    assert verdict().tamper == frozenset()


def test_who_has_no_passkey_is_told_that_the_session_is_weaker_and_who_has_one_is_not(panel: Any) -> None:
    town, story, _ = panel
    told = ["which is weaker" in town.browser(first).get(address(story)).content.decode() for first in ("paul", "pia")]
    assert told == [False, True]


def _without_signatures(export: Export) -> None:
    bodies = export.bodies()
    export.save(export.rechained([body for body in bodies if body["type"] != "case.signature_given"]))


def _of_another_case(export: Export) -> None:
    _restated(export, lambda statement: statement | {"case": "00000000-0000-4000-8000-000000000000"})


def _of_another_text(export: Export) -> None:
    _restated(export, lambda statement: statement | {"said": "A" * 43 + "="})


def _restated(export: Export, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """A forger with the log's key puts another statement into the place of what was signed."""
    path, bodies = export.folder / "openings.jsonl", export.bodies()
    lines: list[Any] = [decode(line) for line in path.read_bytes().splitlines()]
    for one in lines:
        if one["field"] == "statement":
            one["value"] = change(one["value"])
            digest = json.loads(json.dumps(_commitment(one)))
            next(body for body in bodies if body["id"] == one["id"])["commit"]["statement"] = digest
    path.write_bytes(b"".join(encode(line) + b"\n" for line in lines))
    export.save(export.rechained(bodies))


def _commitment(one: dict[str, Any]) -> str:
    salt = verify.unb64(one["salt"])
    return verify.b64(verify.commitment(salt=salt, entry_id=one["id"], name="statement", value=one["value"]))


@pytest.mark.parametrize("forge", [_without_signatures, _of_another_case, _of_another_text])
def test_a_decision_that_its_person_has_not_signed_is_seen(panel: Any, exported: Any, forge: Any) -> None:
    export, verdict = exported(both(panel))
    forge(export)
    export.sign()
    (export.folder.parent / "pin").write_text(
        json.loads((export.folder / "checkpoints.jsonl").read_text().splitlines()[0]), encoding="utf-8"
    )
    assert "signature" in verdict().tamper
