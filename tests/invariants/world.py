"""A case and everybody who may act in it, without a database: who holds a seat, what is open, what time does."""

from collections import Counter
from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from casework.procedure.board import steps as board_steps
from casework.queries.invariants import Told
from casework.record.events import Event, Recorded
from casework.record.letters_due import first_letter_due
from casework.record.rights import RIGHTS, STANDING, When, rights_of
from casework.record.rights.served import served_list
from casework.record.state import CaseView
from casework.record.state.eligibility import free_to_sit
from casework.record.state.minute_days import board_reasons_open_on
from casework.vocabulary import CaseState, NotNow, Right, Seat, Verb
from casework.workflow.step import STEPS, how_many, signatures_needed, unmet
from policy.quorum import Option
from tests.casework.pure import CLOCK, MONDAY, By, PureCase, someone
from tests.invariants.turns import SIGNATURE, lacks_only

BOARD_MEMBERS = frozenset(someone(f"board_member {n}") for n in range(9))


@cache
def pool(seat: Seat) -> tuple[UUID, ...]:
    """Return who could ever hold an office; the Society appoints more when it runs out."""
    return tuple(someone(f"{seat.value} {n}") for n in range(40))


@cache
def may_hold(seat: Seat, state: CaseState | None) -> frozenset[Right]:
    """Return what a seat may do and read in a state, under whatever condition."""
    found = RIGHTS.get((seat, state), frozenset()) if state else frozenset[Right]()
    return frozenset(one.right if isinstance(one, When) else one for one in found)


@cache
def office(seat: Seat, barred: frozenset[UUID]) -> tuple[UUID, ...]:
    """Return the holders of an office: the whole board, else the first three who are not barred."""
    if seat is Seat.BOARD_MEMBER:
        return tuple(sorted(BOARD_MEMBERS - barred))
    return tuple(islice((person for person in pool(seat) if person not in barred), 3))


type Given = dict[str, Any]


@dataclass(frozen=True)
class Open:
    """A step that is open to somebody now; `signature`: all it lacks is another hand."""

    verb: Verb
    by: By
    signature: bool


