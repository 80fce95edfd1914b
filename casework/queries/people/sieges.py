"""Attacks on sign-in as a reason for lateness, shown to a person who rules on an act that came late or not at all.

The rules stay the same. The person who rules sees that sign-in may have been impossible, and weighs it with the rest.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.pseudonyms import people_behind
from accounts.sieges import Span, sieges_of
from casework.models import Case
from casework.record.clocks import RunningClock
from casework.record.events import BallotOpened
from casework.vocabulary import Seat, Verb
from casework.workflow.step import lateness_of


@dataclass(frozen=True, kw_only=True)
class Attack:
    """An attack on the sign-in of a person whose act was due; `name` is given only for a board member."""

    seat: Seat
    name: str
    own: bool
    span: Span

    @property
    def words(self) -> str:
        said = {"seat": self.seat.label, "name": self.name, "days": self.span.words}
        if self.own:
            return _("Sign-in to my account was under attack %(days)s.") % said
        if self.name:
            return _("%(seat)s %(name)s: sign-in was under attack %(days)s.") % said
        return _("%(seat)s: sign-in was under attack %(days)s.") % said


def attacks_on(case: Case, verb: Verb) -> tuple[Attack, ...]:
    """Return the attacks during the time for a late act. Two queries for a step about lateness, none for others."""
    late = lateness_of(verb)
    spans = [_days(run, case) for run in case.view.clocks if late and run.name in late.clocks]
    if not late or not spans:
        return ()
    asked = {person: seat for person, seat in case.view.people.seats if seat in late.seats}
    if Seat.BOARD_MEMBER in late.seats:
        asked |= dict.fromkeys(_last_voters(case), Seat.BOARD_MEMBER)
    people = people_behind(asked)
    found = sieges_of({user.pk for user in people.values()}, since=min(span.since for span in spans))
    attacks = []
    for person, user in people.items():
        seat, own = asked[person], person == case.acting.person
        name = user.name if seat is Seat.BOARD_MEMBER else ""
        for span in found.get(user.pk, []):
            if any(span.since <= each.until and span.until >= each.since for each in spans):
                attacks.append(Attack(seat=seat, name=name, own=own, span=span))
    return tuple(sorted(attacks, key=lambda attack: (attack.span, attack.name)))


def _last_voters(case: Case) -> tuple[UUID, ...]:
    """Return the people who could vote in the last ballot, even if absence has voided it."""
    opened = (one.event for one in reversed(case.record) if isinstance(one.event, BallotOpened))
    return next((tuple(event.voters) for event in opened), ())


def _days(run: RunningClock, case: Case) -> Span:
    """Return the days (UTC) on which a clock ran, up to its due day, even if the step that stopped it came later."""
    last = run.due or run.stopped or case.view.now
    return Span(_day(run.started), max(_day(run.started), _day(last)))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
