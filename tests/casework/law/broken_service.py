"""Histories in which a letter counts as served by time although something is missing."""

from datetime import timedelta
from uuid import uuid4

from casework.queries.invariants import History
from casework.record import events as e
from casework.vocabulary import CaseState, Channel, Seat
from tests.casework.law.broken_decisions import told
from tests.casework.panel_road import OLA
from tests.casework.pure import CLOCK, MONDAY, PureCase


def deemed(letter: e.Event, *, reached: bool = True, reminders: int = 2, days: int = 15) -> History:
    """A letter counts as served by time, so many days after its event and with so many reminders."""
    case = PureCase.new(state=CaseState.HEARING)
    sent = MONDAY - timedelta(days=days)
    if reached:
        earlier = e.InterimProposed()
        case.happen(earlier, by=OLA, at=sent - timedelta(days=30))
        case.serve(earlier.id, Seat.RESPONDENT)
    case.happen(letter, by=OLA, at=sent)
    told_on = [(sent + timedelta(days=n)).date() for n in (3, 8)[:reminders]]
    for day in told_on:
        reminder = e.ReaderReminded(about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL, sent_on=day)
        case.happen(reminder, by=CLOCK)
    served = e.LetterDeemedServed(
        about=letter.id, reader=Seat.RESPONDENT, served_on=MONDAY.date(), reminded_on=tuple(told_on)
    )
    case.happen(served, by=CLOCK, at=MONDAY)
    return told(case)


def deemed_unreached() -> History:
    """A letter counts as served by time on a member whom nothing ever reached."""
    return deemed(e.DraftReportShared(), reached=False)


def deemed_early() -> History:
    """A letter counts as served by time a business day too early."""
    return deemed(e.DraftReportShared(), days=14)


def deemed_unreminded() -> History:
    """A letter counts as served by time after one reminder."""
    return deemed(e.DraftReportShared(), reminders=1)


def a_notice_deemed() -> History:
    """A notice counts as served by time."""
    return deemed(e.NoticeServedAgain(channel=Channel.POST, allegations=(), evidence=()))


def a_decision_deemed_unposted() -> History:
    """A decision counts as served by time though nobody posted it."""
    return deemed(e.SlipCorrected(decision=uuid4(), afresh=True))
