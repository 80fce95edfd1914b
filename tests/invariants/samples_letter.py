"""What is typed for each step of the letter of a decision: one random lawful sample, or None."""

from collections.abc import Mapping

from casework.vocabulary import Verb
from tests.casework.pure import By
from tests.invariants.samples_screening import Sample, nothing
from tests.invariants.world import Given, World


def letter_written(world: World, by: By) -> Given | None:
    """One of those who voted presides and signs. Nobody writes a letter again that waits for its chair."""
    ballot, letter, barred = world.view.board.counted, world.view.decision_letter, world.view.people.barred
    able = sorted(ballot.voted - barred) if ballot else []
    waits = letter.waits_for_chair and letter.chair not in barred
    return {"chair": world.rng.choice(able)} if able and not waits else None


LETTER: Mapping[Verb, Sample] = {
    Verb.WRITE_DECISION_LETTER: letter_written,
    Verb.SIGN_DECISION_LETTER: nothing,
    Verb.WITHDRAW_DECISION_LETTER: lambda world, by: {} if world.rng.random() < 0.2 else None,
}
