"""The bytes of an entry, its leaf and its commitments. They are final: a change here breaks every proof ever given."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from ledger.commitments import commitment, leaf_hash
from ledger.entries import FIELDS, Draft, NotAnEntry, check, entry_bytes, moment, read_entry, read_moment

ENTRY_ID = UUID("00112233-4455-6677-8899-aabbccddeeff")
CASE = UUID("0f0e0d0c-0b0a-0908-0706-050403020100")
ACTOR = UUID("a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf")
FIRST = datetime(2026, 3, 29, 1, 30, 0, 5, tzinfo=UTC)

GOLDEN = (
    b'{"actor":"a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf","at":"2026-03-29T01:30:00.000005Z","commit":{"reasons":'
    b'"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"data":{"commitments":[1,4],"from":"intake","lead":null,"urgent":true},'
    b'"id":"00112233-4455-6677-8899-aabbccddeeff","log":"demo.example.org","nonce":"AgICAgICAgICAgICAgICAg==",'
    b'"occurred":"2026-03-28T22:59:59.000000Z","prev":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=","refs":[{"leaf":'
    b'"AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=","rel":"rests_on"}],"role":"screener","seq":2,'
    b'"stream":"case/0f0e0d0c-0b0a-0908-0706-050403020100","type":"case.screened","v":1}'
)


def _draft(**fields: Any) -> Draft:
    given: dict[str, Any] = {
        "id": ENTRY_ID,
        "type": "case.screened",
        "stream": f"case/{CASE}",
        "actor": ACTOR,
        "role": "screener",
        "occurred": datetime(2026, 3, 29, 0, 59, 59, tzinfo=timezone(timedelta(hours=2))),
        "data": {"urgent": True, "from": "intake", "lead": None, "commitments": (1, 4)},
        "commit": {"reasons": bytes(32)},
        "refs": [("rests_on", b"\x03" * 32)],
    }
    return Draft(**{**given, **fields})


def test_an_entry_is_exactly_these_bytes() -> None:
    made = entry_bytes(_draft(), log="demo.example.org", seq=2, prev=b"\x01" * 32, at=moment(FIRST), nonce=b"\x02" * 16)
    assert made == GOLDEN
    assert set(read_entry(made)) == FIELDS
    assert len(FIELDS) == 15


def test_a_leaf_is_the_hash_of_a_zero_byte_and_the_entry() -> None:
    assert leaf_hash(GOLDEN) == hashlib.sha256(b"\x00" + GOLDEN).digest()
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_a_commitment_is_exactly_this_hash() -> None:
    salt = bytes(range(32))
    digest = commitment(salt=salt, entry_id=ENTRY_ID, field="reasons", value={"b": "é", "a": 1})
    body = b"ethics-commit/v1\x00" + salt + ENTRY_ID.bytes + b"\x07reasons" + '{"a":1,"b":"é"}'.encode()
    assert digest == hashlib.sha256(body).digest()
    assert digest.hex() == "315ec062f372f44a70e2cf7e74aacb37724a3baf778a3337e6a1c0798018cfe2"


@pytest.mark.parametrize(
    ("salt", "field"), [(b"", "reasons"), (bytes(31), "reasons"), (bytes(32), ""), (bytes(32), "a" * 256)]
)
def test_a_commitment_needs_a_whole_salt_and_a_field(salt: bytes, field: str) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(salt=salt, entry_id=ENTRY_ID, field=field, value=1)


def test_a_moment_is_read_as_it_was_written() -> None:
    assert moment(FIRST) == "2026-03-29T01:30:00.000005Z"
    assert read_moment(moment(FIRST)) == FIRST
    with pytest.raises(ValueError, match="zone"):
        moment(FIRST.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"type": "Case opened"}, "type"),
        ({"type": "a" * 65}, "type"),
        ({"stream": "case/1"}, "stream"),
        ({"stream": f"case/{CASE} "}, "stream"),
        ({"actor": "Rex Harker"}, "actor"),
        ({"actor": ""}, "actor"),
        ({"role": "the chair"}, "role"),
        ({"occurred": FIRST.replace(tzinfo=None)}, "occurred"),
        ({"data": {"Naïve": 1}}, "data"),
        ({"data": {"n": 1.5}}, "data.n"),
        ({"data": {"n": 2**53}}, "data.n"),
        ({"data": {"n": "two words"}}, "data.n"),
        ({"data": {"n": "é"}}, "data.n"),
        ({"data": {"n": [[1]]}}, "data.n"),
        ({"data": {"n": {"a": 1}}}, "data.n"),
        ({"data": {"n": b"x"}}, "data.n"),
        ({"commit": {"reasons": bytes(31)}}, "commit"),
        ({"commit": {"a" * 65: bytes(32)}}, "commit"),
        ({"refs": [("rests_on", bytes(5))]}, "refs"),
    ],
)
def test_a_draft_that_is_no_entry_says_which_field(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(NotAnEntry, match=f"^{named} does not have"):
        check(_draft(**fields))


@pytest.mark.parametrize(
    "data",
    [
        GOLDEN[:-1] + b',"w":1}',
        GOLDEN.replace(b'"v":1', b'"v":2'),
        GOLDEN.replace(b"1,4", b"1, 4"),
        b"{}",
        b"[]",
        b"1.5",
    ],
)
def test_bytes_that_are_no_entry_are_not_read(data: bytes) -> None:
    with pytest.raises(NotAnEntry):
        read_entry(data)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-29T01:30:00Z",
        "2026-03-29T01:30:00.5Z",
        "2026-03-29T01:30:00.000005+00:00",
        "2026-03-29T01:30:00.000005",
        "2026-03-29 01:30:00.000005Z",
        "20260329T013000.000005Z",
        "2026-03-29",
        "",
    ],
)
def test_a_moment_is_read_in_the_one_form_in_which_it_is_written(text: str) -> None:
    assert read_moment(moment(FIRST)) == FIRST
    with pytest.raises(ValueError, match=r"moment|isoformat"):
        read_moment(text)
