"""Findings and decisions that no longer stand, each with the day and the reason: shown as such, never left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.deliberation import SetAside
from casework.vocabulary.record_words import SET_ASIDE

REOPENS = (e.AppealRemittedToBoard, e.AppealRemittedToPanel, e.CaseReopened, e.CaseReopenedForHearing)
UNDOES_A_DECISION = (*REOPENS, e.DecisionQuashed, e.DecisionVoided)


@dataclass(frozen=True, kw_only=True)
class NotStanding:
    on: date
    why: Promise


def finding_on(view: CaseView, allegation: UUID) -> e.FindingMade | None:
    return next((each for each in view.deliberation.findings if each.allegation == allegation), None)


def not_standing(one: SetAside) -> NotStanding:
    return NotStanding(on=one.on, why=SET_ASIDE[one.by])


def since_when(gone: NotStanding) -> str:
    return _("Does not stand since %(day)s: %(why)s.") % {"day": date_format(gone.on, "j F Y"), "why": gone.why}


def entries_not_standing(view: CaseView, record: Iterable[e.Recorded]) -> Mapping[UUID, NotStanding]:
    """Return the entries of findings, decisions and sanctions that do not stand. No query."""
    gone = {one.finding.id: not_standing(one) for one in view.deliberation.set_aside if one.finding}
    decided: list[UUID] = []
    for one in record:
        if isinstance(one.event, e.BoardDecided | e.SanctionImposed):
            decided.append(one.event.id)
        elif isinstance(one.event, UNDOES_A_DECISION):
            since = NotStanding(on=view.day_of(one.at), why=SET_ASIDE[one.event.type])
            gone |= dict.fromkeys(decided, since)
            decided = []
    return gone
