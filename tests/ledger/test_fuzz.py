"""A few seconds of the fuzz that `python -m tests.ledger.fuzz` runs for as long as it is asked."""

from pathlib import Path

from ledger import verify
from tests.ledger.fuzz import World, round_of

ROUNDS = 300


def test_whatever_is_handed_over_ends_in_one_of_four_codes_and_proves_nothing_else(tmp_path: Path) -> None:
    world = World.made(tmp_path)
    codes = {round_of(world, seed)[1] for seed in range(ROUNDS)}
    assert codes >= {verify.PROVEN, verify.TAMPERED, verify.USAGE}
