"""A random walk of the machine without a database: every state, every verb, no dead end, a way home from everywhere."""

from collections import Counter
from random import Random

from casework.entitlements import RIGHTS
from casework.events import Fact
from casework.vocabulary import CaseState, Route, Seat, Verb
from tests.invariants.home import go_home
from tests.invariants.laws import hold, hold_of_the_whole
from tests.invariants.walking import SAMPLES, begun, branched, wander
from tests.invariants.world import World

SEED, LEAST, MOST, STEPS = 20261, 20, 480, 90
KEPT, LONG = 5, 600
"""How many worlds are kept in each place to go on from, and how long a history one may have."""
type Place = tuple[CaseState, Route | None]
"""A state, and the route of the decision in hand: what leads on from there differs."""

SIGNING = {Verb.PROPOSE_STEP, Verb.SIGN_STEP}
SECOND_COMPLAINT = {Verb.RELEASE_COMPLAINT}
"""Steps about one complaint of several: a case that is walked here has one."""


def test_every_step_that_a_seat_may_take_has_a_sample() -> None:
    given = {right for rights in RIGHTS.values() for right in rights if isinstance(right, Verb)}
    missing = sorted(given - SAMPLES.keys())
    assert missing == [], f"give {missing} a sample of what is typed, in tests/invariants/samples_*.py"


def test_the_walk_reaches_every_state_takes_every_step_and_finds_a_way_home_from_everywhere() -> None:
    """Officials and clocks alone bring every case to its end, from wherever lot has led it; every law holds on the way."""
    taken, on_the_way_home = Counter[Verb](), Counter[Verb]()
    kept: dict[Place, list[World]] = {}

    def watch(world: World, fact: Fact) -> None:
        hold(world, fact)
        assert world.state is not None
        here = kept.setdefault((world.state, world.facts.board.route), [])
        new = not here
        if (new or world.rng.random() < 0.1) and len(world.history) < LONG:
            here.append(branched(world, homeward=False))
            del here[: -KEPT or None]
        if new or world.rng.random() < 0.02:
            home = branched(world, homeward=True)
            go_home(home)
            hold_of_the_whole(home)
            on_the_way_home.update(home.taken)

    untaken = {*SAMPLES, *SIGNING}
    for number in range(MOST):
        rng = Random(SEED + number)
        world = begun(rng) if number % 3 == 0 else branched(somewhere(kept, untaken, rng), homeward=False)
        on_the_way_home.update(world.taken)
        wander(world, STEPS, taken, watch)
        hold_of_the_whole(world)
        untaken = {verb for verb in [*SAMPLES, *SIGNING] if not taken[verb] and not on_the_way_home[verb]}
        if number >= LEAST and untaken <= SECOND_COMPLAINT:
            break
    assert {state for state, _ in kept} == set(CaseState)
    assert untaken == SECOND_COMPLAINT


def somewhere(kept: dict[Place, list[World]], untaken: set[Verb], rng: Random) -> World:
    """Return a world to go on from, rather in a state in which some seat may take a step that nobody has taken."""
    wanted = [one for one in kept if any(untaken & set(RIGHTS.get((seat, one[0]), ())) for seat in Seat)]
    places = [one for one in (wanted if wanted and rng.random() < 0.85 else kept) if kept[one]]
    return rng.choice(kept[rng.choice(places)])
