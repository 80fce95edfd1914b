"""The verbs of the investigation report, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.report import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.COMMENT_ON_RESPONSE,
        form=forms.CommentOnResponseForm,
        label=_("Comment on the answer"),
        sentence=_("The investigator reads what you write. You can do this once."),
    ),
    Step(
        verb=Verb.SHARE_DRAFT_REPORT,
        action=actions.share_draft_report,
        form=forms.ShareDraftReportForm,
        label=_("Share the draft report"),
        sentence=_("Both sides read the draft and have 14 days to comment. A later draft begins that time again."),
    ),
    Step(
        verb=Verb.COMMENT_ON_REPORT,
        form=forms.CommentOnReportForm,
        label=_("Comment on the draft report"),
        sentence=_("Your comment goes to the deciders with the report, word for word."),
    ),
    Step(
        verb=Verb.FINALISE_REPORT,
        action=actions.finalise_report,
        form=forms.FinaliseReportForm,
        label=_("Close the report"),
        sentence=_("The report and every comment go to the three deciders. Nobody can change it after this."),
    ),
)
