"""A case before the board, without a database: papers, declarations, a ballot, and its end."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

from casework.procedure.board import steps
from casework.procedure.findings.sanction_worksheet import Sheet
from casework.record.events import BoardDecided, Terms
from casework.vocabulary import Seat, Verb
from casework.vocabulary.public_half import PublicHalf
from policy.quorum import Count, Option, Result, Tally
from policy.rules import Level
from tests.casework.panel_road import AVA, FREE, SHEET, recommend, spoken_for
from tests.casework.pure import CLOCK, By, PureCase, someone

BEA = (someone("bea"), Seat.BOARD_SECRETARY)
VERA = (someone("vera"), Seat.REVIEWER)
VIC = (someone("vic"), Seat.REVIEWER)
BOARD = tuple((someone(f"board {n}"), Seat.BOARD_MEMBER) for n in range(9))


def before_the_board(*, board: int = 9, **recommended: Any) -> PureCase:
    """A recommendation, and a board of so many filled seats."""
    case = spoken_for()
    recommend(case, **recommended)
    case.view = replace(case.view, board_members=frozenset(person for person, _ in BOARD[:board]))
    return case


def with_papers(case: PureCase, *, declaring: Collection[By] = BOARD) -> PureCase:
    """The same, the papers out for ten days, those who sit and are `declaring` having declared."""
    pack = case.two(Verb.SEND_BOARD_PACK, first=BEA, second=AVA)
    case.serve(pack.id, Seat.RESPONDENT)
    for one in declaring:
        if one[0] in case.view.board_members - case.view.people.barred:
            case.do(Verb.DECLARE_INTERESTS, by=one, **FREE)
    case.wait(days=10)
    return case


def opened(case: PureCase) -> PureCase:
    """The same, a ballot open for ten days."""
    case.do(Verb.OPEN_BALLOT, by=BEA, closes_at=case.now + timedelta(days=10))
    return with_keys(case)


def with_keys(case: PureCase) -> PureCase:
    """The same, the keys of its ballot made."""
    ballot = case.view.board.ballot
    assert ballot is not None
    case.do(
        Verb.MAKE_BALLOT_KEYS, by=CLOCK, keys=tuple(PublicHalf(f"{n:064x}") for n in range(len(ballot.motions) + 1))
    )
    return case


def vote(case: PureCase, voters: Collection[By]) -> None:
    """Let some vote on the ballot in hand."""
    for one in voters:
        case.do(Verb.CAST_VOTE, by=one)


def counted(carried: Option | None, present: int = 9) -> Count:
    """Return a count that came to this."""
    option = carried or Option.DISMISS_ON_LAW
    tally = Tally(option=option, supporting=present if carried else 0, needed=1)
    return Count(present=present, tallies=(tally,), result=Result.CARRIED if carried else Result.NOT_CARRIED)


def ballot_ends(case: PureCase, carried: Option | None, voters: Collection[By] = BOARD) -> PureCase:
    """Let everybody who may vote, the time pass, and the ballot end as it was counted."""
    frozen = case.view.board.ballot
    assert frozen is not None
    among = [one for one in voters if one[0] in frozen.voters]
    vote(case, among)
    case.wait(days=11)
    case.do(Verb.CLOSE_BALLOT, by=BEA)
    case.do(Verb.COUNT_BALLOT, by=CLOCK, count=counted(carried, len(among)))
    return case


COURSE = someone("a course")
PROBATION = Terms(
    level=Level.L5, term_days=200, abeyance=Level.L6, abeyance_days=40, conditions=(COURSE,), condition_days=(30,)
)
OUTSIDE = Sheet(severities=SHEET.severities, lower_considered=True, departure_explained=True)


def on_probation() -> PureCase:
    """A final decision: probation with a course within thirty days, and a suspension named for a breach."""
    case = opened(with_papers(before_the_board(terms=PROBATION, sheet=OUTSIDE)))
    return final(ballot_ends(case, Option.L5))


def signed(case: PureCase) -> By:
    """Let the letter be written, and the first of those who voted sign it; return that person."""
    ballot = case.view.board.counted
    assert ballot is not None
    chair = next(one for one in BOARD if one[0] in ballot.voted - case.view.people.barred)
    case.do(Verb.WRITE_DECISION_LETTER, by=BEA, chair=chair[0])
    case.do(Verb.SIGN_DECISION_LETTER, by=chair)
    return chair


def sent(case: PureCase) -> BoardDecided:
    """Let the letter be written, signed, rest, and go out."""
    signed(case)
    case.wait(days=1)
    event = case.do(Verb.DECIDE_CASE, by=BEA)
    assert isinstance(event, BoardDecided)
    return event


def final(case: PureCase) -> PureCase:
    """Let the decision be sent, served, and become final by the lapse of the time to appeal."""
    event = sent(case)
    imposed = steps.impose(case, event)
    if imposed:
        case.happen(imposed, by=BEA)
    case.serve(event.id, Seat.RESPONDENT)
    case.wait(days=35)
    case.do(Verb.APPEAL_LAPSES, by=CLOCK)
    return case
