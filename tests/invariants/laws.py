"""What must hold in every case, whatever happened: the invariants of the product, and what only a machine can be asked."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from casework.queries.invariants import History, breaches_of
from casework.record.events import Event, VoteCast
from casework.vocabulary import CaseState, NotNow, Verb
from policy.quorum import Option
from tests.invariants.offline import entries_of, faults_of
from tests.invariants.turns import time_alone_changes_no_turn_before_it_is_looked_at, turns_are_those_of_the_guards
from tests.invariants.world import Given, World

ONCE = frozenset(
    {Verb.CAST_VOTE, Verb.VOTE_CASE_TO_ANSWER, Verb.OPEN_LETTER, Verb.ACKNOWLEDGE_NOTICE, Verb.RECORD_FINDINGS}
)
TURNS = 4
"""How many events pass between two checks of turns in a walk without a database. The stored walks check every step."""


def hold(world: World, event: Event) -> None:
    """Assert what can be asked after one step, `event` being the last thing that was recorded."""
    the_state_is_the_one_the_facts_come_to(world)
    if len(world.history) % TURNS == 0:
        people = list(world.holders())
        turns_are_those_of_the_guards(world.case, people)
        time_alone_changes_no_turn_before_it_is_looked_at(world.view, people)
    if event.verb in ONCE:
        the_same_request_is_one_fact(world, event)


def hold_of_the_whole(world: World) -> None:
    """Assert what is asked of a whole history."""
    broken = [(one.invariant, one.words) for one in breaches_of(history_of(world))]
    assert broken == [], broken
    found = faults_of(entries_of(f"case/{world.view.case}", world.history), answers(world))
    assert found == [], found
    the_record_folds_to_what_is_known(world)


def history_of(world: World) -> History:
    """Return the history of a world as the invariants read it."""
    return History(reference="", view=world.view, steps=tuple(world.told), answers=answers(world))


def answers(world: World) -> Mapping[tuple[UUID, Option], str]:
    """Return what was voted, by entry and option: the installation keeps it sealed, the walk beside the case."""
    votes = [one.happened for one in world.told if isinstance(one.happened.event, VoteCast)]
    return {
        (one.event.id, option): said
        for one in votes
        for option, said in world.ballots[one.event.ballot, one.actor].items()  # type: ignore[attr-defined]
    }


def the_state_is_the_one_the_facts_come_to(world: World) -> None:
    """Invariant 17, of the moment: the machine and the fold agree on the state and on all that is remembered."""
    case, view = world.case, world.view
    assert case.state == view.state
    assert case.closing_code == (view.closing_code or "")
    if case.dismissed_from:
        assert case.dismissed_from == view.dismissal.stopped_in
    if view.state is CaseState.BOARD_DECISION:
        assert case.route == view.board.route


def the_same_request_is_one_fact(world: World, event: Event) -> None:
    """Invariant 15, as far as the machine itself sees to it: what counts once is refused the second time."""
    last = world.case.happened[-1]
    given: Given = {"about": event.about} if event.verb is Verb.OPEN_LETTER else _again(world, event)  # type: ignore[attr-defined]
    before = len(world.case.happened)
    try:
        world.take(event.verb, (last.actor, last.role), given)
    except NotNow:
        assert len(world.case.happened) == before
    else:
        raise AssertionError(f"{event.verb} counted twice")


def _again(world: World, event: Event) -> Given:
    if event.verb is Verb.VOTE_CASE_TO_ANSWER:
        return {"allegations": event.allegations, "sees_case": event.sees_case, "reasons": True}  # type: ignore[attr-defined]
    return {"findings": (), "reasons_written": True} if event.verb is Verb.RECORD_FINDINGS else {}


def the_record_folds_to_what_is_known(world: World) -> None:
    """Invariant 17, of the whole."""
    known = world.case.began
    for one in world.history:
        known = known.apply(one)
    assert replace(known, now=world.case.now, board_members=world.view.board_members) == world.view
