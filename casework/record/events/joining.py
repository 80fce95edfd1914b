"""What can have happened: joining, withdrawing, ending and reopening a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)
WISH = sealed_for(CaseCompartment.CASE, Reading.READ_CHANNEL, Reading.READ_OWN_COMPLAINT)
REASONS = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_FINDINGS)


@dataclass(frozen=True, kw_only=True)
class CaseMerged(Moved):
    """The complaint was joined to another case, `into`, about the same member and events."""

    type: ClassVar[str] = "case.case_merged"
    title: ClassVar[Promise] = _("Joined to another case")
    verb: ClassVar[Verb] = Verb.MERGE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    closing_code: ClosingCode
    into: UUID


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Moved):
    """The joining was undone, and the complaint is screened separately again."""

    type: ClassVar[str] = "case.merge_undone"
    title: ClassVar[Promise] = _("Separated again")
    verb: ClassVar[Verb] = Verb.UNMERGE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Moved):
    """The reporter's wish to withdraw was accepted; `no_adoption` says why the Society does not take the case over."""

    type: ClassVar[str] = "case.case_withdrawn"
    title: ClassVar[Promise] = _("Withdrawal accepted")
    verb: ClassVar[Verb] = Verb.ACCEPT_WITHDRAWAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"no_adoption": STAFF}
    labels: ClassVar[Mapping[str, Promise]] = {"no_adoption": _("Why the Society does not go on")}
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class CaseAbated(Moved):
    """The member died, and the case ended without a finding."""

    type: ClassVar[str] = "case.case_abated"
    title: ClassVar[Promise] = _("Ended by death")
    verb: ClassVar[Verb] = Verb.ABATE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"proof": STAFF}
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Moved):
    """A case that had been closed before any charge was reopened with new people; `endless`: the ground has no time limit."""

    type: ClassVar[str] = "case.case_reopened"
    title: ClassVar[Promise] = _("Case reopened")
    verb: ClassVar[Verb] = Verb.REOPEN_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"ground": REASONS}
    endless: bool


@dataclass(frozen=True, kw_only=True)
class CaseReopenedForHearing(Moved):
    """A case that had been closed after a charge was sent to a new panel; `endless`: the ground has no time limit."""

    type: ClassVar[str] = "case.case_reopened_for_hearing"
    title: ClassVar[Promise] = _("Case reopened for a hearing")
    verb: ClassVar[Verb] = Verb.REOPEN_TO_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"ground": REASONS}
    endless: bool


@dataclass(frozen=True, kw_only=True)
class WithdrawalAsked(Event):
    """A reporter (`subject`) asked to withdraw; the request alone stops nothing."""

    type: ClassVar[str] = "case.withdrawal_asked"
    title: ClassVar[Promise] = _("Withdrawal asked for")
    verb: ClassVar[Verb] = Verb.ASK_WITHDRAWAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"wish": WISH}
    labels: ClassVar[Mapping[str, Promise]] = {"wish": _("In the reporter’s words")}
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class WithdrawalTakenBack(Event):
    """A reporter (`subject`) does not want to withdraw any more."""

    type: ClassVar[str] = "case.withdrawal_taken_back"
    title: ClassVar[Promise] = _("Withdrawal taken back")
    verb: ClassVar[Verb] = Verb.TAKE_BACK_WITHDRAWAL
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class CoercionChecked(Event):
    """A protection officer spoke in safety with a reporter (`subject`) who asked to withdraw."""

    type: ClassVar[str] = "case.coercion_checked"
    title: ClassVar[Promise] = _("Talk about pressure recorded")
    verb: ClassVar[Verb] = Verb.CHECK_COERCION
    sealed: ClassVar[Mapping[str, Sealed]] = {"talk": sealed_for(CaseCompartment.CASE, Reading.READ_CHANNEL)}
    labels: ClassVar[Mapping[str, Promise]] = {"talk": _("What came of the talk")}
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class ComplaintWithdrawn(Event):
    """The wish of one reporter (`subject`) to withdraw was accepted; the case goes on with another reporter's complaint."""

    type: ClassVar[str] = "case.complaint_withdrawn"
    title: ClassVar[Promise] = _("One complaint let go")
    verb: ClassVar[Verb] = Verb.RELEASE_COMPLAINT
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class CaseAdopted(Event):
    """The Society took over the case itself, in the public interest; the reporters are its witnesses."""

    type: ClassVar[str] = "case.case_adopted"
    title: ClassVar[Promise] = _("Made the Society’s own case")
    verb: ClassVar[Verb] = Verb.ADOPT_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"interest": REASONS}


@dataclass(frozen=True, kw_only=True)
class CasesLinked(Event):
    """The case was linked to another, `other`, whose officers and parties count here from now on."""

    type: ClassVar[str] = "case.cases_linked"
    title: ClassVar[Promise] = _("Linked to another case")
    verb: ClassVar[Verb] = Verb.LINK_CASES
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    other: UUID


@dataclass(frozen=True, kw_only=True)
class CasesSevered(Event):
    """The link to another case, `other`, ended."""

    type: ClassVar[str] = "case.cases_severed"
    title: ClassVar[Promise] = _("Link to another case ended")
    verb: ClassVar[Verb] = Verb.SEVER_CASES
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    other: UUID
