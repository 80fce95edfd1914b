"""Measures files as evidence: `python -m benchmarks.evidence KEYRING FILE`, in the environment of an empty installation."""

import io
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from time import perf_counter, sleep
from typing import Self
from uuid import uuid4

import django

django.setup()

import pikepdf  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIRequest  # noqa: E402
from PIL import Image  # noqa: E402

from benchmarks.figures import Figure, figure, write  # noqa: E402
from benchmarks.timing import timed  # noqa: E402
from ledger import clock  # noqa: E402
from local import processes, subprocesses  # noqa: E402
from typesetting.blocks import blocks_of  # noqa: E402
from typesetting.typeset import typeset  # noqa: E402
from vault import views  # noqa: E402
from vault.compartments import Compartment, Kind  # noqa: E402
from vault.files import keep  # noqa: E402
from vault.uploads import SealedUpload, SealingUploadHandler  # noqa: E402

MEBIBYTE = 1024 * 1024
UPLOAD, TIMES, PAGES, READY_SECONDS = 100 * MEBIBYTE, 5, 200, 60
LETTERS, PARAGRAPHS, BUNDLES = 60, 8, 3
SCAN = (1240, 1754)
"""Pixels of a page of A4 at 150 dots an inch."""
_BOUNDARY = "oathbound"
_HEAD = (
    f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="tape.bin"\r\n'
    "Content-Type: application/octet-stream\r\n\r\n"
).encode()
_PIECE = bytes(range(256)) * 256
_TAIL = f"\r\n--{_BOUNDARY}--\r\n".encode()


def main(_keyring: str, file: Path) -> int:
    """Measure an upload of 100 MB and Django's parser alone, the safe view of a PDF of 200 pages, a letter, and a bundle."""
    figures = uploads()
    with converter():
        figures += viewing()
    figures += [letters(), bundles()]
    for one in figures:
        print(f"  {one.name}: {one.median_ms:,} ms, {one.per_s:,} a second", flush=True)
    write(figures, file)
    return 0


def uploads() -> list[Figure]:
    """Return what an upload costs over HTTP that is sealed as it arrives, and one whose bytes are discarded."""
    listens = Path(settings.FILES_DIR).parent / "uploading"
    words = (sys.executable, "-m", "gunicorn", "--config=python:config.gunicorn", f"--bind=unix:{listens}")
    environment = {**os.environ, "WEB_CONCURRENCY": "1", "LOG_LEVEL": "ERROR"}
    command = (*words, "benchmarks.uploading:application")
    server = subprocesses.start("uploading", command, run_dir=settings.FILES_DIR.parent, environment=environment)
    try:
        _wait_for(listens, server)
        discarded = timed(partial(_send, listens, "/discarded"), TIMES)
        before = _held(listens)
        sealed = timed(partial(_send, listens, "/sealed"), TIMES)
        return [
            figure("upload_discarded", discarded),
            figure("upload_100mb", sealed, memory_mb=round(_held(listens) - before)),
        ]
    finally:
        server.stop()


