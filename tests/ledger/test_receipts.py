"""Receipts, from the tables to a file and back: what was altered is seen, and what is no receipt is said in one sentence."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from aics_tlog.note import parse_note
from aics_tlog.tree import verify_leaf_inclusion
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from pytest_django import Settings

from ledger import verify
from ledger.canonical import Json, decode, encode
from ledger.checking import check_receipt, verifier_digest
from ledger.commitments import leaf_hash
from ledger.entries import b64
from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint, Entry
from ledger.notes import log_key, read_head
from ledger.receipts import consistency_proof, receipt_of
from ledger.sync import seal_log
from ledger.tree import inclusion_path, root_of
from tests.ledger.exported import signing
from tests.ledger.receipted import Given, case
from tests.ledger.records import draft, written
from tests.ledger.story import ORIGIN, OTHER_KEY, flipped, judged, pure_export

__all__ = ["case"]

SALT_B64 = "A" * 43 + "="


@pytest.fixture
def judge(case: Given, capsys: Any) -> Any:
    """What the verifier says of a receipt."""
    pin = case.folder / "pin"
    pin.write_text(Checkpoint.objects.get().note, encoding="utf-8")
    return lambda text: judged(capsys, "receipt", case.file(text), "--keyring", case.ring, "--pin", pin)


@pytest.mark.parametrize("with_text", [True, False])
def test_a_receipt_in_either_form_is_proven(case: Given, judge: Any, with_text: bool) -> None:
    text = case.receipt(with_text=with_text)
    assert (judge(text).rc, "What I saw" in base64.b64decode(text.split("\n")[1][6:]).decode()) == (0, with_text)
    assert len(text) < 3000


def test_a_receipt_by_itself_is_undecided_until_it_is_pinned(case: Given, capsys: Any) -> None:
    verdict = judged(capsys, "receipt", case.file(case.receipt()), "--keyring", case.ring)
    assert (verdict.rc, verdict.undecided) == (2, frozenset({"unpinned"}))


def test_a_receipt_waits_for_its_seal_and_then_stays_the_same(db: None, tmp_path: Path) -> None:
    (entry,) = written(draft())
    assert receipt_of(entry.id) is None
    with signing(tmp_path) as socket:
        seal_log(socket)
        first = receipt_of(entry.id)
        written(draft())
        seal_log(socket)
    assert receipt_of(entry.id) == first
    assert Checkpoint.objects.count() == 2


def _text(extra: dict[str, Any]) -> None:
    extra["openings"][0]["value"] = "Another story."


def _salt(extra: dict[str, Any]) -> None:
    extra["openings"][0]["salt"] = SALT_B64


def _entry(extra: dict[str, Any]) -> None:
    body: Any = decode(extra["entry"].encode())
    extra["entry"] = encode({**body, "type": "report.invented"}).decode()


@pytest.mark.parametrize(
    ("change", "codes"), [(_text, {"commitment"}), (_salt, {"commitment"}), (_entry, {"inclusion"})]
)
def test_receipt_altered_in_text(case: Given, judge: Any, change: Any, codes: set[str]) -> None:
    assert judge(case.changed(change)).tamper == codes


def test_receipt_altered_in_path(case: Given, judge: Any) -> None:
    lines = case.receipt().split("\n")
    assert judge("\n".join([*lines[:3], flipped(lines[3]), *lines[4:]])).tamper == {"inclusion"}
    assert judge("\n".join([*lines[:3], *lines[4:]])).tamper == {"inclusion"}


def test_receipt_altered_in_index(case: Given, judge: Any) -> None:
    index = case.entry.log_index
    assert judge(case.receipt().replace(f"index {index}", f"index {index + 1}")).tamper == {"inclusion"}


def test_receipt_altered_in_size(case: Given, judge: Any) -> None:
    size = Checkpoint.objects.get().size
    changed = case.receipt().replace(f"{ORIGIN}\n{size}\n", f"{ORIGIN}\n{size + 1}\n")
    assert judge(changed).tamper >= {"checkpoint-signature"}


def test_receipt_altered_in_key(case: Given, judge: Any) -> None:
    case.ring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, OTHER_KEY))]).json(), encoding="utf-8")
    assert judge(case.receipt()).tamper == {"checkpoint-signature"}


def test_a_receipt_and_a_pin_of_other_sizes_need_the_proof_between_them(case: Given, capsys: Any) -> None:
    receipt, old = case.file(case.receipt()), Checkpoint.objects.get()
    written(draft(), draft(), draft())
    with signing(case.folder / "mirror") as socket:
        seal_log(socket)
    new = Checkpoint.objects.order_by("size").last()
    assert new is not None
    pin, proof, first = (case.folder / name for name in ("pin", "proof", "first"))
    pin.write_text(new.note, encoding="utf-8")
    first.write_text(old.note, encoding="utf-8")
    proof.write_text(consistency_proof(old.size, new.size), encoding="utf-8")
    words = ("receipt", receipt, "--keyring", case.ring, "--pin", pin)
    assert judged(capsys, *words).undecided == {"unpinned"}
    assert judged(capsys, *words, "--consistency", proof).rc == 0
    assert judged(capsys, "consistency", first, pin, proof, "--keyring", case.ring).rc == 0
    proof.write_text(consistency_proof(old.size - 1, new.size), encoding="utf-8")
    assert judged(capsys, *words, "--consistency", proof).tamper == {"split-view"}
    assert judged(capsys, "consistency", first, pin, proof, "--keyring", case.ring).tamper == {"split-view"}


def test_entries_that_were_disclosed_are_judged_like_receipts(case: Given, capsys: Any) -> None:
    lines = case.receipt().partition("\n\n")[0].split("\n")
    extra: Any = decode(base64.b64decode(lines[1][6:]))
    bundle: dict[str, Json] = {"v": 1, "checkpoint": Checkpoint.objects.get().note}
    shown: dict[str, Json] = {**extra, "index": case.entry.log_index, "path": lines[3:]}
    pin = case.folder / "pin"
    pin.write_text(Checkpoint.objects.get().note, encoding="utf-8")
    words = ("--keyring", case.ring, "--pin", pin)
    assert judged(capsys, "disclose", case.file(encode({**bundle, "entries": [shown]})), *words).rc == 0
    moved: dict[str, Json] = {**shown, "index": case.entry.log_index + 1}
    assert judged(capsys, "disclose", case.file(encode({**bundle, "entries": [shown, moved]})), *words).tamper == {
        "inclusion"
    }
    assert judged(capsys, "disclose", case.file(b"{}"), *words).rc == 3
    others: tuple[dict[str, Json], ...] = ({"v": 2}, {"v": True}, {"w": 1})
    for other in others:
        assert judged(capsys, "disclose", case.file(encode({**bundle, "entries": [shown], **other})), *words).rc == 3


def test_a_keyring_says_in_whole_numbers_when_a_key_signs(case: Given, capsys: Any) -> None:
    body = json.loads(case.ring.read_text(encoding="utf-8"))
    for wrong in ({"from": "0"}, {"to": "9"}, {"to": 1.5}, {"from": None}):
        ring = case.folder / "wrong.json"
        ring.write_text(json.dumps({**body, "log_keys": [{**body["log_keys"][0], **wrong}]}), encoding="utf-8")
        assert judged(capsys, "receipt", case.file(case.receipt().encode()), "--keyring", ring).rc == 3


def test_an_independent_implementation_accepts_our_receipt(case: Given) -> None:
    head, _, note = case.receipt().partition("\n\n")
    lines = head.split("\n")
    entry = decode(base64.b64decode(lines[1][6:]))["entry"].encode()  # type: ignore[index,call-overload,union-attr]
    signed = read_head(parse_note(note).text)
    path = [base64.b64decode(line) for line in lines[3:]]
    verify_leaf_inclusion(leaf_hash(entry), int(lines[2][6:]), signed.size, path, signed.root)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "", lambda text: text[: len(text) // 2], lambda text: text[1:], lambda text: text.replace("extra ", ""),
        lambda text: text.replace("\n", "\r\n"), lambda text: text * 2000, lambda text: text.split("\n\n")[1],
        lambda text: text.replace("index ", "index 0"), lambda text: "\ufeff" + text, lambda text: text.encode("utf-16"),
    ],
)  # fmt: skip
def test_what_is_no_receipt_is_said_in_one_sentence(case: Given, judge: Any, spoil: Any) -> None:
    verdict = judge(spoil(case.receipt()))
    assert (verdict.rc, len(verdict.words.strip().splitlines())) == (3, 1)


@bounded(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_fuzz_of_the_note_and_proof_parsers(case: Given, data: st.DataObject) -> None:
    whole = case.receipt().encode()
    at, end = sorted((data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, len(whole)))))
    spoiled = whole[:at] + data.draw(st.binary(max_size=20)) + whole[end:]
    try:
        checked = check_receipt(spoiled)
    except verify.Unreadable as sentence:
        assert str(sentence).endswith(".")
    else:
        assert checked.faults or spoiled == whole


def test_the_checking_page_proves_a_receipt_up_to_today(case: Given) -> None:
    checked = check_receipt(case.receipt().encode())
    assert (checked.faults, checked.index, checked.type) == ((), case.entry.log_index, "report.received")
    assert checked.note == Checkpoint.objects.get().note


def test_the_checking_page_says_what_is_wrong(case: Given) -> None:
    checked = check_receipt(case.changed(_text).encode())
    assert checked.faults == (
        "What this receipt says does not hold: the entry commits to another narrative than the one handed over. "
        "Take the file as it was first given to you.",
    )
    assert checked.proof == ""


def test_a_receipt_of_another_history_is_told_apart(case: Given) -> None:
    export, _ = pure_export(case.folder / "fork")
    leaves = [leaf_hash(line) for line in export.lines()]
    path = inclusion_path(0, len(leaves), lambda level, at: root_of(leaves[at << level : (at + 1) << level]))
    extra = b64(encode({"entry": export.lines()[0].decode(), "openings": []}))
    lines = ["c2sp.org/tlog-proof@v1", f"extra {extra}", "index 0", *map(b64, path), "", ""]
    note = (export.folder / "checkpoint").read_text(encoding="utf-8")
    assert "another history" in check_receipt(("\n".join(lines) + note).encode()).faults[0]


def test_what_is_public_is_fetched_without_a_name(case: Given, client: Client) -> None:
    size = Checkpoint.objects.get().size
    note = client.get(reverse("ledger_checkpoint"))
    assert (note.content.decode(), note["Content-Type"]) == (Checkpoint.objects.get().note, "text/plain; charset=utf-8")
    tile = client.get(f"/ledger/tile/0/000.p/{size}").content
    assert tile == b"".join(bytes(leaf) for leaf in Entry.objects.order_by("log_index").values_list("leaf", flat=True))
    assert client.get(reverse("ledger_keyring")).content == case.ring.read_bytes()
    assert len(verifier_digest()) == 64
    assert b"ledger" in client.get(reverse("ledger_verifier")).content


@pytest.mark.parametrize(
    "path", ["0/000", "0/000.p/200", "0/001", "1/000", "9/x001/000", "0/0", "0/x000", "0/entries", "999/000"]
)
def test_a_tile_that_the_published_tree_does_not_have_is_not_found(case: Given, client: Client, path: str) -> None:
    assert client.get(f"/ledger/tile/{path}").status_code == 404


def test_before_the_first_checkpoint_there_is_none(db: None, client: Client, settings: Settings) -> None:
    settings.KEYRING_FILE = None
    paths = ("checkpoint", "keyring.json", "tile/0/000")
    assert [client.get(f"/ledger/{path}").status_code for path in paths] == [404, 404, 404]
