"""The drills on a real export: what somebody might do to the record, each shown to be seen."""

import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from ledger.canonical import Json, encode
from ledger.entries import moment
from ledger.keyring import LogKey
from ledger.notes import log_key
from tests.ledger import books
from tests.ledger.exported import exported, recorded
from tests.ledger.story import KEY, ORIGIN, OTHER_KEY, TODAY, Export, Verdict, judged

BOOKS = 2 + len(books.EVERY)
"""How many entries come before the story: two offices, and the editions."""


@pytest.fixture
def export(db: None, tmp_path: Path) -> Export:
    """The story's log as `ledger_export` writes it."""
    return exported(tmp_path, *recorded())


@pytest.fixture
def verify(export: Export, capsys: Any) -> Any:
    """Judge the export with the real keyring and the checkpoint that somebody kept, or with these words instead."""
    pin = export.pin()

    def run(*words: str | Path, pinned: bool = True) -> Verdict:
        given = words or (("--pin", pin) if pinned else ())
        return judged(capsys, "log", export.folder, "--keyring", export.keyring(), *given)

    return run


def test_an_export_that_nobody_touched_is_proven(export: Export, verify: Any) -> None:
    assert (verify().rc, verify().tamper, verify().undecided) == (0, frozenset(), frozenset())
    assert (verify(pinned=False).rc, verify(pinned=False).undecided) == (2, {"unpinned"})


def test_a_run_that_goes_on_past_midnight_tells_of_one_day(db: None, tmp_path: Path, capsys: Any) -> None:
    with time_machine.travel(datetime.combine(TODAY + timedelta(days=1), time(0, 0, 1), UTC)):
        export = exported(tmp_path, *recorded())
        found = judged(capsys, "log", export.folder, "--keyring", export.keyring(), "--pin", export.pin())
    assert (found.rc, found.tamper, found.undecided) == (0, frozenset(), frozenset())


@pytest.mark.parametrize("place", [0.0, 0.2, 0.5, 0.8, 1.0])
@pytest.mark.parametrize("bit", [1, 32])
def test_flip_a_byte(export: Export, verify: Any, place: float, bit: int) -> None:
    data = bytearray(export.log.read_bytes())
    at = int(place * (len(data) - 2))
    data[at] ^= bit
    export.log.write_bytes(bytes(data))
    assert verify().rc == 1
    assert "root-mismatch" in verify().tamper


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b'"seq":1', b'"seq": 1'),
        lambda line: line[:-1] + b',"v":1}',
        lambda line: line + b"\r",
        lambda line: line.replace(b'"v":1', b'"v":1.0'),
        lambda line: b"\xef\xbb\xbf" + line,
    ],
    ids=["re_serialise_with_a_space", "duplicate_key", "crlf", "a_float", "a_mark_in_front"],
)
def test_other_bytes_of_the_same_meaning(export: Export, verify: Any, change: Any) -> None:
    first, *rest = export.lines()
    export.save([change(first), *rest])
    assert {"entry-form", "root-mismatch"} <= verify().tamper


def test_delete_the_last_row(export: Export, verify: Any) -> None:
    export.save(export.lines()[:-1])
    assert verify().tamper == {"log-shorter-than-checkpoint"}


def test_truncate_and_delete_the_checkpoints(export: Export, verify: Any) -> None:
    export.save(export.lines()[: BOOKS + 3])
    export.checkpoints()
    assert verify(pinned=False).tamper == {"opening-unknown"}
    export.openings([])
    assert (verify(pinned=False).rc, verify(pinned=False).undecided) == (2, {"no-checkpoint", "unpinned"})
    assert verify().tamper == {"log-shorter-than-checkpoint"}


def test_delete_the_middle_and_rechain(export: Export, verify: Any) -> None:
    bodies = export.bodies()
    export.save(export.rechained(bodies[:5] + bodies[6:]))
    assert "log-shorter-than-checkpoint" in verify().tamper
    export.sign()
    assert "root-mismatch" not in verify(pinned=False).tamper
    assert "log-shorter-than-checkpoint" in verify().tamper


def test_swap_two_cases_rows(export: Export, verify: Any) -> None:
    lines = export.lines()
    mine = [at for at, body in enumerate(export.bodies()) if body["stream"] == export.told.case]
    other = [at for at, body in enumerate(export.bodies()) if body["stream"] == export.told.other_case]
    lines[mine[-1]], lines[other[-1]] = lines[other[-1]], lines[mine[-1]]
    export.save(lines)
    assert {"root-mismatch"} <= verify().tamper


