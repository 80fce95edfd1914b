"""What the seats of the panel may do, a block of states at a time (procedure, section 4)."""

from casework.entitlements.blocks import EVERYWHERE, OPEN, Blocks
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary import Verb as V

ACTING: Blocks[Verb] = {
    Seat.PANEL_CHAIR: (
        (EVERYWHERE, {V.DECLARE_CONFLICT, V.RECUSE_OFFICER}),
        ({S.HEARING}, {V.OPEN_HEARING, V.OPEN_DELIBERATION}),
        (
            {S.DELIBERATION},
            {V.REOPEN_HEARING, V.RECORD_FINDINGS, V.OPEN_HISTORY, V.CLOSE_NOT_PROVEN, V.RECOMMEND_SANCTION},
        ),
    ),
    Seat.PANEL_MEMBER: (
        (EVERYWHERE, {V.DECLARE_CONFLICT, V.RECUSE_OFFICER}),
        ({S.DELIBERATION}, {V.RECORD_FINDINGS, V.OPEN_HISTORY, V.CLOSE_NOT_PROVEN, V.RECOMMEND_SANCTION}),
    ),
    Seat.ADVISER: (
        (EVERYWHERE, {V.RECORD_SERVICE, V.RECORD_BOUNCE, V.DECLARE_CONFLICT, V.RECUSE_OFFICER}),
        (OPEN, {V.REPLACE_SEAT}),
        (EVERYWHERE - {S.SUBMITTED, S.CLOSED}, {V.SEAT_ADJUDICATOR}),
        ({S.PANEL_FORMING}, {V.NAME_PANEL, V.SERVE_PANEL_LIST, V.FORM_PANEL}),
        ({S.HEARING, S.DELIBERATION}, {V.DISSOLVE_PANEL}),
        ({S.HEARING}, {V.RECORD_ATTENDANCE}),
        ({S.DELIBERATION}, {V.OPEN_HISTORY}),
        ({S.BOARD_DECISION}, {V.SEND_BOARD_PACK}),
        ({S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED}, {V.SEAT_APPEAL_PANEL}),
        ({S.MONITORING, S.CLOSED}, {V.APPROVE_PUBLICATION_TEXT}),
    ),
}
