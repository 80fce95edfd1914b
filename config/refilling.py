"""A backup back into an empty database and an empty folder of files, by PostgreSQL's own programs."""

import shutil
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import Connection

from config import postgres
from config.backup import DATABASE, FILES, KEYS, BackupRefused, Manifest
from vault.models import DraftFile, SealedFile
from vault.store import path_of

LEAVING_SECONDS = 2
_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
# Of another role's session hardly more can be seen than that it has a role; what the server itself runs has none.
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND usesysid IS NOT NULL"
)
# What belongs to the database before any table does, and to its superuser.
_NOT_OURS = ("SCHEMA - public", "ACL - SCHEMA public", "DEFAULT ACL", "COMMENT - SCHEMA public")


def refill(folder: Path, keys: Path) -> Manifest:
    """Verify the backup, then put its tables, keys and files where nothing is.

    BackupRefused for a backup that was altered or is another record's, and where something stands already or somebody is
    connected; then nothing was written. ProgramFailed when PostgreSQL refuses it: each dump goes in whole or not at all.
    """
    manifest = Manifest.read(folder)
    manifest.verify(folder, keys)
    if manifest.origin != settings.LOG_ORIGIN:
        raise BackupRefused(f"This is a backup of the record {manifest.origin}, not of {settings.LOG_ORIGIN}.")
    store = Path(settings.FILES_DIR)
    if any(store.glob("[0-9a-f][0-9a-f]/*")):
        raise BackupRefused("FILES_DIR holds files already: restore into an empty folder.")
    connection.close()
    with postgres.connect() as database:
        if _somebody_stays(database):
            raise BackupRefused("Somebody is connected to the database: stop the house first.")
        if database.execute(_TABLES).fetchone() != (0,):
            raise BackupRefused("The database holds tables already: restore into an empty one.")
    for dump in (folder / DATABASE, keys / KEYS):
        _put_in(dump)
    for path in sorted((folder / FILES).glob("*/*")):
        target = store / path.parent.name
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(path, target / path.name)
    return manifest


def _somebody_stays(database: Connection) -> bool:
    """Whether another session goes on. Who is just leaving, as this process itself, is waited for."""
    until = time.monotonic() + LEAVING_SECONDS
    while database.execute(_OTHERS).fetchone() != (0,):
        if time.monotonic() > until:
            return True
        database.rollback()  # within one transaction the same sessions are seen again
        time.sleep(0.05)
    return False


def missing_files() -> int:
    """How many files the database names that are not in the folder."""
    named = [*SealedFile.objects.values_list("pk", flat=True), *DraftFile.objects.values_list("pk", flat=True)]
    return sum(not path_of(file_id).is_file() for file_id in named)


def _put_in(dump: Path) -> None:
    listed = postgres.run("pg_restore", "--list", dump).splitlines()
    ours = [line for line in listed if not any(words in line for words in _NOT_OURS)]
    with tempfile.NamedTemporaryFile("w", suffix=".list", encoding="utf-8") as wanted:
        wanted.write("\n".join(ours))
        wanted.flush()
        place = f"--dbname={postgres.as_owner()['PGDATABASE']}"
        words = ("--exit-on-error", "--single-transaction", "--no-owner", f"--use-list={wanted.name}", place)
        postgres.run("pg_restore", *words, dump)
