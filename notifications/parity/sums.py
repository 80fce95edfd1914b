"""What each side had in all: days, words, requests; and where one side had less than it should have had."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.access import Actor
from casework.models import Case
from casework.procedure.board.certificate import Certificate, certificate_of
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import group_by_compartment
from casework.record.state.requests import Request
from casework.vocabulary import RequestKind, Right, Seat
from notifications.parity.lines import Row, Table, rows_between, table_of, texts_counted
from notifications.parity.sides import Side, days_of, had_by

NAMES: Mapping[Side, Promise] = {
    Side.MEMBER: gettext_lazy("Member"),
    Side.SOCIETY: gettext_lazy("Society"),
    Side.REPORTER: gettext_lazy("Reporter"),
}
SEATS: Mapping[Side, Seat | None] = {
    Side.MEMBER: Seat.RESPONDENT,
    Side.SOCIETY: None,
    Side.REPORTER: Seat.COMPLAINANT,
}


@dataclass(frozen=True, kw_only=True)
class Sum:
    """What one side had. `share`: its days in per cent of those of the side that had most. `asked` is None for the Society."""

    side: Side
    name: Promise | str
    days: int
    share: int
    words_in: int
    words_out: int
    asked: int | None
    granted: int | None


@dataclass(frozen=True, kw_only=True)
class Less:
    """A side had less: what the record shows, and the number of the entry that shows it, if one entry does."""

    words: str
    entry: int | None


@dataclass(frozen=True, kw_only=True)
class Parity:
    """The table with its sums. `certificate` is None for a reporter, who reads of their own part alone."""

    table: Table
    sums: tuple[Sum, ...]
    less: tuple[Less, ...]
    certificate: Certificate | None

    @property
    def is_partial(self) -> bool:
        return self.certificate is None


def parity_of(case: Case, by: Actor, *rights: Right, coarse: bool = False) -> Parity:
    """Return who had what in a case that its reader entered by any of `rights`. What is counted is opened on the record."""
    wanted = group_by_compartment(texts_counted(case, coarse=coarse))
    texts = open_content(reference=case.reference, by=by, rights=rights, wanted=wanted) if wanted else {}
    table = table_of(case, texts, coarse=coarse)
    partial = table.side is Side.REPORTER
    return Parity(
        table=table,
        sums=tuple(_sums(case, table)),
        less=() if partial else tuple(_less(case, table)),
        certificate=None if partial else certificate_of(case.view, case.record),
    )


def _sums(case: Case, table: Table) -> Iterator[Sum]:
    sides = [Side.REPORTER] if table.side is Side.REPORTER else list(Side)
    days = {side: _days(case, table, side) for side in sides}
    most = max(*days.values(), 1) if len(days) > 1 else max(1, *days.values())
    for side in sides:
        asked = _requests(case, side, table)
        yield Sum(
            side=side,
            name=_("You") if side is table.side else NAMES[side],
            days=days[side],
            share=100 * days[side] // most,
            words_in=sum(row.words for row in rows_between(table.rows, author=side)),
            words_out=_received(table, side),
            asked=None if side is Side.SOCIETY else len(asked),
            granted=None if side is Side.SOCIETY else sum(one.granted is True for one in asked),
        )


def _received(table: Table, side: Side) -> int:
    """Return the words that went to a side: the Society gets what the others file."""
    if side is Side.SOCIETY:
        return sum(row.words for row in table.rows if row.author is not side)
    return sum(row.words for row in table.rows if side in row.receivers and row.author is not side)


def _days(case: Case, table: Table, side: Side) -> int:
    """Return the days that a side was given in all. Of the other side, a party learns of what both were told of alone."""
    told = {row.event for row in table.rows if table.side is None or side in {table.side, *row.receivers, row.author}}
    return sum(
        days_of(run) for run in case.view.clocks if side in had_by(run) and (side is Side.SOCIETY or run.about in told)
    )


def _requests(case: Case, side: Side, table: Table) -> list[Request]:
    """Return the requests of a side; nobody reads of the adjustments of the other."""
    shown = [one for one in case.view.requests.all if one.side is SEATS[side]]
    if side is Side.REPORTER and table.side is Side.REPORTER:
        return [one for one in shown if one.asker == case.acting.person]
    return [one for one in shown if side is table.side or one.kind is not RequestKind.ADJUSTMENT]


def _less(case: Case, table: Table) -> Iterator[Less]:
    who = _("You") if table.side is Side.MEMBER else _("The member")
    yield from (_came_late(row, table) for row in table.rows if row.short)
    hearing = case.view.hearing
    heard = hearing.time_used(Seat.RESPONDENT), hearing.time_used(Seat.INVESTIGATOR)
    if heard[0] < heard[1]:
        said = {"who": who, "own": heard[0], "other": heard[1]}
        yield Less(words=_("%(who)s: %(own)d minutes at the hearing. The Society: %(other)d.") % said, entry=None)
    granted = {side: _time_given(case, side) for side in (Seat.RESPONDENT, Seat.COMPLAINANT)}
    if granted[Seat.RESPONDENT] is False and granted[Seat.COMPLAINANT]:
        yield Less(words=_("%s: more time was refused. The reporter was given more.") % who, entry=None)
    if granted[Seat.COMPLAINANT] is False and granted[Seat.RESPONDENT]:
        yield Less(words=_("The reporter: more time was refused. The other side was given more."), entry=None)


def _came_late(row: Row, table: Table) -> Less:
    days = ngettext("%(n)d day", "%(n)d days", row.short) % {"n": row.short}
    said = {"what": row.what, "days": days}
    words = _("%(what)s: it reached the member %(days)s later than the rulebook allows before a hearing.")
    if table.side is Side.MEMBER:
        words = _("%(what)s: it reached you %(days)s later than the rulebook allows before a hearing.")
    return Less(words=words % said, entry=row.entry)


def _time_given(case: Case, side: Seat) -> bool | None:
    """Whether a side was given more time: False if it asked and was refused each time, None if nothing was decided."""
    found = [
        one.granted
        for one in case.view.requests.all
        if one.side is side and one.kind is RequestKind.MORE_TIME and one.granted is not None
    ]
    return any(found) if found else None
