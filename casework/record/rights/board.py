"""What the seats of the board may do, a block of states at a time (procedure, section 4)."""

from casework.record.rights.blocks import Blocks
from casework.record.rights.conditions import When, ballot_is_counted, signs_the_letter, took_part
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import ACKNOWLEDGED, DECIDED, EVERYWHERE, OPEN, SHOWING

ACTING: Blocks[Verb | When] = {
    Seat.BOARD_SECRETARY: (
        (EVERYWHERE, {V.RECORD_SERVICE, V.RECORD_BOUNCE, V.PROVE_NON_RECEIPT}),
        (OPEN, {V.REMIND_READER}),
        (OPEN, {V.REPLACE_SEAT}),
        (ACKNOWLEDGED, {V.SEND_STATUS, V.GIVE_FEEDBACK, V.EXTEND_FEEDBACK}),
        (
            {S.BOARD_DECISION},
            {
                V.SEND_BOARD_PACK,
                V.OPEN_BALLOT,
                V.CLOSE_BALLOT,
                V.VOID_BALLOT,
                V.SEAT_ALTERNATE,
                V.WRITE_DECISION_LETTER,
                V.DECIDE_CASE,
                V.REMIT_TO_PANEL,
                V.REMIT_TO_NEW_PANEL,
                V.RETURN_CONSENT,
                V.RETURN_BREACH,
            },
        ),
        ({S.APPEAL_WINDOW, S.APPEAL, S.MONITORING}, {V.SEAT_MONITORS}),
        ({S.MONITORING, S.CLOSED}, {V.PUBLISH_SANCTION}),
        (DECIDED, {V.CORRECT_SLIP, When(V.WRITE_BOARD_MINUTES, ballot_is_counted)}),
        (SHOWING, {V.CORRECT_PUBLICATION, V.WITHDRAW_PUBLICATION}),
    ),
    Seat.BOARD_MEMBER: (
        ({S.BOARD_DECISION}, {V.DECLARE_INTERESTS, V.CAST_VOTE}),
        (
            {S.BOARD_DECISION},
            {When(v, signs_the_letter) for v in (V.SIGN_DECISION_LETTER, V.WITHDRAW_DECISION_LETTER)},
        ),
        (DECIDED, {When(v, took_part) for v in (V.APPROVE_BOARD_MINUTES, V.CORRECT_BOARD_MINUTES)}),
    ),
}
