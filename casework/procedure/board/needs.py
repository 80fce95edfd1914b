"""What a vote of the board needs, for the pack: who can vote, how many must, and how many votes carry each option."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.models import Case
from casework.procedure.board import guards
from casework.procedure.board.forms import put_in_words
from casework.procedure.board.steps import motions_of
from casework.record.state import CaseView
from casework.record.state.ballot_needs import needs_of, what_is_put
from casework.vocabulary import BallotState, Route, Seat
from policy.quorum import Electorate, Put, quorum

OPENED = gettext_lazy("The ballot is open, so these numbers are fixed.")
SO_FAR = gettext_lazy(
    "These numbers hold if everybody who has not answered yet is free. They are fixed when the ballot opens."
)


@dataclass(frozen=True, kw_only=True)
class VoteNeeds:
    """`head`: who can vote and who must. `lines`: a label and its words. `foot`: whether the numbers are fixed."""

    head: str
    lines: tuple[tuple[str, str], ...]
    foot: Promise


def needs_of_vote(case: Case) -> VoteNeeds | None:
    """Return what the ballot needs, or the next one would; None once the board has decided. No query."""
    view = case.view
    ballot = view.board.ballot
    if ballot is not None and ballot.state is not BallotState.VOIDED:
        if not ballot.is_open:
            return None
        electorate, put, foot = ballot.electorate, what_is_put(view, ballot), OPENED
    else:
        electorate = _could_vote(view)
        order = motions_of(view.board.route or Route.PANEL, view.board.highest)
        put = needs_of(view, [option for option in order if guards.can_be_done(case, option)], electorate)
        foot = SO_FAR
    least = quorum(electorate, view.rules.ballot)
    return VoteNeeds(head=_head(electorate, least), lines=tuple(_lines(put, view)), foot=foot)


def _could_vote(view: CaseView) -> Electorate:
    """Return who could vote if everybody who is silent declares that they are free."""
    own, barred = view.board_members, view.people.barred
    seated = view.people.holding(Seat.BOARD_MEMBER) - own - barred
    return Electorate(filled=len(own), barred=len(own & barred), alternates=len(seated))


def _head(electorate: Electorate, least: int) -> str:
    return _("%(can)d can vote, %(must)d must") % {"can": electorate.eligible, "must": least}


def _lines(put: tuple[Put, ...], view: CaseView) -> Iterator[tuple[str, str]]:
    yield _("If fewer vote"), _("The ballot is void, and all vote again.")
    by_number = sorted(put, key=lambda one: one.needed)
    for needed, some in groupby(by_number, key=lambda one: one.needed):
        label = ngettext("%(n)d vote carries", "%(n)d votes carry", needed) % {"n": needed}
        yield label, "; ".join(capfirst(str(put_in_words(one.option, view))) for one in some)
