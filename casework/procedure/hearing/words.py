"""The verbs of the hearing, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm, form_of
from casework.procedure.hearing import actions, forms
from casework.procedure.notice.forms import AddAllegationForm
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SERVE_BUNDLE,
        form=forms.ServeBundleForm,
        label=_("Serve the bundle"),
        sentence=_(
            "The respondent and the panel receive these documents. A finding rests on them, or on an admission."
        ),
    ),
    Step(
        verb=Verb.OPEN_HEARING,
        form=forms.OpenHearingForm,
        label=_("Open the hearing"),
        sentence=_("The hearing begins. Every member of the panel has to be here."),
    ),
    Step(
        verb=Verb.CALL_WITNESS,
        form=forms.CallWitnessForm,
        label=_("Call a witness"),
        sentence=_(
            "The member reads who is called and about what. A reporter who is called reads it too. The investigator and the "
            "adviser are told to reach anybody else."
        ),
    ),
    Step(
        verb=Verb.RECORD_ATTENDANCE,
        form=forms.RecordAttendanceForm,
        label=_("Record a sitting"),
        sentence=_("One record for each sitting: who of the panel attended all of it, and who else was there."),
    ),
    Step(
        verb=Verb.WRITE_MINUTE,
        form=forms.WriteMinuteForm,
        label=_("Write a line of the minute"),
        sentence=_(
            "The line gets the next number, by which it can be cited. The respondent, the panel and the adviser read it."
        ),
    ),
    Step(
        verb=Verb.CORRECT_MINUTE,
        form=forms.CorrectMinuteForm,
        label=_("Correct a line of the minute"),
        sentence=_(
            "A person who gave evidence reads their own lines. Both versions stay, and the respondent reads them."
        ),
    ),
    Step(
        verb=Verb.GIVE_MINUTE,
        form=VerbForm,
        label=_("Give the minute to both sides"),
        sentence=_(
            "Both sides are told that the minute is complete, and the panel is asked to approve it. If a line is corrected "
            "after that, the minute goes to everybody again."
        ),
    ),
    Step(
        verb=Verb.APPROVE_MINUTE,
        form=VerbForm,
        label=_("Approve the minute of the hearing"),
        sentence=_(
            "You say that the lines under “Hearing” are what was said. If one is wrong, do not approve it yet: the adviser "
            "corrects the line, and the minute goes to everybody again."
        ),
    ),
    Step(
        verb=Verb.CONFIRM_LAST_WORD,
        form=forms.ConfirmLastWordForm,
        label=_("Say whether you had the last word"),
        sentence=_("If you had not, you have three business days to write it. The panel saves no finding before."),
    ),
    Step(
        verb=Verb.FILE_LAST_WORD,
        form=form_of(words=Reasons(label=_("What you want to say last"), max_length=20_000)),
        label=_("Write the last word"),
        sentence=_("The panel reads it before it saves its findings. You can send it once."),
    ),
    Step(
        verb=Verb.OPEN_DELIBERATION,
        form=forms.OpenDeliberationForm,
        label=_("Close the hearing and deliberate"),
        sentence=_("The panel withdraws. It has 14 days for its findings."),
    ),
    Step(
        verb=Verb.ADD_CHARGE,
        action=actions.add_charge,
        form=AddAllegationForm,
        label=_("Add an allegation"),
        sentence=_(
            "The respondent is told at once, once the chair has signed. It has to be 14 days before the hearing; "
            "after that the hearing is adjourned first."
        ),
    ),
    Step(
        verb=Verb.ADJOURN_HEARING,
        form=forms.AdjournHearingForm,
        label=_("Adjourn the hearing"),
        sentence=_("Both sides are told the new day and why. A hearing that was open is opened again on that day."),
    ),
    Step(
        verb=Verb.RECORD_ABSENCE,
        form=forms.AbsenceForm,
        label=_("Consider the respondent’s absence"),
        sentence=_("The hearing can then go on without the respondent. Their absence is not a finding."),
    ),
    Step(
        verb=Verb.REOPEN_HEARING,
        form=forms.NewDayForm,
        label=_("Reopen the hearing"),
        sentence=_("Both sides are called again, to be heard on the evidence that was admitted late."),
    ),
)