class World:
    """One case, its people, its history. `homeward`: every choice takes what ends the case soonest."""

    def __init__(self, rng: Random, *, homeward: bool = False) -> None:
        """Begin with a case that nobody has filed; now and then the respondent is silent, or the board tainted."""
        self.case = PureCase.new(now=MONDAY)
        self.case.began = self.case.view = replace(self.view, case=UUID(int=rng.getrandbits(128)))
        self.rng, self.homeward = rng, homeward
        self.history: list[Recorded] = []
        self.told: list[Told] = []
        self.taken: Counter[Verb] = Counter()
        self.ballots: dict[tuple[UUID, UUID], Any] = {}
        self.opens_nothing = False
        self.silent, self.tainted = rng.random() < 0.3, rng.random() < 0.3
        self.leaning: dict[UUID, Any] = {}
        self.favours: Option | None = None

    def branch(self, *, homeward: bool) -> "World":
        """Return the same world, free to go another way."""
        other = copy(self)
        other.case = PureCase()
        other.case.__dict__.update(self.case.__dict__, happened=list(self.case.happened))
        other.history, other.told = list(self.history), list(self.told)
        other.taken, other.ballots = Counter(), dict(self.ballots)
        other.leaning, other.silent, other.tainted = dict(self.leaning), self.silent, self.tainted
        other.favours = self.favours
        other.rng, other.homeward = Random(self.rng.random()), homeward
        return other

    @property
    def view(self) -> CaseView:
        """What is known now."""
        return self.case.view

    @property
    def state(self) -> CaseState | None:
        """Where the case stands."""
        return self.view.state

    def holders(self) -> Iterator[tuple[UUID, Seat]]:
        """Yield who holds a seat now, given or standing, without those who are barred."""
        barred = self.view.people.barred
        yield from sorted(one for one in self.view.people.seats if one[0] not in barred)
        for seat, states in STANDING.values():
            if self.state in states:
                yield from ((person, seat) for person in self.standing(seat))
        yield CLOCK[0], Seat.CLOCK

    def standing(self, seat: Seat) -> list[UUID]:
        """Return the holders of an office: the whole board, else the first three who are not barred."""
        return list(office(seat, self.view.people.barred))

    def free(self, seat: Seat, count: int = 1) -> list[UUID]:
        """Return people of an office who are free to take a seat here."""
        people = self.view.people
        gone = people.barred | {person for person, _ in people.acts | people.seats}
        free = (one for one in pool(seat) if one not in gone and free_to_sit(self.view, one, seat))
        return list(islice(free, count))

    def open_steps(self, wanted: Collection[Verb] = tuple(Verb)) -> Iterator[Open]:
        """Yield the steps of `wanted` that are open now, once per seat, for a random holder."""
        people: dict[Seat, list[UUID]] = {}
        for person, seat in self.holders():
            people.setdefault(seat, []).append(person)
        asked = frozenset(wanted)
        for seat, persons in people.items():
            if may_hold(seat, self.state).isdisjoint(asked):
                continue
            drawn = self.rng.sample(persons, len(persons))
            held = {person: asked & rights_of(seat, self.view, person) for person in drawn}
            rights = frozenset[Right]().union(*held.values())
            for verb in (each for each in wanted if each in rights):
                yield from self.open_to(verb, seat, [person for person in drawn if verb in held[person]])

    def open_to(self, verb: Verb, seat: Seat, persons: list[UUID]) -> Iterator[Open]:
        """Yield a step for one of `persons` to whom it is open, else for one who lacks nothing but a signature."""
        unsigned: Open | None = None
        waiting = self.view.proposals.of(verb)
        signed = {person for person, _ in waiting.signers} if waiting else set()
        for person in persons:
            self.case.enter((person, seat))
            if not lacks_only(SIGNATURE, self.case, verb):
                continue
            if not unmet(self.case, verb):
                yield Open(verb, (person, seat), False)
                return
            if person not in signed:
                unsigned = unsigned or Open(verb, (person, seat), True)
        if unsigned:
            yield unsigned

    def take(self, verb: Verb, by: By, given: Given) -> Event:
        """Take a step with all its events. NotNow when refused; then nothing has changed, which is checked."""
        untouched = self.picture()
        try:
            self.case.enter(by)
            event: Event = STEPS[verb](self.case, **given)
            beside = self.build_linked_case(event, given)
        except NotNow:
            assert self.picture() == untouched, f"{verb} was refused and left something behind"
            raise
        listed = served_list(self.view, event)
        for one in (event, *beside, *([listed] if listed else [])):
            self.tell(one, by)
        self.taken[verb] += 1
        self.settle()
        return event

    def tell(self, event: Event, by: By) -> None:
        """Write an event into the history of the case."""
        before = self.view
        self.case.happen(event, by=by)
        self.history.append(self.case.happened[-1])
        self.told.append(Told(before=before, happened=self.history[-1], after=self.view))

    def build_linked_case(self, event: Event, given: Given) -> tuple[Event, ...]:
        """Return the events that are recorded together with one: findings, and the sanction a decision imposes."""
        if event.verb is Verb.RECORD_FINDINGS:
            return tuple(given["findings"])
        if event.verb is Verb.DECIDE_CASE:
            imposed = board_steps.impose(self.case, event)  # type: ignore[arg-type]
            return (imposed,) if imposed else ()
        return ()

    def settle(self) -> None:
        """Know the board where the door would: only while a case is before it."""
        board_members = BOARD_MEMBERS if self.state is CaseState.BOARD_DECISION else frozenset()
        self.case.view = replace(self.view, board_members=board_members)

    def wait(self, *, days: int = 0) -> bool:
        """Let time pass: `days`, or to just after the next moment that matters. False when none lies ahead."""
        if not days:
            moments = [run.due for run in self.view.clocks if run.running and run.due and run.due >= self.case.now]
            ballot = self.view.board.ballot
            moments += [ballot.closes_at] if ballot and ballot.is_open and ballot.closes_at >= self.case.now else []
            rests = self.view.decision_letter.goes_out_from
            moments += [rests] if rests and rests >= self.case.now else []
            days_ahead = (self.view.hearing_day, board_reasons_open_on(self.view))
            day = min((one for one in days_ahead if one and one > self.view.today), default=None)
            letters = first_letter_due(self.view)
            moments += [letters] if letters and letters >= self.case.now else []
            moments += self.days_of_post()
            if not moments and day is None:
                return False
            ahead = (day - self.view.today).days if day else None
            steps = [moment - self.case.now for moment in moments] + ([timedelta(days=ahead)] if ahead else [])
            self.case.view = replace(self.view, now=self.case.now + min(steps) + timedelta(hours=1))
        else:
            self.case.wait(days=days)
        return True

    def days_of_post(self) -> list[datetime]:
        """Return the mornings ahead on which an officer has to post a reminder."""
        known, rules = self.view.service, self.view.rules
        late = (known.reminder_day(one, rules) for one in known.unserved if known.mail_failed(one.about))
        mornings = [datetime.combine(day, time(7), UTC) for day in late if day is not None]
        return [one for one in mornings if one >= self.case.now]

    def signing(self, verb: Verb) -> tuple[int, int] | None:
        """Return how many have signed a step and how many must; None where one person is enough."""
        if signatures_needed(verb, self.view) is None:
            return None
        proposal = self.view.proposals.of(verb)
        return (len(proposal.signers) if proposal else 0), how_many(verb, self.view)

    def picture(self) -> tuple[Any, ...]:
        """Return all that a refused step may not touch."""
        case = self.case
        remembered = (case.talks_from, case.consent_from, case.dismissed_from, case.route, case.closing_code)
        return case.state, remembered, case.view.clocks, len(case.happened)
