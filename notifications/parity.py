"""Who had what, when: each letter to the member and each filing by them, with the days that it gave, from the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.own_acts import is_own_act
from casework.record.clocks import SERVED_ON, RunningClock
from casework.record.events import LetterOpened, NoticeAcknowledged, Recorded
from casework.record.state import CaseView
from casework.vocabulary import Seat
from notifications.letters import LETTERS

OPENINGS = (LetterOpened, NoticeAcknowledged)
YOU, BOTH, SOCIETY = _("You"), _("Both sides"), _("The Society")


@dataclass(frozen=True, kw_only=True)
class ParityRow:
    """A letter or a filing. `days` it gave its reader, None if none; `more` were added. `reached_on`: the day that counts.

    Nobody reads when the other side opened a letter, and a day on which it reached them would say so.
    """

    what: Promise
    to: Promise
    on: date
    days: int | None
    more: int
    reached_on: date | None
    mine: bool


@dataclass(frozen=True, kw_only=True)
class Parity:
    """The rows, oldest first, and how many days each side was given in all."""

    rows: tuple[ParityRow, ...]
    yours: int
    theirs: int


def parity_of(case: Case) -> Parity:
    """Return what the respondent's side was sent and sent, and the days of each side for what both were told of."""
    rows = tuple(_rows(case))
    told = {one.event.id for one in case.record if len(_sides(one)) > 1 or is_own_act(one, case)}
    theirs = [run for run in case.view.clocks if SERVED_ON.get(run.name) is Seat.COMPLAINANT and run.about in told]
    return Parity(rows=rows, yours=sum((one.days or 0) for one in rows), theirs=sum(map(_days, theirs)))


def _rows(case: Case) -> Iterator[ParityRow]:
    view = case.view
    for one in case.record:
        if is_own_act(one, case) and not isinstance(one.event, OPENINGS):
            yield ParityRow(
                what=one.event.title, to=SOCIETY, on=view.day_of(one.at), days=None, more=0, reached_on=None, mine=True
            )
        elif Seat.RESPONDENT in (sides := _sides(one)):
            run = _clock(view, one)
            yield ParityRow(
                what=one.event.title,
                to=BOTH if len(sides) > 1 else YOU,
                on=view.day_of(one.at),
                days=_days(run) if run else None,
                more=run.extension if run else 0,
                reached_on=view.service.day(one.event.id, Seat.RESPONDENT),
                mine=False,
            )


def _sides(one: Recorded) -> frozenset[Seat]:
    """Return the sides that were written to. A letter to the author of an act alone says nothing to the other side."""
    posts = LETTERS.get(type(one.event), {})
    return frozenset(seat for seat, post in posts.items() if not post.sender_alone) & {
        Seat.RESPONDENT,
        Seat.COMPLAINANT,
    }


def _clock(view: CaseView, one: Recorded) -> RunningClock | None:
    """Return the clock of the respondent that a letter starts: the longest, if there are several."""
    runs = [run for run in view.clocks if run.about == one.event.id and SERVED_ON.get(run.name) is Seat.RESPONDENT]
    return max(runs, key=_days, default=None)


def _days(run: RunningClock) -> int:
    return run.days + run.extension
