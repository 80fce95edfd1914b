"""R12: the stages of every case, as the offline verifier reads them: the table, and histories that no procedure allows."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from casework.models import Case
from ledger import verify
from ledger.keyring import LogKey
from ledger.notes import log_key
from ledger.sync import seal_log
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.ledger import states_table
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN, Export, Told, judged
from tests.scenario_fixtures import here, upon

__all__ = ["begun", "here"]

Body = dict[str, Any]


@upon(brought_to("final"))
def play(_town: Town, story: Story) -> str:
    """One case, from its report until the decision is final."""
    return Case.objects.get(reference=story.case).stream


begun = town_begun(to=play)


@pytest.fixture
def export(here: tuple[Town, str], tmp_path: Path) -> Iterator[Export]:
    with signing(tmp_path / "mirror") as socket:
        seal_log(socket)
    call_command("ledger_export", str(tmp_path / "export"), stdout=StringIO())
    yield Export(tmp_path / "export", Told("", here[1], "", ""))


def without(kind: str) -> Callable[[list[Body]], list[Body]]:
    return lambda bodies: [body for body in bodies if body["type"] != kind]


def after(kind: str, later: str) -> Callable[[list[Body]], list[Body]]:
    """Move the first entry of a kind behind the first of another."""

    def moved(bodies: list[Body]) -> list[Body]:
        first = next(body for body in bodies if body["type"] == kind)
        rest = [body for body in bodies if body is not first]
        place = next(at for at, body in enumerate(rest) if body["type"] == later)
        return [*rest[: place + 1], first, *rest[place + 1 :]]

    return moved


def saying(kind: str, **data: str) -> Callable[[list[Body]], list[Body]]:
    return lambda bodies: [
        {**body, "data": {**body["data"], **data}} if body["type"] == kind else body for body in bodies
    ]


FALSE_HISTORIES = {
    "panel_never_formed": without("case.panel_formed"),
    "no_decision": without("case.board_decided"),
    "hearing_left_out": without("case.deliberation_opened"),
    "no_report": without("report.received"),
    "late_vote": after("case.vote_cast", "case.board_decided"),
    "findings_before_the_hearing": after("case.panel_formed", "case.findings_recorded"),
    "another_way_out": saying("case.board_decided", to="closed"),
    "from_another_stage": saying("case.panel_formed", **{"from": "screening"}),
    "to_no_stage": saying("case.opened", to="nowhere"),
}


def test_the_table_is_that_of_the_steps() -> None:
    """After a step was added or changed: `python -m tests.ledger.states_table`."""
    assert states_table.block() in states_table.FILE.read_text(encoding="utf-8")
    assert dict(verify.STAGES_OF) == states_table.written()


@pytest.mark.parametrize("name", FALSE_HISTORIES)
def test_a_history_that_skips_or_swaps_stages_is_tampered_with(export: Export, capsys: Any, name: str) -> None:
    words: list[str | Path] = ["--keyring", export.keyring(LogKey(log_key(ORIGIN, KEY)))]
    assert judged(capsys, "log", export.folder, *words).tamper == frozenset()
    export.save(export.rechained(FALSE_HISTORIES[name](export.bodies())))
    export.sign()
    for found in (
        judged(capsys, "log", export.folder, *words),
        judged(capsys, "case", export.folder, export.told.case, *words),
    ):
        assert (found.rc, "stage" in found.tamper) == (1, True), found.words
