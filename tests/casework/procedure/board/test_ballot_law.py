"""The count of every option, and the invariant that checks it, against an oracle that reads the law by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from casework.procedure.board.steps import motions_of
from casework.queries.decisions.votes import OpenAnswers, count_of
from casework.queries.invariants import INVARIANTS, History, Told
from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.ballot_needs import what_is_put
from casework.record.state.board import Ballot, BoardPart, CastVote
from casework.record.state.terms import lowered
from casework.vocabulary import BallotState, CaseState, Route, Seat
from policy.quorum import (
    NONE,
    Choice,
    Electorate,
    Option,
    Question,
    choices_of,
    named_in_abeyance,
    question_of,
    questions_of,
)
from policy.rules import Level
from tests.casework.pure import MONDAY, RULES, SWORN, someone
from tests.policy import ballot_law as law

BOARDS = (
    [(filled, 0, 0) for filled in range(3, 16)] + [(9, barred, 0) for barred in range(1, 5)] + [(9, 5, 2), (7, 4, 6)]
)
"""Filled seats, those who may not vote, and alternates seated."""
VOTERS = tuple(sorted(someone(f"voter {n}") for n in range(15)))
THE_COUNT = next(one for one in INVARIANTS if one.name == "a_ballot_equals_its_recomputation")


@dataclass(frozen=True)
class Recommended:
    """What lies before the board, and by which route."""

    route: Route
    level: Level
    named: Level | None = None

    @property
    def terms(self) -> e.Terms:
        """The same as terms."""
        return e.Terms(level=self.level, abeyance=self.named)


def recommendations() -> Iterator[Recommended]:
    """Yield every level by every route; probation with each sanction that can be named in abeyance."""
    for route in (Route.PANEL, Route.CONSENT):
        for level in Level:
            if level is Level.L5:
                yield from (Recommended(route, level, named) for named in Level if named > level)
            else:
                yield Recommended(route, level)
    yield from (Recommended(Route.BREACH, level) for level in (Level.L0, Level.L6, Level.L7, Level.L8))


EVERY = list(recommendations())


type Answers = Sequence[Mapping[Question, str]]


def closed(before: Recommended, board: tuple[int, int, int], present: int) -> CaseView:
    """Return a case in which so many of a board have voted; the entry of a vote is its number."""
    filled, barred, alternates = board
    electorate = Electorate(filled=filled, barred=barred, alternates=alternates)
    ballot = Ballot(
        id=someone("ballot"),
        pack=someone("pack"),
        voters=frozenset(VOTERS[: electorate.eligible]),
        electorate=electorate,
        motions=motions_of(before.route, before.level),
        closes_at=MONDAY + timedelta(days=2),
        votes=tuple(CastVote(entry=UUID(int=n), voter=voter) for n, voter in enumerate(VOTERS[:present])),
    )
    known = BoardPart(route=before.route, recommended=before.terms, pack=ballot.pack, ballot=ballot)
    now = MONDAY + timedelta(days=3)
    return CaseView(
        case=someone("case"), rules=RULES, now=now, state=CaseState.BOARD_DECISION, board=known, sworn=(SWORN,)
    )


def opener(answers: Answers) -> OpenAnswers:
    """Return what opens these answers; an entry is the number of its vote."""
    return lambda votes, option: [choices_of([option], answers[vote.entry.int])[option] for vote in votes]


def by_the_law(board: tuple[int, int, int], before: Recommended, answers: Answers) -> tuple[str | None, str]:
    """Return what the oracle carries, put step by step, and the result."""
    filled, barred, alternates = board
    put, result = law.ballot(
        filled,
        filled - barred + alternates,
        route=before.route.value,
        recommended=int(before.level),
        named=before.named and int(before.named),
        profile=[step_by_step(each, before) for each in answers],
    )
    return (put if result == "carried" else None), result


def step_by_step(answers: Mapping[Question, str], before: Recommended) -> dict[str, str]:
    """Return what somebody who answers so says to each option when it is put by itself."""
    said: dict[str, str] = {}
    supported = False
    for option in motions_of(before.route, before.level):
        answer = answers[question_of(option)]
        supported = supported or (question_of(option) is Question.OUTCOME and answer == option)
        pro = supported if question_of(option) is Question.OUTCOME else answer == Choice.YES
        said[option.value] = "for" if pro else "abstain" if answer == Choice.ABSTAIN else "against"
    return said


def drawn(before: Recommended, board: tuple[int, int, int], rng: Random) -> Answers:
    """Draw the answers of those of a board who vote; most divide near a threshold."""
    questions = questions_of(motions_of(before.route, before.level))
    outcomes = [one.value for one in motions_of(before.route, before.level) if question_of(one) is Question.OUTCOME]
    share, first = rng.choice([0.1, 0.5, 0.6, 0.7]), rng.choice(outcomes or [NONE])
    present = max(board[0] - board[1] + board[2] - rng.choice([0, 0, 0, 1, 2, 3]), 0)

    def answer(question: Question) -> str:
        if question is Question.OUTCOME:
            return first if rng.random() < share else rng.choice([*outcomes, NONE, Choice.ABSTAIN])
        return Choice.YES if rng.random() < share else rng.choice([Choice.NO, Choice.ABSTAIN])

    return [{question: answer(question) for question in questions} for _ in range(present)]


@pytest.mark.parametrize("before", EVERY, ids=str)
def test_every_option_needs_what_the_law_asks_of_that_option_alone(before: Recommended) -> None:
    motions = motions_of(before.route, before.level)
    assert tuple(each.value for each in motions) == law.options(before.route.value, int(before.level))
    for board in BOARDS:
        eligible = board[0] - board[1] + board[2]
        case = closed(before, board, 0)
        assert case.board.ballot is not None
        named = before.named and int(before.named)
        for one in what_is_put(case, case.board.ballot):
            needed = law.needed(one.option.value, eligible, recommended=int(before.level), named=named)
            assert (one.needed, one.least) == (needed, max(needed, law.quorum(board[0], eligible))), (one, board)


@pytest.mark.parametrize("before", EVERY, ids=str)
def test_a_whole_ballot_ends_where_the_law_ends(before: Recommended) -> None:
    rng = Random(str(before))
    for _ in range(60):
        board = rng.choice(BOARDS)
        answers = drawn(before, board, rng)
        found = count_of(closed(before, board, len(answers)), opener(answers))
        assert (found.carried and found.carried.value, found.result.value) == by_the_law(board, before, answers)


def closing(case: CaseView, answers: Answers, carried: Option | None, present: int) -> History:
    """Return the history of a ballot that was closed with a result, right or wrong."""
    ballot = case.board.ballot
    assert ballot is not None
    case = replace(case, board=replace(case.board, ballot=replace(ballot, state=BallotState.CLOSED)))
    event = e.BallotCounted(ballot=ballot.id, carried=carried, present=present)
    happened = e.Recorded(event=event, at=case.now, actor=someone("the clock"), role=Seat.CLOCK)
    step = Told(before=case, happened=happened, after=case)
    opened = {
        (UUID(int=n), option): said
        for n, each in enumerate(answers)
        for option, said in choices_of(ballot.motions, each).items()
    }
    return History(reference="", view=case, steps=(step,), answers=opened)


@pytest.mark.parametrize("before", EVERY, ids=str)
def test_the_invariant_accepts_the_result_of_the_law_and_no_other(before: Recommended) -> None:
    """So that a walk over the same count sees a wrong one: the invariant puts one option after the other by itself."""
    rng = Random(str(before))
    for _ in range(25):
        board = rng.choice([(9, 0, 0), (9, 2, 0), (5, 0, 0), (9, 5, 2)])
        answers = drawn(before, board, rng)
        case = closed(before, board, len(answers))
        carried, result = by_the_law(board, before, answers)
        for said in (None, *motions_of(before.route, before.level)):
            lawful = result != "no_result" and (said and said.value) == carried
            found = list(THE_COUNT.check(closing(case, answers, said, len(answers))))
            assert bool(found) is not lawful, (said, carried, result, found)
        assert list(THE_COUNT.check(closing(case, answers, None, len(answers) + 1))) != []


@pytest.mark.parametrize("recommended", [level for level in Level if level > Level.L2])
def test_what_a_lower_step_holds_in_abeyance_is_what_it_was_judged_by(recommended: Level) -> None:
    for option in motions_of(Route.PANEL, recommended)[4:]:
        assert option.level is not None
        above = e.Terms(level=recommended)
        imposed = lowered(e.Terms(level=option.level), above, RULES.ladder[option.level])
        judged_by = named_in_abeyance(option, recommended=recommended, named=None, ladder=RULES.ladder)
        assert imposed.abeyance is judged_by
        assert (judged_by or 0) == (law.held_in_abeyance(option.level, recommended, None) or 0)
