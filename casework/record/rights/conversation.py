"""Who writes and reads in which thread, a block of states at a time.

On the Society's side, the officers who deal with the party at that stage write. Nobody who decides reads a thread: a
message counts only if a step brings it into the case.
"""

from casework.record.rights.blocks import Blocks
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState as S
from casework.vocabulary import Reading as R
from casework.vocabulary import Seat, Verb
from casework.vocabulary.states import EVERYWHERE, IN_REVIEW, INTAKE, OPEN, PANEL, SHOWING

TALKS = frozenset({S.EARLY_RESOLUTION})
INQUIRED = EVERYWHERE - INTAKE | TALKS
WRITE, READ, READ_SECOND = {Verb.SEND_MESSAGE}, {Verb.READ_MESSAGES}, {Verb.RELEASE_MESSAGE, Verb.RETURN_MESSAGE}

READING: Blocks[R] = {
    Seat.COMPLAINANT: ((EVERYWHERE, {R.READ_REPORTER_MESSAGES, R.READ_REPORTER_PROTECTION}),),
    Seat.RESPONDENT: ((EVERYWHERE, {R.READ_RESPONDENT_MESSAGES, R.READ_RESPONDENT_PROTECTION}),),
    Seat.REPRESENTATIVE: ((EVERYWHERE, {R.READ_RESPONDENT_MESSAGES}),),
    Seat.INTAKE: ((INTAKE, {R.READ_REPORTER_MESSAGES}),),
    Seat.SCREENER: ((INTAKE | IN_REVIEW, {R.READ_REPORTER_MESSAGES}), (TALKS, {R.READ_RESPONDENT_MESSAGES})),
    Seat.INVESTIGATOR: ((INQUIRED, {R.READ_REPORTER_MESSAGES, R.READ_RESPONDENT_MESSAGES}),),
    Seat.ADVISER: ((PANEL | SHOWING, {R.READ_RESPONDENT_MESSAGES}),),
    Seat.PROTECTION_OFFICER: ((EVERYWHERE, {R.READ_REPORTER_PROTECTION, R.READ_RESPONDENT_PROTECTION}),),
}

ACTING: Blocks[Verb] = {
    seat: tuple((states, READ) for states, _ in rows) + tuple((frozenset(states) & OPEN, WRITE) for states, _ in rows)
    for seat, rows in READING.items()
}
"""Everybody who reads a thread notes that it was read, and writes in it until the case is closed."""

FROM_OUTSIDE = frozenset({Seat.DECIDER, Seat.REVIEWER})
"""The seats that read no thread, and may be the second reader of what the Society writes in one."""
SECOND_READERS: Blocks[Verb] = {
    **{
        seat: tuple((frozenset(states) & OPEN, READ_SECOND) for states, _ in rows)
        for seat, rows in READING.items()
        if seat not in PARTIES | {Seat.PROTECTION_OFFICER}
    },
    Seat.DECIDER: ((OPEN - INTAKE, READ_SECOND),),
    Seat.REVIEWER: ((OPEN - {S.SUBMITTED}, READ_SECOND),),
}
"""The officers who write in a thread are the second readers of each other, and so are the seats from outside."""
TABLES = (READING, ACTING, SECOND_READERS)
