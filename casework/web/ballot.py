"""The ballot, for the people who open it or vote: the options in order, the result of each, and why a ballot was void."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from casework.procedure.board.forms import Words, put_in_words
from casework.queries.case_page import CasePage
from casework.record.events import BallotOpened, BallotVoided
from casework.record.state.board import Ballot
from casework.vocabulary import BallotState, CaseState, Verb, VoidFor
from policy.quorum import Option

CONCERNED = frozenset({Verb.CAST_VOTE.value, Verb.OPEN_BALLOT.value})
CAME_TO = {
    BallotState.OPEN: _("Put now"),
    BallotState.CARRIED: _("Carried"),
    BallotState.NOT_CARRIED: _("Not carried"),
    BallotState.VOIDED: _("Void"),
}
VOID = _("The last ballot was void. The board votes again, on every option.")
VOID_FOR = {
    VoidFor.ABSENCE: _(
        "The last ballot was void: too few of the voters voted. Who did not vote declares once more, or an alternate is "
        "seated; then the board votes again, on every option."
    ),
    VoidFor.PAPERS: _("The last ballot was void: the papers changed. The board votes again, on every option."),
}


@dataclass(frozen=True, kw_only=True)
class VisibleBallot:
    """The options of a ballot, each with its result; or the sentence that the last ballot was void."""

    options: tuple[tuple[Words, Words], ...] = ()
    closes_at: datetime | None = None
    void: Words = ""


def visible_ballot(page: CasePage) -> VisibleBallot | None:
    """Return the open ballot, or that the last one was void. None for a viewer who neither opens ballots nor votes."""
    view = page.case.view
    if page.veiled or view.state is not CaseState.BOARD_DECISION or not CONCERNED & page.rights:
        return None
    if ballot := view.board.ballot:
        options = tuple((put_in_words(option, view), _came_to(option, ballot)) for option in ballot.motions)
        return VisibleBallot(options=options, closes_at=ballot.closes_at if ballot.is_open else None)
    turns = [one.event for one in page.case.record if isinstance(one.event, BallotOpened | BallotVoided)]
    last = turns[-1] if turns else None
    return VisibleBallot(void=VOID_FOR.get(last.cause, VOID)) if isinstance(last, BallotVoided) else None


def _came_to(option: Option, ballot: Ballot) -> Words:
    """Return the result of an option. All options above the current one were put before and not carried."""
    if option == ballot.option:
        return CAME_TO[ballot.state]
    return _("Not put") if option in ballot.options_left else CAME_TO[BallotState.NOT_CARRIED]
