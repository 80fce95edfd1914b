"""What the vault's tests send: requests with files, read by Django's own parser and our handler."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from vault.uploads import SealedUpload

PDF = b"%PDF-1.7\n"


@contextmanager
def request_with(**files: tuple[str, bytes]) -> Iterator[HttpRequest]:
    """A request that brings these files (field: name, content); closed as the server closes it."""
    fields = {field: SimpleUploadedFile(name, content) for field, (name, content) in files.items()}
    request = RequestFactory().post("/", fields)
    try:
        yield request
    finally:
        request.close()


@contextmanager
def sent(content: bytes, name: str = "letter.pdf") -> Iterator[SealedUpload]:
    """One file as a view gets it; the request ends with the block."""
    with request_with(file=(name, content)) as request:
        upload = request.FILES["file"]
        assert isinstance(upload, SealedUpload)
        yield upload


def stored(folder: Path) -> list[Path]:
    """The files in a store."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def zipped(**parts: bytes) -> bytes:
    """A zip with these parts; two underlines stand for a slash, one for a dot."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return body.getvalue()
