"""Every address, asked by everybody: the answers are those of the table, and what is not yours is as if it did not exist."""

import logging
import os
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse

from casework.verbs import VERBS
from tests.access_matrix import matrix
from tests.access_matrix.matrix import HOW, IS_STEP, Matrix, Town
from tests.access_matrix.regenerate import ASKED

NOBODY = {"404", "404/404", ""}


@pytest.fixture
def unlogged() -> Iterator[None]:
    """No line in the log for each of thousands of refusals."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page for each of thousands of refusals either: the table holds their status, other tests read their words."""

    def bare(_request: HttpRequest, _template: str, _shown: object, *, status: int) -> HttpResponse:
        return HttpResponse(status=status)

    monkeypatch.setattr("casework.web.requests.render", bare)


@pytest.mark.usefixtures("unlogged", "unwritten")
def test_every_door_answers_everybody_as_the_table_says(doors: Town) -> None:
    found = matrix.measured(doors)
    if os.environ.get(ASKED):
        matrix.write(found)
    told = matrix.written()
    assert found == {row: {name: told[row][name] for name in cells} for row, cells in found.items()}, HOW


def of_a_case() -> Matrix:
    """The rows of the table whose address names a case, a notice or a letter."""
    return {row: cells for row, cells in matrix.written().items() if "<str:reference>" in row}


def test_every_route_and_every_verb_at_each_audience_has_its_row() -> None:
    written = matrix.written()
    assert list(written) == matrix.rows(), HOW
    steps = [row for row in written if IS_STEP.search(row)]
    assert len(steps) == 6 * len(VERBS)


def test_to_a_conflicted_officer_a_case_is_as_one_that_nobody_has() -> None:
    told = {row: (cells["conflicted"], cells["invented"]) for row, cells in of_a_case().items()}
    assert {row: pair for row, pair in told.items() if pair[0] != pair[1] or pair[0] not in NOBODY} == {}


@pytest.mark.parametrize("name", ["superuser", "other_member", "respondent_before_notice", "other_complainant"])
def test_who_has_no_part_in_a_case_sees_nothing_of_it(name: str) -> None:
    unknown = {"302", "302/302", "401", "401/401"} if name == "other_complainant" else set()
    told = {row: cells[name] for row, cells in of_a_case().items() if cells[name] not in NOBODY | unknown}
    assert told == {}


def test_to_somebody_unknown_every_case_leads_to_the_way_in() -> None:
    told = {
        (row.startswith(matrix.FOR_PROGRAMS), cells["anonymous"])
        for row, cells in of_a_case().items()
        if not row.startswith("follow-up/")
    }
    assert told == {(False, "302"), (False, "302/302"), (True, "401"), (True, "401/401")}


def test_a_blind_reader_opens_two_steps_of_a_case_and_no_other_page() -> None:
    told = {row: cells["blind_reader"] for row, cells in of_a_case().items()}
    opened = {row for row, cell in told.items() if not {*cell.split("/")} <= {"403", "404", "405", ""}}
    assert {row.split("/do/")[-1] for row in opened} == {"read_blind/", "declare_conflict/"}
