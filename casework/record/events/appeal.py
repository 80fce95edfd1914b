"""Events of an appeal."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.record.events.board import DEMANDED
from casework.record.events.deliberation import RECOMMENDATION
from casework.record.events.terms import Terms
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Seat, Verb
from policy.rules import Level

GROUNDS = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK, Reading.READ_OWN_EVIDENCE)
SEALED_REASONS = {"reasons": GROUNDS}


class MadeFinal(Moved):
    """A decision became final: its sanction is in force. `closing_code` is None while conditions or a term still run."""

    closing_code: ClosingCode | None


class AppealLapsed(MadeFinal):
    """The time to appeal ended with no appeal."""

    type = "case.appeal_lapsed"
    title = _("Time to appeal over")
    verb = Verb.APPEAL_LAPSES


class SocietyAppealWaived(Event):
    """The Society said that it will not appeal."""

    type = "case.society_appeal_waived"
    title = _("The Society will not appeal")
    verb = Verb.WAIVE_SOCIETY_APPEAL


class AppealWaived(MadeFinal):
    """The respondent signed that they will not appeal, when the Society had waived too."""

    type = "case.appeal_waived"
    title = _("Appeal waived")
    verb = Verb.WAIVE_APPEAL
    binds = True


class AppealLodged(Moved):
    """A side appealed, on grounds by their `numbers` in the rulebook, from 1; what they rest on is sealed."""

    type = "case.appeal_lodged"
    title = _("Appeal lodged")
    verb = Verb.LODGE_APPEAL
    sealed = {"grounds": GROUNDS}
    outgoing = {"grounds": "What the grounds rest on"}
    side: Seat
    numbers: tuple[int, ...] = ()


class CrossAppealLodged(Event):
    """The other side appealed too, on grounds by their `numbers` in the rulebook."""

    type = "case.cross_appeal_lodged"
    title = _("The other side appealed too")
    verb = Verb.CROSS_APPEAL
    sealed = {"grounds": GROUNDS}
    outgoing = {"grounds": "What the grounds rest on"}
    side: Seat
    numbers: tuple[int, ...] = ()


class SocietyAppealCountersigned(Event):
    """A reviewer wrote why an appeal by the Society is in the public interest; without this the Society cannot appeal."""

    type = "case.society_appeal_countersigned"
    title = _("Appeal of the Society countersigned")
    verb = Verb.COUNTERSIGN_SOCIETY_APPEAL
    sealed = {"interest": sealed_for(CaseCompartment.DECISION, Reading.READ_PACK)}


class LateAppealAsked(Event):
    """The respondent asked, within the days after the time to appeal, to be heard, on grounds by their `numbers`."""

    type = "case.late_appeal_asked"
    title = _("Late appeal asked for")
    verb = Verb.APPLY_LATE
    sealed = {"cause": GROUNDS, "grounds": GROUNDS}
    numbers: tuple[int, ...] = ()


class LateAppealRefused(Event):
    """The chair of the appeal panel refused a late application: the decision is final, as it was."""

    type = "case.late_appeal_refused"
    title = _("Late appeal refused")
    verb = Verb.REFUSE_LATE_APPEAL
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}


class LateAppealAdmitted(Moved):
    """A late application was admitted: the sanction is stayed again."""

    type = "case.late_appeal_admitted"
    title = _("Late appeal admitted")
    verb = Verb.ADMIT_LATE_APPEAL
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}


class AppealSifted(Event):
    """The chair of the appeal panel said which grounds of an appeal are arguable, by their `numbers`."""

    type = "case.appeal_sifted"
    title = _("Decided which grounds of an appeal are heard")
    verb = Verb.SIFT_APPEAL
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}
    appeal: UUID
    arguable: bool
    numbers: tuple[int, ...] = ()

    @property
    def subject(self) -> UUID:
        """The appeal, as the clock of its sift names its subject: another one's goes on."""
        return self.appeal


class AppealGroundsVoted(Event):
    """A member of the appeal panel voted on each ground that was heard.

    `found`: the numbers of the grounds that succeed, as a majority voted; None while no majority agrees on each ground. The
    vote itself is sealed, and nobody can open it until then.
    """

    type = "case.appeal_grounds_voted"
    title = _("Vote on the grounds of an appeal")
    verb = Verb.VOTE_ON_GROUNDS
    sealed = {"votes": sealed_for(CaseCompartment.PANEL, Reading.READ_APPEAL_PAPERS)}
    labels = {"votes": _("Does each ground succeed?")}
    found: tuple[int, ...] | None = None


class AppealRefused(MadeFinal):
    """No ground was arguable: the decision stands."""

    type = "case.appeal_refused"
    title = _("Appeal refused")
    verb = Verb.REFUSE_APPEAL
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}


class AppealWithdrawn(MadeFinal):
    """The only side that had appealed took it back: the decision stands."""

    type = "case.appeal_withdrawn"
    title = _("Appeal withdrawn")
    verb = Verb.WITHDRAW_APPEAL


class AppealDismissed(MadeFinal):
    """The appeal panel left the decision as it was."""

    type = "case.appeal_dismissed"
    title = _("Appeal dismissed")
    verb = Verb.DISMISS_APPEAL
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}


class AppealVaried(Terms, MadeFinal):
    """The appeal was allowed in part: the sanction was worked out again from the findings that stand.

    `quashed` are the allegations whose findings were set aside, `succeeded` the grounds that were right, by number.
    `low` to `high` is the range that the sheet came to for the rest, `net` its factors in sum, `fixed` the highest fixed
    start; no range where the decision came without findings.
    """

    type = "case.appeal_varied"
    title = _("Decision varied on appeal")
    verb = Verb.VARY_ON_APPEAL
    sealed = {
        **SEALED_REASONS,
        "wording": GROUNDS,
        "conditions": DEMANDED,
        "factors": RECOMMENDATION,
        "lower_level": RECOMMENDATION,
        "outside_range": GROUNDS,
    }
    quashed: tuple[UUID, ...]
    succeeded: tuple[int, ...] = ()
    low: Level | None = None
    high: Level | None = None
    net: int = 0
    fixed: Level | None = None


class DecisionQuashed(Moved):
    """The appeal was allowed on grounds by number: nothing of the decision stands, and the case is closed."""

    type = "case.decision_quashed"
    title = _("Decision quashed on appeal")
    verb = Verb.QUASH_ON_APPEAL
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}
    closing_code: ClosingCode
    succeeded: tuple[int, ...] = ()


class AppealRemittedToPanel(Moved):
    """The appeal panel sent the case to a new panel, on grounds by number; the findings are annulled."""

    type = "case.appeal_remitted_to_panel"
    title = _("Sent back to a panel on appeal")
    verb = Verb.REMIT_ON_APPEAL_TO_PANEL
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Defect"}
    succeeded: tuple[int, ...] = ()


class AppealRemittedToBoard(Moved):
    """The appeal panel sent the case back to the board, on grounds by number, for a new decision on the sanction."""

    type = "case.appeal_remitted_to_board"
    title = _("Sent back to the board on appeal")
    verb = Verb.REMIT_ON_APPEAL_TO_BOARD
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Defect"}
    succeeded: tuple[int, ...] = ()
