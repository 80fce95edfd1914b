"""What can have happened: appeals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from casework.events.base import Fact, Moved, Sealed, sealed_for
from casework.events.terms import Terms
from casework.vocabulary import ClosingCode, Kept, Reading, Seat, Verb

GROUNDS = sealed_for(Kept.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK)
REASONS = {"reasons": GROUNDS}


@dataclass(frozen=True, kw_only=True)
class MadeFinal(Moved):
    """A decision became final: its sanction is in force. `closing_code` is None while conditions or a term still run."""

    closing_code: ClosingCode | None


@dataclass(frozen=True, kw_only=True)
class AppealLapsed(MadeFinal):
    """The time to appeal ended with no appeal."""

    type: ClassVar[str] = "case.appeal_lapsed"
    verb: ClassVar[Verb] = Verb.APPEAL_LAPSES


@dataclass(frozen=True, kw_only=True)
class SocietyAppealWaived(Fact):
    """The Society said that it will not appeal."""

    type: ClassVar[str] = "case.society_appeal_waived"
    verb: ClassVar[Verb] = Verb.WAIVE_SOCIETY_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealWaived(MadeFinal):
    """The respondent signed that they will not appeal, when the Society had waived too."""

    type: ClassVar[str] = "case.appeal_waived"
    verb: ClassVar[Verb] = Verb.WAIVE_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealPanelSeated(Fact):
    """Three people who had nothing to do with the case before were seated to hear an appeal."""

    type: ClassVar[str] = "case.appeal_panel_seated"
    verb: ClassVar[Verb] = Verb.SEAT_APPEAL_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"rota_reason": sealed_for(Kept.CASE, Reading.READ_PEOPLE)}
    chair: UUID
    members: tuple[UUID, ...]
    lay: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class AppealLodged(Moved):
    """A side appealed; `grounds` are codes of the rulebook."""

    type: ClassVar[str] = "case.appeal_lodged"
    verb: ClassVar[Verb] = Verb.LODGE_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"grounds": GROUNDS}
    side: Seat


@dataclass(frozen=True, kw_only=True)
class LateAppealAdmitted(Moved):
    """A late application was admitted: the sanction is stayed again."""

    type: ClassVar[str] = "case.late_appeal_admitted"
    verb: ClassVar[Verb] = Verb.ADMIT_LATE_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS


@dataclass(frozen=True, kw_only=True)
class AppealSifted(Fact):
    """The chair of the appeal panel said whether an appeal holds an arguable ground."""

    type: ClassVar[str] = "case.appeal_sifted"
    verb: ClassVar[Verb] = Verb.SIFT_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS
    appeal: UUID
    arguable: bool


@dataclass(frozen=True, kw_only=True)
class AppealHeard(Fact):
    """The appeal panel heard the appeals it had admitted."""

    type: ClassVar[str] = "case.appeal_heard"
    verb: ClassVar[Verb] = Verb.HEAR_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealRefused(MadeFinal):
    """No ground was arguable: the decision stands."""

    type: ClassVar[str] = "case.appeal_refused"
    verb: ClassVar[Verb] = Verb.REFUSE_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS


@dataclass(frozen=True, kw_only=True)
class AppealWithdrawn(MadeFinal):
    """The only side that had appealed took it back: the decision stands."""

    type: ClassVar[str] = "case.appeal_withdrawn"
    verb: ClassVar[Verb] = Verb.WITHDRAW_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealDismissed(MadeFinal):
    """The appeal panel left the decision as it was."""

    type: ClassVar[str] = "case.appeal_dismissed"
    verb: ClassVar[Verb] = Verb.DISMISS_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS


@dataclass(frozen=True, kw_only=True)
class AppealVaried(Terms, MadeFinal):
    """The appeal was allowed in part: the sanction was worked out again from the findings that stand."""

    type: ClassVar[str] = "case.appeal_varied"
    verb: ClassVar[Verb] = Verb.VARY_ON_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS
    quashed: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionQuashed(Moved):
    """The appeal was allowed: nothing of the decision stands, and the case is closed."""

    type: ClassVar[str] = "case.decision_quashed"
    verb: ClassVar[Verb] = Verb.QUASH_ON_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class AppealRemittedToPanel(Moved):
    """The appeal panel sent the case to a new panel; the findings are annulled."""

    type: ClassVar[str] = "case.appeal_remitted_to_panel"
    verb: ClassVar[Verb] = Verb.REMIT_ON_APPEAL_TO_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS


@dataclass(frozen=True, kw_only=True)
class AppealRemittedToBoard(Moved):
    """The appeal panel sent the case back to the board for a new decision on the sanction."""

    type: ClassVar[str] = "case.appeal_remitted_to_board"
    verb: ClassVar[Verb] = Verb.REMIT_ON_APPEAL_TO_BOARD
    sealed: ClassVar[Mapping[str, Sealed]] = REASONS
