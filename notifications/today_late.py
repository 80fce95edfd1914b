"""What Today says of a date that somebody else missed: what its reader can do about it, and why it stands in their list."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.procedure.notes.forms import Ask
from casework.queries.own_open_cases import LateOfOthers
from casework.record.rights import RIGHTS
from casework.record.rights.notes import is_asked_for_progress
from casework.verbs import VERBS
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from notifications.clock_rules import STEP_BY, seats_told

WHY: dict[Seat, Promise] = {Seat.INTAKE: gettext_lazy("You are told because you hand out work.")}
"""Why the holder of a seat is told of a date that somebody else missed."""
NOT_ASKED = gettext_lazy("They were told too. They are not in your team, so you cannot ask them.")


@dataclass(frozen=True, kw_only=True)
class MissedDate:
    """What a line says. `step` ends the date, if the reader may take it; without one, `words` ask for progress.

    `asks`: those who are late are in the team, so the reader can ask them.
    """

    words: str
    why: str
    step: Verb | None
    asks: bool


def with_those_listed(late: LateOfOthers | None, listed: Collection[str]) -> LateOfOthers | None:
    """Return what others are late with, and how many of these cases have a line of their own on the page."""
    return replace(late, listed=min(len(listed), late.number)) if late else None


def missed_date(clock: str, seat: Seat, state: CaseState) -> MissedDate:
    """Return what a line says of a date that others missed, to its reader's seat. `clock` is "" if no clock gave the date."""
    ends = STEP_BY.get(clock)
    step = ends if ends in RIGHTS.get((seat, state), ()) else None
    late = sorted(seats_told(ClockName(clock), state)) if clock else []
    asks = not late or any(is_asked_for_progress(one, state) for one in late)
    if step is not None:
        words = str(VERBS[step].label)
    elif clock:
        begins = Ask.PROGRESS.label if asks else _("A date was missed")
        words = _("%(ask)s: %(clock)s") % {"ask": begins, "clock": ClockName(clock).label}
    else:
        words = str(Ask.PROGRESS.label)
    said = (
        _("Late. Not done by: %(seats)s.") % {"seats": ", ".join(str(one.label) for one in late)}
        if late
        else _("Late."),
        str(WHY.get(seat, "")),
        _("You may take this step yourself.") if step else "" if asks else str(NOT_ASKED),
    )
    return MissedDate(words=words, why=" ".join(filter(None, said)), step=step, asks=asks)
