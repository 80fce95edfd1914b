"""Past-tense events, one class each: what the ledger holds of a case, and what its state is folded from."""

from casework.record.events.aftermath import BadFaithReferred, RetaliationReported, SlipCorrected
from casework.record.events.appeal import (
    AppealDismissed,
    AppealHeard,
    AppealLapsed,
    AppealLodged,
    AppealPanelSeated,
    AppealRefused,
    AppealRemittedToBoard,
    AppealRemittedToPanel,
    AppealSifted,
    AppealVaried,
    AppealWaived,
    AppealWithdrawn,
    CrossAppealLodged,
    DecisionQuashed,
    LateAppealAdmitted,
    LateAppealAsked,
    LateAppealRefused,
    MadeFinal,
    SocietyAppealCountersigned,
    SocietyAppealWaived,
)
from casework.record.events.base import KINDS, Event, Moved, Recorded, Sealed, read_event, sealed_for
from casework.record.events.board import (
    AlternateSeated,
    BallotClosed,
    BallotOpened,
    BallotVoided,
    BoardDecided,
    BoardPackSent,
    BreachReturned,
    DecisionVoided,
    NextOptionPut,
    NoConflictDeclared,
    RemittedToNewPanel,
    RemittedToPanel,
    SanctionImposed,
    VoteCast,
)
from casework.record.events.consent import (
    ConsentAccepted,
    ConsentCommented,
    ConsentLapsed,
    ConsentProposed,
    ConsentRejected,
    ConsentReturned,
    ConsentSigned,
)
from casework.record.events.deliberation import (
    CaseNotProven,
    FindingMade,
    FindingsRecorded,
    HistoryOpened,
    SanctionRecommended,
    SanctionViewsFiled,
)
from casework.record.events.dismissal import (
    CaseDismissed,
    CaseReferred,
    CaseReinstated,
    DismissalUpheld,
    InvestigationResumed,
    InvestigationStopped,
    ReviewLapsed,
    ReviewRequested,
)
from casework.record.events.evidence import EvidenceAdded, EvidenceDisclosed, LateEvidenceFiled, LateEvidenceRuled
from casework.record.events.filing import (
    CaseAcknowledged,
    CaseFiled,
    CodeClaimed,
    ConflictsSwept,
    KeepAwayAsked,
    KeepAwayRuled,
)
from casework.record.events.health import HealthCleared, HealthFlagged, HealthReviewed
from casework.record.events.hearing import (
    AbsenceConsidered,
    AttendanceRecorded,
    BundleServed,
    ChargeAdded,
    DeliberationOpened,
    HearingAdjourned,
    HearingOpened,
    HearingReopened,
)
from casework.record.events.holding import (
    ContentErased,
    HoldPlaced,
    HoldReleased,
    HoldReviewed,
    LegalHoldLifted,
    LegalHoldPlaced,
)
from casework.record.events.interim import (
    InterimAnswered,
    InterimImposed,
    InterimLapsed,
    InterimLifted,
    InterimProposed,
    InterimReviewed,
)
from casework.record.events.joining import (
    CaseAbated,
    CaseAdopted,
    CaseMerged,
    CaseReopened,
    CaseReopenedForHearing,
    CasesLinked,
    CasesSevered,
    CaseWithdrawn,
    CoercionChecked,
    ComplaintWithdrawn,
    MergeUndone,
    WithdrawalAsked,
    WithdrawalTakenBack,
)
from casework.record.events.membership import ResignationAccepted, ResignationDeferred, StandingRecorded
from casework.record.events.monitoring import (
    BreachExplained,
    BreachNoticed,
    BreachNoticeWithdrawn,
    BreachReported,
    ClosedUnmet,
    ConditionEvidenceFiled,
    ConditionEvidenceReturned,
    ConditionExtended,
    ConditionLapsed,
    ConditionMet,
    SanctionApplied,
    SanctionCompleted,
    SanctionLifted,
    TermEnded,
)
from casework.record.events.notice import (
    AllegationAdded,
    DefaultProposed,
    DefaultRecorded,
    DefaultSetAside,
    ExtensionAsked,
    ExtensionRefused,
    NoticeAcknowledged,
    NoticeServed,
    NoticeServedAgain,
    ResponseExtended,
    ResponseFiled,
    ResponseLapsed,
    SetAsideAsked,
    SetAsideRefused,
)
from casework.record.events.panel import (
    ChallengeRuled,
    MemberChallenged,
    PanelDissolved,
    PanelFormed,
    PanelListServed,
    PanelNamed,
)
from casework.record.events.people import (
    AdjudicatorSeated,
    ClockEscalated,
    ConflictDeclared,
    ConflictDetected,
    MentionRuled,
    MonitorsSeated,
    OfficerSeated,
    Recused,
    SeatReplaced,
)
from casework.record.events.progress import FeedbackExtended, FeedbackGiven, StatusSent
from casework.record.events.proposal import SignatureGiven, StepProposed, StepSigned
from casework.record.events.publication import (
    PublicationCorrected,
    PublicationExpired,
    PublicationTextApproved,
    PublicationWithdrawn,
    SanctionPublished,
)
from casework.record.events.reading import ContentOpened
from casework.record.events.report import (
    CaseFound,
    CaseToAnswerVoted,
    DraftReportShared,
    NoCaseFound,
    ReportCommented,
    ReportFinalised,
    ResponseCommented,
)
from casework.record.events.representation import RepresentationEnded, RepresentativeAppointed
from casework.record.events.screening import (
    AllegationFramed,
    AllegationScoped,
    AllegationSplit,
    IdentityDecided,
    InformationLapsed,
    InformationRequested,
    InformationSupplied,
    InformationTimeExtended,
    InvestigationExtended,
    InvestigationOpened,
    RespondentIdentified,
    RiskTriaged,
)
from casework.record.events.service import LetterOpened, ServiceDirected, ServiceFailed, ServiceProven
from casework.record.events.talks import (
    CaseSettled,
    EarlyResolutionOffered,
    TalksFailed,
    TalksLapsed,
    TermsAccepted,
    TermsProposed,
)
from casework.record.events.terms import Terms, terms_of

