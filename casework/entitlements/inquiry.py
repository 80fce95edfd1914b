"""What the seats of the inquiry may do, a block of states at a time (procedure, section 4)."""

from casework.entitlements.blocks import ACKNOWLEDGED, EVERYWHERE, MEASURED, Blocks
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V

ACTING: Blocks[Verb] = {
    Seat.INVESTIGATOR: (
        (MEASURED, {V.PROPOSE_INTERIM}),
        (EVERYWHERE, {V.RECORD_SERVICE, V.RECORD_BOUNCE, V.DECLARE_CONFLICT, V.RECUSE_OFFICER}),
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
        (ACKNOWLEDGED, {V.SEND_STATUS, V.GIVE_FEEDBACK, V.EXTEND_FEEDBACK, V.LINK_CASES, V.SEVER_CASES}),
        ({S.EARLY_RESOLUTION}, {V.PROPOSE_TERMS, V.SETTLE_CASE, V.TALKS_FAIL}),
        (
            {
                S.INVESTIGATION,
                S.AWAITING_RESPONSE,
                S.RESPONSE_REVIEW,
                S.CASE_TO_ANSWER,
                S.PANEL_FORMING,
                S.HEARING,
                S.DELIBERATION,
                S.BOARD_DECISION,
                S.APPEAL,
            },
            {V.DISCLOSE_EVIDENCE},
        ),
        (
            {S.INVESTIGATION},
            {
                V.FRAME_ALLEGATION,
                V.SPLIT_ALLEGATION,
                V.SCOPE_ALLEGATION,
                V.REFER_CASE,
                V.OFFER_EARLY_RESOLUTION,
                V.STOP_INVESTIGATION,
                V.DECIDE_IDENTITY,
                V.SERVE_NOTICE,
            },
        ),
        ({S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW}, {V.EXTEND_INVESTIGATION}),
        ({S.AWAITING_RESPONSE}, {V.SERVE_NOTICE_AGAIN, V.EXTEND_RESPONSE, V.REFUSE_EXTENSION}),
        ({S.AWAITING_RESPONSE, S.RESPONSE_REVIEW}, {V.ADD_ALLEGATION}),
        ({S.RESPONSE_REVIEW}, {V.SHARE_DRAFT_REPORT, V.FINALISE_REPORT}),
        ({S.CASE_TO_ANSWER, S.PANEL_FORMING, S.HEARING}, {V.PROPOSE_CONSENT}),
        ({S.CONSENT_PROPOSED}, {V.REJECT_CONSENT}),
        ({S.HEARING}, {V.SERVE_BUNDLE}),
        ({S.APPEAL_WINDOW}, {V.LODGE_APPEAL, V.WAIVE_SOCIETY_APPEAL}),
        ({S.APPEAL}, {V.WITHDRAW_APPEAL}),
    ),
    Seat.DECIDER: (
        (EVERYWHERE, {V.DECLARE_CONFLICT, V.RECUSE_OFFICER}),
        ({S.INVESTIGATION}, {V.SCOPE_ALLEGATION, V.REFER_CASE, V.STOP_INVESTIGATION}),
        ({S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW}, {V.EXTEND_INVESTIGATION}),
        (
            {S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW, S.CASE_TO_ANSWER, S.CONSENT_PROPOSED},
            {V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD},
        ),
        ({S.AWAITING_RESPONSE, S.RESPONSE_REVIEW}, {V.ADD_ALLEGATION}),
        ({S.AWAITING_RESPONSE}, {V.DIRECT_SERVICE, V.EXTEND_RESPONSE, V.REFUSE_EXTENSION, V.ENTER_DEFAULT}),
        ({S.RESPONSE_REVIEW}, {V.SET_ASIDE_DEFAULT, V.REFUSE_SET_ASIDE}),
        ({S.CASE_TO_ANSWER}, {V.VOTE_CASE_TO_ANSWER, V.FIND_NO_CASE_TO_ANSWER, V.FIND_CASE_TO_ANSWER}),
    ),
    Seat.CONSENT_APPROVER: (
        (EVERYWHERE, {V.DECLARE_CONFLICT, V.RECUSE_OFFICER}),
        ({S.CONSENT_PROPOSED}, {V.ACCEPT_CONSENT, V.REJECT_CONSENT}),
    ),
    Seat.INTERIM_MEMBER: (
        (EVERYWHERE, {V.DECLARE_CONFLICT, V.RECUSE_OFFICER}),
        (MEASURED, {V.IMPOSE_INTERIM, V.REVIEW_INTERIM, V.LIFT_INTERIM}),
    ),
}
