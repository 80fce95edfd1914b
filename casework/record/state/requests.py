"""What the record says of the requests of both sides, and who answers each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, Self
from uuid import UUID

from casework.record import events as e
from casework.record.clocks import LIVES_IN
from casework.record.state.part import Before, Part
from casework.record.state.people import APPEAL_PANEL, PANEL, PeoplePart
from casework.vocabulary import CaseState, ClockName, RequestKind, Seat

S, K = CaseState, RequestKind
ACCUSED = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})
DECIDING = frozenset({Seat.DECIDER, Seat.CONSENT_APPROVER, Seat.BOARD_MEMBER, *PANEL, *APPEAL_PANEL})
"""Those who decide: a reviewer says whether one of them should not sit."""


class _View(Protocol):
    """What tells who answers a request now. `CaseView` is one."""

    @property
    def state(self) -> CaseState | None: ...
    @property
    def people(self) -> PeoplePart: ...
    @property
    def requests(self) -> "RequestsPart": ...


ANSWERING: Mapping[CaseState, tuple[Seat, ...]] = {
    **dict.fromkeys((S.AWAITING_RESPONSE, S.RESPONSE_REVIEW, S.CASE_TO_ANSWER), (Seat.DECIDER,)),
    **dict.fromkeys((S.CONSENT_PROPOSED, S.PANEL_FORMING), (Seat.DECIDER,)),
    **dict.fromkeys((S.HEARING, S.DELIBERATION), (Seat.PANEL_CHAIR, Seat.ADVISER)),
    **dict.fromkeys((S.BOARD_DECISION, S.APPEAL_WINDOW), (Seat.ADVISER,)),
    S.APPEAL: (Seat.APPEAL_CHAIR, Seat.ADVISER),
}
"""Who answers at each stage: the first of these seats that somebody holds, or else the last."""

TIME_OF: Mapping[Seat, Mapping[CaseState, tuple[ClockName, ...]]] = {
    Seat.RESPONDENT: {
        S.AWAITING_RESPONSE: (ClockName.RESPONSE,),
        S.RESPONSE_REVIEW: (ClockName.REPORT_COMMENTS,),
        S.CONSENT_PROPOSED: (ClockName.CONSENT,),
        S.DELIBERATION: (ClockName.SANCTION_VIEWS,),
    },
    Seat.COMPLAINANT: {
        S.RESPONSE_REVIEW: (ClockName.REPLY, ClockName.REPORT_COMMENTS),
        S.CONSENT_PROPOSED: (ClockName.CONSENT_VIEWS,),
    },
}
"""The times of each side that can be made longer on request: the first of them that runs."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request. `granted` is None until it is answered; `ended`: it was closed without an answer.

    `late`: the time had ended when more was asked for. `due_on`: the day by which a document was ordered; `produced`: it is
    there, or the Society has said why not.
    """

    id: UUID
    kind: RequestKind
    side: Seat
    asker: UUID
    on: date
    days: int | None = None
    given: int | None = None
    clock: ClockName | None = None
    about: Seat | None = None
    stops: bool = False
    late: bool = False
    granted: bool | None = None
    ended: bool = False
    due_on: date | None = None
    produced: bool = False

    @property
    def waits(self) -> bool:
        return self.granted is None and not self.ended

    @property
    def ordered(self) -> bool:
        """Whether the Society still has to produce the document."""
        return self.due_on is not None and not self.produced

    def is_of(self, side: Seat, person: UUID) -> bool:
        """Whether it is a request of a side. Each reporter is a side of their own: they may not know of each other."""
        return self.side is side and (side is Seat.RESPONDENT or self.asker == person)


class RequestsPart(Part):
    """The requests, oldest first. A case that leaves the stages in which one can ask closes those that wait."""

    all: tuple[Request, ...] = ()

    @property
    def waiting(self) -> tuple[Request, ...]:
        return tuple(one for one in self.all if one.waits)

    @property
    def orders(self) -> tuple[Request, ...]:
        return tuple(one for one in self.all if one.ordered)

    @property
    def with_a_clock(self) -> frozenset[UUID]:
        """The requests whose clock runs: one waits for its answer, or for its document."""
        return frozenset(one.id for one in self.all if one.waits or one.ordered)

    @property
    def waiting_clocks(self) -> frozenset[ClockName]:
        """The times that wait for the answer to the first request for more of them."""
        return frozenset(one.clock for one in self.waiting if one.stops and one.clock)

    def get(self, request: UUID) -> Request | None:
        return next((one for one in self.all if one.id == request), None)

    def of(self, side: Seat, person: UUID) -> tuple[Request, ...]:
        return tuple(one for one in self.all if one.is_of(side, person))

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.RequestMade() as event:
                return replace(self, all=(*self.all, _made(event, happened, before)))
            case e.RequestAnswered(request=key, granted=granted, due_on=day, days=given):
                return self._with(key, granted=granted, due_on=day, given=given)
            case e.RequestWithdrawn(request=key):
                return self._with(key, ended=True)
            case e.DocumentProduced(request=key):
                return self._with(key, produced=True)
            case e.HearingAdjourned():
                asked = (one.id for one in self.waiting if one.kind is K.ANOTHER_DAY)
                return self._each(*asked, granted=True)
            case e.Moved(to_state=state) if state not in LIVES_IN[ClockName.REQUEST]:
                left = self._each(*(one.id for one in self.waiting), ended=True)
                return left._each(*(one.id for one in left.orders), produced=True)
            case e.Moved(to_state=state):
                over = (one.id for one in self.waiting if one.clock and state not in LIVES_IN[one.clock])
                return self._each(*over, ended=True)
        return self

    def _with(self, key: UUID, **change: object) -> Self:
        changed = (replace(one, **change) if one.id == key else one for one in self.all)  # type: ignore[arg-type]
        return replace(self, all=tuple(changed))

    def _each(self, *keys: UUID, **change: object) -> Self:
        found = self
        for key in keys:
            found = found._with(key, **change)
        return found


def _made(event: e.RequestMade, happened: e.Recorded, before: Before) -> Request:
    return Request(
        id=event.id,
        kind=event.kind,
        side=Seat.RESPONDENT if happened.role in ACCUSED else Seat.COMPLAINANT,
        asker=happened.actor,
        on=before.day_of(happened.at),
        days=event.days,
        clock=event.clock,
        about=event.about,
        stops=event.stops,
        late=event.late,
        ended=event.repeats is not None,
    )


def requests_for(view: _View, seats: frozenset[Seat]) -> tuple[Request, ...]:
    """Return the requests that wait for the answer of somebody in one of `seats`."""
    state = view.state
    if state is None or state not in ANSWERING:
        return ()
    free = {seat for person, seat in view.people.seats if person not in view.people.barred}
    found = []
    for one in view.requests.waiting:
        wanted = seats_that_answer(one, state)
        first = next((seat for seat in wanted if seat in free), wanted[-1])
        answers = wanted if Seat.INVESTIGATOR in wanted else (first,)
        found += [] if seats.isdisjoint(answers) else [one]
    return tuple(found)


def seats_that_answer(request: Request, state: CaseState) -> tuple[Seat, ...]:
    """Return the seats that answer a request at a stage: the first that somebody holds, or else the last.

    About days, the investigator and a decider both may.
    """
    match request.kind:
        case K.ADJUSTMENT:
            return (Seat.ADVISER,)
        case K.MORE_TIME if Seat.DECIDER in ANSWERING[state]:
            return (Seat.INVESTIGATOR, Seat.DECIDER)
        case K.SHOULD_NOT_SIT if request.about in DECIDING:
            return (Seat.REVIEWER,)
        case K.SHOULD_NOT_SIT if request.about in ANSWERING[state]:
            return (Seat.REVIEWER,)
    return ANSWERING[state]
