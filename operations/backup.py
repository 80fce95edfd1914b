"""Backs up a running installation: the database, the wrapped keys apart from it, sealed files, and the signer's mirror.

The two dumps share one exported snapshot, so they show one moment. A file is written before the row that names it and never
changes, so the copies made after the dump include every file that it names. Sessions are left out: a restore signs nobody in.
"""

import hashlib
import json
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from django.conf import settings

from ledger.tasks import seal
from ledger.tree import Tree
from operations import postgres, private_files

DATABASE, KEYS, FILES, MIRROR, MANIFEST = "database.dump", "keys.dump", "files", "mirror", "manifest.json"
MIRRORED = ("signed.jsonl", "checkpoint", "log.jsonl")  # in this order: the log may be longer than what is signed
NOTHING_SIGNED = (
    "The signer has not signed anything yet, so nothing vouches for the record. Start signer and worker (`manage.py doctor` "
    "says what is missing) and run this again in a minute; or leave out --mirror, and back up the signer's folder yourself."
)


class BackupRefused(RuntimeError):
    """A backup cannot be written or trusted. The text is one sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: origin, size and root of the record, when the backup was made (UTC), and each file's SHA-256."""

    origin: str
    size: int
    root: str
    made_at: str
    files: dict[str, str]
    keys: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the manifest in a folder. BackupRefused if it is missing or cannot be read."""
        try:
            return cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as fault:
            raise BackupRefused(f"{folder} holds no finished backup.") from fault

    def verify(self, folder: Path, keys: Path) -> None:
        """Compare every file with its digest. BackupRefused names the first one that is missing or altered."""
        for place, digests in ((folder, self.files), (keys, self.keys)):
            for name, digest in digests.items():
                if not (place / name).is_file() or _digest(place / name) != digest:
                    raise BackupRefused(f"{place / name} is missing or was altered: this backup is not to be trusted.")


def make_backup(folder: Path, keys: Path, *, mirror: Path | None, now: datetime) -> Manifest:
    """Write a backup into two new folders. The manifest comes last, so an unfinished backup has none.

    `keys` gets the wrapped keys and nothing else: either folder alone opens nothing. BackupRefused if a folder exists
    already, one lies in the other, or the signer has signed nothing yet; ProgramFailed if the database cannot be dumped;
    OSError. After an error neither folder is left.
    """
    if folder.exists() or keys.exists() or folder in keys.parents or keys in folder.parents or folder == keys:
        raise BackupRefused("A backup needs two new folders, neither inside the other, best on two disks.")
    made: list[Path] = []
    try:
        for path in (folder, keys):
            path.mkdir(parents=True, mode=0o700)
            made.append(path)
        return _write(folder, keys, mirror, now)
    except BaseException:
        for path in made:
            shutil.rmtree(path)
        raise


def entries_in(mirror: Path) -> int:
    """Return how many entries the signer's copy of the record holds."""
    with (mirror / "log.jsonl").open("rb") as lines:
        return sum(line.endswith(b"\n") for line in lines)


def _write(folder: Path, keys: Path, mirror: Path | None, now: datetime) -> Manifest:
    size, root = _dump(folder, keys)
    for path in sorted(Path(settings.FILES_DIR).glob("[0-9a-f][0-9a-f]/*")):
        with suppress(FileNotFoundError):  # a draft's file may be deleted meanwhile
            target = folder / FILES / path.relative_to(settings.FILES_DIR)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(path, target)
    if mirror is not None:
        _copy_mirror(mirror, private_files.folder(folder / MIRROR))
    made = Manifest(
        origin=settings.LOG_ORIGIN,
        size=size,
        root=root,
        made_at=now.isoformat(timespec="seconds"),
        files=dict(_digests(folder)),
        keys=dict(_digests(keys)),
    )
    private_files.write(folder / MANIFEST, json.dumps(asdict(made), indent=2))
    return made


def _copy_mirror(mirror: Path, to: Path) -> None:
    """Copy the signer's mirror. Seal first, so that it holds every entry of the dump if the signer answers."""
    seal()
    signed = mirror / "signed.jsonl"
    if not (mirror / "log.jsonl").is_file():
        raise BackupRefused(
            f"{mirror} holds no signer's record: name the folder that the signer's --mirror names, and start the signer."
        )
    if not signed.is_file() or not signed.stat().st_size:
        raise BackupRefused(NOTHING_SIGNED)
    for name in MIRRORED:
        shutil.copy2(mirror / name, to / name)


def _dump(folder: Path, keys: Path) -> tuple[int, str]:
    """Dump both parts from one exported snapshot, so that they show one moment; return the record's size and root."""
    with postgres.connect() as database:
        database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = database.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        size, peaks = database.execute("SELECT size, peaks FROM ledger_loghead").fetchone() or (0, b"")
        same = ("--format=custom", "--no-owner", f"--snapshot={snapshot}")
        left_out = ("--exclude-schema=vault_keys", "--exclude-table-data=accounts_session")
        postgres.run("pg_dump", *same, *left_out, f"--file={folder / DATABASE}")
        postgres.run("pg_dump", *same, "--schema=vault_keys", f"--file={keys / KEYS}")
    for path in (folder / DATABASE, keys / KEYS):
        path.chmod(0o600)
    return size, b64encode(Tree(size, bytes(peaks)).root).decode()


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), _digest(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
