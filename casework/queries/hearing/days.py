"""The poll of days for a hearing: who can come when, and which day suits most people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from casework import access
from casework.models import Case
from casework.record.state.people import PANEL
from casework.vocabulary import CanCome, Seat

ASKED = (*PANEL, Seat.ADVISER, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.INVESTIGATOR, Seat.WITNESS)
SIGNS = {CanCome.YES: "●", CanCome.IF_NEEDED: "◐", CanCome.NO: "✕"}
NAMED = frozenset({*PANEL, Seat.ADVISER})
"""The seats whose holders stand by name; of the others the seat alone, because a witness may be protected."""


@dataclass(frozen=True, kw_only=True)
class PolledDay:
    """A day with how many can come at all, and whether it suits best."""

    day: date
    can: int
    best: bool


@dataclass(frozen=True, kw_only=True)
class PolledPerson:
    """Somebody who was asked; `answers` is empty until they answer. `name` is empty where the seat stands alone.

    `words` has each day with the answer to it.
    """

    name: str
    seat: Seat
    answers: tuple[CanCome, ...]
    words: tuple[tuple[date, str], ...]


@dataclass(frozen=True, kw_only=True)
class Poll:
    days: tuple[PolledDay, ...]
    people: tuple[PolledPerson, ...]
    answered: int
    answer_by: date

    @property
    def best(self) -> date | None:
        """The day that suits best; None while nobody can come on any."""
        return next((one.day for one in self.days if one.best), None)


def poll_of(case: Case) -> Poll | None:
    """Return the poll that runs; None where no days are offered. Two queries."""
    known = case.view.panel
    if known.answer_by is None:
        return None
    people = tuple(_people(case))
    best = max(range(len(known.days)), key=lambda n: (_can(people, n), _gladly(people, n), -n))
    return Poll(
        days=tuple(
            PolledDay(day=day, can=_can(people, n), best=n == best and _can(people, n) > 0)
            for n, day in enumerate(known.days)
        ),
        people=people,
        answered=sum(bool(one.answers) for one in people),
        answer_by=known.answer_by,
    )


def _people(case: Case) -> Iterator[PolledPerson]:
    """Yield everybody who is asked. An adviser holds the seat by office, so the record does not name them."""
    view = case.view
    said = dict(view.panel.day_answers)
    holders = {person: one for person, one in access.holders_of(case).items() if person not in view.people.barred}
    by_office = {person for person, (_user, held) in holders.items() if Seat.ADVISER in {one.seat for one in held}}
    asked: dict[UUID, Seat] = {}
    for seat in ASKED:
        for person in sorted(by_office if seat is Seat.ADVISER else view.people.holding(seat)):
            asked.setdefault(person, seat)
    for person, seat in asked.items():
        name = holders[person][0].name if seat in NAMED and person in holders else ""
        answers = said.get(person, ())
        words = [f"{SIGNS[one]} {one.label}" for one in answers] or [_("○ not answered")] * len(view.panel.days)
        yield PolledPerson(name=name, seat=seat, answers=answers, words=tuple(zip(view.panel.days, words, strict=True)))


def _can(people: tuple[PolledPerson, ...], n: int) -> int:
    return sum(one.answers[n] is not CanCome.NO for one in people if one.answers)


def _gladly(people: tuple[PolledPerson, ...], n: int) -> int:
    return sum(one.answers[n] is CanCome.YES for one in people if one.answers)
