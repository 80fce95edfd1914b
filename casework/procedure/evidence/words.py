"""The verbs of evidence, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.evidence import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.ADD_EVIDENCE,
        action=actions.add_evidence,
        form=forms.AddEvidenceForm,
        label=_("Add evidence"),
        sentence=_(
            "It is kept as it is. What the member’s side adds goes into the bundle at once, and those who decide see it. Of "
            "anything else the member reads a copy that is prepared for them."
        ),
        to_reporter=_(
            "The people who look into your report can open it. If the case goes on and rests on it, the person you report"
            " and those who decide see a picture of it, without hidden data. What must stay sealed is blacked out first."
        ),
        done=_("Added."),
    ),
    Step(
        verb=Verb.DISCLOSE_EVIDENCE,
        action=actions.disclose_evidence,
        form=forms.DiscloseEvidenceForm,
        label=_("Prepare a copy for the respondent"),
        sentence=_(
            "The copy is checked for names that are sealed, and put into the respondent's bundle. "
            "It is read once the notice is served."
        ),
    ),
    Step(
        verb=Verb.DISCLOSE_REDACTED_COPY,
        action=actions.disclose_redacted_copy,
        form=forms.DiscloseRedactedCopyForm,
        label=_("Cover up a copy for the respondent"),
        sentence=_(
            "Names are covered in the pages themselves. A second person compares each page with the original and signs; "
            "then the copy is put into the respondent's bundle."
        ),
    ),
    Step(
        verb=Verb.LOOK_THROUGH_FILING,
        action=actions.look_through_filing,
        form=forms.LookThroughFilingForm,
        label=_("Let in what the member filed"),
        sentence=_("Those who decide can open it from now on. Nobody gets a message."),
    ),
    Step(
        verb=Verb.SPEAK_ON_LATE_EVIDENCE,
        form=forms.SpeakOnLateEvidenceForm,
        label=_("Speak on what the Society brought late"),
        sentence=_(
            "The chair, or the adviser once the case is before the board, rules on the gist and on what you say."
        ),
    ),
    Step(
        verb=Verb.EXCLUDE_FILING,
        form=forms.ExcludeFilingForm,
        label=_("Rule a filing of the member out"),
        sentence=_("Nobody who decides opens it any more. Both sides get your reasons; it can be a ground of appeal."),
    ),
    Step(
        verb=Verb.FILE_LATE_EVIDENCE,
        action=actions.file_late_evidence,
        form=forms.FileLateEvidenceForm,
        label=_("Send evidence after its time"),
        sentence=_(
            "The chair, or the adviser once the case is before the board, decides within three business days whether it is "
            "admitted. A running ballot goes on meanwhile, and is counted after the ruling. If the evidence is admitted, the "
            "board votes again."
        ),
    ),
    Step(
        verb=Verb.RULE_LATE_EVIDENCE,
        form=forms.RuleLateEvidenceForm,
        label=_("Rule on late evidence"),
        sentence=_("The respondent is told the ruling and why. Nothing is found or decided while it waits."),
    ),
    Step(
        verb=Verb.RELEASE_ORIGINAL,
        form=forms.ReleaseOriginalForm,
        label=_("Open an original"),
        sentence=_(
            "One person asks and says why, and a second one agrees. The person who asked can then download the file as it "
            "came for 24 hours. Nobody gets a message."
        ),
    ),
)
