"""The verbs of the investigation report, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.investigation_report import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.COMMENT_ON_RESPONSE,
        form=form_of(
            comment=Reasons(
                label=_("Your comment on the answer"),
                help_text=_(
                    "The person it is about reads this, and so does the investigator. Leave out what tells who you are."
                ),
                max_length=10_000,
            )
        ),
        label=_("Comment on the answer"),
        sentence=_("The investigator and the member whom it is about read what you write. You can do this once."),
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
        form=form_of(
            comment=Reasons(
                label=_("Your comment on the draft"),
                help_text=_(
                    "It goes with the report as you write it, and the other side reads it then. You may comment more than once."
                ),
                max_length=20_000,
            )
        ),
        label=_("Comment on the draft report"),
        sentence=_("Your comment goes to the deciders and to the other side with the report, word for word."),
    ),
    Step(
        verb=Verb.FINALISE_REPORT,
        action=actions.finalise_report,
        form=form_of(
            report=Reasons(
                label=_("The report"),
                help_text=_(
                    "The member reads it, with every comment as it was received. You cannot change it after this."
                ),
                max_length=100_000,
            ),
            no_sanction=Confirmed(label=_("The report proposes no sanction")),
        ),
        label=_("Close the report"),
        sentence=_(
            "The report and every comment go to the three deciders and to the member. Nobody can change it after this."
        ),
    ),
)
