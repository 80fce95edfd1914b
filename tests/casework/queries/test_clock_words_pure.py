"""Where two clocks of a case have the same name, each says what ends with it."""

from dataclasses import replace

from casework.queries.wording.clock_lines import clock_lines, what_ends
from casework.vocabulary import ClockName
from policy.quorum import Option
from tests.casework.board_road import (
    OUTSIDE,
    PROBATION,
    ballot_ends,
    before_the_board,
    final,
    on_probation,
    opened,
    with_papers,
)
from tests.casework.pure import PureCase, someone

TWO = replace(PROBATION, conditions=(someone("course"), someone("report")), condition_days=(30, 40))


def words(case: PureCase) -> list[str]:
    """The words of the clocks of a sanction, the first due first."""
    lines = clock_lines(case.view, case.happened)
    return [str(line.words) for line in lines if line.name in {ClockName.TERM, ClockName.CONDITION}]


def test_one_term_and_one_condition_need_no_number() -> None:
    assert words(on_probation()) == ["Condition", "Term of the sanction"]


def test_two_conditions_are_told_apart_by_their_numbers() -> None:
    case = final(ballot_ends(opened(with_papers(before_the_board(terms=TWO, sheet=OUTSIDE))), Option.L5))
    assert words(case) == ["Condition 1", "Condition 2", "Term of the sanction"]


def test_the_term_of_an_earlier_sanction_has_a_name_of_its_own() -> None:
    case = on_probation()
    run = case.view.clock(ClockName.TERM)
    assert run is not None
    earlier = replace(run, subject=someone("an earlier sanction"))
    assert [str(what_ends(one, case.view)) for one in (run, earlier)] == [
        "Term of the sanction",
        "Term of an earlier sanction",
    ]
