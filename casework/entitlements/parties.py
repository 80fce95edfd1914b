"""What the seats of the parties may do, a block of states at a time (procedure, section 4)."""

from casework.entitlements.blocks import ANSWERING, EVERYWHERE, MEASURED, OPEN, UNDECIDED, Blocks, Rows
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V

ACCUSED: Rows[Verb] = (
    (EVERYWHERE, {V.OPEN_LETTER}),
    (
        {
            S.SCREENING,
            S.INFORMATION_REQUESTED,
            S.INVESTIGATION,
            S.AWAITING_RESPONSE,
            S.RESPONSE_REVIEW,
            S.PANEL_FORMING,
            S.HEARING,
        },
        {V.ADD_EVIDENCE},
    ),
    ({S.EARLY_RESOLUTION}, {V.ACCEPT_TERMS, V.TALKS_FAIL}),
    ({S.AWAITING_RESPONSE}, {V.ACKNOWLEDGE_NOTICE, V.ASK_EXTENSION, V.RESPOND_TO_NOTICE}),
    ({S.RESPONSE_REVIEW}, {V.ASK_TO_SET_ASIDE, V.COMMENT_ON_REPORT}),
    ({S.CASE_TO_ANSWER, S.PANEL_FORMING, S.HEARING}, {V.PROPOSE_CONSENT}),
    ({S.CONSENT_PROPOSED}, {V.REJECT_CONSENT}),
    ({S.PANEL_FORMING, S.HEARING}, {V.CHALLENGE_MEMBER}),
    ({S.DELIBERATION}, {V.SUBMIT_ON_SANCTION}),
    ({S.DELIBERATION, S.BOARD_DECISION}, {V.FILE_LATE_EVIDENCE}),
    ({S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL, S.MONITORING}, {V.FILE_CONDITION_EVIDENCE}),
    ({S.APPEAL_WINDOW}, {V.LODGE_APPEAL, V.WAIVE_APPEAL}),
    ({S.APPEAL}, {V.WITHDRAW_APPEAL}),
    (MEASURED, {V.ANSWER_INTERIM}),
    (ANSWERING, {V.FLAG_HEALTH, V.CLEAR_HEALTH}),
)
"""The accused, and whoever speaks for them, may do the same."""

ACTING: Blocks[Verb] = {
    Seat.COMPLAINANT: (
        (EVERYWHERE, {V.OPEN_LETTER}),
        (OPEN, {V.CLAIM_CODE}),
        (UNDECIDED, {V.ASK_WITHDRAWAL, V.TAKE_BACK_WITHDRAWAL}),
        (
            {S.SCREENING, S.INFORMATION_REQUESTED, S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW},
            {V.ADD_EVIDENCE},
        ),
        ({S.INFORMATION_REQUESTED}, {V.SUPPLY_INFORMATION}),
        ({S.EARLY_RESOLUTION}, {V.ACCEPT_TERMS, V.TALKS_FAIL}),
        ({S.DISMISSED}, {V.REQUEST_REVIEW}),
        ({S.RESPONSE_REVIEW}, {V.COMMENT_ON_RESPONSE, V.COMMENT_ON_REPORT}),
    ),
    Seat.RESPONDENT: ACCUSED,
    Seat.REPRESENTATIVE: ACCUSED,
    Seat.WITNESS: (
        (EVERYWHERE, {V.OPEN_LETTER}),
        (
            {S.SCREENING, S.INFORMATION_REQUESTED, S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW},
            {V.ADD_EVIDENCE},
        ),
    ),
}
