"""What must hold in every case, whatever happened: the invariants of the product, and what only a machine can be asked."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from casework.queries.invariants import History, breaches_of
from casework.record.events import Fact, VoteCast, read_fact
from casework.vocabulary import CaseState, NotNow, Verb
from policy.quorum import Choice
from tests.invariants.world import Given, World

ONCE = frozenset(
    {Verb.CAST_VOTE, Verb.VOTE_CASE_TO_ANSWER, Verb.OPEN_LETTER, Verb.ACKNOWLEDGE_NOTICE, Verb.RECORD_FINDINGS}
)


def hold(world: World, fact: Fact) -> None:
    """Assert what can be asked after one step, `fact` being the last thing that was recorded."""
    for one in world.case.happened[-3:]:
        a_fact_reads_back_as_it_was_written(one.fact)
    the_state_is_the_one_the_facts_come_to(world)
    if fact.verb in ONCE:
        the_same_request_is_one_fact(world, fact)


def hold_of_the_whole(world: World) -> None:
    """Assert what is asked of a whole history."""
    broken = [(one.invariant, one.words) for one in breaches_of(history_of(world))]
    assert broken == [], broken
    the_record_folds_to_what_is_known(world)


def history_of(world: World) -> History:
    """Return the history of a world as the invariants read it."""
    return History(reference="", facts=world.facts, steps=tuple(world.told), choices=choices(world))


def choices(world: World) -> Mapping[UUID, Choice]:
    """Return what was voted, by the entry of each vote: the installation keeps it sealed, the walk beside the case."""
    votes = [one.happened for one in world.told if isinstance(one.happened.fact, VoteCast)]
    return {
        one.fact.id: world.ballots[one.fact.ballot, one.fact.option, one.actor]  # type: ignore[attr-defined]
        for one in votes
    }


def a_fact_reads_back_as_it_was_written(fact: Fact) -> None:
    """What the ledger keeps of a fact is the whole of it."""
    assert read_fact(fact.type, fact.id, fact.data()) == fact


def the_state_is_the_one_the_facts_come_to(world: World) -> None:
    """Invariant 17, of the moment: the machine and the fold agree on the state and on all that is remembered."""
    case, facts = world.case, world.facts
    assert case.state == facts.state
    assert case.closing_code == (facts.closing_code or "")
    if case.dismissed_from:
        assert case.dismissed_from == facts.dismissal.stopped_in
    if facts.state is CaseState.BOARD_DECISION:
        assert case.route == facts.board.route


def the_same_request_is_one_fact(world: World, fact: Fact) -> None:
    """Invariant 15, as far as the machine itself sees to it: what counts once is refused the second time."""
    last = world.case.happened[-1]
    given: Given = {"about": fact.about} if fact.verb is Verb.OPEN_LETTER else _again(world, fact)  # type: ignore[attr-defined]
    before = len(world.case.happened)
    try:
        world.take(fact.verb, (last.actor, last.role), given)
    except NotNow:
        assert len(world.case.happened) == before
    else:
        raise AssertionError(f"{fact.verb} counted twice")


def _again(world: World, fact: Fact) -> Given:
    if fact.verb is Verb.VOTE_CASE_TO_ANSWER:
        return {"allegations": fact.allegations, "sees_case": fact.sees_case, "reasons": True}  # type: ignore[attr-defined]
    return {"findings": (), "reasons_written": True} if fact.verb is Verb.RECORD_FINDINGS else {}


def the_record_folds_to_what_is_known(world: World) -> None:
    """Invariant 17, of the whole."""
    known = world.case.began
    for one in world.history:
        known = known.after(one)
    assert replace(known, now=world.case.now, bench=world.facts.bench) == world.facts
