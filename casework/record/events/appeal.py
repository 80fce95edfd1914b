"""What can have happened: appeals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.record.events.board import DEMANDED
from casework.record.events.deliberation import RECOMMENDATION
from casework.record.events.terms import Terms
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Seat, Verb
from policy.rules import Level

GROUNDS = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK, Reading.READ_OWN_EVIDENCE)
SEALED_REASONS = {"reasons": GROUNDS}


@dataclass(frozen=True, kw_only=True)
class MadeFinal(Moved):
    """A decision became final: its sanction is in force. `closing_code` is None while conditions or a term still run."""

    closing_code: ClosingCode | None


@dataclass(frozen=True, kw_only=True)
class AppealLapsed(MadeFinal):
    """The time to appeal ended with no appeal."""

    type: ClassVar[str] = "case.appeal_lapsed"
    title: ClassVar[Promise] = _("Time to appeal over")
    verb: ClassVar[Verb] = Verb.APPEAL_LAPSES


@dataclass(frozen=True, kw_only=True)
class SocietyAppealWaived(Event):
    """The Society said that it will not appeal."""

    type: ClassVar[str] = "case.society_appeal_waived"
    title: ClassVar[Promise] = _("The Society will not appeal")
    verb: ClassVar[Verb] = Verb.WAIVE_SOCIETY_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealWaived(MadeFinal):
    """The respondent signed that they will not appeal, when the Society had waived too."""

    type: ClassVar[str] = "case.appeal_waived"
    title: ClassVar[Promise] = _("Appeal waived")
    verb: ClassVar[Verb] = Verb.WAIVE_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealPanelSeated(Event):
    """Three people who had nothing to do with the case before were seated to hear an appeal."""

    type: ClassVar[str] = "case.appeal_panel_seated"
    title: ClassVar[Promise] = _("Appeal panel seated")
    verb: ClassVar[Verb] = Verb.SEAT_APPEAL_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"rota_reason": sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)}
    labels: ClassVar[Mapping[str, Promise]] = {"rota_reason": _("Why not by the rota")}
    chair: UUID
    members: tuple[UUID, ...]
    lay: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class AppealLodged(Moved):
    """A side appealed, on grounds by their `numbers` in the rulebook, from 1; what they rest on is sealed."""

    type: ClassVar[str] = "case.appeal_lodged"
    title: ClassVar[Promise] = _("Appeal lodged")
    verb: ClassVar[Verb] = Verb.LODGE_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"grounds": GROUNDS}
    outgoing: ClassVar[Mapping[str, str]] = {"grounds": "What the grounds rest on"}
    side: Seat
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CrossAppealLodged(Event):
    """The other side appealed too, on grounds by their `numbers` in the rulebook."""

    type: ClassVar[str] = "case.cross_appeal_lodged"
    title: ClassVar[Promise] = _("The other side appealed too")
    verb: ClassVar[Verb] = Verb.CROSS_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"grounds": GROUNDS}
    outgoing: ClassVar[Mapping[str, str]] = {"grounds": "What the grounds rest on"}
    side: Seat
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SocietyAppealCountersigned(Event):
    """A reviewer wrote why an appeal by the Society is in the public interest; without this the Society cannot appeal."""

    type: ClassVar[str] = "case.society_appeal_countersigned"
    title: ClassVar[Promise] = _("Appeal of the Society countersigned")
    verb: ClassVar[Verb] = Verb.COUNTERSIGN_SOCIETY_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"interest": sealed_for(CaseCompartment.DECISION, Reading.READ_PACK)}


@dataclass(frozen=True, kw_only=True)
class LateAppealAsked(Event):
    """The respondent asked, within the days after the time to appeal, to be heard, on grounds by their `numbers`."""

    type: ClassVar[str] = "case.late_appeal_asked"
    title: ClassVar[Promise] = _("Late appeal asked for")
    verb: ClassVar[Verb] = Verb.APPLY_LATE
    sealed: ClassVar[Mapping[str, Sealed]] = {"cause": GROUNDS, "grounds": GROUNDS}
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LateAppealRefused(Event):
    """The chair of the appeal panel refused a late application: the decision is final, as it was."""

    type: ClassVar[str] = "case.late_appeal_refused"
    title: ClassVar[Promise] = _("Late appeal refused")
    verb: ClassVar[Verb] = Verb.REFUSE_LATE_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}


@dataclass(frozen=True, kw_only=True)
class LateAppealAdmitted(Moved):
    """A late application was admitted: the sanction is stayed again."""

    type: ClassVar[str] = "case.late_appeal_admitted"
    title: ClassVar[Promise] = _("Late appeal admitted")
    verb: ClassVar[Verb] = Verb.ADMIT_LATE_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}


@dataclass(frozen=True, kw_only=True)
class AppealSifted(Event):
    """The chair of the appeal panel said which grounds of an appeal are arguable, by their `numbers`."""

    type: ClassVar[str] = "case.appeal_sifted"
    title: ClassVar[Promise] = _("Appeal sifted")
    verb: ClassVar[Verb] = Verb.SIFT_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}
    appeal: UUID
    arguable: bool
    numbers: tuple[int, ...] = ()

    @property
    def subject(self) -> UUID:
        """The appeal, as the clock of its sift names its subject: another one's goes on."""
        return self.appeal


