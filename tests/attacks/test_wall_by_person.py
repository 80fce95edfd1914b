"""Whom a report is about, and who must not see it, is kept out by person and not by spelling, in a running installation."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from config.checks import DEMO_DOMAIN
from tests import live, stage
from tests.access_matrix.visitor import Visitor
from tests.journeys.town import SETTLED, keys_of, until

CASES = re.compile(r"/desk/cases/(OB-[\w-]+)/")
SAID = "Ines told it to Ms Intake, then the intake officer wrote to me."
ABOUT_NOBODY: list[dict[str, object]] = [
    {"narrative": SAID},
    {"accused": [{"name": "Rex Marlowe", "details": SAID}], "witnesses": ["Ines Otero"]},
]
KEEPS_INES_OUT: list[dict[str, object]] = [
    {"accused": [{"name": "Ines"}]},
    {"accused": [{"name": "INTAKE,  Inés"}]},
    {"accused": [{"name": "Frau Dr. In\u200bes Intake"}]},
    {"keep_away": ["Ines"]},
    {"keep_away": ["ines@" + DEMO_DOMAIN]},
    {"keep_away": ["Іnеs Іntаkе"]},
    {"witnesses": ["my colleague Ines"]},
]
KEEPS_BOTH_OUT: list[dict[str, object]] = [
    {"accused": [{"name": "Ms Intake"}]},
    {"accused": [{"name": "Mrs. Intake"}]},
    {"accused": [{"name": "Dr Intake"}]},
    {"accused": [{"name": "Intake"}]},
    {"keep_away": ["Señora Intake"]},
    {"keep_away": ["the intake officer"]},
    {"keep_away": ["intake officers", "the registrar", "Chair of the panel"]},
]


@dataclass
class Place:
    """A running installation, and the desks of three officers of intake."""

    stack: live.LiveStack
    desks: dict[str, Visitor]

    def report(self, changed: dict[str, object]) -> None:
        """File a report by the interface for programs, without a name."""
        whole = {
            "accused": [{"name": "Rex Marlowe"}],
            "commitments": [2],
            "narrative": "The tender was given to a friend.",
            "lasted": "day",
            "first_day": "2026-01-12",
            "identity": "anonymous",
            "declared": True,
        }
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        answer = Visitor(self.stack.url).ask(
            "POST", "/api/v1/complaints/", json.dumps({**whole, **changed}).encode(), **headers
        )
        assert answer.status == 201, answer.text

    def sees(self, first: str) -> set[str]:
        """Return the cases on an officer's list."""
        return set(CASES.findall(self.desks[first].get("/desk/queue/").text))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An installation with two officers of intake, Ines and Ian, and their outside alternate Odette."""
    folder = tmp_path_factory.mktemp("installation")
    with live.stack(stage.Services.start(), folder / "site", "wall_by_person", SETTLED) as stack:
        keys = keys_of(stack.local_stack)
        desks = {first: Visitor(stack.url).signs_in(keys[first]) for first in ("ines", "ian", "odette")}
        yield Place(stack, desks)


@pytest.fixture(scope="module")
def seen(place: Place) -> dict[str, set[str]]:
    """What each officer sees once every report was filed and compared."""
    reports = [*ABOUT_NOBODY, *KEEPS_INES_OUT, *KEEPS_BOTH_OUT]
    for changed in reports:
        place.report(changed)
        assert len(place.sees("ines")) <= len(ABOUT_NOBODY)
    place.stack.send_task("casework.sweep")
    until(lambda: len(place.sees("ian") | place.sees("odette")) == len(reports), "every report compared")
    return {first: place.sees(first) for first in place.desks}


def test_an_officer_never_sees_a_report_that_names_her_however_it_is_written(
    place: Place, seen: dict[str, set[str]]
) -> None:
    hidden = (seen["ian"] | seen["odette"]) - seen["ines"]
    assert len(hidden) == len(KEEPS_INES_OUT) + len(KEEPS_BOTH_OUT)
    answers = {place.desks["ines"].get(f"/desk/cases/{case}/").status for case in hidden}
    assert answers == {404}


def test_a_narrative_keeps_nobody_out_by_a_bare_name_or_an_office(seen: dict[str, set[str]]) -> None:
    assert len(seen["ines"]) == len(ABOUT_NOBODY)
    assert seen["ines"] <= seen["ian"]


def test_a_colleague_and_the_outside_alternate_take_what_an_officer_may_not(
    seen: dict[str, set[str]],
) -> None:
    assert len(seen["ian"]) == len(ABOUT_NOBODY) + len(KEEPS_INES_OUT)
    assert len(seen["odette"]) == len(KEEPS_BOTH_OUT)
    assert seen["odette"].isdisjoint(seen["ian"])
