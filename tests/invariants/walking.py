"""Walks a case: random steps, preferring those taken least, or to its end by officials and clocks alone."""

from collections import Counter
from collections.abc import Callable, Mapping
from random import Random

from casework.record.events import Fact
from casework.record.state import CaseFacts, Proposal
from casework.vocabulary import NotNow, Seat, Verb
from tests.casework.pure import By, someone
from tests.invariants.road import ENOUGH, ONWARD
from tests.invariants.samples_appeal import APPEALS
from tests.invariants.samples_aside import ASIDES
from tests.invariants.samples_decision import DECISION, imposing
from tests.invariants.samples_hearing import HEARING
from tests.invariants.samples_inquiry import INQUIRY
from tests.invariants.samples_screening import REPORTER, Sample
from tests.invariants.world import Open, World

SAMPLES: Mapping[Verb, Sample] = {**INQUIRY, **HEARING, **DECISION, **APPEALS, **ASIDES}
TOGETHER = frozenset({Verb.CAST_VOTE, Verb.DECLARE_NO_CONFLICT})
ONWARDS = 0.7
ASIDE = frozenset({Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER, Verb.DETECT_CONFLICT})

type Watch = Callable[[World, Fact], None]


def begun(rng: Random) -> World:
    """Return a world with a report just filed by somebody."""
    world = World(rng)
    world.imposing = lambda fact: imposing(world, fact)
    by: By = rng.choice(
        [(REPORTER, Seat.COMPLAINANT), (REPORTER, Seat.COMPLAINANT), (someone("intake 0"), Seat.INTAKE)]
    )
    world.take(Verb.FILE_COMPLAINT, by, SAMPLES[Verb.FILE_COMPLAINT](world, by) or {})
    return world


def branched(world: World, *, homeward: bool) -> World:
    """Return the same world, free to go another way."""
    other = world.branch(homeward=homeward)
    other.imposing = lambda fact: imposing(other, fact)
    return other


def wander(world: World, steps: int, taken: Counter[Verb], watch: Watch) -> None:
    """Take up to so many steps: what was never taken when it opens, mostly onward, else random. `watch` sees every fact."""
    for _ in range(steps):
        if world.rng.random() < 0.1 and not voting(world.facts):
            world.wait(days=0 if world.rng.random() < 0.5 else world.rng.randint(1, 5))
        facts = _onward(world, taken) if world.rng.random() < ONWARDS else _random(world, taken)
        if not facts and not voting(world.facts):
            world.wait()
        for fact in facts:
            taken[fact.verb] += 1
        if facts:
            watch(world, facts[-1])


def _onward(world: World, taken: Counter[Verb]) -> list[Fact]:
    assert world.state is not None
    never = [verb for verb in SAMPLES if not taken[verb] and world.rng.random() < 0.5]
    onward = [verb for verb in ONWARD.get(world.state, ()) if world.rng.random() < 0.9]
    wanted = [*never, *(verb for verb in onward if verb not in never)]
    for one in sorted(world.open_steps(wanted), key=lambda each: wanted.index(each.verb)):
        enough = ENOUGH.get(one.verb) if taken[one.verb] else None
        facts = [] if enough is not None and enough(world, one.by) else together(world, one)
        if facts:
            return facts
    return []


def together(world: World, one: Open) -> list[Fact]:
    """Take a step, by everybody who may where it is one that a whole body takes. Nothing when it was refused."""
    facts = []
    while (fact := attempt(world, one)) is not None:
        facts.append(fact)
        if one.verb not in TOGETHER:
            break
        more = next((each for each in world.open_steps([one.verb])), None)
        if more is None:
            break
        one = more
    return facts


def _random(world: World, taken: Counter[Verb]) -> list[Fact]:
    found = list(world.open_steps(SAMPLES))
    weights = [(1 if one.verb in ASIDE else 2) / (1 + taken[one.verb]) ** 2 for one in found]
    facts = (attempt(world, one) for one in world.rng.choices(found, weights, k=6))
    return [fact for fact in [next((each for each in facts if each is not None), None)] if fact is not None]


def attempt(world: World, one: Open) -> Fact | None:
    """Take an open step with a sample of what is typed; where hands are missing, propose or sign it. None when refused."""
    given = SAMPLES[one.verb](world, one.by)
    if given is None:
        return None
    try:
        if not one.signature:
            return world.take(one.verb, one.by, given)
        waiting = world.facts.proposals.of(one.verb)
        if waiting is None or one.by[0] not in {person for person, _ in waiting.signers}:
            return _sign(world, one, waiting)
    except NotNow:
        return None
    return None


def _sign(world: World, one: Open, waiting: Proposal | None) -> Fact:
    if waiting:
        return world.take(Verb.SIGN_STEP, one.by, {"proposed": one.verb, "signs": waiting.id})
    return world.take(Verb.PROPOSE_STEP, one.by, {"proposed": one.verb, "subject": None})


def voting(facts: CaseFacts) -> bool:
    """Whether votes are being taken and somebody has not voted."""
    ballot = facts.board.ballot
    open_now = ballot is not None and ballot.is_open and facts.now < ballot.closes_at
    return open_now and ballot is not None and any((v, ballot.option) not in ballot.voted for v in ballot.voters)
