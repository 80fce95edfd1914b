"""Walks a case: random steps, preferring those taken least, or to its end by officials and clocks alone."""

from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from uuid import UUID

from casework.record.events import Event
from casework.record.state import ONE_EACH, SUBJECTS, CaseView, Proposal
from casework.vocabulary import NotNow, Seat, Verb
from casework.workflow.signatures import read_first
from tests.casework.pure import By, someone
from tests.invariants.road import ENOUGH, ONWARD
from tests.invariants.samples_appeal import APPEALS
from tests.invariants.samples_aside import ASIDES
from tests.invariants.samples_decision import DECISION
from tests.invariants.samples_findings import FINDINGS
from tests.invariants.samples_hearing import HEARING
from tests.invariants.samples_inquiry import INQUIRY
from tests.invariants.samples_letter import LETTER
from tests.invariants.samples_screening import REPORTER, Sample
from tests.invariants.walked import walked
from tests.invariants.world import Open, World

SAMPLES: Mapping[Verb, Sample] = {
    **INQUIRY,
    **HEARING,
    **DECISION,
    **LETTER,
    **FINDINGS,
    **APPEALS,
    **ASIDES,
    **{verb: one.given for verb, one in walked().items()},
}
TOGETHER = frozenset({Verb.CAST_VOTE, Verb.DECLARE_INTERESTS})
BY_THE_SIGNER = (Verb.MAKE_BALLOT_KEYS, Verb.COUNT_BALLOT)
ONWARDS = 0.7
ASIDE = frozenset({Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER, Verb.DETECT_CONFLICT})

type Watch = Callable[[World, Event], None]


def begun(rng: Random) -> World:
    """Return a world with a report just filed by somebody."""
    world = World(rng)
    by: By = rng.choice(
        [(REPORTER, Seat.COMPLAINANT), (REPORTER, Seat.COMPLAINANT), (someone("intake 0"), Seat.INTAKE)]
    )
    world.take(Verb.FILE_COMPLAINT, by, SAMPLES[Verb.FILE_COMPLAINT](world, by) or {})
    return world


def branched(world: World, *, homeward: bool) -> World:
    """Return the same world, free to go another way."""
    return world.branch(homeward=homeward)


def wander(world: World, steps: int, taken: Counter[Verb], watch: Watch) -> None:
    """Take up to so many steps: what was never taken when it opens, mostly onward, else random. `watch` sees every event."""
    for _ in range(steps):
        if world.rng.random() < ONWARDS:
            serve(world, taken, watch)
        if world.rng.random() < 0.1 and not voting(world.view):
            world.wait(days=0 if world.rng.random() < 0.5 else world.rng.randint(1, 5))
        events = _onward(world, taken) if world.rng.random() < ONWARDS else _random(world, taken)
        if not events and not voting(world.view):
            world.wait()
        for event in events:
            taken[event.verb] += 1
        if events:
            watch(world, events[-1])


def serve(world: World, taken: Counter[Verb], watch: Watch) -> None:
    """Let the signer make the keys of a ballot, or its count be recorded, as the worker does within seconds."""
    for one in list(world.open_steps(BY_THE_SIGNER)):
        for event in together(world, one):
            taken[event.verb] += 1
            watch(world, event)


def _onward(world: World, taken: Counter[Verb]) -> list[Event]:
    assert world.state is not None
    never = [verb for verb in SAMPLES if not taken[verb] and world.rng.random() < 0.5]
    onward = [verb for verb in ONWARD.get(world.state, ()) if world.rng.random() < 0.9]
    wanted = [*never, *(verb for verb in onward if verb not in never)]
    for one in sorted(world.open_steps(wanted), key=lambda each: wanted.index(each.verb)):
        enough = ENOUGH.get(one.verb) if taken[one.verb] else None
        events = [] if enough is not None and enough(world, one.by) else together(world, one)
        if events:
            return events
    return []


def together(world: World, one: Open) -> list[Event]:
    """Take a step, by everybody who may where it is one that a whole body takes. Nothing when it was refused."""
    events = []
    while (event := attempt(world, one)) is not None:
        events.append(event)
        if one.verb not in TOGETHER:
            break
        more = next((each for each in world.open_steps([one.verb])), None)
        if more is None:
            break
        one = more
    return events


def _random(world: World, taken: Counter[Verb]) -> list[Event]:
    found = list(world.open_steps(SAMPLES))
    weights = [(1 if one.verb in ASIDE else 2) / (1 + taken[one.verb]) ** 2 for one in found]
    events = (attempt(world, one) for one in world.rng.choices(found, weights, k=6))
    return [event for event in [next((each for each in events if each is not None), None)] if event is not None]


def attempt(world: World, one: Open) -> Event | None:
    """Take an open step with a sample of what is typed; where hands are missing, propose or sign it. None when refused."""
    given = SAMPLES[one.verb](world, one.by)
    if given is None:
        return None
    about, before = given.get(SUBJECTS.get(one.verb, "")), world.case.view
    waiting = world.view.proposals.replaced_by(one.verb, about)
    mine = waiting is not None and one.by[0] in {person for person, _ in waiting.signers}
    try:
        if waiting is not None and not mine and one.verb in ONE_EACH:
            world.case.view = read_first(before, waiting.id)
            return world.take(one.verb, one.by, given)
        if not one.signature and one.verb not in ONE_EACH:
            return world.take(one.verb, one.by, given)
        if not mine:
            return _sign(world, one, waiting, about)
    except NotNow:
        world.case.view = before
        return None
    return None


def _sign(world: World, one: Open, waiting: Proposal | None, about: UUID | None) -> Event:
    if waiting:
        return world.take(Verb.SIGN_STEP, one.by, {"proposed": one.verb, "signs": waiting.id})
    return world.take(Verb.PROPOSE_STEP, one.by, {"proposed": one.verb, "subject": about})


def voting(view: CaseView) -> bool:
    """Whether votes are being taken and somebody has not voted."""
    ballot = view.board.ballot
    open_now = ballot is not None and ballot.is_open and view.now < ballot.closes_at
    return open_now and ballot is not None and bool(ballot.voters - ballot.voted)
