"""Events after a decision: corrections, knowing falsehoods, retaliation, and how the reporter is."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb


class SlipCorrected(Event):
    """A slip of the pen in a decision, `decision`, was corrected; its old words stay in the record.

    `afresh`: what may be appealed, or by when, was wrong, so the time to appeal begins again once this is served.
    """

    type = "case.slip_corrected"
    title = _("Slip of the pen corrected")
    verb = Verb.CORRECT_SLIP
    sealed = {
        "error": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK),
        "correction": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK),
        "summary": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_FINDINGS_SUMMARY),
    }
    labels = {"error": _("The slip"), "correction": _("What it should say")}
    outgoing = {"error": "What was wrong", "correction": "How it should read"}
    decision: UUID
    afresh: bool


class BadFaithReferred(Event):
    """Two reviewers saw clear evidence that somebody said something here that they knew to be false.

    Other people examine that in a separate case, `other`.
    """

    type = "case.bad_faith_referred"
    title = _("Referred: something said that was known to be false")
    verb = Verb.REFER_BAD_FAITH
    sealed = {"falsehood": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_FINDINGS)}
    labels = {"falsehood": _("What was said and known to be untrue")}
    other: UUID


class RetaliationReported(Event):
    """Somebody said that they are treated worse because they took part.

    Other people examine that in a separate case, `other`.
    """

    type = "case.retaliation_reported"
    title = _("Retaliation reported")
    verb = Verb.REPORT_RETALIATION
    sealed = {"detriment": sealed_for(CaseCompartment.IDENTITY, Reading.READ_IDENTITY, Reading.READ_OWN_EVIDENCE)}
    labels = {"detriment": _("What was done to the person who took part")}
    other: UUID


class WellbeingTold(Event):
    """Some time after the case was closed, the reporter said how they are and how they found the procedure."""

    type = "case.wellbeing_told"
    title = _("Reporter said how they are")
    verb = Verb.SAY_HOW_IT_IS
    sealed = dict.fromkeys(
        ("treated", "experience"),
        sealed_for(CaseCompartment.REPORTER, Reading.READ_CHANNEL, Reading.READ_OWN_COMPLAINT),
    )
    labels = {"treated": _("Treated worse since"), "experience": _("How it was for the reporter")}
