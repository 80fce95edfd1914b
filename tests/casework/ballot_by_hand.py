"""A case before the board that is put together by hand, in any state of its ballot."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from casework.record.clocks import RunningClock
from casework.record.state.board import Ballot, BoardPart, CastVote
from casework.record.state.people import Conflict, PeoplePart
from casework.vocabulary import BallotState, CaseState, ClockName, Mention, Seat
from casework.vocabulary.public_half import PublicHalf
from policy.quorum import Electorate, Option
from tests.casework.pure import MONDAY, PureCase, someone

ADA, BEN, CARA, DAN = (someone(name) for name in ("ada", "ben", "cara", "dan"))
PACK, OTHER_PACK = someone("pack"), someone("other pack")
SECOND = timedelta(seconds=1)
OPEN, CLOSED, CARRIED, NOT_CARRIED, VOIDED = (
    BallotState.OPEN, BallotState.CLOSED, BallotState.CARRIED, BallotState.NOT_CARRIED, BallotState.VOIDED,
)  # fmt: skip


def ballot(state: BallotState = OPEN, carried: Option = Option.L4, **more: Any) -> Ballot:
    """Return a ballot of Ada and Ben on L4 and L3, which closes on Monday. `carried` counts in the state CARRIED alone."""
    known = Ballot(
        id=someone("ballot"),
        pack=PACK,
        voters=frozenset({ADA, BEN}),
        electorate=Electorate(filled=2),
        motions=(Option.REMIT, Option.REMIT_TO_NEW_PANEL, Option.L4, Option.L3),
        closes_at=MONDAY,
        keys=tuple(PublicHalf(f"{n:064x}") for n in range(5)),
        state=state,
        carried=carried if state is CARRIED else None,
    )
    return replace(known, **more)


def with_votes(*people: Any) -> dict[str, Any]:
    """Return the votes of some people as a ballot holds them."""
    return {"votes": tuple(CastVote(entry=someone(str(one)), voter=one) for one in people)}


def case(put: Ballot | None = None, *, late: timedelta = timedelta(0), people: Any = None, **board: Any) -> PureCase:
    """Return a case before the board, so long after Monday, which Ada looks at."""
    known: dict[str, Any] = {"people": people} if people else {}
    members = board.pop("members", frozenset({ADA, BEN}))
    clocks = board.pop("clocks", ())
    code = board.pop("closing_code", None)
    made = PureCase.new(
        state=CaseState.BOARD_DECISION,
        now=MONDAY + late,
        board=BoardPart(**{"pack": PACK, "ballot": put, **board}),
        board_members=members,
        clocks=clocks,
        closing_code=code,
        **known,
    )
    made.enter((ADA, Seat.BOARD_MEMBER))
    return made


def papers(due: Any) -> tuple[RunningClock, ...]:
    """Return the clock of the papers with a due moment."""
    return (RunningClock(name=ClockName.BOARD_PAPERS, about=PACK, started=MONDAY, days=7, due=due),)


def conflicted(*people: Any, seats: Any = ()) -> PeoplePart:
    """Return people of whom some are barred for good, and who sits where."""
    barred = tuple(Conflict(person=one, state=Mention.RECORDED) for one in people)
    return PeoplePart(conflicts=barred, seats=frozenset(seats))
