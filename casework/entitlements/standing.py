"""Offices that hold a seat in every case by standing, and in which states they do."""

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