def _send(listens: Path, path: str) -> None:
    with AskedOverSocket(listens) as asked:
        asked.putrequest("POST", path)
        asked.putheader("Content-Type", f"multipart/form-data; boundary={_BOUNDARY}")
        asked.putheader("Content-Length", str(len(_HEAD) + UPLOAD + len(_TAIL)))
        asked.endheaders(_HEAD)
        for _ in range(UPLOAD // len(_PIECE)):
            asked.send(_PIECE)
        asked.send(_TAIL)
        answer = asked.getresponse()
        assert (answer.status, answer.read()) == (200, b"1"), path


def _held(listens: Path) -> float:
    """Return the most memory that the web process has held, in MiB."""
    with AskedOverSocket(listens) as asked:
        asked.request("GET", "/held")
        return float(asked.getresponse().read())


class AskedOverSocket(HTTPConnection):
    """HTTP over a socket of this machine."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=120)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _wait_for(listens: Path, process: subprocesses.Subprocess) -> None:
    until = perf_counter() + READY_SECONDS
    while not listens.exists():
        process.check()
        if perf_counter() > until:
            raise TimeoutError(f"{process.name} did not listen.")
        sleep(0.1)


@contextmanager
def converter() -> Iterator[None]:
    """Run the converter of this installation meanwhile."""
    listens = settings.CONVERTER_SOCKET
    assert listens is not None
    started = subprocesses.start("converter", processes.converter(listens), run_dir=settings.FILES_DIR.parent)
    try:
        _wait_for(listens, started)
        yield
    finally:
        started.stop()


def viewing() -> list[Figure]:
    """Return how long the safe view of a long PDF takes, a page at a time, and how long its first page does once it is made."""
    compartment = Compartment(uuid4(), Kind.CASE)
    request = _sent(_pdf())
    with_file = request.FILES["file"]
    assert isinstance(with_file, SealedUpload)
    kept = keep(with_file, compartment)
    request.close()
    assert views.take_waiting(clock.now()) == kept.pk
    began = perf_counter()
    views.make_view(kept.pk)
    took = perf_counter() - began

    def first_page() -> None:
        view = views.view_of(kept, compartment)
        assert view is not None and len(view.of_kind("page")) == PAGES
        view.read(view.of_kind("page")[0])

    return [
        figure("view_page", [took / PAGES] * PAGES),
        figure("first_page", timed(first_page, 40)),
    ]


def letters() -> Figure:
    """Return how long a letter of two pages takes as PDF, after a first one was made; each has its own words."""
    numbers = count()

    def make() -> None:
        number = next(numbers)
        words = "a written promise to a customer was denied later, and it was asked for. " * 6
        data = {
            "title": f"Notice {number}",
            "sender": "The Society",
            "reference": f"N-{number}",
            "language": "en",
            "running": f"Letter N-{number}, 4 May 2027",
            "confidential": "Private and confidential",
            "page_of": ["Page ", " of ", ""],
            "blocks": blocks_of("".join(f"<p>{number}.{at}: {words}</p>" for at in range(PARAGRAPHS))),
        }
        assert typeset("letter", data, day=date(2027, 5, 4)).startswith(b"%PDF")

    return figure("letter", timed(make, LETTERS))


def bundles() -> Figure:
    """Return how long a bundle of 1,000 pages in colour takes, and the peak memory of its process."""
    with tempfile.TemporaryDirectory() as folder:
        made, scan = Path(folder) / "bundle.pdf", Path(folder) / "scan.jpg"
        Image.effect_noise(SCAN, 40).convert("RGB").save(scan, quality=80)
        words = [sys.executable, "-m", "benchmarks.bundling", str(made), str(scan)]
        runs = []
        for _ in range(BUNDLES):
            ran = subprocess.run([sys.executable, "-m", "benchmarks.alone", *words], stdout=subprocess.PIPE, check=True)
            runs.append(json.loads(ran.stdout.splitlines()[-1]))
        with pikepdf.open(made) as pdf:
            assert len(pdf.pages) > 1000
    held = max(run["kilobytes"] for run in runs)
    return figure("bundle_1000", [run["seconds"] for run in runs], memory_mb=round(held / 1024))


def _sent(content: bytes) -> WSGIRequest:
    body = _HEAD + content + _TAIL
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": f"multipart/form-data; boundary={_BOUNDARY}",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
    )
    request.upload_handlers = [SealingUploadHandler()]
    return request


def _pdf() -> bytes:
    """Return a PDF of `PAGES` pages, each full of words."""
    words = "A written promise to a customer was denied later, and the letter was no longer in the file."
    lines = "".join(f"({words}) Tj T*\n" for _ in range(45))
    file, made = pikepdf.new(), io.BytesIO()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for number in range(1, PAGES + 1):
        page = file.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = file.make_stream(f"BT /F1 11 Tf 16 TL 50 790 Td\n({number}) Tj T*\n{lines}ET".encode("ascii"))
    file.save(made)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