LINKS_A_CASE = (CasesLinked, CasesSevered)
NAMES_ANOTHER_CASE = (BadFaithReferred, CasesLinked, CasesSevered, RetaliationReported)
"""Events that tell of another case, `other`."""

__all__ = [
    "KINDS", "LINKS_A_CASE", "NAMES_ANOTHER_CASE", "AbsenceConsidered", "AdjudicatorSeated", "AllegationAdded",
    "AllegationFramed", "AllegationScoped", "AllegationSplit", "AlternateSeated", "AppealDismissed", "AppealHeard",
    "AppealLapsed", "AppealLodged", "AppealPanelSeated", "AppealRefused", "AppealRemittedToBoard",
    "AppealRemittedToPanel", "AppealSifted", "AppealVaried", "AppealWaived", "AppealWithdrawn",
    "AttendanceRecorded", "BadFaithReferred", "BallotClosed", "BallotOpened", "BallotVoided", "BoardDecided",
    "BoardPackSent", "BreachExplained", "BreachNoticeWithdrawn", "BreachNoticed", "BreachReported",
    "BreachReturned", "BundleServed", "CaseAbated", "CaseAcknowledged", "CaseAdopted", "CaseDismissed", "CaseFiled",
    "CaseFound", "CaseMerged", "CaseNotProven", "CaseReferred", "CaseReinstated", "CaseReopened",
    "CaseReopenedForHearing", "CaseSettled", "CaseToAnswerVoted", "CaseWithdrawn", "CasesLinked", "CasesSevered",
    "ChallengeRuled", "ChargeAdded", "ClockEscalated", "ClosedUnmet", "CodeClaimed", "CoercionChecked",
    "ComplaintWithdrawn", "ConditionEvidenceFiled", "ConditionEvidenceReturned", "ConditionExtended",
    "ConditionLapsed", "ConditionMet", "ConflictDeclared", "ConflictDetected", "ConflictsSwept", "ConsentAccepted",
    "ConsentCommented", "ConsentLapsed", "ConsentProposed", "ConsentRejected", "ConsentReturned", "ConsentSigned",
    "ContentErased", "ContentOpened", "CrossAppealLodged", "DecisionQuashed", "DecisionVoided", "DefaultProposed",
    "DefaultRecorded", "DefaultSetAside", "DeliberationOpened", "DismissalUpheld", "DraftReportShared",
    "EarlyResolutionOffered", "Event", "EvidenceAdded", "EvidenceDisclosed", "ExtensionAsked", "ExtensionRefused",
    "FeedbackExtended", "FeedbackGiven", "FindingMade", "FindingsRecorded", "HealthCleared", "HealthFlagged",
    "HealthReviewed", "HearingAdjourned", "HearingOpened", "HearingReopened", "HistoryOpened", "HoldPlaced",
    "HoldReleased", "HoldReviewed", "IdentityDecided", "InformationLapsed", "InformationRequested",
    "InformationSupplied", "InformationTimeExtended", "InterimAnswered", "InterimImposed", "InterimLapsed",
    "InterimLifted", "InterimProposed", "InterimReviewed", "InvestigationExtended", "InvestigationOpened",
    "InvestigationResumed", "InvestigationStopped", "KeepAwayAsked", "KeepAwayRuled", "LateAppealAdmitted",
    "LateAppealAsked", "LateAppealRefused", "LateEvidenceFiled", "LateEvidenceRuled", "LegalHoldLifted",
    "LegalHoldPlaced", "LetterOpened", "MadeFinal", "MemberChallenged", "MentionRuled", "MergeUndone",
    "MonitorsSeated", "Moved", "NextOptionPut", "NoCaseFound", "NoConflictDeclared", "NoticeAcknowledged",
    "NoticeServed", "NoticeServedAgain", "OfficerSeated", "PanelDissolved", "PanelFormed", "PanelListServed",
    "PanelNamed", "PublicationCorrected", "PublicationExpired", "PublicationTextApproved", "PublicationWithdrawn",
    "Recorded", "Recused", "RemittedToNewPanel", "RemittedToPanel", "ReportCommented", "ReportFinalised",
    "RepresentationEnded", "RepresentativeAppointed", "ResignationAccepted", "ResignationDeferred",
    "RespondentIdentified", "ResponseCommented", "ResponseExtended", "ResponseFiled", "ResponseLapsed",
    "RetaliationReported", "ReviewLapsed", "ReviewRequested", "RiskTriaged", "SanctionApplied", "SanctionCompleted",
    "SanctionImposed", "SanctionLifted", "SanctionPublished", "SanctionRecommended", "SanctionViewsFiled", "Sealed",
    "SeatReplaced", "ServiceDirected", "ServiceFailed", "ServiceProven", "SetAsideAsked", "SetAsideRefused",
    "SignatureGiven", "SlipCorrected", "SocietyAppealCountersigned", "SocietyAppealWaived", "StandingRecorded",
    "StatusSent", "StepProposed", "StepSigned", "TalksFailed", "TalksLapsed", "TermEnded", "Terms", "TermsAccepted",
    "TermsProposed", "VoteCast", "WithdrawalAsked", "WithdrawalTakenBack", "read_event", "sealed_for", "terms_of",
]  # fmt: skip
