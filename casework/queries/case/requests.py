"""The requests in a case as one side sees them: its own with their outcome, those of the other side by kind and day."""

from dataclasses import dataclass
from datetime import date

from casework.record.state import CaseView
from casework.record.state.requests import ACCUSED, Request
from casework.vocabulary import ClockName, RequestKind, Seat
from casework.workflow.guard import Acting


@dataclass(frozen=True, kw_only=True)
class RequestLine:
    """A request. `due`: the day by which it is answered, while it waits. It never says who asked.

    `ordered_by`: the day by which the Society produces a document; `overdue`: that day has passed.
    `given`: the more days, of those that were `asked` for; `until`: the last day of that time now, while it runs.
    """

    kind: RequestKind
    own: bool
    on: date
    due: date | None
    granted: bool | None
    ordered_by: date | None
    overdue: bool
    asked: int | None
    given: int | None
    until: date | None


def request_lines(view: CaseView, acting: Acting) -> tuple[RequestLine, ...]:
    """Return the requests that a party may know of, oldest first: what the other side waits for, and all of their own.

    Of the other side's adjustments and of other reporters nothing is said.
    """
    side = Seat.RESPONDENT if acting.as_(*ACCUSED) else Seat.COMPLAINANT
    own = view.requests.of(side, acting.person)
    pending = (*view.requests.waiting, *view.requests.orders)
    others = (one for one in pending if one.side is not side and one.kind is not RequestKind.ADJUSTMENT)
    shown = {*own, *others}
    return tuple(_line(one, view, own=one in own) for one in view.requests.all if one in shown)


def _line(one: Request, view: CaseView, *, own: bool) -> RequestLine:
    run = view.clock(ClockName.REQUEST, one.id) if one.waits else None
    due = view.day_of(run.due) if run and run.due else None
    more = view.clock(one.clock) if one.clock and one.given else None
    ordered = one.due_on if one.ordered else None
    return RequestLine(
        kind=one.kind,
        own=own,
        on=one.on,
        due=due,
        granted=one.granted,
        ordered_by=ordered,
        overdue=ordered is not None and ordered < view.today,
        asked=one.days,
        given=one.given,
        until=view.day_of(more.due) if more and more.running and more.due else None,
    )
