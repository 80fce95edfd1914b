"""Kept files: opened from their compartment alone, whole and in order."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from tests.vault.sealed import is_stored
from tests.vault.sent import PDF, sent, stored
from vault import chunks, store
from vault.compartments import Compartment, Kind
from vault.files import describe, keep, read
from vault.keys import CannotOpen
from vault.models import SealedFile

MIB = 1024 * 1024
KIB = 1024


def _kept(content: bytes = PDF, name: str = "letter.pdf") -> tuple[SealedFile, Compartment]:
    compartment = Compartment(uuid4(), Kind.CASE)
    with sent(content, name) as upload:
        return keep(upload, compartment), compartment


def _run(statement: str, *parameters: UUID | bytes | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_neither_name_nor_type_nor_digest_stands_in_the_database(db: None, kek: Path) -> None:
    kept, compartment = _kept(name="Quillon.pdf")
    described = describe(kept, compartment)
    assert [is_stored(word) for word in ("Quillon", "application/pdf", described.sha256)] == [False, False, False]


def test_another_compartment_opens_no_file(db: None, kek: Path) -> None:
    kept, compartment = _kept()
    for other in (Compartment(uuid4(), Kind.CASE), Compartment(compartment.subject, Kind.IDENTITY)):
        with pytest.raises(CannotOpen):
            describe(kept, other)
        with pytest.raises(CannotOpen):
            read(kept, other)


def test_a_file_row_moved_to_another_case_stays_shut(db: None, kek: Path) -> None:
    (theirs, their_place), (mine, my_place) = _kept(), _kept(PDF + b"mine")
    _run("UPDATE vault_keys.wrapped_key SET subject = %s WHERE subject = %s", my_place.subject, their_place.subject)
    with pytest.raises(CannotOpen):
        read(SealedFile.objects.get(id=theirs.id), my_place)
    _run("UPDATE vault_sealedfile SET blob = (SELECT blob FROM vault_sealedfile WHERE id = %s)", theirs.id)
    with pytest.raises(CannotOpen):
        read(SealedFile.objects.get(id=mine.id), my_place)


def test_the_public_process_keeps_and_never_reads(db: None, kek: Path, settings: Settings) -> None:
    settings.KEK_FILE = None
    kept, compartment = _kept()
    with pytest.raises(CannotOpen):
        read(kept, compartment)
    settings.KEK_FILE = kek
    assert b"".join(read(kept, compartment)) == PDF


def test_swapped_bytes_on_disk_are_noticed(db: None, kek: Path, store_folder: Path) -> None:
    (first, place), (second, _) = _kept(PDF + b"a"), _kept(PDF + b"b")
    one, two = store.path_of(first.id), store.path_of(second.id)
    one.write_bytes(two.read_bytes())
    with pytest.raises(CannotOpen):
        list(read(first, place))
    one.unlink()
    with pytest.raises(CannotOpen, match="gone"):
        list(read(first, place))
    assert len(stored(store_folder)) == 1


KEY, FILE_ID, PREFIX = bytes(32), UUID(int=5), bytes(7)


def _sealed(content: bytes) -> list[bytes]:
    parts = [content[start : start + MIB] for start in range(0, len(content), MIB)] or [b""]
    return [
        chunks.seal_chunk(KEY, part, file_id=FILE_ID, prefix=PREFIX, counter=counter, last=counter == len(parts) - 1)
        for counter, part in enumerate(parts)
    ]


def _opened(folder: Path, parts: list[bytes], size: int, file_id: UUID = FILE_ID) -> bytes:
    path = folder / "chunks"
    path.write_bytes(b"".join(parts))
    with path.open("rb") as file:
        return b"".join(chunks.open_chunks(KEY, file, file_id=file_id, prefix=PREFIX, size=size))


CONTENT = bytes(range(256)) * 10 * 1024


def test_chunks_are_read_as_they_were_written(tmp_path: Path) -> None:
    assert _opened(tmp_path, _sealed(CONTENT), len(CONTENT)) == CONTENT


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts[:-1],
        lambda parts: [parts[1], parts[0], parts[2]],
        lambda parts: [parts[0], parts[0], parts[1], parts[2]],
        lambda parts: [*parts, parts[0]],
        lambda parts: [*parts[:2], parts[2][:-1]],
        lambda parts: [parts[0], bytes([parts[1][0] ^ 1]) + parts[1][1:], parts[2]],
        lambda parts: [],
    ],
    ids=["cut", "swapped", "repeated", "longer", "shorter", "flipped", "empty"],
)
def test_chunks_that_were_changed_stay_shut(tmp_path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    with pytest.raises(CannotOpen):
        _opened(tmp_path, change(_sealed(CONTENT)), len(CONTENT))


def test_chunks_of_another_file_stay_shut(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        _opened(tmp_path, _sealed(CONTENT), len(CONTENT), UUID(int=6))


def test_fewer_bytes_than_promised_are_noticed(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="shorter"):
        _opened(tmp_path, _sealed(b"abc"), 4)


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        (0, 64 * KIB),
        (1, 64 * KIB),
        (64 * KIB, 64 * KIB),
        (64 * KIB + 1, 128 * KIB),
        (MIB, MIB),
        (MIB + 1, MIB + 128 * KIB),
        (9 * MIB - 5, 9 * MIB),
        (100 * MIB, 104 * MIB),
    ],
)
def test_a_size_is_padded_to_this_step(size: int, padded: int) -> None:
    assert chunks.padded_size(size) == padded


@given(st.integers(min_value=0, max_value=2**34))
def test_a_padded_size_is_near_and_holds_the_size(size: int) -> None:
    padded = chunks.padded_size(size)
    assert size <= padded <= max(64 * KIB, size * 9 // 8 + 64 * KIB)
    assert chunks.padded_size(padded) == padded


@given(st.lists(st.binary(max_size=200_000), max_size=12))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_any_stream_is_stored_and_read_back(store_folder: Path, pieces: list[bytes]) -> None:
    writer = store.Writer()
    for piece in pieces:
        writer.write(piece)
    writer.finish()
    content = b"".join(pieces)
    found = store.read(writer.file_id, key=writer.key, prefix=writer.prefix, size=len(content))
    assert b"".join(found) == content
    assert store.path_of(writer.file_id).stat().st_size == writer.stored_bytes
    assert writer.stored_bytes >= chunks.padded_size(len(content))
