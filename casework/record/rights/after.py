"""What the seats after a decision may do, a block of states at a time (procedure, section 4)."""

from casework.record.rights.blocks import Blocks
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import ACKNOWLEDGED, EVERYWHERE, OPEN, REGISTERED, SANCTIONED, SHOWING

ACTING: Blocks[Verb] = {
    Seat.MONITOR: (
        (EVERYWHERE, {V.RECORD_SERVICE, V.RECORD_BOUNCE, V.PROVE_NON_RECEIPT}),
        (OPEN, {V.REMIND_READER}),
        (ACKNOWLEDGED, {V.SEND_STATUS, V.GIVE_FEEDBACK, V.EXTEND_FEEDBACK}),
        (SANCTIONED, {V.VERIFY_CONDITION, V.RETURN_CONDITION_EVIDENCE, V.EXTEND_CONDITION}),
        (
            {S.MONITORING},
            {V.NOTICE_BREACH, V.WITHDRAW_BREACH_NOTICE, V.REPORT_BREACH, V.COMPLETE_MONITORING, V.CLOSE_UNMET},
        ),
    ),
    Seat.REGISTRAR: (
        (EVERYWHERE, {V.RECORD_STANDING}),
        (OPEN, {V.DEFER_RESIGNATION}),
        ({S.CLOSED}, {V.ACCEPT_RESIGNATION}),
        (ACKNOWLEDGED, {V.ABATE_CASE}),
        ({S.MONITORING, S.CLOSED}, {V.APPLY_SANCTION}),
        (REGISTERED, {V.LIFT_SANCTION}),
    ),
    Seat.DPO: (
        (EVERYWHERE, {V.PLACE_LEGAL_HOLD, V.LIFT_LEGAL_HOLD}),
        ({S.MONITORING, S.CLOSED}, {V.APPROVE_PUBLICATION_TEXT}),
        ({S.CLOSED}, {V.ERASE_CONTENT}),
        (SHOWING, {V.CORRECT_PUBLICATION}),
    ),
}
