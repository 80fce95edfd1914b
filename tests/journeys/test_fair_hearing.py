"""A fair hearing from the notice to the closed file: each person at their own browser, member and board by telephone.

After every button that anybody presses, every invariant is asked of the case: what a deciding seat could open had been
served on the member in time. `make test` ends with the views on the sanction; `make long` goes on to the closed file.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys import appeal_in_part, board_of_seven, fair_hearing, findings_signed, late, looking
from tests.journeys.decision import BOARD, reads
from tests.journeys.road import Road
from tests.journeys.teller import Teller, teller
from tests.journeys.town import until
from tests.share import WHOLE

STORY = f"""
from local.demo import story
from local.demo.seed import begin_case
from local.populate.cast import people_here
told = begin_case(people_here(), "rex", reporter={late.REPORTER!r}, alleged=((2, 2), (4, 3), (6, 1)))
story.prepare_notice(told)
"""
"""Three allegations that are looked into; all is ready for the notice."""

THREE_MADE, THREE_FOUND = ["allegation.made"] * 3, ["finding.made"] * 3
INVESTIGATED = late.told("investigated", STORY)


@pytest.fixture
def road(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Road]:
    """The case, on the day of the notice; the day of the conduct lies three weeks back."""
    folder, name = tmp_path / "site", request.node.name
    with late.road_from(INVESTIGATED, folder, name, browser, met_by="ines", at="desk", files=True) as road:
        road.town.phones, road.town.plain = frozenset({"rex", *BOARD}), frozenset({"petra", "bruno", "anouk"})
        yield replace(road, day=road.town.today - timedelta(days=21))


@pytest.fixture
def told(road: Road) -> Iterator[Teller]:
    """Tells what is not the subject, and is asked after every button."""
    with teller(road.town.stack.local_stack, road.case) as made:
        road.town.watched = made.holds
        yield made


def test_a_fair_hearing_from_the_notice_to_the_closed_file(road: Road, told: Teller, tmp_path: Path) -> None:
    fair_hearing.notice_served(road)
    fair_hearing.answered_by_two(road, tmp_path)
    told.tells("from the answer to the charges")
    reads(road.town["rex"], "The investigation report is finished")
    day = fair_hearing.day_by_poll(road, told)
    fair_hearing.both_page_the_bundle(road)
    findings_signed.heard(road, day)
    findings_signed.found_by_particular(road)
    findings_signed.views_on_the_sanction(road)
    if WHOLE:
        from_the_pack_to_the_closed_file(road, tmp_path)
    assert looking.complaints() == {}


def from_the_pack_to_the_closed_file(road: Road, folder: Path) -> None:
    """The board decides, the appeal is allowed in part, and the record of it all is proven."""
    board_of_seven.pack_read(road)
    board_of_seven.voted_in_one_sitting(road)
    pin = a_checkpoint_is_kept(road, folder)
    for chapter in appeal_in_part.CHAPTERS:
        chapter(road)
    the_export_is_proven_offline(road, folder, pin)


def a_checkpoint_is_kept(road: Road, folder: Path) -> Path:
    """The member keeps what the log signs on the day of the decision."""
    pin = folder / "pin"
    pin.write_bytes(road.town["rex"].page.request.get("/ledger/checkpoint").body())
    return pin


def the_export_is_proven_offline(road: Road, folder: Path, pin: Path) -> None:
    """The program alone, with a keyring and a checkpoint that was kept, proves all from the allegations to the appeal."""
    (folder / "keyring.json").write_bytes(road.town["ada"].page.request.get("/ledger/keyring.json").body())
    verdicts: list[dict[str, Any]] = []

    def is_signed() -> bool:
        verdicts.append(judged(road, folder, len(verdicts), pin))
        return "unsigned-tail" not in codes_of(verdicts[-1], "undecided")

    until(is_signed, "a checkpoint over the whole log")
    found = verdicts[-1]
    assert (codes_of(found, "tamper"), codes_of(found, "undecided")) == ([], [])
    kinds = [line.split()[1] for line in found["chain"][:-1]]
    assert kinds == [*THREE_MADE, "case.opened", *THREE_FOUND, "sanction.imposed", "case.appeal_varied"]


def judged(road: Road, folder: Path, number: int, pin: Path) -> dict[str, Any]:
    """Export the case, and return what the program says of it."""
    export = folder / f"export {number}"
    said = road.town.stack.local_stack.step(
        "ledger_export", "ledger_export", str(export), "--case", road.case, "--skip-checks"
    )
    stream = said.strip().rsplit(" ", 1)[-1].rstrip(".")
    words = ["case", str(export), stream, "--keyring", str(folder / "keyring.json"), "--pin", str(pin), "--json"]
    done = subprocess.run(
        [sys.executable, "-I", "ledger/verify.py", *words], capture_output=True, text=True, check=False
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def codes_of(found: dict[str, Any], kind: str) -> list[str]:
    return [code for code, _words in found[kind]]
