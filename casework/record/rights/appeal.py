"""What the seats of the appeal may do, a block of states at a time (procedure, section 4)."""

from casework.record.rights.blocks import Blocks
from casework.record.rights.conditions import When, a_late_application_waits, declared
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import DECIDED

DECIDING = {
    V.REFUSE_APPEAL,
    V.VOTE_ON_GROUNDS,
    V.DISMISS_APPEAL,
    V.VARY_ON_APPEAL,
    V.QUASH_ON_APPEAL,
    V.REMIT_ON_APPEAL_TO_PANEL,
    V.REMIT_ON_APPEAL_TO_BOARD,
}

HEARING = (
    V.RULE_APPEAL_CHALLENGE,
    V.CALL_APPEAL_HEARING,
    V.ADJOURN_APPEAL_HEARING,
    V.CALL_WITNESS,
    V.RECORD_APPEAL_ABSENCE,
    V.RULE_NEW_EVIDENCE,
    V.HEAR_APPEAL,
)
LATE = (V.ADMIT_LATE_APPEAL, V.REFUSE_LATE_APPEAL)

ACTING: Blocks[Verb | When] = {
    Seat.APPEAL_CHAIR: (
        ({S.APPEAL}, declared(V.ANSWER_REQUEST)),
        ({S.APPEAL}, {V.DECLARE_INTERESTS}),
        (
            {S.APPEAL_WINDOW, S.MONITORING, S.CLOSED},
            {When(V.DECLARE_INTERESTS, a_late_application_waits), *declared(*LATE)},
        ),
        (DECIDED, declared(V.CORRECT_SLIP)),
        ({S.APPEAL}, declared(V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD)),
        ({S.APPEAL}, declared(V.SIFT_APPEAL, *HEARING, *DECIDING)),
    ),
    Seat.APPEAL_MEMBER: (({S.APPEAL}, {V.DECLARE_INTERESTS, *declared(V.RULE_APPEAL_CHALLENGE, *DECIDING)}),),
}
