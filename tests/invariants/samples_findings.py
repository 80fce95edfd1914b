"""What the panel types when it decides on each particular: one random lawful sample."""

from collections.abc import Mapping
from uuid import UUID

from casework.record.events import FindingMade
from casework.record.rights.served import lines_in_time
from casework.vocabulary import AllegationState, Answer, Verb
from policy.findings import Opinion
from policy.rules import Severity
from policy.sanctions import weights
from tests.casework.pure import By
from tests.invariants.samples_screening import Sample, nothing
from tests.invariants.world import Given, World


def opinions(world: World, by: By) -> Given:
    """What a member holds of each particular."""
    charges = world.view.allegations.in_state(AllegationState.CHARGED)
    return {"opinions": tuple((Opinion(happened=True, breaches=True),) * len(one.kinds) for one in charges)}


def findings(world: World, by: By) -> Given:
    """One finding for each charge, resting on an admission or on the bundle."""
    return {
        "findings": tuple(_finding(world, one.id) for one in world.view.allegations.in_state(AllegationState.CHARGED)),
        "reasons_written": True,
    }


def _finding(world: World, key: UUID) -> FindingMade:
    one = world.view.allegations.get(key)
    assert one is not None
    shown = tuple(sorted(world.view.hearing.in_time(world.view)))
    admits = one.answer is Answer.ADMIT
    proven = bool(admits or shown) and not world.homeward and world.rng.random() < 0.8
    return FindingMade(
        allegation=key,
        commitment=one.commitment,
        edition=one.edition,
        proven=proven,
        happened=(proven,) * len(one.kinds),
        breaches=(proven,) * len(one.kinds),
        evidence=shown if proven and not admits else (),
        on_admission=proven and admits,
        lines=tuple(sorted(lines_in_time(world.view))) if proven and not admits else (),
    )


def factors(world: World, by: By) -> Given | None:
    """All that the rulebook lets weigh, once."""
    known, rules = world.view.deliberation, world.view.rules
    everything = {"severities": tuple(Severity), "numbers": tuple(range(len(weights(rules))))}
    return None if known.may_be else everything


FINDINGS: Mapping[Verb, Sample] = {
    Verb.GIVE_FIRST_VIEW: opinions,
    Verb.SIGN_FINDINGS: opinions,
    Verb.RECUSE_SILENT_MEMBERS: nothing,
    Verb.WRITE_MINORITY_REASONS: lambda world, by: {"is_outvoted": True},
    Verb.RECORD_FINDINGS: findings,
    Verb.NAME_FACTORS: factors,
}
