"""Forms of the board, one a verb."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.forms.base import PickMany, PickOne, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.procedure.seats.forms import candidate_choices
from casework.queries.rota import alternates
from casework.record.state import CaseView
from casework.record.state.board import Ballot
from casework.vocabulary import Route
from policy.quorum import Choice, Option, supports

type Words = str | Promise


SENT_BACK = {
    Route.PANEL: _("Send the case back to the panel"),
    Route.CONSENT: _("Send the offer back"),
    Route.BREACH: _("Send the report of a breach back"),
}
PUT = {
    Option.REMIT_TO_NEW_PANEL: _("Send the case to a new panel"),
    Option.DISMISS_ON_LAW: _("Dismiss the case on a point of law"),
    Option.CONSENT: _("Approve the terms that both sides have signed"),
    Option.ACTIVATE: _("Bring the sanction held in abeyance into force"),
    Option.MORE_TIME: _("Give more time for the condition"),
    Option.FINDING: _("Uphold the finding"),
}


def put_in_words(option: Option, view: CaseView) -> Words:
    level = option.level
    if option == Option.REMIT:
        return SENT_BACK[view.board.route or Route.PANEL]
    return f"{view.rules.ladder[level].name} ({level.name})" if level is not None else PUT[option]


class ClosesOnForm(VerbForm):
    closes_on = DateParts(
        label=_("Last day to vote"),
        help_text=_("Votes are taken until the end of this day. A ballot is never closed early."),
    )

    def prepare(self) -> None:
        if self.view:
            self.fields["closes_on"].help_text = _(
                "Votes are taken until the end of this day in the Society’s zone, %(zone)s. A ballot is never closed early."
            ) % {"zone": self.view.rules.zone}

    def clean_closes_on(self) -> date:
        """Refuse a day that is past, or is later than the longest time for a vote allows."""
        day: date = self.cleaned_data["closes_on"]
        assert self.view is not None
        most = self.view.rules.clocks["BOARD_VOTE"].days or 0
        if not 0 <= (day - self.view.today).days <= most:
            raise forms.ValidationError(
                _("Choose a day from today on, and within %(days)s days."), params={"days": most}
            )
        return day


class PutNextOptionForm(ClosesOnForm):
    def prepare(self) -> None:
        super().prepare()
        ballot = self.view.board.ballot if self.view else None
        if self.view and ballot and ballot.options_left:
            what = {"what": put_in_words(ballot.options_left[0], self.view)}
            self.fields["closes_on"].label = _("Next is put: %(what)s. Last day to vote") % what


class CastVoteForm(VerbForm):
    choice = forms.ChoiceField(
        label=_("Your vote on what is put"),
        widget=forms.RadioSelect,
        choices=[(Choice.FOR, _("For")), (Choice.AGAINST, _("Against")), (Choice.ABSTAIN, _("Abstain"))],
    )
    reason = Reasons(label=_("Your reason"), max_length=4_000)

    def prepare(self) -> None:
        ballot = self.view.board.ballot if self.view else None
        if self.view and ballot:
            what = {"what": put_in_words(ballot.option, self.view)}
            self.fields["choice"].label = _("What is put: %(what)s. Your vote") % what
            self.fields["choice"].help_text = _describe_vote(ballot, self.view)


def _describe_vote(ballot: Ballot, view: CaseView) -> str:
    """Return what happens to a vote: which options follow if this one is not carried, and for which of them it counts too."""
    level = view.board.recommended.level if view.board.recommended else None
    too = [option for option in ballot.options_left if supports(ballot.option, option, level=level)]
    said: list[Words] = [_("It is sealed until the ballot has closed, and cannot be changed.")]
    if ballot.options_left:
        said.append(
            _("If this is not carried, what is put next, in this order: %s.") % _join(ballot.options_left, view)
        )
    if too:
        said.append(_("Who votes for this one votes for these too: %s.") % _join(too, view))
    return " ".join(map(str, said))


def _join(options: Iterable[Option], view: CaseView) -> str:
    return "; ".join(str(put_in_words(option, view)) for option in options)


class DefectForm(VerbForm):
    defect = Reasons(
        label=_("The defect that has to be put right"),
        help_text=_("As the board voted. No votes, no names of voters."),
        max_length=20_000,
    )


class SeatAlternateForm(VerbForm):
    person = PickOne(label=_("Who"), offer=lambda view: candidate_choices(alternates(view)))


class DecideCaseForm(VerbForm):
    """The board's reasons and, if a lower level was carried, what remains of the recommended terms."""

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
    keep = PickMany(label=_("Conditions that stay, if a lower level was carried"), required=False)

    def prepare(self) -> None:
        ballot = self.view.board.ballot if self.view else None
        if self.view and ballot and ballot.has_result:
            carried = put_in_words(ballot.carried_option, self.view) if ballot.carried_option else _("nothing")
            self.fields["reasons"].help_text = _("Carried: %(what)s.") % {"what": carried}
        terms = self.view.board.recommended if self.view else None
        pairs = zip(terms.conditions, terms.condition_days, strict=True) if terms else ()
        choices = [
            (str(key), _("Condition %(n)s, %(days)s days") % {"n": n, "days": days})
            for n, (key, days) in enumerate(pairs, 1)
        ]
        self.set_choices("keep", choices=choices)
        if not choices:
            del self.fields["keep"]
