"""What the seats of the panel may do, a block of states at a time (procedure, section 4)."""

from casework.record.rights.blocks import Blocks
from casework.record.rights.conditions import When, declared
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import (
    ACKNOWLEDGED,
    ANSWERING,
    ASKING,
    DECIDED,
    EVERYWHERE,
    OPEN,
    PANEL,
    SANCTIONED,
    SHOWING,
)

ACTING: Blocks[Verb | When] = {
    Seat.PANEL_CHAIR: (
        ({S.HEARING, S.DELIBERATION}, declared(V.ANSWER_REQUEST)),
        ({S.PANEL_FORMING}, {V.DECLARE_INTERESTS}),
        ({S.PANEL_FORMING, S.HEARING}, declared(V.RULE_CHALLENGE, V.OFFER_HEARING_DAYS, V.ANSWER_HEARING_DAYS)),
        (
            {S.HEARING},
            declared(
                V.CALL_WITNESS,
                V.WRITE_MINUTE,
                V.ADD_CHARGE,
                V.ADJOURN_HEARING,
                V.RECORD_ABSENCE,
                V.OPEN_HEARING,
                V.OPEN_DELIBERATION,
                V.RULE_LATE_EVIDENCE,
                V.EXCLUDE_FILING,
            ),
        ),
        (
            {S.DELIBERATION},
            declared(
                V.GIVE_MINUTE,
                V.APPROVE_MINUTE,
                V.RULE_LATE_EVIDENCE,
                V.REOPEN_HEARING,
                V.GIVE_FIRST_VIEW,
                V.SIGN_FINDINGS,
                V.WRITE_MINORITY_REASONS,
                V.RECORD_FINDINGS,
                V.NAME_FACTORS,
                V.OPEN_HISTORY,
                V.CLOSE_NOT_PROVEN,
                V.RECOMMEND_SANCTION,
            ),
        ),
    ),
    Seat.PANEL_MEMBER: (
        ({S.PANEL_FORMING}, {V.DECLARE_INTERESTS}),
        ({S.PANEL_FORMING, S.HEARING}, declared(V.RULE_CHALLENGE, V.ANSWER_HEARING_DAYS)),
        ({S.DELIBERATION}, declared(V.APPROVE_MINUTE)),
        ({S.DELIBERATION}, declared(V.GIVE_FIRST_VIEW, V.SIGN_FINDINGS, V.WRITE_MINORITY_REASONS)),
        ({S.DELIBERATION}, declared(V.RECORD_FINDINGS, V.OPEN_HISTORY, V.CLOSE_NOT_PROVEN, V.RECOMMEND_SANCTION)),
    ),
    Seat.ADVISER: (
        (ASKING, {V.ANSWER_REQUEST}),
        (EVERYWHERE, {V.RECORD_SERVICE, V.RECORD_BOUNCE, V.PROVE_NON_RECEIPT}),
        (OPEN, {V.REMIND_READER}),
        (OPEN, {V.REPLACE_SEAT}),
        (ACKNOWLEDGED, {V.SEAT_ADJUDICATOR}),
        (ACKNOWLEDGED, {V.SEND_STATUS, V.GIVE_FEEDBACK, V.EXTEND_FEEDBACK, V.LINK_CASES, V.SEVER_CASES}),
        (ANSWERING, {V.FLAG_HEALTH, V.REVIEW_HEALTH, V.CLEAR_HEALTH}),
        (EVERYWHERE, {V.PLACE_LEGAL_HOLD, V.LIFT_LEGAL_HOLD}),
        (PANEL | SANCTIONED - {S.APPEAL}, {V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD}),
        (PANEL | SHOWING, {V.DIRECT_SERVICE}),
        ({S.PANEL_FORMING, S.HEARING}, {V.OFFER_HEARING_DAYS, V.ANSWER_HEARING_DAYS}),
        ({S.PANEL_FORMING}, {V.NAME_PANEL, V.SERVE_PANEL_LIST, V.FORM_PANEL}),
        ({S.HEARING, S.DELIBERATION}, {V.DISSOLVE_PANEL}),
        ({S.HEARING}, {V.RECORD_ATTENDANCE, V.WRITE_MINUTE}),
        ({S.HEARING, S.DELIBERATION}, {V.CORRECT_MINUTE}),
        ({S.DELIBERATION}, {V.GIVE_MINUTE, V.OPEN_HISTORY}),
        ({S.BOARD_DECISION}, {V.SEND_BOARD_PACK, V.RULE_LATE_EVIDENCE}),
        ({S.MONITORING, S.CLOSED}, {V.APPROVE_PUBLICATION_TEXT}),
        (DECIDED, {V.SEAT_APPEAL_PANEL, V.CORRECT_SLIP}),
        (SHOWING, {V.WITHDRAW_PUBLICATION}),
    ),
}
