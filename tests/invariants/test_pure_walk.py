"""A walk of the machine without a database: every state, every verb, no dead end, a way home from everywhere."""

from collections import Counter
from random import Random

import pytest

from casework.record.events import BallotCounted, Event
from casework.record.rights import RIGHTS
from casework.record.state.board import BoardPart
from casework.vocabulary import CaseState, Route, Verb
from policy.quorum import Choice, Option
from policy.rules import Level
from tests.invariants.home import go_home
from tests.invariants.laws import hold, hold_of_the_whole
from tests.invariants.steering import steered
from tests.invariants.walking import SAMPLES, begun, branched, wander
from tests.invariants.world import World

SEED, RANDOM, STEPS = 20261, 60, 40
MOTIONS = {Option.REMIT}
"""Chance has to divide a vote on this, which is counted first, between a majority and two thirds. If the walks do not, more of
them begin where the board decides on a suspension or more."""
MESSAGES = {Verb.SEND_MESSAGE, Verb.READ_MESSAGES, Verb.RELEASE_MESSAGE, Verb.RETURN_MESSAGE}
"""They move nothing, and are not drawn."""
KEPT, GRAVE, LONG = 5, 30, 600
"""How many worlds are kept in each place, how many before a board with a grave case, and how long a history one may have."""
type Place = tuple[CaseState, Route | None]
"""A state, and the route of the decision in hand: what leads on from there differs."""


def test_every_step_that_a_seat_may_take_has_a_sample() -> None:
    given = {right for rights in RIGHTS.values() for right in rights if isinstance(right, Verb)}
    missing = sorted(given - SAMPLES.keys() - MESSAGES)
    assert missing == [], f"give {missing} a sample of what is typed, in tests/invariants/samples_*.py"


def test_the_walk_reaches_every_state_and_finds_a_way_home_from_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A steered path to each step, then random paths: officials and clocks alone bring every case to its end, from wherever
    it stands; every law holds on the way."""
    monkeypatch.setattr("os.urandom", Random(SEED).randbytes)  # else keys, and what is sorted by them, differ each time
    taken = Counter[Verb]()
    kept: dict[Place, list[World]] = {}
    between: set[Option] = set()
    grave: list[World] = []

    def watch(world: World, event: Event) -> None:
        hold(world, event)
        if isinstance(event, BallotCounted) and event.carried and divided_where_it_matters(world, event.carried):
            between.add(event.carried)
        assert world.state is not None
        if world.state is CaseState.BOARD_DECISION and may_remit_a_grave_case(world.view.board) and len(grave) < GRAVE:
            grave.append(branched(world, homeward=False))
        here = kept.setdefault((world.state, world.view.board.route), [])
        new = not here
        if (new or world.rng.random() < 0.1) and len(world.history) < LONG:
            here.append(branched(world, homeward=False))
            del here[: -KEPT or None]
        if new or world.rng.random() < 0.02:
            home = branched(world, homeward=True)
            go_home(home)
            hold_of_the_whole(home)
            taken.update(home.taken)

    for verb in reversed(list(SAMPLES)):
        if not taken[verb]:
            world = steered(verb, watch)
            hold_of_the_whole(world)
            taken.update(world.taken)
    assert {verb for verb in SAMPLES if not taken[verb]} == set()
    assert {state for state, _ in kept} == set(CaseState)
    for number in range(3 * RANDOM):
        if number >= RANDOM and between >= MOTIONS:
            break
        rng = Random(SEED + number)
        if number % 3 == 0 and number < RANDOM:
            world = begun(rng)
        else:
            world = branched(somewhere(kept, rng) if number < RANDOM else rng.choice(grave), homeward=False)
        if number >= RANDOM:
            world.favours = None  # a board that was steered to one option never divides
        wander(world, STEPS, Counter(), watch)
        hold_of_the_whole(world)
    assert between >= MOTIONS, "no vote tells a majority from two thirds"


def divided_where_it_matters(world: World, carried: Option) -> bool:
    """Whether the ballot that was just closed, a suspension or more being before the board, carried a motion by a majority
    and no two thirds."""
    before = world.told[-1].before
    ballot = before.board.ballot
    assert ballot is not None
    said = [world.ballots[ballot.id, vote.voter].get(carried) for vote in ballot.votes]
    return is_grave(before.board) and 3 * said.count(Choice.YES) < 2 * ballot.electorate.eligible


def is_grave(board: BoardPart) -> bool:
    """Whether a suspension or more is before the board, at once or in abeyance."""
    before = board.recommended
    return before is not None and max(before.level, before.abeyance or 0) >= Level.L6


def may_remit_a_grave_case(board: BoardPart) -> bool:
    """Whether a suspension or more comes from a panel, and the board has not sent the case back before."""
    return is_grave(board) and board.route is Route.PANEL and not board.remitted


def somewhere(kept: dict[Place, list[World]], rng: Random) -> World:
    """Return a world to go on from, any place as likely as any other."""
    return rng.choice(kept[rng.choice([one for one in kept if kept[one]])])
