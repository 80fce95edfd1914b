"""A few seconds of what `python -m tests.ledger.fuzz` and `tests.ledger.fuzz_meaning` run for as long as they are asked."""

from pathlib import Path

import pytest

from ledger import verify
from tests.ledger import fuzz_meaning, true_world
from tests.ledger.fuzz import World, round_of, run
from tests.ledger.fuzz_bundles import BUNDLES, disclosed
from tests.ledger.fuzz_statements import STATEMENTS

ROUNDS = 300


def test_whatever_is_handed_over_ends_in_one_of_four_codes_and_proves_nothing_else(tmp_path: Path) -> None:
    world = World.made(tmp_path)
    codes = {round_of(world, seed)[1] for seed in range(ROUNDS)}
    assert codes >= {verify.PROVEN, verify.TAMPERED, verify.USAGE}


def test_nothing_that_means_something_else_than_was_signed_is_proven(tmp_path: Path) -> None:
    world = true_world.World.made(tmp_path)
    ends = [fuzz_meaning.round_of(world, seed) for seed in range(ROUNDS)]
    assert {name for name, _ in ends} == {*STATEMENTS, *BUNDLES}
    assert {code for _, code in ends} == {None, verify.PROVEN, verify.TAMPERED, verify.UNDECIDED, verify.USAGE}


def test_the_story_of_the_fuzz_is_proven_as_it_is_and_as_it_is_written_anew(tmp_path: Path) -> None:
    """Else a round would be refused for another reason than for what was spoilt."""
    world = true_world.World.made(tmp_path)
    words = ["--keyring", str(world.export.folder.parent / "keyring.json"), "--pin"]
    for export in (world.export, world.scratch):
        if export is world.scratch:
            world.truth.write(export)
        for command in (["log", str(export.folder)], ["case", str(export.folder), export.told.case]):
            assert run([*command, *words, str(export.pin())]) == verify.PROVEN


@pytest.mark.parametrize("name", ["nonce", "oath", "locale"])
def test_what_claims_nothing_in_the_statement_of_an_oath_is_proven_all_the_same(tmp_path: Path, name: str) -> None:
    world = true_world.World.made(tmp_path)
    forged, entry = world.truth.copy(), world.signatures[0]
    forged.openings[entry, "statement"]["value"][name] = "AAAAAAAAAAAAAAAAAAAAAA=="
    forged.write(world.scratch)
    words = ["--keyring", str(world.export.folder.parent / "keyring.json"), "--pin", str(world.scratch.pin())]
    assert run(["log", str(world.scratch.folder), *words]) == verify.PROVEN


def test_each_entry_of_the_story_is_proven_when_it_is_disclosed(tmp_path: Path) -> None:
    world = true_world.World.made(tmp_path)
    file, true = tmp_path / "bundle", world.export.folder.parent
    note = (world.export.folder / "checkpoint").read_text(encoding="utf-8")
    words = ["disclose", str(file), "--keyring", str(true / "keyring.json"), "--pin", str(true / "pin")]
    for index, body in enumerate(world.bodies):
        shown = disclosed(world, index)
        file.write_bytes(verify.canonical({"v": 1, "checkpoint": note, "entries": [shown]}))
        assert run(words) == verify.PROVEN, body["type"]
        kept = [one for one in shown["openings"] if one["field"] != "statement"]
        file.write_bytes(verify.canonical({"v": 1, "checkpoint": note, "entries": [{**shown, "openings": kept}]}))
        sealed = body["type"] == "case.signature_given"
        assert run(words) == (verify.UNDECIDED if sealed else verify.PROVEN), body["type"]
