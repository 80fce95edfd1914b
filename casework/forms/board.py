"""Forms of the board, one a verb."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.forms.dates import DateParts
from policy.quorum import Choice


class SendBoardPackForm(VerbForm):
    """The minute that goes to the board with the papers."""

    minute = Reasons(
        label=_("Minute for the board"),
        help_text=_(
            "What is asked of the board, and what lies before it. It goes out with the findings and the recommendation."
        ),
        max_length=20_000,
    )


class DeclareNoConflictForm(VerbForm):
    """That the names were read, and nothing ties the reader to the case."""

    names_read = Confirmed(
        passed_on=True,
        label=_("I have read the names, and nothing ties me to this case or to anybody in it"),
        help_text=_("If something does, leave this page and declare a conflict. No reason is asked for."),
    )


class ClosesOnForm(VerbForm):
    """Until when votes are taken."""

    closes_on = DateParts(
        label=_("Last day to vote"),
        help_text=_("Votes are taken until the end of this day. A ballot is never closed early."),
    )

    def clean_closes_on(self) -> date:
        """Refuse a day that is past, or lies beyond the longest time of a vote."""
        day: date = self.cleaned_data["closes_on"]
        assert self.facts is not None
        most = self.facts.rules.clocks["BOARD_VOTE"].days or 0
        if not 0 <= (day - self.facts.today).days <= most:
            raise forms.ValidationError(
                _("Choose a day from today on, and within %(days)s days."), params={"days": most}
            )
        return day


class CastVoteForm(VerbForm):
    """A vote with its reason."""

    choice = forms.ChoiceField(
        label=_("Your vote on what is put"),
        widget=forms.RadioSelect,
        choices=[(Choice.FOR, _("For")), (Choice.AGAINST, _("Against")), (Choice.ABSTAIN, _("Abstain"))],
        help_text=_(
            "It is sealed until the ballot has closed, and cannot be changed. A vote for an option counts for every lower one."
        ),
    )
    reason = Reasons(label=_("Your reason"), max_length=4_000)


class CloseBallotForm(VerbForm):
    """Nothing needs typing: the count follows from the votes."""


class DecideCaseForm(VerbForm):
    """The board's reasons, and what remains of the recommended terms where a lower level was carried."""

    reasons = Reasons(label=_("Reasons of the board"), max_length=20_000)
    wording = Reasons(
        label=_("Words of the decision"),
        help_text=_("As the respondent will read them. No votes, no names of voters."),
        max_length=20_000,
    )
    term_days = forms.IntegerField(
        label=_("Days of the term, if a lower level than recommended was carried"),
        required=False,
        min_value=0,
        max_value=3_650,
    )
    keep = forms.TypedMultipleChoiceField(
        label=_("Conditions that stay, if a lower level was carried"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the recommended conditions."""
        super().__init__(*args, **kwargs)
        terms = self.facts.board.recommended if self.facts else None
        pairs = zip(terms.conditions, terms.condition_days, strict=True) if terms else ()
        choices = [
            (str(key), _("Condition %(n)s, %(days)s days") % {"n": n, "days": days})
            for n, (key, days) in enumerate(pairs, 1)
        ]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["keep"]
