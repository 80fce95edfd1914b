"""What does not stand any more, findings and decisions, each with the day and the reason: shown as such, never left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.record.events import (
    AppealRemittedToBoard,
    AppealRemittedToPanel,
    BoardDecided,
    CaseReopened,
    CaseReopenedForHearing,
    DecisionQuashed,
    DecisionVoided,
    Recorded,
    SanctionImposed,
)
from casework.record.state import CaseView
from casework.record.state.deliberation import SetAside
from casework.vocabulary.record_words import SET_ASIDE

UNDOES_A_DECISION = (
    AppealRemittedToBoard,
    AppealRemittedToPanel,
    CaseReopened,
    CaseReopenedForHearing,
    DecisionQuashed,
    DecisionVoided,
)


@dataclass(frozen=True, kw_only=True)
class NotStanding:
    """Since which day of the Society something does not stand, and why, in words."""

    on: date
    why: Promise


def not_standing(one: SetAside) -> NotStanding:
    """Return when and why a finding was set aside."""
    return NotStanding(on=one.on, why=SET_ASIDE[one.by])


def since_when(gone: NotStanding) -> str:
    """Return the sentence that says since when something does not stand, and why."""
    return _("Does not stand since %(day)s: %(why)s.") % {"day": date_format(gone.on, "j F Y"), "why": gone.why}


def entries_not_standing(view: CaseView, record: Iterable[Recorded]) -> Mapping[UUID, NotStanding]:
    """Return the entries of findings, decisions and sanctions that do not stand. No query."""
    gone = {one.finding.id: not_standing(one) for one in view.deliberation.set_aside if one.finding}
    decided: list[UUID] = []
    for one in record:
        if isinstance(one.event, BoardDecided | SanctionImposed):
            decided.append(one.event.id)
        elif isinstance(one.event, UNDOES_A_DECISION):
            since = NotStanding(on=view.day_of(one.at), why=SET_ASIDE[one.event.type])
            gone |= dict.fromkeys(decided, since)
            decided = []
    return gone
