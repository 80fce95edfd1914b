"""What can have happened: appeals."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class AppealLapsed(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_lapsed"
    verb: ClassVar[Verb] = Verb.APPEAL_LAPSES


@dataclass(frozen=True, kw_only=True)
class SocietyAppealWaived(Fact):
    """."""

    type: ClassVar[str] = "case.society_appeal_waived"
    verb: ClassVar[Verb] = Verb.WAIVE_SOCIETY_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealWaived(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_waived"
    verb: ClassVar[Verb] = Verb.WAIVE_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealPanelSeated(Fact):
    """."""

    type: ClassVar[str] = "case.appeal_panel_seated"
    verb: ClassVar[Verb] = Verb.SEAT_APPEAL_PANEL


@dataclass(frozen=True, kw_only=True)
class AppealLodged(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_lodged"
    verb: ClassVar[Verb] = Verb.LODGE_APPEAL


@dataclass(frozen=True, kw_only=True)
class LateAppealAdmitted(Moved):
    """."""

    type: ClassVar[str] = "case.late_appeal_admitted"
    verb: ClassVar[Verb] = Verb.ADMIT_LATE_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealSifted(Fact):
    """."""

    type: ClassVar[str] = "case.appeal_sifted"
    verb: ClassVar[Verb] = Verb.SIFT_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealHeard(Fact):
    """."""

    type: ClassVar[str] = "case.appeal_heard"
    verb: ClassVar[Verb] = Verb.HEAR_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealRefused(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_refused"
    verb: ClassVar[Verb] = Verb.REFUSE_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealWithdrawn(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_withdrawn"
    verb: ClassVar[Verb] = Verb.WITHDRAW_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealDismissed(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_dismissed"
    verb: ClassVar[Verb] = Verb.DISMISS_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealVaried(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_varied"
    verb: ClassVar[Verb] = Verb.VARY_ON_APPEAL


@dataclass(frozen=True, kw_only=True)
class DecisionQuashed(Moved):
    """."""

    type: ClassVar[str] = "case.decision_quashed"
    verb: ClassVar[Verb] = Verb.QUASH_ON_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealRemittedToPanel(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_remitted_to_panel"
    verb: ClassVar[Verb] = Verb.REMIT_ON_APPEAL_TO_PANEL


@dataclass(frozen=True, kw_only=True)
class AppealRemittedToBoard(Moved):
    """."""

    type: ClassVar[str] = "case.appeal_remitted_to_board"
    verb: ClassVar[Verb] = Verb.REMIT_ON_APPEAL_TO_BOARD
