"""What the verifier sees at once of an entry and what it reads field by field are one judgement; nearly all is seen at once."""

import random
from pathlib import Path
from typing import Any

import pytest

from ledger import verify
from ledger.canonical import encode
from tests.ledger.fuzz import SPOILS
from tests.ledger.story import ORIGIN, pure_export

DIGEST = "A" * 43 + "="
ID = "00112233-4455-6677-8899-aabbccddeeff"
BODY: dict[str, Any] = {
    "v": 1, "log": ORIGIN, "id": ID, "type": "case.screened", "stream": f"case/{ID}", "seq": 1, "prev": None,
    "at": "2026-03-29T01:30:00.000005Z", "occurred": None, "actor": "a0", "role": "screener", "nonce": "A" * 22 + "==",
    "data": {"a": 1, "b": [True, None, "x:y", -7], "b.c": ""}, "commit": {"reasons": DIGEST, "text": DIGEST},
    "refs": [{"leaf": DIGEST, "rel": "rests_on"}],
}  # fmt: skip
LINE = encode(BODY)
WRITTEN_OTHERWISE = [
    (b'"a":1', b'"a":-0'),
    (b'"a":1', b'"a":01'),
    (b'"a":1', b'"a":1.0'),
    (b'"a":1', b'"a":1e3'),
    (b'"a":1', b'"a":9007199254740991'),
    (b'"a":1', b'"a":9007199254740992'),
    (b'"a":1', b'"a":-9007199254740992'),
    (b'"a":1', b'"a":999999999999999'),
    (b'"a":1', b'"a":0'),
    (b'"a":1', b'"a": 1'),
    (b'"a":1', b'"a":[[1]]'),
    (b'"a":1', b'"a":{}'),
    (b'"a":1', b'"a":1,"a":1'),
    (b'"a":1', b'"a":":","a":1'),
    (b'"a":1', b'"a":["x",":y"]'),
    (b'"a":1', b'"z":1'),
    (b'"a":1', b'"A":1'),
    (b'"x:y"', b'"x\\/y"'),
    (b'"x:y"', b'"\\u0061"'),
    (b'"x:y"', b'"\\ud800"'),
    (b'"x:y"', b'"two words"'),
    (b'"x:y"', b'"' + b"w" * 200 + b'"'),
    (b'"x:y"', b'"' + b"w" * 201 + b'"'),
    (b'"reasons"', b'"texts"'),
    (b'"reasons"', b'"text"'),
    (b'"reasons"', b'"reasons."'),
    (b"03-29T01", b"02-29T01"),
    (b"2026-03-29T01", b"2028-02-29T01"),
    (b"2026-03-29T01", b"0000-03-29T01"),
    (b"03-29T01", b"02-28T01"),
    (b"03-29T01", b"02-30T01"),
    (b"03-29T01", b"04-31T01"),
    (b"03-29T01", b"12-31T23"),
    (b"03-29T01", b"13-01T01"),
    (b"03-29T01", b"03-00T01"),
    (b"03-29T01", b"03-29T24"),
    (b"01:30:00.", b"01:60:00."),
    (b"01:30:00.", b"01:30:60."),
    (b"01:30:00.", "٠1:30:00.".encode()),
    (b'"occurred":null', b'"occurred":"2026-02-29T00:00:00.000000Z"'),
    (b'"occurred":null', b'"occurred":"2026-02-28T00:00:00.000000Z"'),
    (b'"occurred":null', b'"occurred":"2026-02-28"'),
    (b'"prev":null', b'"prev":"' + b"A" * 42 + b'B="'),
    (b'"prev":null', b'"prev":""'),
    (b'"refs":[', b'"refs":[{"rel":"a","leaf":"' + DIGEST.encode() + b'"},'),
    (b'"refs":[', b'"refs":[,'),
    (b'"seq":1', b'"seq":0'),
    (b'"seq":1', b'"seq":true'),
    (b'"seq":1', b'"seq":12345678901234567890'),
    (b'"v":1', b'"v":1,"v":1'),
    (b'"v":1', b'"v":true'),
    (b'"v":1', b'"v":1,"w":1'),
    (b'"actor":"a0"', b'"actor":""'),
    (b'"actor":"a0"', b'"actor":"a0","actor":"a0"'),
    (b'"log":"localhost"', b'"log":"\xff"'),
    (b'"log":"localhost"', b'"log":"elsewhere"'),
    (b'"log":"localhost"', b'"log":"loc\\u0061lhost"'),
    (b'"localhost"', '"é"'.encode()),
    (b'"case/', b'"cases/'),
    (b'"screener"', b'"the screener"'),
    (b"{", b"\xef\xbb\xbf{"),
    (b'"v":1}', b'"v":1}\r'),
    (b'"v":1}', b'"v":1} '),
    (b'"v":1}', b'"v":1'),
]


