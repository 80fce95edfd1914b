"""What Today says of a date that somebody else missed: what its reader can do about it, and why it stands in their list."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.procedure.notes.forms import Ask
from casework.queries.own_open_cases import LateOfOthers
from casework.record.rights import RIGHTS
from casework.verbs import VERBS
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from notifications.clock_rules import STEP_BY, seats_told

WHY: dict[Seat, Promise] = {Seat.INTAKE: gettext_lazy("You are told because you hand out work.")}
"""Why the holder of a seat is told of a date that somebody else missed."""


@dataclass(frozen=True, kw_only=True)
class MissedDate:
    """What a line says. `step` ends the date, if the reader may take it; without one, `words` ask for progress."""

    words: str
    why: str
    step: Verb | None


def with_those_listed(late: LateOfOthers | None, listed: Collection[str]) -> LateOfOthers | None:
    """Return what others are late with, and how many of these cases have a line of their own on the page."""
    return replace(late, listed=min(len(listed), late.number)) if late else None


def missed_date(clock: str, seat: Seat, state: CaseState) -> MissedDate:
    """Return what a line says of a date that others missed, to its reader's seat. `clock` is "" if no clock gave the date."""
    ends = STEP_BY.get(clock)
    step = ends if ends in RIGHTS.get((seat, state), ()) else None
    if step is not None:
        words = str(VERBS[step].label)
    elif clock:
        words = _("%(ask)s: %(clock)s") % {"ask": Ask.PROGRESS.label, "clock": ClockName(clock).label}
    else:
        words = str(Ask.PROGRESS.label)
    return MissedDate(words=words, why=_why(clock, seat, state, may_act=step is not None), step=step)


def _why(clock: str, seat: Seat, state: CaseState, *, may_act: bool) -> str:
    late = ", ".join(str(one.label) for one in sorted(seats_told(ClockName(clock), state))) if clock else ""
    said = (
        _("Late. Not done by: %(seats)s.") % {"seats": late} if late else _("Late."),
        str(WHY.get(seat, "")),
        _("You may take this step yourself.") if may_act else "",
    )
    return " ".join(filter(None, said))
