"""Attacks on sign-in as a reason for lateness, shown to a person who rules on an act that came late or not at all.

The rules stay the same. The person who rules sees that sign-in may have been impossible, and weighs it with the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.pseudonyms import people_behind
from accounts.sieges import Span, sieges_of
from casework.models import Case
from casework.record.clocks import RunningClock
from casework.record.events import BallotOpened
from casework.vocabulary import ClockName, Seat, Verb

RESPONDENT = (Seat.RESPONDENT, Seat.REPRESENTATIVE)
ANSWER = (RESPONDENT, (ClockName.RESPONSE, ClockName.RESPONSE_GRACE))
APPEAL = (RESPONDENT, (ClockName.APPEAL, ClockName.LATE_APPEAL))
HEARING = (RESPONDENT, (ClockName.HEARING_NOTICE,))
BALLOT = ((Seat.BOARD_MEMBER,), (ClockName.BALLOT,))
LATENESS: Mapping[Verb, tuple[tuple[Seat, ...], tuple[ClockName, ...]]] = {
    Verb.ASK_EXTENSION: ANSWER,
    Verb.EXTEND_RESPONSE: ANSWER,
    Verb.REFUSE_EXTENSION: ANSWER,
    Verb.ENTER_DEFAULT: ANSWER,
    Verb.ASK_TO_SET_ASIDE: ANSWER,
    Verb.SET_ASIDE_DEFAULT: ANSWER,
    Verb.REFUSE_SET_ASIDE: ANSWER,
    Verb.FILE_LATE_EVIDENCE: HEARING,
    Verb.RULE_LATE_EVIDENCE: HEARING,
    Verb.APPLY_LATE: APPEAL,
    Verb.ADMIT_LATE_APPEAL: APPEAL,
    Verb.REFUSE_LATE_APPEAL: APPEAL,
    Verb.OPEN_BALLOT: BALLOT,
    Verb.PUT_NEXT_OPTION: BALLOT,
    Verb.CLOSE_BALLOT: BALLOT,
    Verb.VOID_BALLOT: BALLOT,
    Verb.SEAT_ALTERNATE: BALLOT,
}
"""For each step that asks to excuse lateness, or rules on it: the seats whose sign-in matters, and the clocks that ran."""


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
    """Return the attacks during the time for a late act. Two queries for the steps in the table, none for others."""
    seats, clocks = LATENESS.get(verb, ((), ()))
    spans = [_days(run, case) for run in case.view.clocks if run.name in clocks]
    if not spans:
        return ()
    asked = {person: seat for person, seat in case.view.people.seats if seat in seats}
    if Seat.BOARD_MEMBER in seats:
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
