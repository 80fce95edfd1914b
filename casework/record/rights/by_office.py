"""Offices that have a seat in every case without being seated, in which states, and which cases an office can touch."""

from collections.abc import Mapping

from accounts.vocabulary import Office
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat

STANDING: Mapping[Office, tuple[Seat, frozenset[S]]] = {
    Office.INTAKE: (Seat.INTAKE, frozenset(S)),
    Office.REVIEWER: (Seat.REVIEWER, frozenset({S.DISMISSAL_REVIEW, S.APPEAL_WINDOW, S.APPEAL, S.CLOSED})),
    Office.ADVISER: (Seat.ADVISER, frozenset(S) - {S.SUBMITTED, S.DISMISSED, S.DISMISSAL_REVIEW}),
    Office.BOARD_SECRETARY: (
        Seat.BOARD_SECRETARY,
        frozenset({S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED}),
    ),
    Office.BOARD_MEMBER: (Seat.BOARD_MEMBER, frozenset({S.BOARD_DECISION})),
    Office.REGISTRAR: (Seat.REGISTRAR, frozenset({S.MONITORING, S.CLOSED})),
    Office.CUSTODIAN: (Seat.CUSTODIAN, frozenset({S.CLOSED})),
    Office.DPO: (Seat.DPO, frozenset({S.MONITORING, S.CLOSED})),
    Office.AUDITOR: (Seat.AUDITOR, frozenset(S)),
}

DESK = (Office.INTAKE, Office.REVIEWER)
"""The offices of the desk that must not be empty in a case: one outside alternate stays if everybody would be shut out."""


def states_touched(office: Office) -> frozenset[S]:
    """Return the states of the cases that an appointment to an office can touch at once.

    They are those in which the office has a seat, and all open ones, where its holders can be seated. A person seated in a
    closed case is compared with it in that step (`casework.queries.conflicts.compared`). An administrator reads no case.
    """
    if office is Office.ADMINISTRATOR:
        return frozenset()
    stands = STANDING[office][1] if office in STANDING else frozenset()
    return stands | (frozenset(S) - {S.CLOSED})
