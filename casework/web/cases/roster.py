"""Who can vote, for the secretary of the board: who is free, not available or silent, and what the ballot would need."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.pseudonyms import people_behind
from casework.procedure.board.guards import electorate
from casework.queries.case.page import CasePage
from casework.queries.people.rota import alternates
from casework.record.events import InterestsDeclared
from casework.vocabulary import CaseState, Seat
from policy.quorum import Electorate, quorum, votes_needed
from policy.rules import BallotRules, Share

FREE, AWAY, SILENT = _("Free"), _("Not available"), _("Silent")


@dataclass(frozen=True, kw_only=True)
class Director:
    """A member of the board. "Not available" is one word for leave, load and conflict alike; `since`: the day they answered."""

    name: str
    says: Promise
    since: date | None


@dataclass(frozen=True, kw_only=True)
class Needs:
    """How many can vote, must take part, carry most questions, and carry what needs two thirds."""

    words: Promise
    eligible: int
    least: int
    majority: int
    two_thirds: int

    @property
    def is_enough(self) -> bool:
        return self.eligible >= self.least


@dataclass(frozen=True, kw_only=True)
class Roster:
    """`next_alternate` is who would be seated next, empty while there are enough voters."""

    directors: tuple[Director, ...]
    now: Needs
    would_be: tuple[Needs, ...]
    next_alternate: str


def visible_roster(page: CasePage) -> Roster | None:
    """Return the roster for the secretary while the papers are out and no ballot is open; None otherwise. Two queries."""
    case, view = page.case, page.case.view
    ballot = view.board.ballot
    if page.veiled or Seat.BOARD_SECRETARY not in case.seats or view.state is not CaseState.BOARD_DECISION:
        return None
    if view.board.pack is None or (ballot and (ballot.is_open or ballot.has_result)):
        return None
    rules, own, at_hand = view.rules.ballot, electorate(case), [one for one in alternates(view) if one.free]
    silent = len(view.board_members - view.board.declared - view.people.barred)
    answered = {one.actor: view.day_of(one.at) for one in case.record if isinstance(one.event, InterestsDeclared)}
    directors = [
        Director(
            name=user.name,
            says=AWAY if key in view.people.barred else FREE if key in view.board.declared else SILENT,
            since=answered.get(key) if key in view.board.declared else None,
        )
        for key, user in people_behind(view.board_members).items()
    ]
    now = _needs(_("Now"), own, rules)
    return Roster(
        directors=tuple(sorted(directors, key=lambda one: one.name)),
        now=now,
        would_be=tuple(_would_be(own, rules, silent=silent, alternates=len(at_hand))),
        next_alternate=at_hand[0].user.name if at_hand and not now.is_enough else "",
    )


def _would_be(own: Electorate, rules: BallotRules, *, silent: int, alternates: int) -> list[Needs]:
    all_free = replace(own, barred=own.barred - silent)
    found = []
    if alternates:
        found.append(_needs(_("With the next alternate"), replace(own, alternates=own.alternates + 1), rules))
    if silent:
        found.append(_needs(_("All who are silent say free"), all_free, rules))
    if silent and alternates:
        both = replace(all_free, alternates=own.alternates + alternates)
        found.append(_needs(_("And every alternate"), both, rules))
    return found


def _needs(words: Promise, own: Electorate, rules: BallotRules) -> Needs:
    return Needs(
        words=words,
        eligible=own.eligible,
        least=quorum(own, rules),
        majority=votes_needed(Share.MAJORITY, own.eligible),
        two_thirds=votes_needed(Share.TWO_THIRDS, own.eligible),
    )
