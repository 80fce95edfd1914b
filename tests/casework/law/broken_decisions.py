"""Histories of ballots and decisions that no machine would tell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from casework.queries.invariants import History
from casework.queries.invariants.base import history_steps
from casework.record import events as e
from casework.record.state.ballot_needs import needs_of
from casework.record.state.board import BoardPart
from casework.vocabulary import (
    CaseState,
    Route,
    Seat,
)
from policy.quorum import NONE, Electorate, Option, Question, choices_of
from policy.rules import Level
from tests.casework.panel_road import FIRST, REX
from tests.casework.pure import CLOCK, By, PureCase, someone

S = CaseState
BEA: By = (someone("bea"), Seat.BOARD_SECRETARY)
BOARD = tuple(sorted(someone(f"director {n}") for n in range(7)))
ADA: By = (someone("ada"), Seat.APPEAL_CHAIR)
PACK, SANCTION = uuid4(), uuid4()
L6 = e.Terms(level=Level.L6, term_days=90)
ON_L6 = BoardPart(route=Route.PANEL, recommended=L6, pack=PACK, declared=frozenset(BOARD))


def told(case: PureCase, **stored: Any) -> History:
    """Return the history of a case, with what is stored beside its record."""
    steps = tuple(history_steps(case.began, case.happened))
    view = steps[-1].after if steps else case.began
    return History(reference="", view=view, steps=steps, **stored)


def before_the_board(**known: Any) -> PureCase:
    """Return a case before a board of seven who have all declared."""
    return PureCase.new(state=S.BOARD_DECISION, board_members=frozenset(BOARD), **{"board": ON_L6} | known)


def opened(case: PureCase, **given: Any) -> e.BallotOpened:
    """Open a ballot on the recommended level, frozen as it should be unless told otherwise."""
    as_it_is: dict[str, Any] = {
        "pack": PACK,
        "voters": BOARD,
        "filled": 7,
        "barred": 0,
        "alternates": 0,
        "motions": (Option.L6, Option.L5),
        "closes_at": case.now + timedelta(days=2),
    } | given
    electorate = Electorate(filled=as_it_is["filled"], barred=as_it_is["barred"], alternates=as_it_is["alternates"])
    put = needs_of(case.view, as_it_is["motions"], electorate)
    needs = {"needed": tuple(one.needed for one in put), "least": tuple(one.least for one in put)}
    event = e.BallotOpened(**needs | as_it_is)
    case.happen(event, by=BEA)
    return event


type Answers = Mapping[tuple[UUID, Option], str]


def voted(case: PureCase, ballot: e.BallotOpened, count: int, said: str = Option.L6) -> Answers:
    """Let so many directors vote; return what they said of each option, by entry."""
    events = [e.VoteCast(ballot=ballot.id) for _ in range(count)]
    for voter, event in zip(BOARD, events, strict=False):
        case.happen(event, by=(voter, Seat.BOARD_MEMBER))
    choices = choices_of(ballot.motions, {Question.OUTCOME: said})
    return {(event.id, option): choice for event in events for option, choice in choices.items()}


def closed(case: PureCase, ballot: e.BallotOpened, carried: Option | None = Option.L6, *, present: int = 7) -> None:
    """Close the ballot after its time, and count it."""
    case.wait(days=3)
    case.happen(e.BallotClosed(ballot=ballot.id, present=present), by=BEA)
    case.happen(e.BallotCounted(ballot=ballot.id, carried=carried, present=present), by=CLOCK)


def decided(case: PureCase, level: Level = Level.L6, carried: Option | None = Option.L6, **terms: Any) -> None:
    """Let the board decide and impose."""
    decision = e.BoardDecided(carried=carried, level=level, route=Route.PANEL)
    case.happen(decision.between(S.BOARD_DECISION, S.APPEAL_WINDOW), by=BEA)
    case.happen(e.SanctionImposed(level=level, sanction=SANCTION, findings=(FIRST,), **terms), by=BEA)


def carried_and_decided() -> tuple[PureCase, Answers]:
    """Return a case in which seven voted for a suspension of ninety days, lawfully, and what they chose."""
    case = before_the_board()
    ballot = opened(case)
    answers = voted(case, ballot, 7)
    closed(case, ballot)
    decided(case, term_days=90)
    return case, answers


def lawful() -> History:
    """A ballot, a decision, an appeal that lapsed after service, a publication: nothing is wrong."""
    case, answers = carried_and_decided()
    decision = next(one.event for one in case.happened if isinstance(one.event, e.BoardDecided))
    case.serve(decision.id, Seat.RESPONDENT)
    case.wait(days=40)
    case.happen(e.AppealLapsed(from_state=S.APPEAL_WINDOW, to_state=S.MONITORING, closing_code=None))
    case.happen(e.SanctionPublished(sanction=SANCTION, expires_on=None), by=BEA)
    return told(case, answers=answers)


def a_decision_by_the_tainted() -> History:
    """A director's mention comes to stand after the ballot, and the board decides all the same."""
    case = before_the_board()
    ballot = opened(case)
    answers = voted(case, ballot, 7)
    closed(case, ballot)
    case.happen(e.ConflictDetected(person=BOARD[0], provisional=True))
    case.happen(e.MentionRuled(subject=BOARD[0], stands=True), by=(someone("vera"), Seat.REVIEWER))
    case.happen(
        e.BoardDecided(
            carried=None, level=Level.L0, route=Route.PANEL, from_state=S.BOARD_DECISION, to_state=S.APPEAL_WINDOW
        ),
        by=BEA,
    )
    return told(case, answers=answers)


