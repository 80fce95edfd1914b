"""A real export: the story written by `append`, fed to a signer over its socket, and written out by `export_log`."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.append import Draft
from ledger.clock import now
from ledger.export import export_log
from ledger.keyring import Keyring
from ledger.signer.mirror import Mirror
from ledger.signer.service import Desk, Service
from ledger.signer.signatures import LogSigner
from ledger.sync import seal_log
from tests.ledger.books import publish_books, write_books
from tests.ledger.records import written
from tests.ledger.story import KEY, ORIGIN, Export, Told, Writer, tell


@contextmanager
def signing(
    mirror: Path, *, key: Ed25519PrivateKey = KEY, ring: Keyring | None = None, desk: type[Desk] = Desk
) -> Iterator[Path]:
    """The socket of a signer that serves from a thread of this process; with a keyring, the signer of its origin."""
    socket = Path(tempfile.mkdtemp(prefix="oathbound-signer-")) / "s"
    origin, origin_of = (ring.origin, ring.origin_of) if ring else (ORIGIN, None)
    copy = Mirror(mirror, origin=origin, origin_of=origin_of)
    with Service(socket, desk(copy, LogSigner(origin, [key]))) as service:
        thread = Thread(target=service.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield socket
        finally:
            service.shutdown()
            thread.join()


def recorded() -> tuple[Told, Writer]:
    """The story, written to the database at the moment of the call, even if the tests began on another day."""

    def append(draft: Draft) -> bytes:
        (entry,) = written(draft)
        return bytes(entry.leaf)

    writer = Writer(append)
    with time_machine.travel(now(), tick=False):
        publish_books(writer)
        return tell(writer, now().date()), writer


def exported(folder: Path, told: Told, writer: Writer) -> Export:
    """The database's log, signed and written to `folder`, with the Code's editions and the openings."""
    with signing(folder / "mirror") as socket:
        seal_log(socket)
    export = Export(folder / "export", told)
    export_log(export.folder)
    write_books(export.folder)
    export.openings(writer.openings)
    return export
