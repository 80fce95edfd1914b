"""Forms of requests to a reporter, and of cutting an allegation in two. One a verb."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.facts import CaseFacts
from casework.forms.base import Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.queries.called import called
from casework.vocabulary import AllegationState

NOTHING = _("Write your answer, or say that you have nothing more.")


class RequestInformationForm(VerbForm):
    """What is asked for."""

    items = Reasons(
        label=_("What you need, item by item"),
        help_text=_("The reporter reads this. Ask for nothing that they would have to find out from others."),
        max_length=5_000,
    )


class ExtendInformationForm(VerbForm):
    """Why the reporter gets more time."""

    reasons = Reasons(label=_("Why"), help_text=_("The reporter reads this."), max_length=2_000)


class SupplyInformationForm(VerbForm):
    """The answer, if only that there is nothing more."""

    answer = Reasons(
        label=_("Your answer"), help_text=_("Files go in under “Add evidence”."), max_length=20_000, required=False
    )
    nothing_more = forms.BooleanField(label=_("I have nothing more than what I sent before"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an answer with nothing in it."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("answer") and not cleaned.get("nothing_more"):
            self.add_error("answer", NOTHING)
        return cleaned


class SplitAllegationForm(VerbForm):
    """Where an allegation is cut in two."""

    allegation = forms.TypedChoiceField(label=_("Allegation"), coerce=UUID, widget=forms.RadioSelect)
    on = DateParts(
        label=_("First day of the second part"),
        help_text=_("The day from which another edition of the Code, or an oath, was in force."),
    )
    reasons = Reasons(label=_("Why"), max_length=2_000)

    def __init__(self, *args: Any, facts: CaseFacts | None = None, **kwargs: Any) -> None:
        """Offer the allegations that nothing but their scope was decided on."""
        super().__init__(*args, facts=facts, **kwargs)
        states = (AllegationState.DRAFTED, AllegationState.IN_SCOPE)
        known = facts.allegations.in_state(*states) if facts else ()
        self.fields["allegation"].choices = [(one.id, called(one)) for one in known]  # type: ignore[attr-defined]


class ExtendInvestigationForm(VerbForm):
    """How many days more, and why."""

    days = forms.IntegerField(
        label=_("Days more"), help_text=_("An investigation takes 180 days at most."), min_value=1, max_value=90
    )
    reasons = Reasons(label=_("Why"), help_text=_("Both sides may read this."), max_length=2_000)
