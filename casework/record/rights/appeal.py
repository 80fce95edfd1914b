"""What the seats of the appeal may do, a block of states at a time (procedure, section 4)."""

from casework.record.rights.blocks import Blocks
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import DECIDED

DECIDING = {
    V.REFUSE_APPEAL,
    V.DISMISS_APPEAL,
    V.VARY_ON_APPEAL,
    V.QUASH_ON_APPEAL,
    V.REMIT_ON_APPEAL_TO_PANEL,
    V.REMIT_ON_APPEAL_TO_BOARD,
}

ACTING: Blocks[Verb] = {
    Seat.APPEAL_CHAIR: (
        ({S.APPEAL}, {V.ANSWER_REQUEST}),
        (DECIDED, {V.CORRECT_SLIP}),
        ({S.APPEAL_WINDOW, S.MONITORING, S.CLOSED}, {V.ADMIT_LATE_APPEAL, V.REFUSE_LATE_APPEAL}),
        ({S.APPEAL}, {V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD}),
        ({S.APPEAL}, {V.SIFT_APPEAL, V.HEAR_APPEAL, *DECIDING}),
    ),
    Seat.APPEAL_MEMBER: (({S.APPEAL}, DECIDING),),
}
