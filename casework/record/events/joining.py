"""Events of joining, withdrawing, ending and reopening a case."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)
WISH = sealed_for(CaseCompartment.CASE, Reading.READ_CHANNEL, Reading.READ_OWN_COMPLAINT)
REASONS = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_FINDINGS)


class CaseMerged(Moved):
    """The complaint was joined to another case, `into`, about the same member and events."""

    type = "case.case_merged"
    title = _("Joined to another case")
    verb = Verb.MERGE_CASE
    sealed = {"reasons": STAFF}
    closing_code: ClosingCode
    into: UUID


class MergeUndone(Moved):
    """The joining was undone, and the complaint is screened separately again."""

    type = "case.merge_undone"
    title = _("Separated again")
    verb = Verb.UNMERGE_CASE
    sealed = {"reasons": STAFF}


class CaseWithdrawn(Moved):
    """The reporter's wish to withdraw was accepted; `no_adoption` says why the Society does not take the case over."""

    type = "case.case_withdrawn"
    title = _("Withdrawal accepted")
    verb = Verb.ACCEPT_WITHDRAWAL
    sealed = {"no_adoption": STAFF}
    labels = {"no_adoption": _("Why the Society does not go on")}
    closing_code: ClosingCode


class CaseAbated(Moved):
    """The member died, and the case ended without a finding."""

    type = "case.case_abated"
    title = _("Ended by death")
    verb = Verb.ABATE_CASE
    sealed = {"proof": STAFF}
    closing_code: ClosingCode


class CaseReopened(Moved):
    """A case that had no case to answer yet was reopened with new people; `endless`: the ground has no time limit."""

    type = "case.case_reopened"
    title = _("Case reopened")
    verb = Verb.REOPEN_CASE
    sealed = {"ground": REASONS}
    endless: bool


class CaseReopenedForHearing(Moved):
    """A closed case with a case to answer was sent to a new panel; `endless`: the ground has no time limit."""

    type = "case.case_reopened_for_hearing"
    title = _("Case reopened for a hearing")
    verb = Verb.REOPEN_TO_PANEL
    sealed = {"ground": REASONS}
    endless: bool


class WithdrawalAsked(Event):
    """A reporter (`subject`) asked to withdraw; the request alone stops nothing."""

    type = "case.withdrawal_asked"
    title = _("Withdrawal asked for")
    verb = Verb.ASK_WITHDRAWAL
    sealed = {"wish": WISH}
    labels = {"wish": _("In the reporter’s words")}
    subject: UUID


class WithdrawalTakenBack(Event):
    """A reporter (`subject`) does not want to withdraw any more."""

    type = "case.withdrawal_taken_back"
    title = _("Withdrawal taken back")
    verb = Verb.TAKE_BACK_WITHDRAWAL
    subject: UUID


class CoercionChecked(Event):
    """A protection officer spoke in safety with a reporter (`subject`) who asked to withdraw."""

    type = "case.coercion_checked"
    title = _("Talk about pressure recorded")
    verb = Verb.CHECK_COERCION
    sealed = {"talk": sealed_for(CaseCompartment.CASE, Reading.READ_CHANNEL)}
    labels = {"talk": _("What came of the talk")}
    subject: UUID


class ComplaintWithdrawn(Event):
    """The wish of one reporter (`subject`) to withdraw was accepted; the case goes on with another reporter's complaint."""

    type = "case.complaint_withdrawn"
    title = _("One complaint let go")
    verb = Verb.RELEASE_COMPLAINT
    sealed = {"reasons": STAFF}
    subject: UUID


class CaseAdopted(Event):
    """The Society took over the case itself, in the public interest; the reporters are its witnesses."""

    type = "case.case_adopted"
    title = _("Made the Society’s own case")
    verb = Verb.ADOPT_CASE
    sealed = {"interest": REASONS}


class CasesLinked(Event):
    """The case was linked to another, `other`, whose officers and parties count here from now on."""

    type = "case.cases_linked"
    title = _("Linked to another case")
    verb = Verb.LINK_CASES
    sealed = {"reasons": STAFF}
    other: UUID


class CasesSevered(Event):
    """The link to another case, `other`, ended."""

    type = "case.cases_severed"
    title = _("Link to another case ended")
    verb = Verb.SEVER_CASES
    sealed = {"reasons": STAFF}
    other: UUID