@dataclass(frozen=True, kw_only=True)
class AppealHeard(Event):
    """The appeal panel heard the appeals it had admitted."""

    type: ClassVar[str] = "case.appeal_heard"
    title: ClassVar[Promise] = _("Appeal heard")
    verb: ClassVar[Verb] = Verb.HEAR_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealRefused(MadeFinal):
    """No ground was arguable: the decision stands."""

    type: ClassVar[str] = "case.appeal_refused"
    title: ClassVar[Promise] = _("Appeal refused")
    verb: ClassVar[Verb] = Verb.REFUSE_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}


@dataclass(frozen=True, kw_only=True)
class AppealWithdrawn(MadeFinal):
    """The only side that had appealed took it back: the decision stands."""

    type: ClassVar[str] = "case.appeal_withdrawn"
    title: ClassVar[Promise] = _("Appeal withdrawn")
    verb: ClassVar[Verb] = Verb.WITHDRAW_APPEAL


@dataclass(frozen=True, kw_only=True)
class AppealDismissed(MadeFinal):
    """The appeal panel left the decision as it was."""

    type: ClassVar[str] = "case.appeal_dismissed"
    title: ClassVar[Promise] = _("Appeal dismissed")
    verb: ClassVar[Verb] = Verb.DISMISS_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}


@dataclass(frozen=True, kw_only=True)
class AppealVaried(Terms, MadeFinal):
    """The appeal was allowed in part: the sanction was worked out again from the findings that stand.

    `quashed` are the allegations whose findings were set aside. `low` to `high` is the range that the sheet came to for
    the rest, `net` its factors in sum, `fixed` the highest fixed start; no range where the decision came without findings.
    """

    type: ClassVar[str] = "case.appeal_varied"
    title: ClassVar[Promise] = _("Decision varied on appeal")
    verb: ClassVar[Verb] = Verb.VARY_ON_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = {
        **SEALED_REASONS,
        "wording": GROUNDS,
        "conditions": DEMANDED,
        "factors": RECOMMENDATION,
        "lower_level": RECOMMENDATION,
        "outside_range": GROUNDS,
    }
    quashed: tuple[UUID, ...]
    low: Level | None = None
    high: Level | None = None
    net: int = 0
    fixed: Level | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionQuashed(Moved):
    """The appeal was allowed: nothing of the decision stands, and the case is closed."""

    type: ClassVar[str] = "case.decision_quashed"
    title: ClassVar[Promise] = _("Decision quashed on appeal")
    verb: ClassVar[Verb] = Verb.QUASH_ON_APPEAL
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class AppealRemittedToPanel(Moved):
    """The appeal panel sent the case to a new panel; the findings are annulled."""

    type: ClassVar[str] = "case.appeal_remitted_to_panel"
    title: ClassVar[Promise] = _("Sent back to a panel on appeal")
    verb: ClassVar[Verb] = Verb.REMIT_ON_APPEAL_TO_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Defect"}


@dataclass(frozen=True, kw_only=True)
class AppealRemittedToBoard(Moved):
    """The appeal panel sent the case back to the board for a new decision on the sanction."""

    type: ClassVar[str] = "case.appeal_remitted_to_board"
    title: ClassVar[Promise] = _("Sent back to the board on appeal")
    verb: ClassVar[Verb] = Verb.REMIT_ON_APPEAL_TO_BOARD
    sealed: ClassVar[Mapping[str, Sealed]] = SEALED_REASONS
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Defect"}
