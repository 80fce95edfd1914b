"""What the seats of the desk may do, a block of states at a time (procedure, section 4)."""

from casework.record.rights.blocks import Blocks
from casework.record.rights.conditions import When, blind_reading_is_open, keep_away_lines_wait
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import (
    ACKNOWLEDGED,
    ASKING,
    DECIDED,
    EVERYWHERE,
    GATHERING,
    IN_REVIEW,
    INTAKE,
    MEASURED,
    OPEN,
    PANEL,
    RULING,
    SANCTIONED,
    UNDECIDED,
)

ACTING: Blocks[Verb | When] = {
    Seat.OUTSIDE_ALTERNATE: (
        ({S.SUBMITTED}, {When(verb, keep_away_lines_wait) for verb in (V.RULE_ON_KEEP_AWAY, V.DECLARE_CONFLICT)}),
    ),
    Seat.BLIND_READER: (
        (ACKNOWLEDGED, {When(verb, blind_reading_is_open) for verb in (V.READ_BLIND, V.DECLARE_CONFLICT)}),
    ),
    Seat.INTAKE: (
        (EVERYWHERE, {V.RECORD_SERVICE, V.RECORD_BOUNCE, V.PROVE_NON_RECEIPT, V.SEAT_OFFICER}),
        (OPEN, {V.REMIND_READER}),
        (OPEN, {V.REPLACE_SEAT}),
        (ACKNOWLEDGED, {V.SEND_STATUS, V.GIVE_FEEDBACK, V.EXTEND_FEEDBACK}),
        ({S.SUBMITTED}, {V.ACKNOWLEDGE_COMPLAINT}),
        (GATHERING, {V.ADD_EVIDENCE}),
        ({S.INFORMATION_REQUESTED}, {V.SUPPLY_INFORMATION}),
    ),
    Seat.SCREENER: (
        (INTAKE - {S.SUBMITTED}, {V.DIRECT_SERVICE}),
        (MEASURED, {V.PROPOSE_INTERIM}),
        (GATHERING, {V.ADD_EVIDENCE}),
        (
            {S.SCREENING},
            {
                V.TRIAGE_CASE,
                V.IDENTIFY_RESPONDENT,
                V.FRAME_ALLEGATION,
                V.SPLIT_ALLEGATION,
                V.SCOPE_ALLEGATION,
                V.REQUEST_INFORMATION,
                V.DISMISS_CASE,
                V.REFER_CASE,
                V.MERGE_CASE,
                V.OFFER_EARLY_RESOLUTION,
                V.OPEN_INVESTIGATION,
                V.DECIDE_IDENTITY,
            },
        ),
        (ACKNOWLEDGED, {V.SEND_STATUS, V.GIVE_FEEDBACK, V.EXTEND_FEEDBACK, V.LINK_CASES, V.SEVER_CASES}),
        ({S.INFORMATION_REQUESTED}, {V.EXTEND_INFORMATION}),
        (INTAKE - {S.SUBMITTED}, {V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD}),
        ({S.EARLY_RESOLUTION}, {V.PROPOSE_TERMS, V.SETTLE_CASE, V.TALKS_FAIL}),
        ({S.CLOSED}, {V.UNMERGE_CASE}),
    ),
    Seat.REVIEWER: (
        (EVERYWHERE, {V.RULE_ON_MENTION}),
        (UNDECIDED, {V.ACCEPT_WITHDRAWAL, V.ADOPT_CASE}),
        (UNDECIDED - {S.SUBMITTED}, {V.RELEASE_COMPLAINT}),
        (ACKNOWLEDGED, {V.ABATE_CASE}),
        (ASKING, {V.ANSWER_REQUEST}),
        (RULING, {V.RULE_WITHHOLDING, V.EXCLUDE_FILING, V.LOOK_THROUGH_FILING}),
        (IN_REVIEW | PANEL | SANCTIONED - {S.APPEAL}, {V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD}),
        ({S.PANEL_FORMING, S.HEARING}, {V.RULE_CHALLENGE}),
        ({S.PANEL_FORMING, S.BOARD_DECISION} | DECIDED, {V.RULE_DECLARATION}),
        ({S.DISMISSAL_REVIEW}, {V.UPHOLD_DISMISSAL, V.REINSTATE_CASE, V.RESUME_INVESTIGATION}),
        ({S.APPEAL_WINDOW, S.MONITORING, S.CLOSED}, {V.VOID_DECISION}),
        ({S.APPEAL_WINDOW}, {V.WAIVE_SOCIETY_APPEAL}),
        ({S.APPEAL}, {V.RULE_APPEAL_CHALLENGE}),
        ({S.APPEAL_WINDOW, S.APPEAL}, {V.COUNTERSIGN_SOCIETY_APPEAL}),
        ({S.CLOSED}, {V.REOPEN_CASE, V.REOPEN_TO_PANEL, V.REFER_BAD_FAITH}),
    ),
    Seat.CUSTODIAN: (({S.CLOSED}, {V.ERASE_CONTENT}),),
    Seat.PROTECTION_OFFICER: (
        (EVERYWHERE, {V.REPORT_RETALIATION}),
        (MEASURED, {V.PROPOSE_INTERIM}),
        (UNDECIDED, {V.ACCEPT_WITHDRAWAL, V.CHECK_COERCION}),
        (UNDECIDED - {S.SUBMITTED}, {V.RELEASE_COMPLAINT}),
    ),
}
