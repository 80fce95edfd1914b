"""Sealed texts: opened where they were sealed, shut everywhere else, and never in clear in the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoAssertNumQueries, Settings

from ledger import clock, queries
from ledger.canonical import Json, NotCanonical
from tests.ledger.test_canonical import VALUES
from tests.vault.sealed import Told, everything_stored, is_stored, tell
from vault import aead
from vault.compartments import Compartment, Kind, opening, sealing_key, stored_keys
from vault.keys import CannotOpen, wrap
from vault.models import SealedText, WrappedKey
from vault.sealing import Text, open_many, seal

CANARY = "Quillon-Marabout"


def opened(*, compartment: Compartment, entry_id: UUID, stream: str, field: str) -> Json:
    """Return what opens at this address, alone."""
    return open_many(compartment, stream, [(entry_id, field)])[entry_id, field]


def test_a_text_is_read_as_it_was_written(db: None, kek: Path) -> None:
    told = tell({"reasons": {"text": f"{CANARY} é", "lines": [1, None]}, "note": None})
    assert opened(**told.place, field="reasons") == {"text": f"{CANARY} é", "lines": [1, None]}
    assert opened(**told.place, field="note") is None


def test_the_entry_commits_to_what_is_sealed(db: None, kek: Path) -> None:
    told = tell({"reasons": CANARY, "note": CANARY})
    commit = queries.entry(told.entry_id).body["commit"]
    assert set(commit) == {"reasons", "note"}
    assert commit["reasons"] != commit["note"]


def test_many_texts_are_opened_in_one_query(
    db: None, kek: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = tell({"reasons": "a", "note": "b"})
    others = [tell({"reasons": str(n)}, case=first.case) for n in range(2)]
    wanted = [(told.entry_id, "reasons") for told in (first, *others)]
    with django_assert_num_queries(1):
        found = open_many(first.compartment, first.stream, [*wanted, (uuid4(), "reasons"), (first.entry_id, "other")])
    assert found == dict(zip(wanted, ["a", "0", "1"], strict=True))


class Counting(dict[str, Json]):
    """An object that counts how often it is read as a whole."""

    reads = 0

    def items(self) -> Any:
        self.reads += 1
        return super().items()


def test_a_value_is_put_into_its_canonical_form_once(db: None, kek: Path) -> None:
    value = Counting(text=CANARY)
    tell({"reasons": value})
    assert value.reads == 1


def test_no_word_stands_in_the_database(db: None, kek: Path) -> None:
    tell({"reasons": CANARY, "note": [CANARY] * 100})
    assert not is_stored(CANARY)
    assert kek.read_text().strip() not in everything_stored()


def test_short_and_long_words_take_the_same_room(db: None, kek: Path) -> None:
    tell({"a": "", "b": "x" * 900, "c": "x" * 1100})
    assert [len(row.blob) for row in SealedText.objects.order_by("field")] == [1052, 1052, 2076]


def test_a_field_is_sealed_once(db: None, kek: Path) -> None:
    told = tell({"reasons": "a"})
    with pytest.raises(IntegrityError), transaction.atomic():
        seal(Text(**told.place, field="reasons", value="b"))


def test_a_text_is_sealed_under_a_key_that_was_read_before_without_reading_again(
    db: None, kek: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    told, other = tell({"reasons": "a"}), tell({"reasons": "b"})
    read = stored_keys({told.compartment, other.compartment})
    with django_assert_num_queries(1):
        seal(Text(**told.place, field="note", value="c"), keys_read=read)
    assert len({row.key_id for row in SealedText.objects.filter(entry_id=told.entry_id)}) == 1


def test_a_key_that_was_read_and_is_not_vouched_for_is_passed_over(db: None, kek: Path) -> None:
    told = tell({"reasons": "a"})
    (read,) = stored_keys({told.compartment})
    read.voucher = b"somebody else"
    seal(Text(**told.place, field="note", value="c"), keys_read=[read])
    assert len({row.key_id for row in SealedText.objects.filter(entry_id=told.entry_id)}) == 2


def test_a_value_without_canonical_form_is_not_sealed(db: None, kek: Path) -> None:
    with pytest.raises(NotCanonical):
        tell({"reasons": 1.5})  # type: ignore[dict-item]
    assert SealedText.objects.count() == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"compartment": Compartment(uuid4(), Kind.CASE)},
        {"stream": f"case/{uuid4()}"},
        {"stream": "system"},
        {"field": "note"},
        {"entry_id": uuid4()},
    ],
)
def test_a_text_opens_at_no_other_place(db: None, kek: Path, changed: dict[str, Any]) -> None:
    told = tell({"reasons": CANARY})
    place = {"compartment": told.compartment, "entry_id": told.entry_id, "stream": told.stream, "field": "reasons"}
    with pytest.raises((CannotOpen, KeyError)):
        opened(**{**place, **changed})


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CASE])
def test_another_compartment_of_the_same_case_does_not_open_it(db: None, kek: Path, kind: Kind) -> None:
    told = tell({"reasons": CANARY})
    with pytest.raises(CannotOpen):
        open_many(replace(told.compartment, kind=kind), told.stream, [(told.entry_id, "reasons")])


def _run(statement: str, *parameters: UUID | bytes | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("with_key", [False, True], ids=["ciphertext alone", "ciphertext and wrapped key"])
def test_a_moved_ciphertext_stays_shut(db: None, kek: Path, with_key: bool) -> None:
    theirs, mine = tell({"reasons": CANARY}), tell({"reasons": "mine"})
    _run("DELETE FROM vault_sealedtext WHERE entry_id = %s", mine.entry_id)
    _run("UPDATE vault_sealedtext SET entry_id = %s WHERE entry_id = %s", mine.entry_id, theirs.entry_id)
    if with_key:
        _run("DELETE FROM vault_keys.wrapped_key WHERE subject = %s", mine.case)
        _run("UPDATE vault_keys.wrapped_key SET subject = %s WHERE subject = %s", mine.case, theirs.case)
    with pytest.raises(CannotOpen):
        open_many(mine.compartment, mine.stream, [(mine.entry_id, "reasons")])


def test_a_text_moved_within_its_compartment_stays_shut(db: None, kek: Path) -> None:
    first = tell({"reasons": CANARY})
    second = tell({"reasons": "other"}, case=first.case)
    _run("DELETE FROM vault_sealedtext WHERE entry_id = %s", second.entry_id)
    _run("UPDATE vault_sealedtext SET entry_id = %s", second.entry_id)
    with pytest.raises(CannotOpen):
        open_many(first.compartment, first.stream, [(second.entry_id, "reasons")])


def _planted(compartment: Compartment) -> tuple[WrappedKey, bytes]:
    """A key an attacker knows, wrapped properly with the public half, as the newest of the compartment."""
    secret, key_id = b"\x42" * 32, uuid4()
    info = f'{{"kid":"{key_id}","kind":"{compartment.kind}","subject":"{compartment.subject}","use":"data-key","v":1}}'
    wrapped = wrap(secret, info=info.encode())
    at = clock.now() + timedelta(days=1)
    row = WrappedKey.objects.create(
        id=key_id, subject=compartment.subject, kind=compartment.kind, epoch=wrapped.epoch, wrapped=wrapped.blob,
        voucher=bytes(32), made_at=at,
    )  # fmt: skip
    return row, secret


def test_a_key_that_somebody_planted_is_never_sealed_with(db: None, kek: Path) -> None:
    told = tell({"reasons": "a"})
    row, secret = _planted(told.compartment)
    assert opening(row, told.compartment) == secret
    assert sealing_key(told.compartment).row.id != row.id


def test_a_text_that_somebody_planted_is_not_shown(db: None, kek: Path) -> None:
    told = tell({"reasons": CANARY})
    row, secret = _planted(told.compartment)
    aad = f'{{"event":"{told.entry_id}","field":"reasons","kid":"{row.id}","stream":"{told.stream}","v":1}}'
    blob = aead.encrypt(secret, b'"forged"', front=bytes(32), aad=aad.encode())
    SealedText.objects.update(key=row, blob=blob)
    with pytest.raises(CannotOpen, match="commits to another text"):
        open_many(told.compartment, told.stream, [(told.entry_id, "reasons")])


def test_a_text_without_its_entry_is_not_shown(db: None, kek: Path) -> None:
    told = Told(uuid4(), uuid4())
    seal(Text(**told.place, field="reasons", value=CANARY))
    with pytest.raises(CannotOpen, match="or to none"):
        opened(**told.place, field="reasons")


def test_the_public_process_seals_and_never_opens(db: None, kek: Path, settings: Settings) -> None:
    settings.KEK_FILE = None
    told = tell({"reasons": CANARY, "note": "b"})
    wanted = [(told.entry_id, "reasons"), (told.entry_id, "note")]
    with pytest.raises(CannotOpen):
        open_many(told.compartment, told.stream, wanted)
    settings.KEK_FILE = kek
    assert open_many(told.compartment, told.stream, wanted) == {wanted[0]: CANARY, wanted[1]: "b"}


def test_the_serving_role_can_seal_and_open(as_app: None, kek: Path) -> None:
    told = tell({"reasons": CANARY})
    assert open_many(told.compartment, told.stream, [(told.entry_id, "reasons")]) == {
        (told.entry_id, "reasons"): CANARY
    }


def test_a_process_that_can_open_keeps_to_one_key_a_compartment(db: None, kek: Path) -> None:
    told = tell({"reasons": "a", "note": "b"})
    sealing_key(told.compartment)
    assert WrappedKey.objects.filter(subject=told.case).count() == 1


def test_a_key_moved_from_another_compartment_is_not_sealed_with(db: None, kek: Path) -> None:
    theirs, mine = tell({"reasons": "a"}), tell({"reasons": "b"})
    moved = sealing_key(theirs.compartment).row
    _run("UPDATE vault_keys.wrapped_key SET subject = %s WHERE id = %s", mine.case, moved.id)
    _run("DELETE FROM vault_keys.wrapped_key WHERE subject = %s AND id <> %s", mine.case, moved.id)
    assert sealing_key(mine.compartment).row.id != moved.id


def test_what_a_destroyed_key_sealed_is_gone(db: None, kek: Path) -> None:
    told = tell({"reasons": CANARY})
    WrappedKey.objects.filter(subject=told.case).delete()
    assert open_many(told.compartment, told.stream, [(told.entry_id, "reasons")]) == {}


def test_a_key_never_shows_itself(db: None, kek: Path) -> None:
    key = sealing_key(Compartment(uuid4(), Kind.PANEL))
    assert repr(key) == f"DataKey({key.row.id})"


@given(VALUES)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
def test_any_value_is_read_as_it_was_written(db: None, kek: Path, value: Any) -> None:
    told = tell({"reasons": value})
    assert open_many(told.compartment, told.stream, [(told.entry_id, "reasons")]) == {(told.entry_id, "reasons"): value}


@pytest.mark.parametrize(
    "alter",
    [
        lambda blob: blob[:-1],
        lambda blob: bytes([blob[0] ^ 1]) + blob[1:],
        lambda blob: blob[:-1] + bytes([blob[-1] ^ 1]),
        lambda blob: b"",
    ],
)
def test_an_altered_box_stays_shut(alter: Callable[[bytes], bytes]) -> None:
    key, blob = bytes(32), aead.encrypt(bytes(32), b"body", front=b"salt", aad=b"here")
    assert aead.decrypt(key, blob, front=4, aad=b"here") == (b"salt", b"body")
    with pytest.raises(CannotOpen):
        aead.decrypt(key, alter(blob), front=4, aad=b"here")
    with pytest.raises(CannotOpen):
        aead.decrypt(key, blob, front=4, aad=b"there")
