"""Policies of C2SP tlog-policy: which checkpoints they let pass, and what is none. Witnesses of both kinds of key."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from django.core.management import call_command

from ledger import verify
from ledger.keyring import Keyring, LogKey
from ledger.notes import (
    ML_DSA_WITNESS_KEY,
    Head,
    Note,
    Signature,
    VerifierKey,
    cosign,
    log_key,
    ml_dsa_cosigned_bytes,
    read_checkpoint,
    sign,
    signers,
    witness_key,
)
from tests.ledger.story import BEGAN, KEY, ORIGIN, OTHER_KEY, WITNESS, Export, Verdict, judged, pure_export

NAMES = ("a.example", "b.example", "c.example", "d.example", "e.example")
KEYS = {name: Ed25519PrivateKey.from_private_bytes(bytes([40 + at]) * 32) for at, name in enumerate(NAMES)}
VKEYS = {name: str(witness_key(name, key)) for name, key in KEYS.items()}
ML_DSA = MLDSA44PrivateKey.from_seed_bytes(bytes(32))
ML_DSA_KEY = VerifierKey("a.example", ML_DSA_WITNESS_KEY, ML_DSA.public_key().public_bytes_raw())
HEAD = Head(ORIGIN, 9, bytes(32))
AT = int(BEGAN.timestamp())
LOG = f"log {log_key(ORIGIN, KEY)}\n"
WITNESSES = "".join(f"witness {name[0]} {vkey}\n" for name, vkey in VKEYS.items())
NESTED = f"{LOG}{WITNESSES}group X 2 a b c\ngroup Y any d e\ngroup Z all X Y\n"


def cosigned(head: Head, *names: str, key: Ed25519PrivateKey = KEY) -> str:
    """A signed checkpoint with the lines of the witnesses whose names begin so."""
    lines = [cosign(head.text, name=name, key=KEYS[name], time=AT) for name in NAMES if name[0] in names]
    return str(Note(head.text, [sign(head.text, name=head.origin, key=key), *lines]))


def ml_dsa_line(head: Head, *, time: int = AT, key: MLDSA44PrivateKey = ML_DSA) -> Signature:
    message = ml_dsa_cosigned_bytes(head, name=ML_DSA_KEY.name, time=time)
    return Signature(ML_DSA_KEY.name, ML_DSA_KEY.key_id, time.to_bytes(8) + key.sign(message))


def read(folder: Path, text: str | bytes) -> verify.Policy:
    path = folder / "policy"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return verify.read_policy(path)


@pytest.mark.parametrize(
    ("quorum", "names", "met"),
    [
        ("none", "", True), ("a", "", False), ("a", "a", True), ("a", "b", False), ("X", "ab", True), ("X", "c", False),
        ("X", "bc", True), ("X", "abc", True), ("Y", "a", False), ("Y", "e", True), ("Z", "abc", False), ("Z", "ade", False),
        ("Z", "abd", True), ("Z", "bce", True), ("Z", "abcde", True),
    ],
)  # fmt: skip
def test_a_quorum_of_nested_groups(tmp_path: Path, quorum: str, names: str, met: bool) -> None:
    policy = read(tmp_path, f"{NESTED}quorum {quorum}\n")
    assert policy.is_met(verify.read_checkpoint(cosigned(HEAD, *names))) is met


@pytest.mark.parametrize(
    ("logs", "met"),
    [
        ("", True),
        (LOG, True),
        (f"log {log_key('another.example', KEY)}\n", False),
        (f"log {log_key(ORIGIN, OTHER_KEY)}\n", False),
        (f"log {log_key(ORIGIN, OTHER_KEY)} https://log.example\n{LOG}", True),
    ],
)
def test_one_of_its_logs_has_signed_where_it_names_any(tmp_path: Path, logs: str, met: bool) -> None:
    assert read(tmp_path, f"{logs}quorum none\n").is_met(verify.read_checkpoint(cosigned(HEAD))) is met


def test_blanks_comments_addresses_and_names_of_any_bytes_are_read(tmp_path: Path) -> None:
    text = (
        f"# \xff a policy\n\n \t\n\t witness \xe9 \t {VKEYS['a.example']} https://a.example \n"
        f"witness {'é'.encode().decode('latin-1')} {VKEYS['b.example']}\n  quorum\t\xe9"
    ).encode("latin-1")
    policy = read(tmp_path, text)
    assert len(policy.witnesses) == 2
    assert policy.is_met(verify.read_checkpoint(cosigned(HEAD, "a")))
    assert not policy.is_met(verify.read_checkpoint(cosigned(HEAD, "b")))


ONE = f"witness a {VKEYS['a.example']}\n"
WRONG = {
    "no quorum": WITNESSES,
    "two quorums": f"{ONE}quorum a\nquorum none\n",
    "a quorum of nobody": "quorum a\n",
    "a quorum before its group": f"{ONE}quorum g\ngroup g any a\n",
    "a quorum of two": f"{WITNESSES}quorum a b\n",
    "a member that comes later": f"group g any a\n{ONE}quorum none\n",
    "a group of itself": f"{ONE}group g any g\nquorum none\n",
    "none as a member": f"{ONE}group g any none\nquorum none\n",
    "none as a name": f"witness none {VKEYS['a.example']}\nquorum none\n",
    "a name twice": f"{ONE}witness a {VKEYS['b.example']}\nquorum none\n",
    "a group with the name of a witness": f"{ONE}group a any a\nquorum none\n",
    "a key twice": f"{ONE}witness b {VKEYS['a.example']}\nquorum none\n",
    "a key twice under another name": f"{ONE}witness b {witness_key('z.example', KEYS['a.example'])}\nquorum none\n",
    "a log twice": f"{LOG}{LOG}quorum none\n",
    "a member twice": f"{WITNESSES}group g 2 a a\nquorum none\n",
    "a member of two groups": f"{WITNESSES}group g any a b\ngroup h any b c\nquorum none\n",
    "an empty group": f"{ONE}group g any\nquorum none\n",
    "all of an empty group": f"{ONE}group g all\nquorum none\n",
    "none of one": f"{ONE}group g 0 a\nquorum none\n",
    "two of one": f"{ONE}group g 2 a\nquorum none\n",
    "a number with a zero before it": f"{ONE}group g 01 a\nquorum none\n",
    "a word for a number": f"{ONE}group g some a\nquorum none\n",
    "the key of a log for a witness": f"witness a {log_key(ORIGIN, KEY)}\nquorum none\n",
    "the key of a witness for a log": f"log {VKEYS['a.example']}\nquorum none\n",
    "a key that is none": "witness a b\nquorum none\n",
    "a key with another id": f"witness a {VKEYS['a.example'].replace('+', '+0', 1)}\nquorum none\n",
    "three words": f"witness a {VKEYS['a.example']} https://a.example more\nquorum none\n",
    "another line": "mirror a\nquorum none\n",
    "a carriage return": f"{ONE}quorum a\r\n",
    "a control character": f"{ONE}# \x00\nquorum a\n",
    "nothing": "",
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_policy_is_refused_in_words(tmp_path: Path, what: str) -> None:
    with pytest.raises(verify.Unreadable):
        read(tmp_path, WRONG[what])


def test_a_long_chain_of_groups_is_judged(tmp_path: Path) -> None:
    chain = "".join(f"group g{number + 1} all g{number}\n" for number in range(3000))
    policy = read(tmp_path, f"{ONE}group g0 any a\n{chain}quorum g3000\n")
    assert policy.is_met(verify.read_checkpoint(cosigned(HEAD, "a")))
    assert not policy.is_met(verify.read_checkpoint(cosigned(HEAD, "b")))


@pytest.mark.parametrize(("count", "needed"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_the_printed_policy_asks_for_more_than_half(tmp_path: Path, capsys: Any, count: int, needed: int) -> None:
    keys = [witness_key(name, KEYS[name]) for name in NAMES[:count]]
    path = tmp_path / "keyring.json"
    path.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))], keys).json(), encoding="utf-8")
    call_command("ledger_policy", keyring=path)
    policy = read(tmp_path, capsys.readouterr().out)
    met = [policy.is_met(verify.read_checkpoint(cosigned(HEAD, *"abcde"[:n]))) for n in range(count + 1)]
    assert met == [n >= needed for n in range(count + 1)]


def test_two_keys_of_one_witness_count_once(tmp_path: Path) -> None:
    keys = [witness_key(name, KEYS[name]) for name in NAMES[:2]]
    policy = read(tmp_path, Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))], [*keys, ML_DSA_KEY]).policy())
    with_ml_dsa = cosigned(HEAD, "a") + f"{ml_dsa_line(HEAD)}\n"
    assert not policy.is_met(verify.read_checkpoint(with_ml_dsa))
    only_ml_dsa = cosigned(HEAD, "b") + f"{ml_dsa_line(HEAD)}\n"
    assert policy.is_met(verify.read_checkpoint(only_ml_dsa))


@pytest.mark.parametrize("change", ["", "another key", "another time", "another checkpoint", "cut off", "no time"])
def test_a_line_of_ml_dsa_is_judged_alike_by_both(change: str) -> None:
    head = HEAD if change != "another checkpoint" else Head(ORIGIN, 10, bytes(32))
    key = ML_DSA if change != "another key" else MLDSA44PrivateKey.generate()
    line = ml_dsa_line(head, key=key, time=0 if change == "no time" else AT)
    if change == "another time":
        line = Signature(line.name, line.key_id, (AT + 1).to_bytes(8) + line.value[8:])
    if change == "cut off":
        line = Signature(line.name, line.key_id, line.value[:-1])
    note = Note(HEAD.text, [sign(HEAD.text, name=ORIGIN, key=KEY), line])
    theirs = verify.read_witness_key(str(ML_DSA_KEY)).time_of(line.value, HEAD.text)
    assert (ML_DSA_KEY.time_if_signed(line, HEAD.text), theirs) == ((AT, AT) if not change else (None, None))
    report, ring = verify.Report(), verify.Keyring(ORIGIN, [verify.read_key(str(log_key(ORIGIN, KEY)), 1)], [], ())
    trusted = verify.with_policy(ring, verify.Policy([], {"a": verify.read_witness_key(str(ML_DSA_KEY))}, [], "a"))
    found = verify.judge_checkpoint(verify.read_checkpoint(str(note)), trusted, report, "it")
    assert (found, [code for code, _ in report.tamper]) == (
        ({"a.example": AT}, []) if not change else (None, ["cosignature"])
    )
    assert change or signers(note, [ML_DSA_KEY]) == {ML_DSA_KEY: AT}


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """An exported log whose checkpoint one witness has signed."""
    made, _ = pure_export(tmp_path / "export")
    made.sign(witness=datetime.now(UTC))
    return made


@pytest.fixture
def verdict(export: Export, capsys: Any) -> Callable[..., Verdict]:
    """Judge the export, with its own first checkpoint as the pin."""

    def run(*words: str | Path) -> Verdict:
        pin = export.folder / "checkpoint"
        return judged(capsys, "log", export.folder, "--keyring", export.keyring(), "--pin", pin, *words)

    return run


def test_the_last_checkpoint_of_a_log_is_judged(export: Export, verdict: Callable[..., Verdict]) -> None:
    witness, path = f"witness w {witness_key('witness.example', WITNESS)}\n", export.folder.parent / "policy"
    path.write_text(f"{LOG}{witness}quorum w\n", encoding="utf-8")
    met = verdict("--policy", path, "--need-witness", "1")
    assert (met.rc, "1 witness: witness.example" in met.words) == (0, True)
    assert verdict("--need-witness", "2").undecided == {"missing-witness"}
    path.write_text(f"{LOG}{witness}{ONE}group both all w a\nquorum both\n", encoding="utf-8")
    assert (verdict("--policy", path).rc, verdict("--policy", path).undecided) == (2, frozenset({"policy-unmet"}))
    path.write_text("quorum both\n", encoding="utf-8")
    assert [verdict("--policy", path).rc, verdict("--policy", path.with_name("none")).rc] == [3, 3]


def test_a_witness_of_the_policy_alone_counts_and_its_false_line_is_tampering(
    export: Export, verdict: Callable[..., Verdict]
) -> None:
    path = export.folder.parent / "policy"
    path.write_text(f"{ONE}quorum a\n", encoding="utf-8")
    note = export.sign()
    head, _ = read_checkpoint(note)
    line = cosign(head.text, name="a.example", key=KEYS["a.example"], time=int(datetime.now(UTC).timestamp()))
    export.checkpoints(f"{note}{line}\n")
    assert (verdict().undecided, verdict("--policy", path).rc) == (frozenset(), 0)
    false = Signature(line.name, line.key_id, line.value[:-1] + bytes([line.value[-1] ^ 1]))
    export.checkpoints(f"{note}{false}\n")
    assert verdict("--policy", path).tamper == {"cosignature"}


def test_where_cryptography_offers_no_ml_dsa_its_lines_are_listed_and_do_not_count(
    export: Export, verdict: Callable[..., Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export.folder.parent / "policy"
    path.write_text(f"witness a {ML_DSA_KEY}\nquorum a\n", encoding="utf-8")
    note = export.sign()
    line = ml_dsa_line(read_checkpoint(note)[0], time=int(datetime.now(UTC).timestamp()))
    export.checkpoints(f"{note}{line}\n")
    assert verdict("--policy", path).rc == 0
    monkeypatch.setattr(verify, "mldsa", None)
    unjudged = verdict("--policy", path)
    assert (unjudged.undecided, "cannot judge" in unjudged.words) == (frozenset({"policy-unmet"}), True)


def test_a_mailed_checkpoint_is_a_pin_as_it_was_saved(export: Export, capsys: Any) -> None:
    note = export.sign()
    mail = f"Keep this.\n\n{verify.BEGIN_MAILED}\n{note}{verify.END_MAILED}\n\nGoodbye\n"
    path = export.folder.parent / "mail"
    for text, rc in (
        (mail, 0),
        (mail.replace("\n", "\r\n"), 0),
        (note, 0),
        (mail.replace(verify.END_MAILED, ""), 3),
        (mail.replace(f"{verify.BEGIN_MAILED}\n", ""), 3),
        (mail.replace(verify.BEGIN_MAILED, f"> {verify.BEGIN_MAILED}"), 3),
        (f"Keep this.\n\n{note}", 3),
    ):
        path.write_bytes(text.encode())
        assert judged(capsys, "log", export.folder, "--keyring", export.keyring(), "--pin", path).rc == rc


@pytest.mark.parametrize("name", ["w.example", "another.example"])
def test_a_witness_under_two_names_is_one_witness(tmp_path: Path, capsys: Any, name: str) -> None:
    """The keyring and the policy name the same key differently: one signature, said twice, counts once."""
    export, _ = pure_export(tmp_path / "export")
    note = verify.read_checkpoint(export.sign())
    names = ("witness.example", name)
    lines = [cosign(note.text, name=each, key=WITNESS, time=AT + 60) for each in names]
    export.checkpoints(str(Note(note.text, [sign(note.text, name=ORIGIN, key=KEY), *lines])))
    policy = tmp_path / "policy"
    policy.write_text(f"witness w {witness_key(name, WITNESS)}\nquorum w\n", encoding="utf-8")
    words = ("log", export.folder, "--keyring", export.keyring(), "--pin", export.pin(), "--policy", policy)
    assert judged(capsys, *words, "--need-witness", "1").rc == verify.PROVEN
    assert judged(capsys, *words, "--need-witness", "2").undecided == {"missing-witness"}