def a_voter_too_few() -> History:
    """Six of seven free directors are frozen."""
    case = before_the_board()
    opened(case, voters=BOARD[:6], barred=1)
    return told(case)


def other_papers() -> History:
    """The ballot is bound to papers that were never out."""
    case = before_the_board()
    opened(case, pack=uuid4())
    return told(case)


def a_vote_from_outside() -> History:
    """Somebody votes who is not in the frozen set."""
    case = before_the_board()
    ballot = opened(case)
    case.happen(e.VoteCast(ballot=ballot.id), by=(someone("guest"), Seat.BOARD_MEMBER))
    return told(case)


def a_late_vote() -> History:
    """Somebody votes a minute after the closing time."""
    case = before_the_board()
    ballot = opened(case)
    case.wait(days=2)
    voted(case, ballot, 1)
    return told(case)


def a_vote_on_changed_papers() -> History:
    """The papers are sent again while votes are taken, and the old ballot goes on."""
    case = before_the_board()
    ballot = opened(case)
    case.view = case.began = replace(case.view, board=replace(case.view.board, pack=uuid4()))
    case.happened.clear()
    voted(case, ballot, 1)
    return told(case)


def carried_by_too_few() -> History:
    """Four of seven are called two thirds."""
    case = before_the_board()
    ballot = opened(case)
    answers = voted(case, ballot, 4)
    closed(case, ballot, present=4)
    return told(case, answers=answers)


def failed_by_absence() -> History:
    """Three of seven were there, and the option is said to have failed."""
    case = before_the_board()
    ballot = opened(case)
    answers = voted(case, ballot, 3, NONE)
    closed(case, ballot, None, present=3)
    return told(case, answers=answers)


def closed_early() -> History:
    """A ballot is closed before its time."""
    case = before_the_board()
    ballot = opened(case)
    answers = voted(case, ballot, 7)
    case.happen(e.BallotClosed(ballot=ballot.id, present=7), by=BEA)
    return told(case, answers=answers)


def voted_lower() -> History:
    """A reprimand was carried and a suspension is imposed."""
    case = before_the_board()
    ballot = opened(case, motions=(Option.L4,))
    answers = voted(case, ballot, 7, Option.L4)
    closed(case, ballot, Option.L4)
    decided(case, term_days=90)
    return told(case, answers=answers)


def above_the_recommendation() -> History:
    """The board expels where a suspension was recommended."""
    case = before_the_board()
    ballot = opened(case, motions=(Option.L7,))
    answers = voted(case, ballot, 7, Option.L7)
    closed(case, ballot, Option.L7)
    decided(case, Level.L7, Option.L7, no_return_years=3)
    return told(case, answers=answers)


def longer_than_recommended() -> History:
    """The board suspends for a year where ninety days were recommended."""
    case = before_the_board()
    ballot = opened(case)
    answers = voted(case, ballot, 7)
    closed(case, ballot)
    decided(case, term_days=365)
    return told(case, answers=answers)


def lapsed_unserved() -> History:
    """The time to appeal is said to be over, and the decision never arrived."""
    case, answers = carried_and_decided()
    case.wait(days=60)
    case.happen(e.AppealLapsed(from_state=S.APPEAL_WINDOW, to_state=S.MONITORING, closing_code=None))
    return told(case, answers=answers)


def lapsed_early() -> History:
    """The time to appeal is said to be over ten days after service."""
    case, answers = carried_and_decided()
    case.serve(case.happened[-2].event.id, Seat.RESPONDENT)
    case.wait(days=10)
    case.happen(e.AppealLapsed(from_state=S.APPEAL_WINDOW, to_state=S.MONITORING, closing_code=None))
    return told(case, answers=answers)


def waived_by_one() -> History:
    """The respondent waives; the Society never did."""
    case, answers = carried_and_decided()
    case.happen(e.AppealWaived(from_state=S.APPEAL_WINDOW, to_state=S.MONITORING, closing_code=None), by=REX)
    return told(case, answers=answers)


def dismissed_unlodged() -> History:
    """An appeal is dismissed that nobody lodged."""
    case, answers = carried_and_decided()
    case.happen(e.AppealDismissed(from_state=S.APPEAL_WINDOW, to_state=S.MONITORING, closing_code=None), by=ADA)
    return told(case, answers=answers)
