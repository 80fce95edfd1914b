"""The words of the procedure. Imports nothing of ours."""

from casework.vocabulary.clocks import ClockName
from casework.vocabulary.compartments import CaseCompartment
from casework.vocabulary.letters import Letter
from casework.vocabulary.machines import (
    AllegationState,
    AppealState,
    BallotState,
    ConditionState,
    ConsentState,
    InterimState,
    PanelState,
    SanctionState,
)
from casework.vocabulary.outcomes import (
    Answer,
    Channel,
    IdentityChoice,
    IdentityDecision,
    LateRuling,
    Membership,
    Mention,
    Route,
    Scope,
    Standard,
    VoidFor,
)
from casework.vocabulary.refusals import (
    BadShape,
    DoneBefore,
    NoRight,
    NotNow,
    NotSeen,
    ProofNeeded,
    Refused,
    SignatureNeeded,
)
from casework.vocabulary.report import Accused, KeepAwayRuling, Report, Reporter
from casework.vocabulary.rights import Reading, Right
from casework.vocabulary.seats import Seat
from casework.vocabulary.states import CaseState, ClosingCode
from casework.vocabulary.verbs import Verb

__all__ = [
    "Accused",
    "AllegationState",
    "Answer",
    "AppealState",
    "BadShape",
    "BallotState",
    "CaseCompartment",
    "CaseState",
    "Channel",
    "ClockName",
    "ClosingCode",
    "ConditionState",
    "ConsentState",
    "DoneBefore",
    "IdentityChoice",
    "IdentityDecision",
    "InterimState",
    "KeepAwayRuling",
    "LateRuling",
    "Letter",
    "Membership",
    "Mention",
    "NoRight",
    "NotNow",
    "NotSeen",
    "PanelState",
    "ProofNeeded",
    "Reading",
    "Refused",
    "Report",
    "Reporter",
    "Right",
    "Route",
    "SanctionState",
    "Scope",
    "Seat",
    "SignatureNeeded",
    "Standard",
    "Verb",
    "VoidFor",
]
