"""Everything an installation keeps, searched for a word: database, files, logs, mail, cache and queue."""

import base64
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from redis import Redis

from local import embedded
from tests.live import LiveStack


def everything(stack: LiveStack) -> Iterator[tuple[str, bytes]]:
    """Yield each place of an installation with what lies there, the database as a dump of all of it."""
    place = stack.local_stack.plan.place
    yield "database", dump(place.database_url("postgres", stack.local_stack.plan.database))
    shelf = stack.local_stack.plan.shelf
    for database in (2 * shelf, 2 * shelf + 1):
        yield f"valkey {database}", memory(Redis.from_url(place.cache_url(), db=database))
    for folder in (stack.local_stack.plan.folder, place.data / "valkey", place.run_dir):
        for path, held in files_in(folder):
            yield str(path.relative_to(folder.parent)), str(path).encode() + b"\n" + held


def files_in(folder: Path) -> list[tuple[Path, bytes]]:
    """Return the files of a folder and what they hold. A running installation moves files: then all are read again."""
    while True:
        try:
            paths = sorted(path for path in folder.rglob("*") if path.is_file() and "static" not in path.parts)
            return [(path, path.read_bytes()) for path in paths]
        except FileNotFoundError:
            continue


def dump(url: str) -> bytes:
    """Return all of a database, bytes written as hexadecimal."""
    program = embedded._postgres_programs() / "pg_dump"
    return subprocess.run([program, "--dbname", url.replace("postgres://", "postgresql://")], check=True,
                          capture_output=True).stdout  # fmt: skip


def memory(held: Redis) -> bytes:
    """Return the names and serialised values of all keys of a Valkey database."""
    with held:
        return b"\n".join(key + b" " + (held.dump(key) or b"") for key in held.scan_iter())


def found(stack: LiveStack, *words: str, addressed: str = "") -> list[str]:
    """Return where any of the words stands, as it is, in hexadecimal or in Base64, with what stands around it.

    A mail may name the address it is `addressed` to in its one line To, and nowhere else.
    """
    shapes = re.compile(
        b"|".join(re.escape(shape) for word in words for shape in _shapes(word.encode())), re.IGNORECASE
    )
    return [
        f"{place}: …{content[max(hit.start() - 60, 0) : hit.end() + 60]!r}…"
        for place, whole in everything(stack)
        for content in [_without_its_address(place, whole, addressed)]
        for hit in [shapes.search(content)]
        if hit
    ]


def _without_its_address(place: str, content: bytes, address: str) -> bytes:
    """Return a mail without its one line To, if that holds this address alone; anything else as it is."""
    line = b"^To: " + re.escape(address.encode()) + b"\r?$"
    return re.sub(line, b"", content, count=1, flags=re.MULTILINE) if address and place.endswith(".eml") else content


def _shapes(word: bytes) -> Iterator[bytes]:
    yield word
    yield word.hex().encode()
    for shift in range(3):
        # What precedes and follows a word changes the first and last letters of its Base64; three bytes of it are four letters.
        whole = 4 * ((shift + len(word)) // 3)
        yield base64.b64encode(b"\0" * shift + word)[4 if shift else 0 : whole]
