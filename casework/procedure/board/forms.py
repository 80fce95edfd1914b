"""Forms of the board, one a verb."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.forms.base import PickOne, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.procedure.board import guards
from casework.procedure.board.steps import level_of
from casework.procedure.seats.forms import candidate_choices
from casework.queries.people.rota import alternates
from casework.queries.rulebook.written_terms import written_terms
from casework.record.state import CaseView
from casework.vocabulary import Route
from casework.workflow.guard import REASONS
from policy.quorum import Option

type Words = str | Promise


SENT_BACK = {
    Route.PANEL: _("Send the case back to the panel"),
    Route.CONSENT: _("Send the offer back"),
    Route.BREACH: _("Send the report of a breach back"),
}
GOES_OUT_WITH = {
    Route.PANEL: _(
        "What is asked of the board, and what lies before it. It goes out with the findings and the recommendation."
    ),
    Route.CONSENT: _(
        "What is asked of the board, and what lies before it. It goes out with the admission and the terms."
    ),
    Route.BREACH: _("What is asked of the board, and what lies before it. It goes out with the report of the breach."),
}
"""What the member gets together with the minute."""
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
    return view.rules.ladder[level].words if level is not None else PUT[option]


class SendBoardPackForm(VerbForm):
    minute = Reasons(label=_("Minute for the board"), max_length=20_000)

    def prepare(self) -> None:
        route = self.view.board.route if self.view else None
        self.fields["minute"].help_text = GOES_OUT_WITH[route or Route.PANEL]


class ClosesOnForm(VerbForm):
    closes_on = DateParts(
        label=_("Last day to vote"),
        help_text=_("Votes are taken until the end of this day. A ballot is never closed early."),
    )

    def prepare(self) -> None:
        if self.view:
            days = (guards.first_last_day(self.view), guards.latest_last_day(self.view))
            first, last = (date_format(day, "l j F Y") for day in days)
            said = _(
                "Votes are taken until the end of this day in the Society’s zone, %(zone)s. A ballot is never closed early. "
                "The earliest day is %(first)s, the latest %(last)s."
            )
            self.fields["closes_on"].help_text = said % {"zone": self.view.rules.zone, "first": first, "last": last}

    def clean_closes_on(self) -> date:
        """Refuse a day that leaves voters too little time, or is later than the longest time for a vote allows."""
        day: date = self.cleaned_data["closes_on"]
        if self.view and not guards.last_day_to_vote_is_possible(self.view, day):
            raise ValidationError(REASONS["last_day_to_vote_is_possible"])
        return day


class DefectForm(VerbForm):
    defect = Reasons(
        label=_("The defect that has to be put right"),
        help_text=_("As the board voted. No votes, no names of voters."),
        max_length=20_000,
    )


class SeatAlternateForm(VerbForm):
    person = PickOne(label=_("Who"), offer=lambda view: candidate_choices(alternates(view)))


def carried_in_words(view: CaseView) -> str:
    """Say what the ballot carried, and on which terms."""
    carried = view.board.ballot.carried if view.board.ballot else None
    what = put_in_words(carried, view) if carried else _("nothing")
    level = level_of(carried, view.board.highest, view.board.route)
    terms = next((one.words for one in written_terms(view) if one.level == level and one.words), "")
    said = (
        _("Carried: %(what)s. Its terms, as they were written for it: %(terms)s.") if terms else _("Carried: %(what)s.")
    )
    return str(said % {"what": what, "terms": terms})
