"""Seen = served: what a body that decides may open now. An item stays shut to it until it was served on the member in time.

Reading is what waits, and no step: a paper that comes on the morning of a hearing stops nothing, because nobody who decides
can open it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.minute_days import day_of_minutes
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.record.state.serving import Paper
from casework.vocabulary import NotNow, Seat
from casework.vocabulary.states import DECIDED
from policy.deadlines import counted_back

type InTime = Callable[[CaseView, int, Paper, date], bool]


def _for_the_panel(view: CaseView, number: int, paper: Paper, day: date) -> bool:
    """Whether the member had it 14 days before the hearing; 3 business days for what came once the hearing was open."""
    rules, heard = view.rules, view.serving.heard
    if heard is not None and number >= heard:
        return _business_days_ago(view, day)
    if view.hearing.on is None:
        return True
    return day <= counted_back(end=view.hearing.on, days=rules.clocks["BUNDLE"].days or 0, calendar=rules.calendar)


def _for_the_board(view: CaseView, number: int, paper: Paper, day: date) -> bool:
    """Whether the member had it when the papers went out, or with them: those are out for 7 days before a ballot opens."""
    sent = view.serving
    if sent.packed is None or sent.packed_on is None or number >= sent.packed:
        return False
    return day <= sent.packed_on or sent.pack == paper.entry or (paper.key, sent.pack) in sent.carried


def _for_the_appeal_panel(view: CaseView, number: int, paper: Paper, day: date) -> bool:
    """Whether the member had it when the appeal was lodged, or for 14 days. Grounds count once served: the other side's
    time to appeal, which runs from then, ends before the appeal is heard."""
    rules, lodged = view.rules, view.serving.lodged_on
    if lodged is None or day <= lodged or issubclass(paper.kind, e.CrossAppealLodged | e.AppealLodged):
        return True
    return day <= counted_back(end=view.today, days=rules.clocks["BUNDLE"].days or 0, calendar=rules.calendar)


def appeal_panel_reads_from(view: CaseView, served: date) -> date:
    """Return the day from which an appeal panel reads what the member had on `served`, after the appeal was lodged."""
    days = view.rules.clocks["BUNDLE"].days or 0
    day = served + timedelta(days=days)
    while counted_back(end=day, days=days, calendar=view.rules.calendar) < served:
        day += timedelta(days=1)
    return day


def _business_days_ago(view: CaseView, day: date) -> bool:
    return day_of_minutes(view, day) <= view.today


@dataclass(frozen=True, kw_only=True)
class Body:
    """Seats that decide together, and when an item was served in time for them."""

    seats: frozenset[Seat]
    in_time: InTime


BODIES: Mapping[str, Body] = {
    "panel": Body(seats=frozenset(PANEL), in_time=_for_the_panel),
    "board": Body(seats=frozenset({Seat.BOARD_MEMBER}), in_time=_for_the_board),
    "appeal panel": Body(seats=frozenset(APPEAL_PANEL), in_time=_for_the_appeal_panel),
}


def unserved_items(view: CaseView, body: Body) -> tuple[type[e.Event], ...]:
    """Return the kinds of items that a body may open although nothing shows that the member has them. There should be none."""
    shut = shut_entries(view, body.seats)
    return tuple(
        one.kind
        for one in view.serving.papers
        if one.role not in body.seats and one.entry not in shut and view.serving.day(one, view) is None
    )


def body_of(seats: Collection[Seat]) -> Body | None:
    """Return the body in which somebody with these seats decides; None for all others, whose reading does not wait."""
    return next((body for body in BODIES.values() if body.seats.intersection(seats)), None)


LISTS: Mapping[type[e.Event], tuple[Body, type[e.ServedItemsListed]]] = {
    e.HearingOpened: (BODIES["panel"], e.ServedItemsOfHearingListed),
    e.FindingsRecorded: (BODIES["panel"], e.ServedItemsOfFindingsListed),
    e.BallotOpened: (BODIES["board"], e.ServedItemsOfBallotListed),
    e.AppealHeard: (BODIES["appeal panel"], e.ServedItemsOfAppealListed),
}
"""The acts for which it is kept what the body could open, each with the event that keeps it."""


def served_list(view: CaseView, event: e.Event) -> e.ServedItemsListed | None:
    """Return what is kept beside an act of a body, `view` being the case before it; None for any other event.

    NotNow, naming what is missing, if the body could open something that nobody served on the member.
    """
    if type(event) not in LISTS:
        return None
    body, kind = LISTS[type(event)]
    if missing := unserved_items(view, body):
        named = ", ".join(sorted({str(one.title) for one in missing}))
        raise NotNow(f"Those who decide could read what the member was not served: {named}. Serve it first.")
    items = tuple(served_items(view, body))
    return kind(entries=tuple(entry for entry, _ in items), served_on=tuple(day for _, day in items))


def served_items(view: CaseView, body: Body) -> Iterator[tuple[UUID, date]]:
    """Yield what a body may open that it did not write itself, each with the day on which the member had it."""
    for number, paper in enumerate(view.serving.papers):
        if paper.role not in body.seats and (day := _served(view, body, number, paper)) is not None:
            yield paper.entry, day


def lines_in_time(view: CaseView) -> frozenset[int]:
    """Return the numbers of the lines of the minute, and of their corrections, that the member has had in time.

    Nobody's own lines count earlier: what the panel wrote itself has to reach the member too before a finding rests on it.
    """
    had = {
        paper.entry
        for number, paper in enumerate(view.serving.papers)
        if issubclass(paper.kind, e.MinuteWritten | e.MinuteCorrected)
        and _served(view, BODIES["panel"], number, paper) is not None
    }
    lines = enumerate(view.hearing.minute, 1)
    return frozenset(n for n, line in lines if {line.entry, line.corrected or line.entry} <= had)


def shut_entries(view: CaseView, seats: Collection[Seat]) -> frozenset[UUID]:
    """Return the entries that somebody with these seats cannot open: they decide, and the member was not served in time.

    What a reviewer ruled to be withheld stays shut for good, whatever was served. Nothing is shut to a board that has
    decided: it has the right to no more than what the member was served with the decision.
    """
    body = body_of(seats)
    if body is None or (body is BODIES["board"] and view.state in DECIDED):
        return frozenset()
    shut = (
        paper.entry
        for number, paper in enumerate(view.serving.papers)
        if paper.role not in body.seats and _served(view, body, number, paper) is None
    )
    return frozenset(shut) - (_for_the_chair(view) if Seat.PANEL_CHAIR in seats else frozenset())


def _served(view: CaseView, body: Body, number: int, paper: Paper) -> date | None:
    known = view.evidence
    if paper.entry in known.shut or paper.entry in _entries(
        view, known.offered | known.unseen | view.deliberation.late
    ):
        return None
    day = view.serving.day(paper, view)
    if day is None or day > view.today:
        return None
    own = paper.by_member and body is not BODIES["board"]
    return day if own or body.in_time(view, number, paper, day) else None


def _entries(view: CaseView, pieces: Collection[UUID]) -> frozenset[UUID]:
    return frozenset(one.added_by for one in view.evidence.all if one.id in pieces)


def _for_the_chair(view: CaseView) -> frozenset[UUID]:
    """Return the entries of what came late, on which the chair has to rule: of the Society's, once the member has its gist."""
    known, late = view.evidence, view.deliberation.late
    served = {one.id for one in known.all if view.service.day(one.added_by, Seat.RESPONDENT) is not None}
    return _entries(view, late & ((known.offered - known.unseen) | (served - known.offered)))
