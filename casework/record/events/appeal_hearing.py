"""Events of the panel that hears an appeal, of its hearing, and of what the sides bring there."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.appeal import GROUNDS, SEALED_REASONS
from casework.record.events.base import Event, sealed_for
from casework.record.events.hearing import BOTH, HEARD, WitnessCall
from casework.record.events.hearing_time import HearingTime
from casework.vocabulary import CaseCompartment, Reading, Seat, Verb

APPEAL_WITNESS = sealed_for(CaseCompartment.CASE, Reading.READ_APPEAL_PAPERS)


class AppealPanelSeated(Event):
    """Three people who had nothing to do with the case before were seated to hear an appeal; the list of them went out."""

    type = "case.appeal_panel_seated"
    title = _("Appeal panel seated")
    verb = Verb.SEAT_APPEAL_PANEL
    sealed = {"rota_reason": sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)}
    labels = {"rota_reason": _("Why not by the rota")}
    chair: UUID
    members: tuple[UUID, ...]
    lay: tuple[UUID, ...]


class AppealMemberChallenged(Event):
    """A side said that a member of the appeal panel should not sit. `new_facts`: the reason was not known before."""

    type = "case.appeal_member_challenged"
    title = _("Member of the appeal panel challenged")
    verb = Verb.CHALLENGE_APPEAL_MEMBER
    sealed = {"particulars": GROUNDS}
    member: UUID
    new_facts: bool = False


class AppealChallengeRuled(Event):
    """A challenge to the appeal panel was ruled on. `upheld`: the member has left it and may not see the case again."""

    type = "case.appeal_challenge_ruled"
    title = _("Challenge to the appeal panel ruled on")
    verb = Verb.RULE_APPEAL_CHALLENGE
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}
    member: UUID
    upheld: bool


class AppealHearingCalled(HearingTime, Event):
    """The chair of the appeal panel called both sides to the hearing of the appeal on a day."""

    type = "case.appeal_hearing_called"
    title = _("Hearing of the appeal called")
    verb = Verb.CALL_APPEAL_HEARING
    sealed = {"arrangements": BOTH}


class AppealWitnessCalled(WitnessCall):
    """The chair of the appeal panel called a witness to the hearing of the appeal."""

    type = "case.appeal_witness_called"
    title = _("Witness called to the appeal")
    sealed = WitnessCall.sealed | {"witness": APPEAL_WITNESS, "support": APPEAL_WITNESS}


class AppealHearingAdjourned(HearingTime, Event):
    """The hearing of the appeal was moved to another day. `asked_by`: a side, or the chair if the panel needs it.

    `noticed`: the first call had come in time, so that the shorter notice is enough for the new day.
    """

    type = "case.appeal_hearing_adjourned"
    title = _("Hearing of the appeal adjourned")
    verb = Verb.ADJOURN_APPEAL_HEARING
    sealed = {"reasons": BOTH}
    asked_by: Seat
    noticed: bool


class AppealAbsenceConsidered(Event):
    """The chair completed the absence checklist: the appeal is heard without the respondent."""

    type = "case.appeal_absence_considered"
    title = _("Decided to hear the appeal without the member")
    verb = Verb.RECORD_APPEAL_ABSENCE
    sealed = {"reasons": HEARD}
    reason_given: bool
    medical: bool
    prejudice: bool
    public_interest: bool


class AppealSubmissionMade(Event):
    """A side argued its case in writing, on grounds by their `numbers`; the other side reads it at once."""

    type = "case.appeal_submission_made"
    title = _("Submission on the appeal")
    verb = Verb.MAKE_APPEAL_SUBMISSION
    sealed = {"statement": GROUNDS}
    outgoing = {"statement": "What you say to the appeal panel"}
    side: Seat
    numbers: tuple[int, ...] = ()


class NewEvidenceOffered(Event):
    """A side offered evidence that is new, for grounds by their `numbers`, and said why it could not come before."""

    type = "case.new_evidence_offered"
    title = _("New evidence offered on appeal")
    verb = Verb.OFFER_NEW_EVIDENCE
    sealed = {"title": GROUNDS, "text": GROUNDS, "cause": GROUNDS}
    evidence: UUID
    side: Seat
    numbers: tuple[int, ...] = ()
    file: UUID | None = None


class NewEvidenceRuled(Event):
    """The chair of the appeal panel ruled whether new evidence is heard. What is not admitted counts for nothing."""

    type = "case.new_evidence_ruled"
    title = _("New evidence ruled on")
    verb = Verb.RULE_NEW_EVIDENCE
    sealed = SEALED_REASONS
    outgoing = {"reasons": "Reasons"}
    piece: UUID
    admitted: bool


class AppealHeard(Event):
    """All of the appeal panel heard the appeals it had admitted on `heard_on`, the day for which both sides were called.

    `present`: who of the panel was there. `last_word_offered`: the respondent spoke last, or could have.
    """

    type = "case.appeal_heard"
    title = _("Appeal heard")
    verb = Verb.HEAR_APPEAL
    sealed = {"note": HEARD}
    heard_on: date
    present: tuple[UUID, ...]
    respondent_present: bool
    last_word_offered: bool
