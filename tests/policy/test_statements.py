"""What is signed cannot be guessed, and the days that a signature covers are read without a gap."""

import base64
import hashlib
from datetime import date
from itertools import product
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from policy.oaths import Act, Cover, covers_of
from policy.signing import (
    edition_digest,
    id_of_entry,
    key_end_digest,
    made_entry,
    oath_digest,
    oath_statement,
    salt_of_field,
    step_digest,
    step_statement,
)

FIRST, SECOND, LAST = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


@pytest.mark.parametrize("nonce", [b"", bytes(15), bytes(17)])
def test_a_statement_has_a_nonce_that_nobody_guesses(nonce: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        oath_statement(
            log="localhost", member=uuid4(), oath="oath-1", locale="en-GB", oath_sha256=bytes(32), code_sha256=bytes(32),
            effective=FIRST,
            supersedes=None, nonce=nonce,
        )  # fmt: skip
    with pytest.raises(ValueError, match="16 bytes"):
        step_statement(
            log="localhost", case=uuid4(), step="cast_vote", person=uuid4(), makes=[], proposal=None, nonce=nonce
        )


def test_days_on_which_nothing_changes_are_one_stretch() -> None:
    ended = [
        Act[str](effective=FIRST, position=1, signature=None),
        Act[str](effective=SECOND, position=2, signature=None),
    ]
    assert covers_of(ended, FIRST, LAST) == (Cover(first=FIRST, last=LAST, signature=None),)


def test_days_that_run_backwards_are_none() -> None:
    with pytest.raises(ValueError, match="the last day lies before the first"):
        covers_of([], LAST, FIRST)


@pytest.mark.parametrize(("supersedes", "said"), [(None, b"null"), (b"abc", b'"YWJj"')])
def test_an_oath_is_signed_as_exactly_these_bytes(supersedes: bytes | None, said: bytes) -> None:
    statement = oath_statement(
        log="localhost", member=UUID(int=1), oath="oath-1", locale="en-GB", oath_sha256=b"abc", code_sha256=b"abc",
        effective=FIRST,
        supersedes=supersedes, nonce=bytes(16),
    )  # fmt: skip
    assert statement == (
        b'{"code_sha256":"YWJj","effective":"2026-01-01","kind":"oath-statement","locale":"en-GB","log":"localhost",'
        b'"member":"00000000-0000-0000-0000-000000000001","nonce":"AAAAAAAAAAAAAAAAAAAAAA==",'
        b'"oath":"oath-1","oath_sha256":"YWJj","supersedes":' + said + b',"v":1}'
    )


@pytest.mark.parametrize(("proposal", "named"), [(None, b"null"), (b"abc", b'"YWJj"')])
def test_a_step_is_signed_as_exactly_these_bytes(proposal: bytes | None, named: bytes) -> None:
    made = made_entry("case.vote_cast", {"option": "L2", "sanction": "new"}, {"choice": bytes(32)})
    statement = step_statement(
        log="localhost", case=UUID(int=1), step="cast_vote", person=UUID(int=2), makes=[made], proposal=proposal,
        nonce=bytes(16),
    )  # fmt: skip
    choice = base64.b64encode(bytes(32))
    nonce = base64.b64encode(hashlib.sha256(b"ethics-nonce/v1\x00" + bytes(16)).digest())
    assert statement == (
        b'{"case":"00000000-0000-0000-0000-000000000001","kind":"step-statement","log":"localhost",'
        b'"makes":[{"data":{"option":"L2"},"sealed":{"choice":"' + choice + b'"},"type":"case.vote_cast"}],'
        b'"nonce":"' + nonce + b'","person":"00000000-0000-0000-0000-000000000002",'
        b'"proposal":' + named + b',"step":"cast_vote","v":1}'
    )


def test_each_field_of_a_signed_step_has_a_salt_of_its_own_that_needs_the_secret(settings: Settings) -> None:
    made = {salt_of_field(bytes([nonce]) * 16, place, field) for nonce, place, field in product((1, 2), (1, 2), "ab")}
    before = salt_of_field(bytes(16), 1, "a")
    settings.SECRET_KEY = "another"
    assert (len(made), {len(one) for one in made}) == (8, {32})
    assert salt_of_field(bytes(16), 1, "a") != before


def test_each_entry_of_a_signed_step_has_an_id_of_its_own_that_needs_the_secret(settings: Settings) -> None:
    def made(
        nonce: int = 0, place: int = 1, case: int = 1, step: str = "a", person: int = 1, over: bytes = b""
    ) -> UUID:
        return id_of_entry(
            bytes([nonce]) * 16, place, case=UUID(int=case), step=step, person=UUID(int=person), over=over or None
        )

    others = [made(nonce=1), made(place=2), made(case=2), made(step="b"), made(person=2), made(over=b"x")]
    before = made()
    settings.SECRET_KEY = "another"
    assert len({made(), before, *others}) == 8
    assert {one.version for one in others} == {4}


def test_a_digest_of_an_oath_is_none_of_a_step() -> None:
    assert oath_digest(b"{}") == hashlib.sha256(b"ethics-oath/v1\x00{}").digest()
    assert step_digest(b"{}") == hashlib.sha256(b"ethics-step/v1\x00{}").digest()


def test_the_end_of_a_passkey_is_a_digest_of_these_bytes() -> None:
    digest = key_end_digest(log="a.example", person=UUID(int=1), key=b"\x02" * 32, nonce=b"\x03" * 16)
    said = (
        b'{"key":"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=","kind":"key-end-statement","log":"a.example",'
        b'"nonce":"AwMDAwMDAwMDAwMDAwMDAw==","person":"00000000-0000-0000-0000-000000000001","v":1}'
    )
    assert digest == hashlib.sha256(b"ethics-key/v1\x00" + said).digest()


def test_what_publishes_an_edition_is_a_digest_of_these_bytes() -> None:
    digest = edition_digest(
        log="a.example", person=UUID(int=1), office="auditor", makes=[{"name": "code-2"}], nonce=b"\x03" * 16
    )
    said = (
        b'{"kind":"edition-statement","log":"a.example","makes":[{"name":"code-2"}],'
        b'"nonce":"AwMDAwMDAwMDAwMDAwMDAw==","office":"auditor","person":"00000000-0000-0000-0000-000000000001","v":1}'
    )
    assert digest == hashlib.sha256(b"ethics-edition/v1\x00" + said).digest()
