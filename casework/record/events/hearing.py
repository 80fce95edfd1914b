"""Events of the hearing."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.record.events.hearing_time import HearingTime
from casework.record.events.notice import AllegationNotified
from casework.vocabulary import (
    CaseCompartment,
    MinuteKind,
    Questioner,
    Reading,
    Seat,
    Verb,
    WitnessWay,
)

BOTH = sealed_for(CaseCompartment.CASE, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)
HEARD = sealed_for(CaseCompartment.CASE, Reading.READ_BUNDLE)
MINUTE = sealed_for(CaseCompartment.CASE, Reading.READ_BUNDLE, Reading.READ_MINUTE)
WITNESS = sealed_for(CaseCompartment.CASE, Reading.READ_WITNESS)
NOTICE = sealed_for(CaseCompartment.CASE, Reading.READ_NOTICE)
CALLED = sealed_for(CaseCompartment.CASE, Reading.READ_RESPONSE_SUMMARY)
OF_THE_RESPONDENT = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE)


class BundleServed(Event):
    """The bundle went to the respondent and the panel: which copies of the evidence are in it. A later one adds to it."""

    type = "case.bundle_served"
    title = _("Bundle served")
    verb = Verb.SERVE_BUNDLE
    evidence: tuple[UUID, ...]


class WitnessCall(Event):
    """A chair called a witness. The member reads what the witness is asked about, and `named` if the name is not protected.

    `protected`: neither side puts questions to them in person. `to_reporter`: for a reporter who is called, and nobody else.
    """

    verb = Verb.CALL_WITNESS
    sealed = {"witness": WITNESS, "named": NOTICE, "questions": NOTICE, "support": WITNESS, "to_reporter": CALLED}
    labels = {
        "witness": _("Who it is, and how to reach them"),
        "named": _("What the member reads of who it is"),
        "questions": _("What they are asked about"),
        "support": _("Adjustments and companion"),
        "to_reporter": _("To a reporter who is called"),
    }
    outgoing = {"named": "What the member reads of who it is", "questions": "What they are asked about"}
    way: WitnessWay
    protected: bool
    questioner: Questioner


class WitnessCalled(WitnessCall):
    """The chair of the panel called a witness to the hearing."""

    type = "case.witness_called"
    title = _("Witness called")


class HearingOpened(Event):
    """The chair opened the hearing and recorded which panel members were there, and whether the respondent was."""

    type = "case.hearing_opened"
    title = _("Hearing opened")
    verb = Verb.OPEN_HEARING
    present: tuple[UUID, ...]
    respondent_present: bool


class AttendanceRecorded(Event):
    """The adviser recorded a sitting: which of the panel attended all of it, and whether the respondent was there."""

    type = "case.attendance_recorded"
    title = _("Attendance recorded")
    verb = Verb.RECORD_ATTENDANCE
    sealed = {"note": HEARD}
    throughout: tuple[UUID, ...]
    respondent_present: bool


class MinuteWritten(Event):
    """A line of the minute: who said what, or a ruling. Lines are numbered in their order, and can be cited by number.

    `side`: whose time it took, None if neither side’s. `minutes`: how long it lasted.
    """

    type = "case.minute_written"
    title = _("Line of the minute")
    verb = Verb.WRITE_MINUTE
    sealed = {"speaker": MINUTE, "said": MINUTE}
    labels = {"speaker": _("Who spoke"), "said": _("What was said")}
    outgoing = {"speaker": "Who spoke", "said": "What was said"}
    kind: MinuteKind
    side: Seat | None
    minutes: int


class MinuteCorrected(Event):
    """A line was corrected as the person who had spoken asked. The line as it was stays beside it."""

    type = "case.minute_corrected"
    title = _("Line of the minute corrected")
    verb = Verb.CORRECT_MINUTE
    sealed = {"corrected": MINUTE}
    labels = {"corrected": _("As it was said")}
    outgoing = {"corrected": "As it was said"}
    line: UUID


class MinuteGiven(Event):
    """The whole minute went to both sides and to the panel. A line that is corrected later sends it out again."""

    type = "case.minute_given"
    title = _("Minute given to both sides")
    verb = Verb.GIVE_MINUTE


class MinuteApproved(Event):
    """A member of the panel said that the minute is right."""

    type = "case.minute_approved"
    title = _("Minute of the hearing approved")
    verb = Verb.APPROVE_MINUTE


class LastWordConfirmed(Event):
    """The respondent said whether they had the last word. `had`: if not, they have three business days to write it."""

    type = "case.last_word_confirmed"
    title = _("Member said whether they had the last word")
    verb = Verb.CONFIRM_LAST_WORD
    sealed = {"why_not": OF_THE_RESPONDENT}
    labels = {"why_not": _("Why they had no last word")}
    had: bool


class LastWordFiled(Event):
    """The respondent wrote the last word that they did not have at the hearing."""

    type = "case.last_word_filed"
    title = _("Last word in writing")
    verb = Verb.FILE_LAST_WORD
    sealed = {"words": OF_THE_RESPONDENT}


class DeliberationOpened(Moved):
    """The chair closed the hearing and the panel withdrew; from now on only panel and adviser are in the room.

    `lines`: how many lines the minute has. If there are any, the clock MINUTE starts.
    """

    type = "case.deliberation_opened"
    title = _("Panel withdrew to decide")
    verb = Verb.OPEN_DELIBERATION
    last_word_offered: bool
    lines: int = 0


class HearingReopened(HearingTime, Moved):
    """Evidence admitted late has to be heard before the panel finds anything; both sides are called again."""

    type = "case.hearing_reopened"
    title = _("Hearing reopened")
    verb = Verb.REOPEN_HEARING
    sealed = {"reasons": BOTH}


class HearingAdjourned(HearingTime, Event):
    """The chair called the hearing for another day. `asked_by`: the side that asked, or the chair if the panel needs it.

    `noticed`: the first notice had come in time, so that the shorter notice is enough for the new day.
    """

    type = "case.hearing_adjourned"
    title = _("Hearing adjourned")
    verb = Verb.ADJOURN_HEARING
    sealed = {"reasons": BOTH}
    asked_by: Seat
    noticed: bool


class AbsenceConsidered(Event):
    """The chair completed the absence checklist and decided that the hearing goes on without the respondent."""

    type = "case.absence_considered"
    title = _("Decided to go on without the member")
    verb = Verb.RECORD_ABSENCE
    sealed = {"reasons": HEARD}
    reason_given: bool
    medical: bool
    prejudice: bool
    public_interest: bool


class ChargeAdded(AllegationNotified):
    """An allegation was added before the hearing, with the chair's leave; the respondent has at least 14 days for it."""

    type = "case.charge_added"
    title = _("Allegation added")
    verb = Verb.ADD_CHARGE
