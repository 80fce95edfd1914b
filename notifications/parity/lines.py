"""Who had what, when: each letter to a side and each filing by one, from the record, as far as its reader may know of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.models import Case
from casework.queries.case.own_acts import is_own_act
from casework.queries.case.page import Text, all_readable
from casework.queries.case.withheld import numbers_told
from casework.record import events as e
from casework.record.clocks import RunningClock
from casework.record.rights.served import BODIES, served_items
from casework.record.state import CaseView
from casework.record.state.requests import Request
from casework.record.state.service import Served
from casework.recording import OpenedTexts
from casework.vocabulary import ClockName, RequestKind, Seat
from notifications.letters.table import TOLD_ANONYMOUSLY, Post, posts_of
from notifications.parity.sides import Side, days_of, had_by, reading_side, side_of_role
from policy.deemed_service import pages_served_on

NO_FILINGS = (e.LetterOpened, e.NoticeAcknowledged, e.BundleFrozen, e.ServedItemsListed)
"""What a party causes to be recorded, and does not write."""
SETS_A_DAY = (e.PanelFormed, e.HearingAdjourned, e.HearingReopened)
SHORT_NAMES: Mapping[Side, Promise] = {
    Side.MEMBER: gettext_lazy("member"),
    Side.SOCIETY: gettext_lazy("Society"),
    Side.REPORTER: gettext_lazy("reporter"),
}
READERS: Mapping[Side, Seat] = {Side.MEMBER: Seat.RESPONDENT, Side.REPORTER: Seat.COMPLAINANT}
BODY_NAMES: Mapping[str, Promise] = {
    "panel": gettext_lazy("panel"),
    "board": gettext_lazy("board"),
    "appeal panel": gettext_lazy("appeal panel"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A letter or a filing. `entry`: its number in the record of the case; it would tell an anonymous reporter too much.

    `days`: the time it gave, said for each side.
    `reached_on`: the day from which it counts for `reader`; `how` it reached them is said to themselves alone. `short`: by how
    many days that was less than the rulebook gives before a hearing.
    """

    entry: int | None
    event: UUID
    what: Promise
    to: str
    author: Side
    receivers: frozenset[Side]
    on: date
    days: str
    more: tuple[str, ...]
    reached_on: date | None
    how: str
    short: int
    words: int


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows, oldest first, for a reader. `side`: the reader's own; None for somebody who decides."""

    rows: tuple[Row, ...]
    side: Side | None


def texts_counted(case: Case, *, coarse: bool = False) -> tuple[Text, ...]:
    """Return the texts whose words are counted: those of filings, and of letters once they have reached the reader."""
    return tuple(
        text
        for row, texts in _listed(case, coarse=coarse)
        if row.author is reading_side(case) or reading_side(case) is None or _reached(case, row)
        for text in texts
    )


def table_of(case: Case, texts: OpenedTexts, *, coarse: bool = False) -> Table:
    """Return the table of a case for the viewer who entered it; `coarse` for a reporter who must not learn more. No query."""
    bodies = _opened_by_bodies(case.view)
    rows = tuple(_row(one, case, bodies, texts) for one, _own in _listed(case, coarse=coarse))
    return Table(rows=rows, side=reading_side(case))


@dataclass(frozen=True, kw_only=True)
class _Listed:
    """An entry that stands in the table, with its number, who wrote it, and the sides to which a letter about it goes."""

    number: int | None
    one: e.Recorded
    author: Side
    receivers: frozenset[Side]


def _listed(case: Case, *, coarse: bool) -> Iterator[tuple[_Listed, tuple[Text, ...]]]:
    own, last = reading_side(case), numbers_told(case.view, case.record)
    numbers = {one.event.id: number for number, one in enumerate(case.record[:last], 1)}
    for one, texts in all_readable(case):
        posts = {seat: post for seat, post in posts_of(one.event).items() if not post.sender_alone}
        told = _told(posts, coarse=coarse)
        is_filing = not isinstance(one.event, NO_FILINGS) and side_of_role(one.role) is not Side.SOCIETY
        seen = bool(told) or (is_filing and bool(one.event.sealed))
        if own is not None:
            seen = own in told or (is_filing and is_own_act(one, case))
        if seen:
            author = side_of_role(one.role) if is_filing else Side.SOCIETY
            found = _Listed(
                number=None if coarse else numbers.get(one.event.id), one=one, author=author, receivers=told
            )
            yield found, texts


def _told(posts: Mapping[Seat, Post], *, coarse: bool) -> frozenset[Side]:
    """Return the sides that are written to. A letter to the author of an act alone says nothing to the other side."""
    shown = {seat for seat, post in posts.items() if not coarse or post.template in TOLD_ANONYMOUSLY}
    return frozenset(side for side, seat in READERS.items() if seat in shown)


def _reached(case: Case, row: _Listed) -> bool:
    side = reading_side(case)
    return side is not None and case.view.service.day(row.one.event.id, READERS[side]) is not None


def _opened_by_bodies(view: CaseView) -> Mapping[str, frozenset[UUID]]:
    """Return the entries that each body which sits could open and did not write itself."""
    seated = {seat for _person, seat in view.people.seats}
    return {
        name: frozenset(entry for entry, _day in served_items(view, body))
        for name, body in BODIES.items()
        if seated & body.seats
    }


