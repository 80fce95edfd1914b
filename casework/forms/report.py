"""Forms of the report and of the question whether there is a case to answer, one a verb."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.facts import CaseFacts
from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.forms.screening import YesNo, reasons_on
from casework.queries.called import called
from casework.vocabulary import AllegationState


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

    def clean(self) -> dict[str, Any]:
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

    def clean(self) -> dict[str, Any]:
        """Return the report alone."""
        cleaned = super().clean()
        cleaned.pop("no_sanction", None)
        return cleaned


class VoteCaseToAnswerForm(VerbForm):
    """Yes or no, with reasons, on each allegation. Cleans to `allegations`, `sees_case` and `reasons`."""

    def __init__(self, *args: Any, facts: CaseFacts | None = None, **kwargs: Any) -> None:
        """Make a pair of fields for each allegation in scope."""
        super().__init__(*args, facts=facts, **kwargs)
        self.asked = facts.allegations.in_state(AllegationState.IN_SCOPE) if facts else ()
        for one in self.asked:
            self.fields[f"sees_{one.id.hex}"] = YesNo(
                label=_("Is there a realistic prospect that the allegation under %(what)s is proven?")
                % {"what": called(one)}
            )
            self.fields[f"reasons_{one.id.hex}"] = Reasons(
                label=_("Your reasons on the allegation under %(what)s") % {"what": called(one)}, max_length=10_000
            )

    def clean(self) -> dict[str, Any]:
        """Return the vote as the step takes it, once every field is right."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        return {
            "allegations": tuple(one.id for one in self.asked),
            "sees_case": tuple(cleaned[f"sees_{one.id.hex}"] for one in self.asked),
            "reasons": reasons_on(self.asked, cleaned),
        }


class FindNoCaseToAnswerForm(VerbForm):
    """Why there is no case, and a letter of advice where one is due."""

    reasons = Reasons(label=_("Reasons"), help_text=_("Both sides read them."), max_length=20_000)
    advice = Reasons(
        label=_("Advice to the respondent"),
        help_text=_("Only if it is due. It is not a sanction, and nobody else reads it."),
        max_length=10_000,
        required=False,
    )


class FindCaseToAnswerForm(VerbForm):
    """Why there is a case."""

    reasons = Reasons(
        label=_("Reasons"),
        help_text=_("On what there is a case, and on what not. Both sides read them. No word of a finding."),
        max_length=20_000,
    )
