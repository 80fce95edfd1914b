"""The stored backup set goes into a cluster that has never seen it, comes up to this version, and is clean; and so again.

`UPGRADE_SETS=1` makes a set from this tree instead, as `make long` does.
"""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from local import processes
from local.embedded import Place
from local.plan import Plan
from local.stack import Stack, StepFailed
from operations import private_files
from operations.backup import Manifest
from tests import live, stage
from tests.coverage_env import coverage_environment
from tests.journeys.town import until
from tests.upgrade.build import SECRETS, make_set

AN_EARLIER = "0013"
"""The migration of the cases to which the tables are taken back, so that a restore has something to bring up to date."""
LATER = sum(AN_EARLIER < one.name[:4] <= "9999" for one in Path("casework/migrations").glob("0*.py"))
BUILT = int(os.environ.get("UPGRADE_SETS", "0"))
SETS = [f"built_{number}" for number in range(BUILT)] or ["stored"]
"""One for each release; until the first there is one, of no release."""
OLD = (
    "The stored set is not of this version. Nothing is released, so a migration, an event or a page of the record may have "
    "changed in place: make the set again with `python -m tests.upgrade.build` and commit it. From 0.1.0 on this is a fault "
    "of the change: docs/releases.md."
)
SCHEMA = """
SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
  || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef AS d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
  WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('public', 'vault_keys')
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname IN ('public', 'vault_keys')
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace::regnamespace::text IN ('public', 'vault_keys')
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, tgenabled::text || ' ' || pg_get_triggerdef(oid) FROM pg_trigger
  WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, '', pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'rights', c.relname, '', c.relacl::text FROM pg_class AS c
  WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('public', 'vault_keys')
UNION ALL SELECT 'migration', app, name, '' FROM django_migrations
"""
CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'vault_keys')"
OPEN = "The record is complete, and the stored rows agree with it. The installation may open."
CLEAN = """
from django.core.management import call_command
from casework.models import Case
from ledger.tasks import seal
from tests.upgrade.story import LETTER
from vault import files
from vault.compartments import Compartment, Kind
from vault.models import SealedFile
seal()
call_command("ledger_verify", "--pin=PIN")
call_command("ledger_replay")
kept = SealedFile.objects.get()
opened = files.read(kept, Compartment(subject=kept.key.subject, kind=Kind(kept.key.kind)))
print(b"".join(opened) == LETTER, Case.objects.count())
"""


@pytest.fixture(scope="module")
def place() -> Place:
    return stage.Services.start()