def test_replay(export: Export, verify: Any) -> None:
    export.save([*export.lines(), export.lines()[-1]])
    assert {"duplicate-id", "chain-seq"} <= verify().tamper


def test_unsigned_tail(export: Export, verify: Any) -> None:
    bodies = export.bodies()
    export.save(export.rechained([*bodies, {**bodies[-1], "id": str(uuid4())}]))
    assert (verify().rc, verify().undecided) == (2, {"unsigned-tail"})


def test_no_checkpoint(export: Export, verify: Any) -> None:
    export.checkpoints()
    assert (verify(pinned=False).rc, verify(pinned=False).undecided) == (2, {"no-checkpoint", "unpinned"})


def test_back_date_with_the_real_key(export: Export, verify: Any) -> None:
    bodies = export.bodies()
    early = moment(datetime.now(UTC) - timedelta(days=90))
    export.save(export.rechained([*bodies, {**bodies[-1], "id": str(uuid4()), "at": early}]))
    export.sign()
    assert verify().tamper == {"time-order"}


def test_back_date_on_an_idle_log_after_a_witness_saw_it(export: Export, verify: Any) -> None:
    seen = datetime.now(UTC) + timedelta(days=10)
    witnessed = export.sign(witness=seen)
    bodies = export.bodies()
    late = moment(datetime.now(UTC) + timedelta(days=1))
    export.save(export.rechained([*bodies, {**bodies[-1], "id": str(uuid4()), "at": late}]))
    export.checkpoints(witnessed, export.sign())
    assert verify().tamper == {"time-anchor"}


def test_an_entry_of_tomorrow_that_a_witness_saw_today(export: Export, verify: Any) -> None:
    export.sign(witness=datetime.now(UTC) - timedelta(hours=1))
    assert verify().tamper == {"time-anchor"}


def test_insert_in_the_past_with_the_real_key(export: Export, verify: Any) -> None:
    bodies = export.bodies()
    at = BOOKS + 2
    export.save(export.rechained([*bodies[:at], {**bodies[at - 1], "id": str(uuid4())}, *bodies[at:]]))
    export.sign()
    assert (verify(pinned=False).rc, verify(pinned=False).undecided >= {"unpinned"}) == (1, True)
    assert {"root-mismatch", "split-view"} <= verify().tamper


def test_re_sign_with_another_key(export: Export, verify: Any) -> None:
    export.sign(OTHER_KEY)
    assert (verify(pinned=False).tamper, verify(pinned=False).undecided >= {"no-checkpoint"}) == (
        {"checkpoint-signature"},
        True,
    )


def test_a_signature_of_another_text(export: Export, verify: Any) -> None:
    note = export.sign()
    other = export.sign(size=3)
    export.checkpoints(note.split("\n\n")[0] + "\n\n" + other.split("\n\n")[1])
    assert verify(pinned=False).tamper == {"checkpoint-signature"}


def test_retired_key(export: Export, capsys: Any) -> None:
    ring = export.keyring(LogKey(log_key(ORIGIN, KEY), 0, 3), LogKey(log_key(ORIGIN, OTHER_KEY), 3))
    verdict = judged(capsys, "log", export.folder, "--keyring", ring)
    assert (verdict.rc, verdict.tamper) == (1, frozenset({"checkpoint-signature"}))


def test_rotation_keeps_history_valid(export: Export, capsys: Any) -> None:
    old, size = export.sign(size=3), len(export.lines())
    export.checkpoints(old, export.sign(OTHER_KEY))
    ring = export.keyring(LogKey(log_key(ORIGIN, KEY), 0, size - 1), LogKey(log_key(ORIGIN, OTHER_KEY), size))
    (export.folder.parent / "pin").write_text(old, encoding="utf-8")
    verdict = judged(capsys, "log", export.folder, "--keyring", ring, "--pin", export.folder.parent / "pin")
    assert (verdict.rc, verdict.tamper, verdict.undecided) == (0, frozenset(), frozenset())


