"""The hearing desk: the minute, the time of each side, who is here, the rulings, and what deliberation waits for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.procedure.hearing.guards import panel_attended_throughout
from casework.procedure.panel.guards import challenges_are_ruled, panel_still_stands
from casework.queries.case.minutes import minute_of
from casework.queries.case.page import CasePage, Text
from casework.record.events import (
    AbsenceConsidered,
    AttendanceRecorded,
    HearingAdjourned,
    LastWordConfirmed,
    LastWordFiled,
)
from casework.record.state.eligibility import seated_panel
from casework.record.state.hearing import Witness
from casework.recording import OpenedTexts
from casework.vocabulary import Seat
from casework.web.decisions.panel_sections import BEFORE_DELIBERATION
from casework.web.shared.context import Context
from casework.web.step_page.requests_waiting import at_the_hearing

SAID = frozenset(
    kind.type for kind in (AttendanceRecorded, LastWordConfirmed, LastWordFiled, AbsenceConsidered, HearingAdjourned)
)


@dataclass(frozen=True, kw_only=True)
class Check:
    """A condition of deliberation, and whether it holds."""

    words: Promise
    holds: bool


@dataclass(frozen=True, kw_only=True)
class Present:
    """Somebody of the panel: whether they were there when the hearing was opened, and all of each recorded sitting."""

    name: str
    seat: Seat
    here: bool
    throughout: bool | None


def hearing_context(page: CasePage, texts: OpenedTexts) -> Context:
    """Return what the desk shows. `papers` are the words beside the minute: absence, adjournments, the last word.

    `ended`: a sitting took place and is over, and the desk tells who was there.
    """
    case = page.case
    minute = minute_of(case.view, texts)
    written = partial(is_written, texts)
    return {
        "minute": minute,
        "rulings": [line for line in minute.lines if line.is_ruling],
        "speakers": sorted({line.speaker for line in minute.lines}),
        "next_line": len(case.view.hearing.minute) + 1,
        "zone": case.view.rules.zone,
        "witnesses": witnesses_called(case.view.hearing.witnesses, texts),
        "present": _present(case),
        "ended": _has_ended(case),
        "checks": tuple(_checks(case)),
        "longest": max(minute.used_by_respondent, minute.used_by_society, 1),
        "texts": texts,
        "papers": [line for line in page.lines if line.type in SAID and any(map(written, line.texts))],
        "bundle_pages": {},
        **at_the_hearing(case),
    }


def witnesses_called(witnesses: Iterable[Witness], texts: OpenedTexts) -> list[tuple[Witness, str]]:
    """Return the witnesses who are called, each with the words on who it is; empty for a reader who may not know."""
    return [(one, str(texts.get((one.entry, "witness")) or "")) for one in witnesses]


def is_written(texts: OpenedTexts, text: Text) -> bool:
    return bool(texts.get((text.entry, text.field)))


def _has_ended(case: Case) -> bool:
    hearing = case.view.hearing
    return bool(hearing.present) and (case.view.state not in BEFORE_DELIBERATION or not hearing.open)


def _present(case: Case) -> list[Present]:
    """Return the panel by name, the chair first. One query."""
    hearing, chairs = case.view.hearing, case.view.people.holding(Seat.PANEL_CHAIR)
    found = [
        Present(
            name=user.name,
            seat=Seat.PANEL_CHAIR if person in chairs else Seat.PANEL_MEMBER,
            here=person in hearing.present,
            throughout=None if hearing.throughout is None else person in hearing.throughout,
        )
        for person, user in people_behind(seated_panel(case.view)).items()
    ]
    return sorted(found, key=lambda one: (one.seat is not Seat.PANEL_CHAIR, one.name))


def _checks(case: Case) -> Iterator[Check]:
    """Yield what deliberation waits for; nothing once it has begun."""
    hearing = case.view.hearing
    if case.view.state not in BEFORE_DELIBERATION:
        return
    yield Check(words=_("The hearing is open"), holds=hearing.open)
    yield Check(words=_("Enough of the panel sit, with the chair"), holds=panel_still_stands(case))
    yield Check(words=_("All of the panel attended each recorded sitting"), holds=panel_attended_throughout(case))
    yield Check(words=_("Every challenge is ruled on"), holds=challenges_are_ruled(case))
    if hearing.absence_considered:
        yield Check(words=_("The member’s absence was considered"), holds=True)
    elif hearing.last_word is False:
        yield Check(
            words=_("The member says there was no last word: it can be written for three business days"), holds=False
        )
    else:
        yield Check(words=_("The member says that they had the last word"), holds=bool(hearing.last_word))
