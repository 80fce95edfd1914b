"""Forms of the report and of the question whether there is a case to answer, one a verb."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, Reasons, VerbForm


class CommentOnResponseForm(VerbForm):
    """What the reporter says on the answer."""

    comment = Reasons(
        label=_("Your comment on the answer"),
        help_text=_("The person it is about does not read this. The investigator does."),
        max_length=10_000,
    )


class ShareDraftReportForm(VerbForm):
    """The draft that both sides read."""

    draft = Reasons(
        label=_("Draft of the report"),
        help_text=_("What was found out on each allegation, and on what it rests. Both sides read the same words."),
        max_length=100_000,
    )
    no_sanction = Confirmed(label=_("The draft proposes no sanction"))

    def clean(self) -> Cleaned:
        """Return the draft alone."""
        cleaned = super().clean()
        cleaned.pop("no_sanction", None)
        return cleaned


class CommentOnReportForm(VerbForm):
    """What one side says on the draft."""

    comment = Reasons(
        label=_("Your comment on the draft"),
        help_text=_("It goes with the report as you write it. You may comment more than once."),
        max_length=20_000,
    )


class FinaliseReportForm(VerbForm):
    """The report as the deciders get it."""

    report = Reasons(
        label=_("The report"),
        help_text=_("Every comment goes with it as it was received. You cannot change it after this."),
        max_length=100_000,
    )
    no_sanction = Confirmed(label=_("The report proposes no sanction"))

    def clean(self) -> Cleaned:
        """Return the report alone."""
        cleaned = super().clean()
        cleaned.pop("no_sanction", None)
        return cleaned
