"""Who is expected to act now: the table of expected steps, checked by the guards for each holder of a seat."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from casework.record.rights import STANDING, Holder, rights_of
from casework.record.state import ONE_EACH, CaseView, Proposal
from casework.record.state.people import PARTIES
from casework.record.turns import (
    ALONGSIDE,
    ASKED_BESIDE,
    EXPECTED,
    Expected,
    days_of_step,
    expected_first,
    expected_now,
)
from casework.record.turns.expected import row
from casework.vocabulary import CaseState, ClockName, Seat, Thread, Verb
from casework.workflow.guard import Acting
from casework.workflow.step import STEPS, signatures_needed

BESIDE_THE_RECORD = frozenset(
    {
        "actor_is_free_to_act",
        "allegations_are_particularised",
        "declarations_are_in_or_time_is_over",
        "enough_voters_are_free",
        "limitation_is_met_or_waived",
        "members_are_free_to_sit",
        "oath_was_in_force_throughout",
        "term_is_inside_the_matrix",
    }
)
"""Guards that ask for what other records say, or for the day alone: oaths, linked cases, the board, the ladder of sanctions.

They do not end a turn. The person who meets such a reason has to do something about it.
"""

SIGNED_IN_TIME = row(
    Seat.DECIDER,
    (
        *(Verb.ADD_ALLEGATION, Verb.EXTEND_INVESTIGATION, Verb.STOP_INVESTIGATION),
        *(Verb.REFER_CASE, Verb.MERGE_CASE),
    ),
    *(ClockName.SCREEN, ClockName.INVESTIGATION),
    wanted=None,
)
"""Steps that no table expects, and that have to be signed within the time of the screening or of the investigation."""


@dataclass(frozen=True, kw_only=True)
class DueTurn:
    """A step that is expected of a person now. `signs`: others have put it forward, and it waits for a signature.

    `fills`: the seats that it is to fill, where it can fill several. `returned`: it came back unsigned to
    them or to their seat. `letters`: how many letters to the respondent it is about, the first from `letters_from` on.
    """

    person: UUID
    seat: Seat
    step: Verb
    signs: bool
    clock: ClockName | None
    due: datetime | None
    fills: tuple[Seat, ...] = ()
    returned: bool = False
    letters: int = 0
    letters_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class NextToAct:
    """What lists show of a case: whose turn it is first, the step, and its day. `seat` and `step` are None in a closed case.

    `signs`: the turn is to sign what others have put forward. `step` is then still the step that the stage expects first,
    because people who see the lists may not know which step was put forward before it is decided. `asked_on` and `answer_by`
    are the days of the question to the reporter for which the step waits.
    """

    seat: Seat | None = None
    step: Verb | None = None
    signs: bool = False
    clock: ClockName | None = None
    due: datetime | None = None
    asked_on: date | None = None
    answer_by: date | None = None


@dataclass
class _Asked:
    view: CaseView
    acting: Acting


def turns_due(view: CaseView, holders: Iterable[Holder]) -> frozenset[DueTurn]:
    """Return what is expected of these holders now, each step once for each person. No query.

    A person with a conflict has no turn. A person who has signed a step that waits has no turn in it.
    """
    seated: dict[Seat, list[UUID]] = {}
    for holder in sorted(holders, key=lambda one: one.person):
        if holder.person not in view.people.barred:
            seated.setdefault(holder.seat, []).append(holder.person)
    found: dict[tuple[UUID, Verb], DueTurn] = {}
    for turn in (*_signatures(view, seated), *_steps(view, seated)):
        before = found.get((turn.person, turn.step))
        found[turn.person, turn.step] = _both(before, turn) if before else turn
    return frozenset(found.values())


def _both(first: DueTurn, other: DueTurn) -> DueTurn:
    """Return the turn that a person has first in a step, with the letters of all seats in which it is expected of them.

    It names all seats that the step is to fill.
    """
    first = replace(first, fills=tuple(dict.fromkeys((*first.fills, *other.fills))))
    if first.signs or first.seat is other.seat or not other.letters:
        return first
    days = [one.letters_from for one in (first, other) if one.letters_from]
    return replace(first, letters=first.letters + other.letters, letters_from=min(days))


def next_to_act(view: CaseView) -> NextToAct:
    """Return the signature that the case waits for or, if it waits for none, the step that is expected first. No query.

    If nobody holds a seat that may sign, it is the turn of those who can fill it, where a table says so.
    """
    waiting, expected = holding_up(view), expected_first(view)
    for proposal in waiting:
        if (seat := signs_next(view, proposal.step, dict(proposal.signers))) is not None:
            clock, due = _day(view, proposal.step)
            return NextToAct(seat=seat, step=expected.verbs[0] if expected else None, signs=True, clock=clock, due=due)
    fills = (one for one in expected_now(view) if Verb.SEAT_OFFICER in one.verbs)
    first = (next(fills, None) if waiting else None) or expected
    if first is None:
        return NextToAct()
    clock, due = first.day(view)
    found = NextToAct(seat=first.seat_now(view), step=first.verbs[0], clock=clock, due=due)
    asked = view.conversation.get(Thread.REPORTER).question(view.today)
    if asked is None or not first.waits_for_the_reporter(view):
        return found
    return replace(found, asked_on=view.day_of(asked.asked_at), answer_by=asked.due_on)


def holding_up(view: CaseView) -> tuple[Proposal, ...]:
    """Return the proposals that hold the case up until they are signed. No query."""
    return tuple(one for one in view.proposals.waiting if _holds_the_case_up(view, one.step))


def _holds_the_case_up(view: CaseView, step: Verb) -> bool:
    """Whether the case waits for a step that was put forward: it moves the case, or is expected at this stage.

    A hold or an extension leaves the turn where it is. Lists never name a step that ends a complaint: few may know that a
    reporter asked to withdraw.
    """
    signed = STEPS[step].signatures
    if signed and Seat.PROTECTION_OFFICER in signed.second:
        return False
    rows = EXPECTED.get(view.state, ()) if view.state else ()
    return STEPS[step].to is not None or any(step in one.verbs for one in rows)


def signs_next(view: CaseView, step: Verb, signed: Mapping[UUID, Seat]) -> Seat | None:
    """Return a seat that may sign a step next and whose holder, by name or by office, has not signed yet."""
    needed = signatures_needed(step, view)
    wanted = needed.seats_left(set(signed.values())) if needed else frozenset()
    named = {seat for person, seat in view.people.seats if person not in view.people.barred | signed.keys()}
    by_office = {seat for seat, states in STANDING.values() if view.state in states}
    return next(iter(sorted(wanted & named) or sorted(wanted & by_office)), None)


def _signatures(view: CaseView, seated: dict[Seat, list[UUID]]) -> Iterator[DueTurn]:
    """Yield the signatures under steps that wait."""
    for proposal in view.proposals.waiting:
        clock, due = _day(view, proposal.step)
        signed = {person for person, _ in proposal.signers}
        for seat, persons in seated.items():
            for person in persons:
                if person not in signed and _is_open(view, person, seat, proposal.step):
                    turn = DueTurn(person=person, seat=seat, step=proposal.step, signs=True, clock=clock, due=due)
                    yield replace(turn, letters=_letters_to_sign(view, proposal.step, person))


def _letters_to_sign(view: CaseView, step: Verb, person: UUID) -> int:
    """Return how many letters wait for the signature of a person in a step of which several may wait."""
    waiting = view.proposals.all_of(step) if step in ONE_EACH else ()
    return sum(person not in {signer for signer, _ in one.signers} for one in waiting)


def _day(view: CaseView, step: Verb) -> tuple[ClockName | None, datetime | None]:
    """Return the day by which a step that waits for a signature is due; (None, None) if no clock is about it."""
    rows = [one for one in (EXPECTED.get(view.state, ()) if view.state else ()) if step in one.verbs]
    rows += [one for states, one in ALONGSIDE if view.state in states and step in one.verbs]
    rows += [SIGNED_IN_TIME] if step in SIGNED_IN_TIME.verbs else []
    return rows[0].day(view) if rows else (None, None)


def _steps(view: CaseView, seated: dict[Seat, list[UUID]]) -> Iterator[DueTurn]:
    """Yield the steps that are expected and that nobody has put forward, or of which one more may be."""
    waiting = {proposal.step for proposal in view.proposals.waiting} - ONE_EACH.keys()
    for one in rows_due(view):
        if waiting.isdisjoint(one.verbs):
            yield from _turns_of(one, view, seated)


def rows_due(view: CaseView) -> Iterator[Expected]:
    """Yield what is expected now, and what deciders are asked beside the step that lists show."""
    yield from expected_now(view)
    first = expected_first(view)
    rows = EXPECTED.get(view.state, ()) if view.state else ()
    yield from (one for one in rows if one is not first and _is_asked(one, view) and one.is_wanted(view))
    yield from (one for states, one in ASKED_BESIDE if view.state in states and _is_asked(one, view))


def written_meanwhile(state: CaseState, step: Verb, seats: Collection[Seat]) -> tuple[Seat, Verb] | None:
    """Return the step that one of these seats can write while a side is expected to take another; None if there is none.

    It is the next expected step that can be written before it opens. While another officer is expected to act, it is none.
    """
    rows = EXPECTED.get(state, ())
    at = next((n for n, one in enumerate(rows) if step in one.verbs), None)
    if at is None or not PARTIES.issuperset(rows[at].seats):
        return None
    written = ((one, verb) for one in rows[at:] for verb in one.verbs if STEPS[verb].written_before)
    return next(((seat, verb) for one, verb in written for seat in one.seats if seat in seats), None)


def _is_asked(one: Expected, view: CaseView) -> bool:
    """Whether the docket asks for a step of a row now, as far as the step itself says."""
    tasks = [STEPS[verb].docket for verb in one.verbs]
    return any(task is not None and (task.wanted is None or task.wanted(view)) for task in tasks)


def _turns_of(one: Expected, view: CaseView, seated: dict[Seat, list[UUID]]) -> Iterator[DueTurn]:
    if one.waits_for_the_reporter(view):
        return
    clock, due = one.day(view)
    for seat in seats_of(one):
        for person in seated.get(seat, ()):
            back = _came_back(view, person, seat)
            verbs = sorted(one.verbs, key=lambda verb: verb not in back)
            step = next((verb for verb in verbs if _is_open(view, person, seat, verb)), None)
            if step is not None:
                turn = DueTurn(person=person, seat=seat, step=step, signs=False, clock=clock, due=due)
                days = days_of_step(view, seat, step)
                turn = replace(turn, letters=len(days), letters_from=next(iter(days), None))
                turn = replace(turn, fills=(one.fills,) if one.fills else ())
                yield replace(turn, returned=step in back)


def _came_back(view: CaseView, person: UUID, seat: Seat) -> set[Verb]:
    """Return the steps that were sent back to a person, or to somebody who has left the seat since then."""
    if not view.proposals.returned:
        return set()
    back = (*view.proposals.returned_to(person), *view.proposals.left_to(person, {seat}))
    return {one.step for one in back if not one.taken_back}


def seats_of(one: Expected) -> tuple[Seat, ...]:
    """Return the seats that may have this turn: a representative has the respondent's."""
    more = (Seat.REPRESENTATIVE,) if Seat.RESPONDENT in one.seats else ()
    return (*one.seats, *more)


def _is_open(view: CaseView, person: UUID, seat: Seat, verb: Verb) -> bool:
    """Whether a person in a seat may take or propose a step, as far as the record of the case says."""
    declared = STEPS[verb]
    if view.state not in declared.sources or verb not in rights_of(seat, view, person):
        return False
    asked = _Asked(view, Acting(person=person, seats=frozenset({seat})))
    aside = BESIDE_THE_RECORD | {"second_person_signed"}
    return all(test(asked) for test in declared.guards if test.__name__ not in aside)
