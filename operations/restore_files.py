"""A backup back into an empty database and an empty folder of files, by PostgreSQL's own programs."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import Connection

from operations import postgres, roles
from operations.backup import DATABASE, FILES, KEYS, BackupRefused, Manifest
from vault.models import DraftFile, DraftPiece, SafeView, SealedFile
from vault.store import path_of

LEAVING_SECONDS = 2
_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
FULL = (
    "The database holds tables already: restore into an empty one, or name no folders where it stands already and only has to"
    " be made whole."
)
_BEGUN = "restore_begun"
_DROPS = """
SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspowner = current_user::regrole
UNION ALL SELECT format('DROP TABLE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class
  WHERE relkind IN ('r', 'p') AND relowner = current_user::regrole AND relnamespace = 'public'::regnamespace
UNION ALL SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc
  WHERE proowner = current_user::regrole AND pronamespace = 'public'::regnamespace
"""
# PostgreSQL's own tables have no models. A session of another role shows only that it has a role; the server's own have none.
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND usesysid IS NOT NULL"
)
# These belong to the database before any table does, and to its superuser.
_NOT_OURS = ("SCHEMA - public", "ACL - SCHEMA public", "DEFAULT ACL", "COMMENT - SCHEMA public")


@contextmanager
def refill(folder: Path, keys: Path) -> Iterator[Manifest]:
    """Verify the backup, put its tables, keys and files where nothing is, and let the caller go on from there.

    An error of the caller, PostgreSQL or the disk removes all of it again. BackupRefused for a backup that was altered or
    is another record's, and where the database is not empty or somebody is connected; then nothing was written.
    ProgramFailed when PostgreSQL refuses it. The remains of a restore that was killed are removed first.
    """
    manifest = Manifest.read(folder)
    manifest.verify(folder, keys)
    if manifest.origin != settings.LOG_ORIGIN:
        raise BackupRefused(f"This is a backup of the record {manifest.origin}, not of {settings.LOG_ORIGIN}.")
    _begin()
    try:
        for dump in (folder / DATABASE, keys / KEYS):
            _put_in(dump)
        _grant_default_rights()
        for path in sorted((folder / FILES).glob("*/*")):
            target = Path(settings.FILES_DIR) / path.parent.name
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(path, target / path.name)
        yield manifest
    except BaseException:
        connection.close()
        with postgres.connect() as database:
            _take_away(database)
        raise


def end_refilling() -> None:
    """Note that the restore is complete: from now on nothing takes away what it made."""
    with postgres.connect() as database:
        database.execute(f"DROP TABLE {_BEGUN}")


def _begin() -> None:
    """Leave a mark in the empty database, after which everything in it and in FILES_DIR is this restore's."""
    connection.close()
    with postgres.connect() as database:
        if _somebody_stays(database):
            raise BackupRefused("Somebody is connected to the database: stop the installation first.")
        if database.execute("SELECT to_regclass(%s) IS NOT NULL", [_BEGUN]).fetchone() == (True,):
            _take_away(database)
        if any(any(path.iterdir()) for path in _kept_files()):
            raise BackupRefused("FILES_DIR holds files already: restore into an empty folder.")
        if database.execute(_TABLES).fetchone() != (0,):
            raise BackupRefused(FULL)
        database.execute(f"CREATE TABLE {_BEGUN} ()")
        database.execute("; ".join(roles.NO_DEFAULT_RIGHTS))


def _grant_default_rights() -> None:
    """Let tables that are made from now on have their default rights again. Those of the backup bring their own.

    A dump says what was granted on a table, and not what was taken away: with the default rights in place while it is put
    in, `app` could change and delete what a migration let it only add.
    """
    with postgres.connect() as database:
        database.execute("; ".join(roles.DEFAULT_RIGHTS))


def _take_away(database: Connection) -> None:
    """Empty FILES_DIR, and drop what `owner` has in the database: nothing else was in it. The mark goes last."""
    for path in _kept_files():
        shutil.rmtree(path)
    drops = [drop for (drop,) in database.execute(_DROPS).fetchall()]
    database.execute("; ".join((*drops, *roles.DEFAULT_RIGHTS)))


def _kept_files() -> Iterator[Path]:
    yield from Path(settings.FILES_DIR).glob("[0-9a-f][0-9a-f]")


def _somebody_stays(database: Connection) -> bool:
    """Return whether another session goes on, after a wait for those that are just ending, such as this process's own."""
    until = time.monotonic() + LEAVING_SECONDS
    while database.execute(_OTHERS).fetchone() != (0,):
        if time.monotonic() > until:
            return True
        database.rollback()  # within one transaction the same sessions are seen again
        time.sleep(0.05)
    return False


def missing_files() -> int:
    """Return how many files the database names that are not in the folder."""
    files = (model.objects.values_list("pk", flat=True) for model in (SealedFile, DraftFile, DraftPiece))
    views = (
        SafeView.objects.exclude(stored=None).values_list("stored", flat=True),
        DraftFile.objects.exclude(view=None).values_list("view", flat=True),
    )
    return sum(not path_of(file_id).is_file() for file_id in chain(*files, *views) if file_id)


def _put_in(dump: Path) -> None:
    listed = postgres.run("pg_restore", "--list", dump).splitlines()
    ours = [line for line in listed if not any(words in line for words in _NOT_OURS)]
    with tempfile.NamedTemporaryFile("w", suffix=".list", encoding="utf-8") as wanted:
        wanted.write("\n".join(ours))
        wanted.flush()
        place = f"--dbname={postgres.as_owner()['PGDATABASE']}"
        words = ("--exit-on-error", "--single-transaction", "--no-owner", f"--use-list={wanted.name}", place)
        postgres.run("pg_restore", *words, dump)
