"""What a vote of the board needs, for the pack: when it can begin, who can vote, how many must, and what carries an option."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.models import Case
from casework.procedure.board import guards
from casework.procedure.board.forms import put_in_words
from casework.procedure.board.steps import level_of, motions_of
from casework.record.state import CaseView
from casework.record.state.ballot_needs import needs_of, what_is_put
from casework.vocabulary import BallotState, ClockName, Route, Seat
from policy.quorum import Electorate, Put, quorum
from policy.rules import Level

OPENED = gettext_lazy("The ballot is open, so these numbers are fixed.")
SO_FAR = gettext_lazy(
    "These numbers hold if everybody who has not answered yet is free. They are fixed when the ballot opens."
)


@dataclass(frozen=True, kw_only=True)
class VoteNeeds:
    """`opens`: when the ballot can open, "" once it is open. `head`: who can vote and who must.

    `lines`: a label and its words. `foot`: whether the numbers are fixed.
    """

    opens: str
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
        opens, electorate, put, foot = "", ballot.electorate, what_is_put(view, ballot), OPENED
    else:
        opens = _opens(view)
        electorate = _could_vote(view)
        order = motions_of(view.board.route or Route.PANEL, view.board.highest)
        put = needs_of(view, [option for option in order if guards.can_be_done(case, option)], electorate)
        foot = SO_FAR
    least = quorum(electorate, view.rules.ballot)
    return VoteNeeds(opens=opens, head=_head(electorate, least), lines=tuple(_lines(put, view)), foot=foot)


def _opens(view: CaseView) -> str:
    """Say on which day the ballot can open at the earliest: the papers have to be out for a time before."""
    run = view.clock(ClockName.BOARD_PAPERS)
    if run is None or run.due is None:
        days = view.rules.clocks[ClockName.BOARD_PAPERS].days or 0
        return ngettext(
            "Not before the member has had the pack for %(n)d day",
            "Not before the member has had the pack for %(n)d days",
            days,
        ) % {"n": days}
    if view.now > run.due:
        return _("The time to read is over, and the ballot can open")
    return _("Not before %(day)s") % {"day": date_format(view.day_of(run.due) + timedelta(days=1), "j F Y")}


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
    yield from _without_a_vote(view)


def _without_a_vote(view: CaseView) -> Iterator[tuple[str, str]]:
    """Yield what follows if nothing is carried: no ballot puts the levels below a private reprimand."""
    ladder, highest = view.rules.ladder, view.board.highest
    if view.board.route is Route.BREACH:
        return
    yield (
        _("No vote is needed"),
        _("%(level)s follows if none of these is carried.")
        % {"level": ladder[level_of(None, highest, view.board.route)].words},
    )
    if view.board.route is Route.PANEL and highest is not Level.L1:
        yield (
            _("Not put to a vote"),
            _("%(level)s: it stands only where the panel recommends it.") % {"level": ladder[Level.L1].words},
        )
