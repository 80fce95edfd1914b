"""The steps of the hearing and of what comes late to it, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import deliberation, evidence, hearing, panel
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.CHALLENGE_MEMBER,
        form=panel.ChallengeMemberForm,
        label=_("Challenge a member of the panel"),
        sentence=_(
            "Somebody who is not challenged rules on it, and both sides read why. Until then the hearing cannot end."
        ),
    ),
    Step(
        verb=Verb.RULE_CHALLENGE,
        form=panel.RuleChallengeForm,
        label=_("Rule on a challenge"),
        sentence=_(
            "The member sits on, or leaves the panel at once. Both sides are told, the respondent with reasons."
        ),
    ),
    Step(
        verb=Verb.ADD_CHARGE,
        action=actions.add_charge,
        form=hearing.AddChargeForm,
        label=_("Add a charge"),
        sentence=_(
            "The respondent is told at once, once the chair has signed. It has to be 14 days before the hearing; "
            "after that the hearing is adjourned first."
        ),
    ),
    Step(
        verb=Verb.ADJOURN_HEARING,
        form=hearing.AdjournHearingForm,
        label=_("Adjourn the hearing"),
        sentence=_("Both sides are told the new day and why. A hearing that was open is opened again on that day."),
    ),
    Step(
        verb=Verb.RECORD_ABSENCE,
        form=hearing.RecordAbsenceForm,
        label=_("Consider the respondent’s absence"),
        sentence=_("The hearing can then go on without the respondent. Their absence is not a finding."),
    ),
    Step(
        verb=Verb.FILE_LATE_EVIDENCE,
        action=actions.file_late_evidence,
        form=evidence.FileLateEvidenceForm,
        label=_("Send evidence after the hearing"),
        sentence=_(
            "The chair, or the adviser once the case is before the board, decides whether it is admitted. A running "
            "ballot is void and has to be held again."
        ),
    ),
    Step(
        verb=Verb.RULE_LATE_EVIDENCE,
        form=evidence.RuleLateEvidenceForm,
        label=_("Rule on late evidence"),
        sentence=_("The respondent is told the ruling and why. Nothing is found or decided while it waits."),
    ),
    Step(
        verb=Verb.REOPEN_HEARING,
        form=hearing.NewDayForm,
        label=_("Reopen the hearing"),
        sentence=_("Both sides are called again, to be heard on the evidence that was admitted late."),
    ),
    Step(
        verb=Verb.SUBMIT_ON_SANCTION,
        form=deliberation.SubmitOnSanctionForm,
        label=_("Speak on the sanction"),
        sentence=_(
            "The panel reads it before it recommends anything, and the board before it decides. You can do this once."
        ),
    ),
)
