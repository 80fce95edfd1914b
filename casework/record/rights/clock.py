"""What the seats of the clock may do, a block of states at a time (procedure, section 4)."""

from casework.record.rights.blocks import Blocks
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import (
    ACKNOWLEDGED,
    ANSWERING,
    EVERYWHERE,
    MEASURED,
    OPEN,
    REPRESENTED,
    SANCTIONED,
    SHOWING,
)

ACTING: Blocks[Verb] = {
    Seat.CLOCK: (
        (EVERYWHERE, {V.SWEEP_CONFLICTS, V.RECORD_BOUNCE, V.DETECT_CONFLICT, V.ESCALATE_CLOCK}),
        (OPEN, {V.REMIND_READER, V.DEEM_SERVED}),
        (ACKNOWLEDGED, {V.SEND_STATUS}),
        (MEASURED, {V.INTERIM_LAPSES}),
        ({S.INFORMATION_REQUESTED}, {V.INFORMATION_LAPSES}),
        ({S.EARLY_RESOLUTION}, {V.TALKS_LAPSE}),
        ({S.DISMISSED}, {V.REVIEW_LAPSES}),
        ({S.AWAITING_RESPONSE}, {V.RESPONSE_LAPSES, V.PROPOSE_DEFAULT}),
        ({S.CONSENT_PROPOSED}, {V.CONSENT_LAPSES}),
        ({S.DELIBERATION}, {V.RECUSE_SILENT_MEMBERS}),
        (SHOWING, {V.TERM_ENDS, V.PUBLICATION_EXPIRES}),
        (ANSWERING, {V.CLEAR_HEALTH}),
        (SANCTIONED, {V.CONDITION_LAPSES}),
        (REPRESENTED | {S.CLOSED}, {V.END_REPRESENTATION}),
        ({S.BOARD_DECISION}, {V.MAKE_BALLOT_KEYS, V.CLOSE_BALLOT, V.COUNT_BALLOT, V.VOID_BALLOT}),
        ({S.APPEAL_WINDOW}, {V.APPEAL_LAPSES}),
    ),
}
