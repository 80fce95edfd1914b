"""What is typed for each step up to the screening: one lawful sample; None where there is none."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid5

from casework.procedure.dismissal.guards import LIVE, complaint_needs_a_code
from casework.procedure.screening.guards import DISMISSING
from casework.vocabulary import AllegationState, IdentityChoice, Seat
from tests.casework.pure import RULEBOOK, By, someone
from tests.invariants.world import Given, World

REPORTER = someone("reporter")


type Sample = Callable[[World, By], Given | None]


def nothing(_: World, by: By) -> Given:
    """Return nothing: the step is all there is to say."""
    return {}


def new_key(world: World, what: str) -> UUID:
    """Return a key that nothing in the case has yet."""
    return uuid5(world.view.case, f"{what} {len(world.history)}")


def file(world: World, by: By) -> Given:
    """A report by a member of the public, by intake for someone, or by the Society itself."""
    reporter = REPORTER if by[1] is Seat.COMPLAINANT else world.rng.choice([REPORTER, None])
    return {
        "reporter": reporter,
        "for_someone": by[1] is Seat.INTAKE and reporter is not None,
        "identity": world.rng.choice(list(IdentityChoice)),
        "commitments": (3,),
        "rulebook": RULEBOOK,
    }


def named(world: World, by: By) -> Given | None:
    """A name that comes after the report, now and then."""
    choices = (IdentityChoice.OPEN, IdentityChoice.CONFIDENTIAL)
    return {"choice": world.rng.choice(choices)} if world.rng.random() < 0.1 else None


def triage(world: World, by: By) -> Given:
    """A risk that is mostly low, so that all roads stay open."""
    answers = ("imminent_harm", "power_imbalance", "dishonesty", "harassment")
    grave = world.rng.random() < 0.2
    said: Given = {name: grave and world.rng.random() < 0.5 for name in answers}
    unknown = {"power_imbalance": None} if grave and world.rng.random() < 0.5 else {}
    return {"severity": world.rng.choice([1, 2, 2, 3, 4])} | said | unknown


def frame(world: World, by: By) -> Given | None:
    """An allegation of some commitment, on days before the report."""
    if len(world.view.allegations.all) > 3:
        return None
    filed = world.view.filing.filed_on or world.view.today
    last = filed - timedelta(days=world.rng.randint(1, 60))
    return {
        "allegation": new_key(world, "allegation"),
        "commitment": world.rng.randint(1, 10),
        "first_day": last - timedelta(days=world.rng.randint(0, 9)),
        "last_day": last,
    }


def scope(world: World, by: By) -> Given | None:
    """A decision on one allegation that waits for it."""
    waiting = world.view.allegations.in_state(AllegationState.DRAFTED)
    if not waiting:
        return None
    inside = world.rng.random() < 0.8
    return {
        "allegation": world.rng.choice(waiting).id,
        "in_scope": inside,
        "code": None if inside else world.rng.choice(DISMISSING),
    }


def dismissal(world: World, by: By) -> Given:
    """A code for each allegation that is not out of scope, or one for the complaint."""
    live = [one.id for one in world.view.allegations.in_state(*LIVE)]
    count = 1 if complaint_needs_a_code(world.view) else len(live)
    return {"allegations": tuple(live), "codes": tuple(world.rng.choice(DISMISSING) for _ in range(count))}