def test_split_view(export: Export, verify: Any) -> None:
    mine = export.sign()
    bodies = export.bodies()
    bodies[-1]["data"] = {"to": "elsewhere"}
    export.save(export.rechained(bodies))
    export.checkpoints(mine, export.sign())
    assert {"split-view", "root-mismatch"} <= verify(pinned=False).tamper


def test_shorter_restored_database(export: Export, verify: Any) -> None:
    export.save(export.lines()[:-2])
    export.sign()
    assert verify(pinned=False).tamper == frozenset()
    assert verify().tamper == {"log-shorter-than-checkpoint"}


def test_staging_entry_in_production(export: Export, verify: Any) -> None:
    bodies = export.bodies()
    bodies[-1]["log"] = "staging.example.org"
    export.save(export.rechained(bodies))
    export.sign()
    assert verify(pinned=False).tamper == {"origin"}


def test_a_checkpoint_of_another_log(export: Export, verify: Any) -> None:
    note = export.sign()
    export.checkpoints(note.replace(ORIGIN, "staging.example.org"))
    assert verify(pinned=False).tamper == {"origin"}


def test_missing_witness(export: Export, verify: Any) -> None:
    pin = export.folder.parent / "pin"
    assert verify("--pin", pin, "--need-witness", "1").undecided == {"missing-witness"}
    export.sign(witness=datetime.now(UTC))
    assert verify("--pin", pin, "--need-witness", "1").rc == 0


def test_a_reference_to_what_no_earlier_entry_is(export: Export, verify: Any) -> None:
    bodies = export.bodies()
    bodies[2]["refs"] = [{"leaf": "A" * 43 + "=", "rel": "rests_on"}]
    export.save(export.rechained(bodies))
    export.sign()
    assert "ref-dangling" in verify(pinned=False).tamper


@pytest.mark.parametrize(
    "change", [{"seq": 0}, {"at": "2026-02-31T00:00:00.000000Z"}, {"refs": [1]}, {"data": {"a": {}}}, {"v": 2}]
)
def test_an_entry_of_another_shape(export: Export, verify: Any, change: dict[str, Any]) -> None:
    export.save([*export.lines(), encode({**export.bodies()[-1], **change})])
    assert "entry-shape" in verify().tamper


def test_a_stream_that_begins_in_its_middle_or_skips_or_links_elsewhere(export: Export, verify: Any) -> None:
    bodies = export.bodies()
    changes: tuple[tuple[dict[str, Json], str], ...] = (
        ({"stream": f"case/{uuid4()}"}, "chain-start"),
        ({"seq": bodies[-1]["seq"] + 7}, "chain-seq"),
        ({"prev": "A" * 43 + "="}, "chain-link"),
    )
    for change, code in changes:
        after = {**bodies[-1], "id": str(uuid4()), "seq": bodies[-1]["seq"] + 1}
        export.save([*export.lines()[: len(bodies)], encode({**after, **change})])
        assert code in verify().tamper


def test_tip_is_what_the_checkpoint_says(export: Export, capsys: Any) -> None:
    verdict = judged(capsys, "tip", export.folder)
    size, root = (export.folder / "checkpoint").read_text(encoding="utf-8").split("\n")[1:3]
    assert (verdict.rc, f'"entries": {size}' in verdict.words, root in verdict.words) == (0, True, True)


def test_what_cannot_be_read_is_one_sentence(export: Export, verify: Any, capsys: Any) -> None:
    ring, missing = export.keyring(), export.folder / "missing"
    shutil.copy(export.log, missing.with_suffix(".bin"))
    for words in (
        ("log", missing, "--keyring", ring), ("log", export.folder, "--keyring", missing), ("log", export.folder),
        ("log", export.folder, "--keyring", export.log), ("log", export.folder, "--keyring", ring, "--pin", export.log),
        ("case", export.folder, "nobody", "--keyring", ring), ("case", export.folder, str(uuid4()), "--keyring", ring),
        ("tip", missing), ("what",),
    ):  # fmt: skip
        verdict = judged(capsys, *words)
        assert (verdict.rc, len(verdict.words.strip().splitlines())) == (3, 1)


def test_an_opening_of_another_text_is_seen_whatever_entry_it_opens(export: Export, verify: Any) -> None:
    path = export.folder / "openings.jsonl"
    path.write_bytes(path.read_bytes().replace(b"What I saw.", b"What I did."))
    assert verify().tamper == {"commitment"}