def _row(found: _Listed, case: Case, bodies: Mapping[str, Collection[UUID]], texts: OpenedTexts) -> Row:
    view, event, side = case.view, found.one.event, reading_side(case)
    reader = READERS[side or Side.MEMBER]
    proof = None if found.author is side else _proof(view, found.one, reader)
    reached = proof.on if proof else None
    how = ""
    if proof and side is not None:
        how = _("opened") if proof.opened else _("counts as served by time") if proof.deemed else _("by proof")
    return Row(
        entry=found.number,
        event=event.id,
        what=event.title,
        to=_to(found, side, bodies),
        author=found.author,
        receivers=found.receivers,
        on=view.day_of(found.one.at),
        days=_days(view, event, found.receivers, side),
        more=tuple(_asked(found, case)),
        reached_on=reached,
        how=how,
        short=_short(view, event, reached),
        words=sum(words_in(said) for (entry, _field), said in texts.items() if entry == event.id),
    )


def _proof(view: CaseView, one: e.Recorded, reader: Seat) -> Served | None:
    """Return how and when an entry reached its reader. The pages of a bundle count as served some days after their notice."""
    if isinstance(one.event, e.BundleServed) and reader is Seat.RESPONDENT:
        on = pages_served_on(view.day_of(one.at), view.rules)
        return Served(about=one.event.id, reader=reader, on=on, deemed=True)
    return view.service.proof(one.event.id, reader)


def _to(found: _Listed, side: Side | None, bodies: Mapping[str, Collection[UUID]]) -> str:
    """Say to whom an entry went. Of a filing of their own, nobody reads here whether a panel may open it already."""
    if side is Side.REPORTER:
        return _("The Society") if found.author is side else _("You")
    names = {Side.MEMBER: _("You") if side else _("Member"), Side.REPORTER: _("Reporter")}
    to = [_("The Society")] if found.author is not Side.SOCIETY else []
    to += [_("Both sides")] if len(found.receivers) > 1 else [str(names[one]) for one in found.receivers]
    if found.author is not side:
        to += [str(BODY_NAMES[name]) for name, entries in bodies.items() if found.one.event.id in entries]
    return ", ".join(to)


def _days(view: CaseView, event: e.Event, receivers: Collection[Side], side: Side | None) -> str:
    """Say how many days an entry gave each side, as far as the reader may know: the longest time it started for them.

    A number alone is that of the reader's own side, or of the member for somebody who decides.
    """
    given: dict[Side, int] = {}
    for run in view.clocks:
        for one in had_by(run) if run.about == event.id else ():
            if side is None or one is side or (side is Side.MEMBER and one in receivers):
                given[one] = max(given.get(one, 0), days_of(run))
    if given.keys() == {side or Side.MEMBER}:
        return str(*given.values())
    return ", ".join(f"{SHORT_NAMES[one]} {given[one]}" for one in Side if one in given)


def _short(view: CaseView, event: e.Event, reached: date | None) -> int:
    """Return by how many days the bundle or the call to a hearing came too late to its reader."""
    name = ClockName.BUNDLE if isinstance(event, e.BundleServed) else ClockName.HEARING_NOTICE
    held = view.hearing.on
    if reached is None or held is None or reached > held or not isinstance(event, (e.BundleServed, *SETS_A_DAY)):
        return 0
    return max(0, (view.rules.clocks[name].days or 0) - (held - reached).days)


def _asked(found: _Listed, case: Case) -> Iterator[str]:
    """Say who asked for more time or for another day after an entry, and what came of it."""
    view, side = case.view, reading_side(case)
    runs = [run for run in view.clocks if run.about == found.one.event.id]
    day_set = isinstance(found.one.event, SETS_A_DAY)
    for one in view.requests.all:
        more = one.kind is RequestKind.MORE_TIME and any(_is_of(one, run, view) for run in runs)
        if (more or (one.kind is RequestKind.ANOTHER_DAY and day_set)) and _may_know(one, case, side):
            yield f"{_who(one, side)}: {_came_of(one)}"


def _is_of(request: Request, run: RunningClock, view: CaseView) -> bool:
    """Whether more of a time was asked for while it ran."""
    last = view.day_of(run.stopped) if run.stopped else request.on
    return request.clock is run.name and view.day_of(run.started) <= request.on <= last


def _may_know(request: Request, case: Case, side: Side | None) -> bool:
    """Whether the reader knows of a request: a reporter knows of their own alone."""
    return side is not Side.REPORTER or request.is_of(Seat.COMPLAINANT, case.acting.person)


def _who(request: Request, side: Side | None) -> str:
    asked = Side.MEMBER if request.side is Seat.RESPONDENT else Side.REPORTER
    if asked is side:
        return _("You")
    return _("Member") if asked is Side.MEMBER else _("Reporter")


def _came_of(request: Request) -> str:
    days = ngettext("%(n)d day", "%(n)d days", request.days) % {"n": request.days} if request.days else _("another day")
    outcome = {True: _("granted"), False: _("refused"), None: _("closed") if request.ended else _("waits")}
    return f"{days}, {outcome[request.granted]}"


NO_PROSE = frozenset({"allegation", "particular", "factor", "kind", "shown_by"})
"""Parts of a typed text that are references, and no words of a person."""


def words_in(said: object) -> int:
    """Return how many words a sealed text has."""
    match said:
        case str():
            return len(said.split())
        case dict():
            return sum(words_in(each) for name, each in said.items() if name not in NO_PROSE)
        case list() | tuple():
            return sum(words_in(each) for each in said)
    return 0


def rows_between(rows: Sequence[Row], author: Side | None = None, receiver: Side | None = None) -> list[Row]:
    """Return the rows that a side wrote, or that went to a side."""
    return [row for row in rows if row.author is author or (receiver in row.receivers and row.author is not receiver)]
