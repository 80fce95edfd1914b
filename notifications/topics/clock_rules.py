"""Whom each clock notifies three days before its end and at its end, or why it notifies nobody."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from casework.record.clocks import ENDS_A_WINDOW, RunningClock
from casework.record.rights import ACCUSED as ACCUSED_SEATS
from casework.record.state import CaseView
from casework.record.state.hearing_time import Sitting
from casework.record.turns import expected_now
from casework.record.turns.alongside import ANSWERERS, GIVING_FEEDBACK
from casework.vocabulary import CaseState, Seat, Verb
from casework.vocabulary import ClockName as C
from notifications.topics.asked import Asked, report_waits_for_them, vote_is_not_cast, waits_for_its_day
from notifications.topics.table import TOPICS, Topic
from policy.deadlines import last_moment

CLOCKS: Mapping[C, frozenset[Seat]] = {
    C.ACK: frozenset({Seat.INTAKE}),
    C.MENTION: frozenset({Seat.REVIEWER}),
    C.SCREEN: frozenset({Seat.SCREENER}),
    C.EARLY_RESOLUTION: frozenset({Seat.SCREENER}),
    C.REVIEW_DECISION: frozenset({Seat.REVIEWER}),
    C.FEEDBACK: frozenset(seat for _, seat in GIVING_FEEDBACK),
    C.INVESTIGATION: frozenset({Seat.INVESTIGATOR}),
    C.DOCUMENT_ORDER: frozenset({Seat.INVESTIGATOR}),
    C.REQUEST: frozenset(ANSWERERS),
    C.CTA: frozenset({Seat.DECIDER}),
    C.PANEL_LIST: frozenset({Seat.ADVISER}),
    C.BUNDLE: frozenset({Seat.INVESTIGATOR}),
    C.WITHHOLDING: frozenset({Seat.REVIEWER}),
    C.FILING_CHECK: frozenset({Seat.REVIEWER}),
    C.LATE_EVIDENCE: frozenset({Seat.PANEL_CHAIR, Seat.ADVISER}),
    C.MINUTE: frozenset({Seat.ADVISER, Seat.PANEL_CHAIR}),
    C.FINDINGS: frozenset({Seat.PANEL_CHAIR, Seat.PANEL_MEMBER}),
    C.REASONS: frozenset({Seat.PANEL_CHAIR}),
    C.REMIT: frozenset({Seat.PANEL_CHAIR}),
    C.BOARD_VOTE: frozenset({Seat.BOARD_SECRETARY}),
    C.BALLOT: frozenset({Seat.BOARD_MEMBER}),
    C.APPEAL_SIFT: frozenset({Seat.APPEAL_CHAIR}),
    C.APPEAL_HEARING: frozenset({Seat.APPEAL_CHAIR}),
    C.APPEAL_DECISION: frozenset({Seat.APPEAL_CHAIR}),
    C.INTERIM_URGENT: frozenset({Seat.INTERIM_MEMBER}),
    C.INTERIM_REVIEW: frozenset({Seat.INTERIM_MEMBER}),
    C.HOLD_REVIEW: frozenset({Seat.SCREENER, Seat.INVESTIGATOR, Seat.ADVISER}),
    C.HEALTH_REVIEW: frozenset({Seat.ADVISER}),
    C.CONDITION_GRACE: frozenset({Seat.MONITOR}),
    **dict.fromkeys(
        (
            C.NOTICE_ACK,
            C.RESPONSE,
            C.REPORT_COMMENTS,
            C.CONSENT,
            C.PANEL_CHALLENGE,
            C.LAST_WORD,
            C.APPEAL_CHALLENGE,
            C.SANCTION_VIEWS,
            C.APPEAL,
            C.INTERIM_SHOW_CAUSE,
            C.BREACH_NOTICE,
            C.CONDITION,
        ),
        ACCUSED_SEATS,
    ),
}

SEAT_BY_STAGE: Mapping[C, Mapping[CaseState, Seat]] = {
    C.FEEDBACK: {state: seat for states, seat in GIVING_FEEDBACK for state in states}
}
"""The one seat that a clock notifies at each stage, where several share its duty in turn."""


def seats_told(clock: C, state: CaseState | None) -> frozenset[Seat]:
    """Return the seats that a clock notifies at a stage; none for a clock that notifies nobody."""
    if clock not in SEAT_BY_STAGE:
        return CLOCKS.get(clock, frozenset())
    return frozenset(seat for stage, seat in SEAT_BY_STAGE[clock].items() if stage is state)


def is_told_of(run: RunningClock, view: CaseView) -> bool:
    """Whether a clock notifies somebody. A window that has ended does not, unless a step of theirs is expected by it.

    Nor does the time for a hearing of an appeal while its day is ahead.
    """
    if waits_for_its_day(view, run.name):
        return False
    if run.name not in ENDS_A_WINDOW or run.due is None or run.due >= view.now:
        return run.name in CLOCKS
    told = seats_told(run.name, view.state)
    return any(one.day(view)[0] is run.name and told.intersection(one.seats) for one in expected_now(view))


def is_theirs(clock: str, view: CaseView, asked: Asked) -> bool:
    """Whether a clock still runs for this person, where each who holds the seat acts alone. True for no clock."""
    return clock not in BY_EACH or BY_EACH[clock](view, asked)


BY_EACH: Mapping[str, Callable[[CaseView, Asked], bool]] = {
    C.BALLOT.value: vote_is_not_cast,
    C.CTA.value: report_waits_for_them,
}
"""By the name of a clock by which each person votes: whether it still waits for one of them."""


def moment_of(day: Sitting | datetime | date, zone: str) -> datetime:
    """Return when something is due: a hearing when it begins, and what has a day alone at the end of that day."""
    if isinstance(day, Sitting):
        return day.begins(zone)
    return day if isinstance(day, datetime) else last_moment(day, zone)


STEP_BY: Mapping[str, Verb] = {C.FEEDBACK.value: Verb.GIVE_FEEDBACK}
"""The step that ends a clock, by its name, where each seat that is told of the clock may take it."""
OF_A_REPORTER = "The deadline is a reporter's, and a reporter has letters and no account."
OF_THE_MACHINE = "The machine acts at its end."
OF_SOME = "Each person who has to act by it is told of that when it begins, and nobody else has to."
OF_A_WINDOW = "Its end opens or closes something, and nobody has to act by it."
UNANNOUNCED_CLOCKS: Mapping[C, str] = {
    **dict.fromkeys((C.CODE_CLAIM, C.INFO, C.REVIEW, C.REPLY, C.CONSENT_VIEWS), OF_A_REPORTER),
    **dict.fromkeys((C.DECLARATION, C.MINUTE_APPROVAL, C.BLIND_READING), OF_SOME),
    **dict.fromkeys(
        (
            C.SWEEP,
            C.KEEP_AWAY,
            C.STATUS,
            C.RESPONSE_GRACE,
            C.HEALTH_PAUSE,
            C.INTERIM_CAP,
            C.TERM,
            C.REPRESENTATION,
            C.DISPLAY,
        ),
        OF_THE_MACHINE,
    ),
    **dict.fromkeys(
        (
            C.WITHDRAWAL_WAIT,
            C.HEARING_NOTICE,
            C.NEW_CHARGES,
            C.MINORITY,
            C.BOARD_PAPERS,
            C.CROSS_APPEAL,
            C.APPEAL_NOTICE,
            C.LATE_APPEAL,
            C.SLIP,
            C.REOPEN,
            C.RETENTION,
            C.DATA_REQUEST,
            C.LIMITATION,
            C.LIMITATION_LONGSTOP,
        ),
        OF_A_WINDOW,
    ),
}
"""The clocks that notify nobody, each with the reason."""

LAW_BOUND_CLOCKS = frozenset({C.ACK, C.FEEDBACK, C.BALLOT}) | frozenset(
    name for name, seats in CLOCKS.items() if seats == ACCUSED_SEATS
)
"""The clocks whose end is always mailed: deadlines that the law sets, a vote, and the deadlines of the accused."""


def is_law_bound(topic: Topic, clock: str) -> bool:
    """Whether a notification is mailed even to a person who chose no mail."""
    return C(clock) in LAW_BOUND_CLOCKS if topic is Topic.CLOCK else TOPICS[topic].law
