"""What is typed for each step of an appeal: one random lawful sample, or None."""

from collections.abc import Mapping

from casework.vocabulary import Seat, Verb
from policy.rules import Level
from tests.casework.pure import By
from tests.invariants.samples_decision import terms, written
from tests.invariants.samples_screening import Sample, nothing
from tests.invariants.world import Given, World


def appeal_panel(world: World, by: By) -> Given | None:
    """Three people who had nothing to do with the case."""
    members, chair = world.free(Seat.APPEAL_MEMBER, 2), world.free(Seat.APPEAL_CHAIR)
    if not chair or len(members) < 2:
        return None
    return {"chair": chair[0], "members": tuple(members), "lay": (members[0],)}


def appealing(world: World, by: By) -> Given | None:
    """An appeal on a ground of the side that acts; the Society's now and then."""
    society = by[1] is Seat.INVESTIGATOR
    if society and world.rng.random() < 0.5:
        return None
    return {"codes": ("undue_leniency",) if society else ("procedure", "new_evidence"), "grounds_written": True}


def late(world: World, by: By) -> Given | None:
    """A late application, now and then."""
    if world.homeward or world.rng.random() < 0.5:
        return None
    return {"codes": ("procedure",), "grounds_written": True, "cause_written": True}


def countersigned(world: World, by: By) -> Given | None:
    """A reviewer's word for an appeal of the Society, now and then."""
    return None if world.homeward or world.rng.random() < 0.7 else {"interest_written": True}


def sift(world: World, by: By) -> Given | None:
    """A look at the first appeal that waits for one."""
    waiting = [one for one in world.view.appeal.live if one.state.value == "lodged"]
    if not waiting:
        return None
    arguable = not world.homeward and world.rng.random() < 0.8
    return {"appeal": waiting[0].id, "codes": waiting[0].codes if arguable else (), "reasons_written": True}


def reasons(world: World, by: By) -> Given:
    """Written reasons."""
    return {"reasons_written": True}


def appeal_bench(world: World, by: By) -> Given:
    """All three of the appeal panel."""
    people = world.view.people
    return {"present": tuple(sorted(people.holding(Seat.APPEAL_CHAIR) | people.holding(Seat.APPEAL_MEMBER)))}


def variation(world: World, by: By) -> Given | None:
    """Less than was imposed, from the findings that stand; no more of anything at the same level."""
    current = world.view.sanctions.current
    if current is None:
        return None
    quashed = current.findings[:1] if len(current.findings) > 1 else ()
    lower = terms(world, Level(world.rng.randint(0, max(0, current.level - 1))))
    return {"quashed": quashed, "terms": lower, "sheet": written(world, without=quashed), "reasons_written": True}


APPEALS: Mapping[Verb, Sample] = {
    Verb.LODGE_APPEAL: appealing,
    Verb.CROSS_APPEAL: appealing,
    Verb.COUNTERSIGN_SOCIETY_APPEAL: countersigned,
    Verb.APPLY_LATE: late,
    Verb.ADMIT_LATE_APPEAL: reasons,
    Verb.REFUSE_LATE_APPEAL: reasons,
    Verb.APPEAL_LAPSES: nothing,
    Verb.WAIVE_SOCIETY_APPEAL: nothing,
    Verb.WAIVE_APPEAL: nothing,
    Verb.SEAT_APPEAL_PANEL: appeal_panel,
    Verb.SIFT_APPEAL: sift,
    Verb.REFUSE_APPEAL: reasons,
    Verb.WITHDRAW_APPEAL: nothing,
    Verb.HEAR_APPEAL: appeal_bench,
    Verb.DISMISS_APPEAL: reasons,
    Verb.VARY_ON_APPEAL: variation,
    Verb.QUASH_ON_APPEAL: reasons,
    Verb.REMIT_ON_APPEAL_TO_PANEL: reasons,
    Verb.REMIT_ON_APPEAL_TO_BOARD: reasons,
}