def _said(tmp_path: Path, lines: list[bytes], origin: str = ORIGIN) -> tuple[list[tuple[str, str]], list[str]]:
    """What is found wrong with these lines, and the leaves that they cite."""
    report, path = verify.Report(), tmp_path / "lines"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    log = verify.read_log(path, origin, report)
    return report.tamper, [entry.leaf for entry in log.kept]


def _field_by_field(line: bytes) -> set[str]:
    try:
        body = verify.from_canonical(line)
    except ValueError:
        return {"entry-form"}
    return {"entry-shape"} if verify.shape_fault(body) else set()


@pytest.fixture
def never_seen(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A way to have every entry read field by field from here on."""
    return lambda: monkeypatch.setattr(verify, "_AT_SIGHT", "(?!)")


@pytest.mark.parametrize(("was", "now"), WRITTEN_OTHERWISE)
def test_an_entry_written_otherwise_is_judged_as_field_by_field(
    tmp_path: Path, never_seen: Any, was: bytes, now: bytes
) -> None:
    assert LINE.count(was) >= 1
    line = LINE.replace(was, now, 1)
    at_sight = _said(tmp_path, [LINE, line])
    assert {code for code, _ in at_sight[0]} & {"entry-form", "entry-shape"} == _field_by_field(line)
    never_seen()
    assert _said(tmp_path, [LINE, line]) == at_sight


def test_spoilt_lines_are_judged_as_field_by_field(tmp_path: Path, never_seen: Any) -> None:
    export, _ = pure_export(tmp_path / "export")
    chance = random.Random(11)
    lines = export.lines()
    spoilt = [
        line.replace(b"\n", b"")
        for _ in range(60)
        for spoil in SPOILS
        for line in (spoil(chance, chance.choice(lines)),)
    ]
    at_sight = [_said(tmp_path, [*lines, line, *lines[:2]]) for line in spoilt]
    assert {code for found, _ in at_sight for code, _ in found} >= {"entry-form", "entry-shape", "duplicate-id"}
    never_seen()
    assert [_said(tmp_path, [*lines, line, *lines[:2]]) for line in spoilt] == at_sight


def test_a_written_entry_is_seen_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export, _ = pure_export(tmp_path / "export")
    monkeypatch.delattr(verify, "from_canonical")
    for lines in (export.lines(), [LINE]):
        found, _ = _said(tmp_path, lines)
        assert {code for code, _ in found} <= {"ref-dangling"}


@pytest.mark.parametrize("origin", ['say "it"', "back\\slash", "a.c", "é", "\ufffd", "\ud800", "(", ""])
def test_only_the_origin_that_is_trusted_is_seen_at_once(tmp_path: Path, never_seen: Any, origin: str) -> None:
    bodies = [{**BODY, "log": name, "refs": []} for name in ("abc", 'say "it"', "back\\slash", "é", "\ufffd", "(", "")]
    lines = [encode(body) for body in bodies] + [LINE.replace(b"localhost", b"\xff"), LINE.replace(b"localhost", b"\\")]
    at_sight = _said(tmp_path, lines, origin)
    never_seen()
    assert _said(tmp_path, lines, origin) == at_sight
