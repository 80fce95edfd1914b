"""Forms of the report and of the question whether there is a case to answer, one a verb."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm


class ShareDraftReportForm(VerbForm):
    draft_text = Reasons(
        label=_("Draft of the report"),
        help_text=_("What was found out on each allegation, and on what it rests. Both sides read the same words."),
        max_length=100_000,
    )
    no_sanction = Confirmed(label=_("The draft proposes no sanction"))

    passed_as = {"draft_text": "draft"}
