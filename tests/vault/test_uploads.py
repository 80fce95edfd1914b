"""Uploads: sealed before anything else, gone unless somebody keeps them, refused in words."""

import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory
from pytest_django import Settings

from ledger import clock
from tests.vault.sent import PDF, request_with, sent, stored
from vault import store
from vault.compartments import Compartment, Kind
from vault.files import describe, keep, read
from vault.uploads import Fault, FileRefused, Received, SealingUploadHandler

CANARY = b"Quillon-Marabout!"
MIB = 1024 * 1024


def _holds_canary(*folders: Path) -> bool:
    return any(CANARY[:9] in path.read_bytes() for folder in folders for path in stored(folder))


def test_five_megabytes_are_never_on_disk_in_clear(store_folder: Path) -> None:
    spool = Path(tempfile.gettempdir())
    content = PDF + CANARY * (5 * MIB // len(CANARY))
    handler, found = SealingUploadHandler(), []
    handler.new_file("file", "letter.pdf", "application/pdf", None)
    for start in range(0, len(content), 64 * 1024):
        handed_on = handler.receive_data_chunk(content[start : start + 64 * 1024], start)  # type: ignore[func-returns-value]  # nothing may be handed on
        assert handed_on is None
        found.append(_holds_canary(store_folder, spool))
    received = handler.file_complete(len(content)).get_received()
    found.append(_holds_canary(store_folder, spool))
    assert set(found) == {False}
    assert len(stored(store_folder)) == 1
    assert stored(spool) == []
    assert b"".join(_read(received)) == content


def _read(received: Received) -> list[bytes]:
    size = received.description.size
    return list(store.read(received.file_id, key=received.key, prefix=received.prefix, size=size))


def test_a_whole_request_is_sealed_and_gone_when_nobody_keeps_it(store_folder: Path) -> None:
    content = PDF + CANARY * (3 * MIB // len(CANARY))
    with sent(content) as upload:
        assert not _holds_canary(store_folder, Path(tempfile.gettempdir()))
        assert len(stored(store_folder)) == 1
        assert upload.size == len(content)
        assert upload.name == "letter.pdf"
        assert b"".join(_read(upload.get_received())) == content
    assert stored(store_folder) == []


def test_a_file_lies_under_two_hex_signs_and_its_id_readable_by_its_owner_alone(store_folder: Path) -> None:
    with sent(PDF) as upload:
        name = str(upload.get_received().file_id)
        (path,) = stored(store_folder)
        assert path == store_folder / name[:2] / name
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        assert path.stat().st_mtime % 3600 == 0


def test_what_is_kept_stays_and_reads_back(db: None, kek: Path, store_folder: Path) -> None:
    content = PDF + bytes(range(256)) * 9000
    compartment = Compartment(uuid4(), Kind.CASE)
    with sent(content) as upload:
        kept = keep(upload, compartment)
    assert [path.name for path in stored(store_folder)] == [str(kept.id)]
    assert b"".join(read(kept, compartment)) == content
    described = describe(kept, compartment)
    assert (described.name, described.size, described.media_type) == ("letter.pdf", len(content), "application/pdf")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (PDF + b"x" * 2000, Fault.TOO_LARGE),
    ],
)
def test_what_is_not_taken_says_why_and_leaves_nothing(
    settings: Settings, store_folder: Path, content: bytes, fault: Fault
) -> None:
    settings.MAX_FILE_BYTES = 2000
    with sent(content) as upload:
        assert upload.fault == fault
        assert upload.size == len(content)
        assert stored(store_folder) == []
        with pytest.raises(FileRefused, match=fault.value):
            keep(upload, Compartment(uuid4(), Kind.CASE))


def test_a_file_of_exactly_the_largest_size_is_taken(settings: Settings) -> None:
    settings.MAX_FILE_BYTES = 2000
    with sent(PDF + b"x" * (2000 - len(PDF))) as upload:
        assert upload.get_received().description.size == 2000


def test_one_file_that_is_too_large_spoils_no_other(settings: Settings, store_folder: Path) -> None:
    settings.MAX_FILE_BYTES = 2000
    with request_with(a=("a.pdf", PDF + b"x" * 5000), b=("b.pdf", PDF)) as request:
        faults = {field: getattr(request.FILES[field], "fault", "?") for field in ("a", "b")}
        assert (faults, len(stored(store_folder))) == ({"a": Fault.TOO_LARGE, "b": None}, 1)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("x" * 250 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(name: str, kept: str) -> None:
    with sent(PDF, name) as upload:
        assert upload.get_received().description.name == kept


def test_a_sender_who_breaks_off_leaves_nothing(store_folder: Path) -> None:
    handler = SealingUploadHandler()
    handler.new_file("a", "a.pdf", "application/pdf", None)
    handler.receive_data_chunk(PDF, 0)
    handler.file_complete(len(PDF))
    handler.new_file("b", "b.pdf", "application/pdf", None)
    handler.receive_data_chunk(PDF, 0)
    assert len(stored(store_folder)) == 2
    handler.upload_interrupted()
    assert stored(store_folder) == []


class GivesUp(FileUploadHandler):
    """A handler after ours that gives up when the second file begins."""

    files = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        self.files += 1
        if self.files == 2:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def test_a_request_that_fails_halfway_leaves_nothing(store_folder: Path) -> None:
    with request_with(a=("a.pdf", PDF), b=("b.pdf", PDF)) as request:
        request.upload_handlers = [SealingUploadHandler(request), GivesUp(request)]
        assert list(request.FILES) in ([], ["a"])
    assert stored(store_folder) == []


def test_a_body_that_is_no_form_is_refused_and_leaves_nothing(store_folder: Path) -> None:
    request = RequestFactory().post("/", b"--x\r\n", content_type="multipart/form-data; boundary=" + "x" * 300)
    with pytest.raises(MultiPartParserError):
        request.FILES  # noqa: B018
    assert stored(store_folder) == []


def test_a_forged_post_is_read_whole_refused_and_leaves_nothing(store_folder: Path) -> None:
    guard = CsrfViewMiddleware(lambda request: HttpResponse())
    with request_with(file=("letter.pdf", PDF + CANARY * 300_000)) as request:
        request.COOKIES["csrftoken"] = "a" * 32
        answer = guard.process_view(request, lambda request: HttpResponse(), (), {})
        assert (answer and answer.status_code, len(stored(store_folder))) == (403, 1)
        assert not _holds_canary(store_folder, Path(tempfile.gettempdir()))
    assert stored(store_folder) == []


def test_a_file_that_does_not_read_back_is_not_received() -> None:
    writer = store.Writer()
    writer.write(PDF)
    path = store.path_of(writer.file_id)
    path.unlink()
    path.write_bytes(b"something else")
    with pytest.raises(store.NotStored):
        writer.finish()


def test_old_files_are_found_by_the_hour(store_folder: Path) -> None:
    with sent(PDF) as upload:
        file_id = upload.get_received().file_id
        hour = clock.now().replace(minute=0, second=0, microsecond=0)
        assert list(store.older_than(hour)) == []
        assert list(store.older_than(clock.now())) == [file_id]
