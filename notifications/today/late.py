"""What Today says of a date that somebody else missed: what its reader can do about it, and why it stands in their list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.procedure.notes.forms import Ask
from casework.queries.queue.own_open_cases import LateOfOthers
from casework.record.rights import RIGHTS
from casework.record.rights.notes import is_asked_for_progress
from casework.verbs import VERBS
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from notifications.topics.clock_rules import STEP_BY, seats_told

SHORT: Mapping[str, Promise] = {
    ClockName.ACK: gettext_lazy("Acknowledgement"),
    ClockName.APPEAL_CHALLENGE: gettext_lazy("Appeal panel challenged"),
    ClockName.APPEAL_NOTICE: gettext_lazy("Notice of the appeal"),
    ClockName.CODE_CLAIM: gettext_lazy("Twelve words"),
    ClockName.CONDITION_GRACE: gettext_lazy("Condition, with grace"),
    ClockName.DECLARATION: gettext_lazy("Declarations"),
    ClockName.DOCUMENT_ORDER: gettext_lazy("Ordered document"),
    ClockName.FEEDBACK: gettext_lazy("Feedback"),
    ClockName.HEALTH_PAUSE: gettext_lazy("Pause for health"),
    ClockName.HEALTH_REVIEW: gettext_lazy("Health note"),
    ClockName.HEARING_NOTICE: gettext_lazy("Notice of hearing"),
    ClockName.KEEP_AWAY: gettext_lazy("Keep-away lines"),
    ClockName.NEW_CHARGES: gettext_lazy("New allegations"),
    ClockName.REPLY: gettext_lazy("Reporter’s comments"),
    ClockName.REPORT_COMMENTS: gettext_lazy("Comments on the draft"),
    ClockName.WITHDRAWAL_WAIT: gettext_lazy("Withdrawal"),
}
"""What a row calls a period whose name does not fit into one line."""
TOLD = gettext_lazy("You are told because you hand out work.")
"""Why intake, and nobody else, is told of a date that others missed."""
OWN = gettext_lazy("You may take this step yourself.")
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

    @property
    def in_full(self) -> str:
        """Why the line stands among the reader's own: among those of others, the table says so once."""
        ends = OWN if self.step else "" if self.asks else NOT_ASKED
        return " ".join(filter(None, (self.why, str(TOLD), str(ends))))


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
        begins = Ask.PROGRESS.label if asks else _("Missed")
        words = _("%(ask)s: %(clock)s") % {"ask": begins, "clock": SHORT.get(clock, ClockName(clock).label)}
    else:
        words = str(Ask.PROGRESS.label)
    why = _("Not done by: %(seats)s.") % {"seats": ", ".join(str(one.label) for one in late)} if late else ""
    return MissedDate(words=words, why=why, step=step, asks=asks)
