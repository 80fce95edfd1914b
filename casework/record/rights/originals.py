"""Who may ask for the file of a piece of evidence as it came, and agree that another opens it."""

from casework.record.rights.blocks import Blocks
from casework.record.rights.conditions import When, declared
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.vocabulary.states import EVERYWHERE, INTAKE, MEASURED, PANEL, SHOWING

RELEASE = {Verb.RELEASE_ORIGINAL}
LATER = EVERYWHERE - INTAKE
APPEALS = {S.APPEAL_WINDOW, S.APPEAL}

ORIGINALS: Blocks[Verb | When] = {
    Seat.INTAKE: ((EVERYWHERE, RELEASE),),
    Seat.SCREENER: ((INTAKE, RELEASE),),
    Seat.REVIEWER: ((EVERYWHERE - {S.SUBMITTED}, RELEASE),),
    Seat.INVESTIGATOR: ((LATER | {S.EARLY_RESOLUTION}, RELEASE),),
    Seat.DECIDER: ((LATER, RELEASE),),
    Seat.CONSENT_APPROVER: (({S.CONSENT_PROPOSED}, RELEASE),),
    Seat.INTERIM_MEMBER: ((MEASURED, RELEASE),),
    Seat.PANEL_CHAIR: ((PANEL, declared(*RELEASE)),),
    Seat.PANEL_MEMBER: ((PANEL, declared(*RELEASE)),),
    Seat.ADVISER: ((PANEL | SHOWING, RELEASE),),
    Seat.APPEAL_CHAIR: ((APPEALS, declared(*RELEASE)),),
    Seat.APPEAL_MEMBER: ((APPEALS, declared(*RELEASE)),),
}
"""An officer of intake can agree at any stage, also where they read no file: there is no second reader at every stage."""
