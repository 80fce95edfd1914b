"""The turns must be what the guards say, and must change only with an event or at a moment that is known in advance."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from casework import access
from casework.models import Case, Turn
from casework.models.case import project
from casework.record.rights import Holder, rights_of
from casework.record.state import CaseView
from casework.record.turns import expected_first, expected_now, next_change
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import Acting
from casework.workflow.step import STEPS, CaseMachine
from casework.workflow.turns import BESIDE_THE_RECORD, seats_of, turns_due

COLUMNS = ("waiting_on", "expected_step", "due", "due_clock", "asked_on", "answer_by", "turns_until")
SIGNATURE = frozenset({"second_person_signed"})
NO_END = SIGNATURE | BESIDE_THE_RECORD
"""The guards that do not end a turn."""


def turns_are_those_of_the_guards(case: CaseMachine, people: Iterable[tuple[UUID, Seat]]) -> None:
    """Assert that everybody who can take or sign an expected step has a turn in it, and that nobody else has one."""
    view, holders = case.view, [Holder(person=person, seat=seat) for person, seat in people]
    turns = {(turn.person, turn.step) for turn in turns_due(view, holders)}
    offered = {
        (holder.person, verb)
        for holder in holders
        for verb in rights_of(holder.seat, view, holder.person)
        if isinstance(verb, Verb) and holder.person not in view.people.barred and offers(case, holder, verb)
    }
    assert turns <= offered, f"no guard lets them: {sorted(turns - offered)}"
    waiting = {one.step for one in view.proposals.waiting}
    signed = {(person, one.step) for one in view.proposals.waiting for person, _ in one.signers}
    assert {one for one in offered - signed if one[1] in waiting} <= turns, "a signature is nobody's turn"
    for one in expected_now(view):
        if one.waits_for_the_reporter(view):
            continue
        able = {held.person for held in holders if held.seat in seats_of(one)}
        able = {person for person in able if any((person, verb) in offered for verb in one.verbs)}
        asked = {person for person, step in turns if step in one.verbs}
        assert able - asked <= {person for person, step in signed if step in one.verbs} or waiting & set(one.verbs)


def offers(case: CaseMachine, holder: Holder, verb: Verb) -> bool:
    """Whether nothing stands against a step except a missing second signature, or what other records say."""
    entered = case.__dict__.get("acting")
    case.acting = Acting(person=holder.person, seats=frozenset({holder.seat}))
    try:
        return lacks_only(NO_END, case, verb)
    finally:
        if entered is not None:
            case.acting = entered


def lacks_only(guards: frozenset[str], case: CaseMachine, verb: Verb) -> bool:
    """Whether nothing stands against a step but these guards: what `unmet` says, without asking the rest after the first."""
    step = STEPS[verb]
    return case.state in step.sources and all(test.__name__ in guards or test(case) for test in step.guards)


def time_alone_changes_no_turn_before_it_is_looked_at(view: CaseView, people: Iterable[tuple[UUID, Seat]]) -> None:
    """Assert that nothing changes until the moment at which the lapses look again; every open state expects a step."""
    holders = [Holder(person=person, seat=seat) for person, seat in people]
    assert (expected_first(view) is None) == (view.state in (None, CaseState.CLOSED))
    until = next_change(view)
    last = until or view.now + timedelta(days=4000)
    for moment in (view.now + (last - view.now) / 2, last):
        later = replace(view, now=moment)
        assert expected_first(later) == expected_first(view), f"{view.state} at {moment}"
        assert turns_due(later, holders) == turns_due(view, holders), f"{view.state} at {moment}"
        assert next_change(later) == until


def stored_turns_are_due(case: Case) -> None:
    """Assert that what is stored of turns is what the record and the guards say of this moment; at most four queries."""
    found = access.seat_holders(case)
    rows = Turn.objects.filter(case=case).values_list(
        "user_id", "seat", "step", "signs", "fills", "returned", "clock", "due", "letters", "letters_from"
    )
    assert set(rows) == access.turn_rows(case.view, found)
    shadow, stored = Case(id=case.id), Case.objects.get(pk=case.pk)
    shadow.view = case.view
    project(shadow)
    assert [getattr(stored, name) for name in COLUMNS] == [getattr(shadow, name) for name in COLUMNS]
    turns_are_those_of_the_guards(case, {(held.person, held.seat) for _, holders in found.values() for held in holders})
