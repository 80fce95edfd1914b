"""The count of every option, and the invariant that checks it, against an oracle that reads the law by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from casework.procedure.board.steps import lower_terms, motions_of
from casework.queries.invariants import INVARIANTS, History, Told
from casework.queries.votes import count_round
from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.board import Ballot, BoardPart, CastVote
from casework.vocabulary import CaseState, Route, Seat
from policy.quorum import Choice, Electorate, Option, Result, named_in_abeyance
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


def put(before: Recommended, board: tuple[int, int, int], option: Option, votes: list[tuple[UUID, Option]]) -> CaseView:
    """Return a case in which an option is put to a board, with the votes that were cast; an entry is its number."""
    filled, barred, alternates = board
    electorate = Electorate(filled=filled, barred=barred, alternates=alternates)
    ballot = Ballot(
        id=someone("ballot"),
        put_by=someone("ballot"),
        pack=someone("pack"),
        voters=frozenset(VOTERS[: electorate.eligible]),
        electorate=electorate,
        motions=motions_of(before.route, before.level),
        option=option,
        closes_at=MONDAY + timedelta(days=2),
        votes=tuple(CastVote(entry=UUID(int=n), voter=voter, option=each) for n, (voter, each) in enumerate(votes)),
    )
    known = BoardPart(route=before.route, recommended=before.terms, pack=ballot.pack, ballot=ballot)
    now = MONDAY + timedelta(days=3)
    return CaseView(
        case=someone("case"), rules=RULES, now=now, state=CaseState.BOARD_DECISION, board=known, sworn=(SWORN,)
    )


def chosen(pro: int, present: int) -> list[Choice]:
    """Return so many votes for among so many cast; every third of the others abstains."""
    return [Choice.FOR] * pro + [Choice.ABSTAIN if n % 3 == 2 else Choice.AGAINST for n in range(present - pro)]


def splits(eligible: int) -> Iterator[tuple[int, int]]:
    """Yield every number of votes for, and of people present."""
    yield from ((pro, present) for present in range(eligible + 1) for pro in range(present + 1))


def by_the_law(
    board: tuple[int, int, int], before: Recommended, option: Option, choices: list[Choice]
) -> tuple[int, str]:
    """Return what the oracle asks for and what the round comes to."""
    filled, barred, alternates = board
    eligible = filled - barred + alternates
    needed = law.needed(option.value, eligible, recommended=int(before.level), named=before.named and int(before.named))
    pro, contra, abstaining = (choices.count(each) for each in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN))
    return needed, law.result(filled, eligible, needed, pro=pro, contra=contra, abstaining=abstaining)


@pytest.mark.parametrize("before", EVERY, ids=str)
def test_every_option_needs_what_the_law_asks_of_that_option_alone(before: Recommended) -> None:
    motions = motions_of(before.route, before.level)
    assert tuple(each.value for each in motions) == law.options(before.route.value, int(before.level))
    for board in BOARDS:
        for option in motions:
            for pro, present in splits(board[0] - board[1] + board[2]):
                choices = chosen(pro, present)
                case = put(before, board, option, [(voter, option) for voter in VOTERS[:present]])
                opened = {(UUID(int=n), "choice"): each.value for n, each in enumerate(choices)}
                tally = count_round(case, opened)
                assert (tally.needed, tally.result.value) == by_the_law(board, before, option, choices), (option, board)


def closing(case: CaseView, choices: list[Choice], result: Result) -> History:
    """Return the history of a round that was closed with a result, right or wrong."""
    ballot = case.board.ballot
    assert ballot is not None
    event = e.BallotClosed(ballot=ballot.id, option=ballot.option, result=result)
    happened = e.Recorded(event=event, at=case.now, actor=someone("bea"), role=Seat.BOARD_SECRETARY)
    step = Told(before=case, happened=happened, after=case)
    return History(
        reference="", view=case, steps=(step,), choices={UUID(int=n): each for n, each in enumerate(choices)}
    )


@pytest.mark.parametrize("before", EVERY, ids=str)
def test_the_invariant_accepts_the_result_of_the_law_and_no_other(before: Recommended) -> None:
    """So that a walk over the same count sees a wrong one: the invariant works the threshold out by itself."""
    for board in ((9, 0, 0), (9, 2, 0), (5, 0, 0), (9, 5, 2)):
        for option in motions_of(before.route, before.level):
            for pro, present in splits(board[0] - board[1] + board[2]):
                choices = chosen(pro, present)
                case = put(before, board, option, [(voter, option) for voter in VOTERS[:present]])
                _, lawful = by_the_law(board, before, option, choices)
                for said in (Result.CARRIED, Result.NOT_CARRIED):
                    found = list(THE_COUNT.check(closing(case, choices, said)))
                    assert bool(found) is (said.value != lawful), (option, board, pro, present, said, found)


@pytest.mark.parametrize("before", EVERY, ids=str)
def test_a_whole_ballot_stops_where_the_law_stops(before: Recommended) -> None:
    rng = Random(str(before))
    motions = motions_of(before.route, before.level)
    for _ in range(60):
        board = rng.choice(BOARDS)
        eligible = board[0] - board[1] + board[2]
        for_ = rng.choice([0.3, 0.5, 0.6, 0.7])
        profile = [
            {
                each: Choice.FOR if rng.random() < for_ else rng.choice([Choice.AGAINST, Choice.ABSTAIN])
                for each in motions
            }
            if rng.random() < 0.95
            else {}
            for _ in range(eligible)
        ]
        votes: list[tuple[UUID, Option]] = []
        opened: dict[tuple[UUID, str], str] = {}
        for option in motions:
            for voter, choices in zip(VOTERS, profile, strict=False):
                if option in choices:
                    opened[UUID(int=len(votes)), "choice"] = choices[option].value
                    votes.append((voter, option))
            tally = count_round(put(before, board, option, votes), opened)
            if tally.result is not Result.NOT_CARRIED:
                break
        plain = [{option.value: choice.value for option, choice in choices.items()} for choices in profile]
        named = before.named and int(before.named)
        wanted = law.ballot(
            board[0], eligible, route=before.route.value, recommended=int(before.level), named=named, profile=plain
        )
        assert (option.value, tally.result.value) == wanted


@pytest.mark.parametrize("recommended", [level for level in Level if level > Level.L2])
def test_what_a_lower_step_holds_in_abeyance_is_what_it_was_judged_by(recommended: Level) -> None:
    for option in motions_of(Route.PANEL, recommended)[4:]:
        assert option.level is not None
        imposed = lower_terms(e.Terms(level=recommended), RULES.ladder[option.level], 200, ())
        judged_by = named_in_abeyance(option, recommended=recommended, named=None, ladder=RULES.ladder)
        assert imposed.abeyance is judged_by
        assert (judged_by or 0) == (law.held_in_abeyance(option.level, recommended, None) or 0)