@pytest.fixture(scope="module", params=SETS, ids=str)
def stored(request: pytest.FixtureRequest, place: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stored set, or one that this tree makes; with the modes that git does not keep."""
    folder, name = tmp_path_factory.mktemp("set"), request.param
    origin = make_set(place, folder / "origin", f"upgrade_{name}") if BUILT else Path(__file__).with_name(name)
    shutil.copytree(origin, folder / "set")
    for path in (folder / "set").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder / "set"


@contextmanager
def installation(place: Place, stored: Path, folder: Path, name: str) -> Iterator[Stack]:
    """An installation with the secrets of the set and an empty database, one day after the set was made."""
    for secret in SECRETS:
        private_files.folder((folder / secret).parent)
        shutil.copy2(stored / secret, folder / secret)
    made = datetime.fromisoformat(Manifest.read(stored / "data").made_at)
    (folder / "clock").write_text(str((made + timedelta(days=1) - datetime.now(UTC)).total_seconds()), encoding="ascii")
    place.make_database(name)
    (folder / "static").symlink_to(live.begun(place, live.BARE)[0] / "static")
    with live.own_shelf(place) as shelf:
        local_stack = Stack.on(Plan(place, folder, 8000, name, shelf=shelf))
        local_stack.environment |= coverage_environment()
        try:
            yield local_stack
        finally:
            local_stack.stop()
            place.drop_database(name)


@dataclass
class Tried:
    """What a step of an installation printed, and whether it held."""

    held: bool
    words: str


def tried(local_stack: Stack, *words: str, as_owner: bool = False) -> Tried:
    """Run a step, whether it holds or not."""
    try:
        return Tried(True, local_stack.step(words[0], *words, as_owner=as_owner))
    except StepFailed:
        return Tried(False, (local_stack.plan.run_dir / f"{words[0]}.log").read_text(encoding="utf-8"))


def restored(local_stack: Stack, folder: Path) -> str:
    """What the restore of a backup said. It fails with what to do where the backup is of another version."""
    words = ("restore", str(folder / "data"), str(folder / "keys"), f"--mirror={folder / 'data' / 'mirror'}")
    done = tried(local_stack, *words)
    assert done.held, f"{done.words}\n{OLD}"
    return done.words


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as asking:
        return sorted(asking.execute(statement).fetchall())


def schema(url: str) -> list[tuple[str, ...]]:
    """All that a database is made of. PostgreSQL writes casts of the same expression in another way once it was dumped."""
    return sorted(tuple(CASTS.sub("", str(part)) for part in row) for row in rows(url, SCHEMA))


def killed(local_stack: Stack, folder: Path) -> None:
    """Begin a restore and kill it as soon as something of it stands in the database."""
    words = ("restore", str(folder / "data"), str(folder / "keys"), f"--mirror={folder / 'data' / 'mirror'}")
    environment = {**os.environ, **local_stack.environment}
    with subprocess.Popen(processes.manage(*words), env=environment, start_new_session=True) as begun:
        while rows(local_stack.environment["OWNER_DATABASE_URL"], TABLES) == [(0,)]:
            assert begun.poll() is None
        os.killpg(begun.pid, signal.SIGKILL)


def clean(local_stack: Stack) -> None:
    """What is asked every night, and what an administrator asks, finds nothing; what was sealed opens."""
    pin = local_stack.plan.signer / "mirror" / "checkpoint"
    words = local_stack.step("shell", "shell", "--no-imports", "-c", CLEAN.replace("PIN", str(pin))).splitlines()
    assert (words[0].partition(",")[0].endswith(" entries"), words[1:]) == (True, ["0 differences", "True 9"])
    said = ""

    def misses_nothing() -> bool:
        nonlocal said
        said = tried(local_stack, "doctor").words
        return said.startswith("Nothing is missing.\n")

    until(misses_nothing, f"a doctor that misses nothing: {said}")


def test_the_stored_set_is_restored_upgraded_clean_backed_up_and_restored_again(
    place: Place, stored: Path, tmp_path: Path
) -> None:
    with installation(place, stored, private_files.folder(tmp_path / "one"), "upgrade_one") as local_stack:
        killed(local_stack, stored)
        assert restored(local_stack, stored).splitlines()[-1] == OPEN
        fresh = schema(place.database_url("owner", stage.migrated()))
        assert schema(local_stack.environment["OWNER_DATABASE_URL"]) == fresh, OLD
        local_stack.start_signer()
        local_stack.start_mail_catcher()
        local_stack.start_converter()
        local_stack.start_worker()
        local_stack.start_file_worker()
        local_stack.start_beat()
        local_stack.start_checker()
        clean(local_stack)
        local_stack.step("migrate", "migrate", "--skip-checks", "casework", AN_EARLIER, as_owner=True)
        mirror = local_stack.plan.signer / "mirror"
        local_stack.step("backup", "backup", str(tmp_path / "data"), str(tmp_path / "keys"), f"--mirror={mirror}")
    assert Manifest.read(tmp_path / "data").size >= Manifest.read(stored / "data").size
    with installation(place, stored, private_files.folder(tmp_path / "two"), "upgrade_two") as local_stack:
        said = restored(local_stack, tmp_path)
        assert said.splitlines()[1] == f"It was made by an earlier version: {LATER} migrations were run."
        assert schema(local_stack.environment["OWNER_DATABASE_URL"]) == fresh
