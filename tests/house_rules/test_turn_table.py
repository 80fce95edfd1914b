"""The table of expected steps names only what the rulebook makes possible."""

from collections.abc import Iterator

import pytest

from casework.record.clocks import LIVES_IN
from casework.record.rights import RIGHTS
from casework.record.rights.conditions import When
from casework.record.turns import ALONGSIDE, ASKED_BESIDE, EXPECTED, Expected
from casework.vocabulary import CaseState, ClockName, Reading, Seat, Verb
from casework.vocabulary.states import ACKNOWLEDGED
from casework.workflow.guard import REASONS
from casework.workflow.step import STEPS, docket_tasks
from casework.workflow.turns import BESIDE_THE_RECORD


def rows() -> Iterator[tuple[CaseState, Expected]]:
    """Yield every row with each state in which it is asked."""
    for state, expected in EXPECTED.items():
        yield from ((state, one) for one in expected)
    for states, one in ALONGSIDE:
        yield from (
            (state, one) for state in sorted(states) if any(is_possible(state, one, seat) for seat in one.seats)
        )


def is_possible(state: CaseState, one: Expected, seat: Seat) -> bool:
    return any(may_take(state, verb, seat) for verb in one.verbs)


def may_take(state: CaseState, verb: Verb, seat: Seat) -> bool:
    """Whether a seat can hold the right to a step in a state from which the step is declared."""
    given = {right.right if isinstance(right, When) else right for right in RIGHTS.get((seat, state), ())}
    return verb in given and state in STEPS[verb].sources


def test_every_open_state_expects_a_step_whatever_happened_before() -> None:
    assert set(EXPECTED) == set(CaseState) - {CaseState.CLOSED}
    unconditional = {state: [one.wanted is None for one in expected] for state, expected in EXPECTED.items()}
    assert {state: flags.count(True) == flags[-1:].count(True) == 1 for state, flags in unconditional.items()} == (
        dict.fromkeys(EXPECTED, True)
    )


def test_every_expected_step_is_possible_in_its_state_for_its_seats() -> None:
    impossible = [(state, one.verbs, seat) for state, row in EXPECTED.items() for one in row for seat in one.seats
                  if not is_possible(state, one, seat)]  # fmt: skip
    assert impossible == []
    nobody = [(state, verb) for state, row in EXPECTED.items() for one in row for verb in one.verbs
              if not any(may_take(state, verb, seat) for seat in one.seats)]  # fmt: skip
    assert nobody == []


@pytest.mark.parametrize(("states", "one"), ALONGSIDE, ids=lambda each: str(getattr(each, "verbs", ("",))[0]))
def test_what_is_expected_alongside_is_possible_somewhere(states: frozenset[CaseState], one: Expected) -> None:
    for seat in one.seats:
        assert any(is_possible(state, one, seat) for state in states), f"{seat} never"
    for verb in one.verbs:
        assert any(may_take(state, verb, seat) for state in states for seat in one.seats), f"{verb} never"


def test_every_clock_of_the_table_can_run_in_a_state_in_which_its_row_is_asked() -> None:
    asked: dict[tuple[tuple[Verb, ...], ClockName], set[CaseState]] = {}
    for state, one in rows():
        for clock in one.clocks:
            if clock is not None:
                asked.setdefault((one.verbs, clock), set()).add(state)
    assert [key for key, states in asked.items() if not states & LIVES_IN[key[1]]] == []


def test_every_condition_says_in_a_sentence_when_it_holds() -> None:
    said = {(one.wanted.__doc__ or "") for _, one in rows() if one.wanted is not None}
    assert {words for words in said if not words.endswith(".")} == set()


def test_the_guards_that_end_no_turn_exist() -> None:
    assert REASONS.keys() >= BESIDE_THE_RECORD


def test_one_seat_that_reads_the_reporters_thread_gives_feedback_at_each_stage() -> None:
    asked = [(state, seat) for states, one in ALONGSIDE if Verb.GIVE_FEEDBACK in one.verbs for state in states
             for seat in one.seats]  # fmt: skip
    assert sorted(state for state, _ in asked) == sorted(ACKNOWLEDGED)
    wanted = {Reading.READ_REPORTER_MESSAGES, Verb.GIVE_FEEDBACK}
    assert [(state, seat) for state, seat in asked if not wanted <= RIGHTS[seat, state]] == []


def test_what_the_docket_asks_is_somebodys_turn() -> None:
    asked = {verb for _, one in ASKED_BESIDE for verb in one.verbs} | {verb for _, one in rows() for verb in one.verbs}
    assert {verb for verb in docket_tasks() if verb not in asked} == set()


@pytest.mark.parametrize(("states", "one"), ASKED_BESIDE, ids=lambda each: str(getattr(each, "verbs", ("",))[0]))
def test_what_is_asked_beside_is_possible_and_on_the_docket(states: frozenset[CaseState], one: Expected) -> None:
    assert [state for state in sorted(states) if not is_possible(state, one, one.seats[0])] == []
    assert docket_tasks().keys() >= {*one.verbs}
