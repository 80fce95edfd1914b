"""The ballot, for the people who open it or vote: the options in order, what each needs, its result, and why one was void."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from casework.procedure.board.forms import Words, put_in_words
from casework.queries.case.page import CasePage
from casework.record.events import BallotOpened, BallotVoided
from casework.record.state import CaseView
from casework.record.state.ballot_needs import what_is_put
from casework.record.state.board import Ballot
from casework.vocabulary import CaseState, Seat, Verb, VoidFor
from policy.quorum import Option, quorum

CONCERNED = frozenset({Verb.CAST_VOTE.value, Verb.OPEN_BALLOT.value})
VOID = _("The last ballot was void. The board votes again, on every question.")
VOID_FOR = {
    VoidFor.ABSENCE: _(
        "The last ballot was void: too few of the voters voted. Who did not vote declares once more, or an alternate is "
        "seated; then the board votes again, on every question."
    ),
    VoidFor.KEYS: _(
        "The last ballot was void: a key that opens its votes was lost. The board votes again, on every question."
    ),
    VoidFor.PAPERS: _("The last ballot was void: the papers changed. The board votes again, on every question."),
}


NOT_COUNTED = _("Counted after the closing time")
CARRIED, NOT_CARRIED, NOT_REACHED = _("Carried"), _("Not carried"), _("Not reached: never opened")


@dataclass(frozen=True, kw_only=True)
class VisibleBallot:
    """The options of a ballot, each with what it needs and its result; or the sentence that the last ballot was void.

    `took_part` is None until the ballot has a result. `so_far` is how many have voted while votes are taken, for the secretary
    alone: the voters learn nothing of each other.
    """

    options: tuple[tuple[Words, int, Words], ...] = ()
    eligible: int = 0
    least: int = 0
    took_part: int | None = None
    so_far: int | None = None
    closes_at: datetime | None = None
    void: Words = ""


def visible_ballot(page: CasePage) -> VisibleBallot | None:
    """Return the open ballot, or that the last one was void. None for a viewer who neither opens ballots nor votes."""
    view = page.case.view
    if page.veiled or view.state is not CaseState.BOARD_DECISION or not CONCERNED & page.rights:
        return None
    if ballot := view.board.ballot:
        return VisibleBallot(
            options=options_of(view, ballot),
            eligible=ballot.electorate.eligible,
            least=quorum(ballot.electorate, view.rules.ballot),
            took_part=ballot.present if ballot.has_result else None,
            so_far=len(ballot.votes) if ballot.is_open and Seat.BOARD_SECRETARY in page.case.seats else None,
            closes_at=ballot.closes_at if ballot.is_open else None,
        )
    turns = [one.event for one in page.case.record if isinstance(one.event, BallotOpened | BallotVoided)]
    last = turns[-1] if turns else None
    return VisibleBallot(void=VOID_FOR.get(last.cause, VOID)) if isinstance(last, BallotVoided) else None


def options_of(view: CaseView, ballot: Ballot) -> tuple[tuple[Words, int, Words], ...]:
    """Return the options of a ballot in their order, each with the votes that it needs and what came of it."""
    put = what_is_put(view, ballot)
    return tuple((put_in_words(one.option, view), one.needed, _came_to(one.option, ballot)) for one in put)


def _came_to(option: Option, ballot: Ballot) -> Words:
    """Return what came of an option: before the one that was carried none was, and after it none was reached."""
    if not ballot.has_result and ballot.carried is None:
        return NOT_COUNTED if ballot.is_running else _("Void")
    if ballot.carried is None or ballot.motions.index(option) < ballot.motions.index(ballot.carried):
        return NOT_CARRIED
    return CARRIED if option is ballot.carried else NOT_REACHED
