"""The command that makes the database's roles says in one sentence what it lacks."""

import os
import subprocess
import sys
from pathlib import Path

from config.env import BASE_DIR


def asked(**given: str) -> tuple[int, str]:
    """Run it with these variables; its exit code and what it said."""
    environment = {"PATH": os.environ["PATH"], **given}
    done = subprocess.run(
        [sys.executable, "-m", "operations.roles"],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_without_its_files_it_names_the_first_that_is_missing_and_all_it_needs() -> None:
    assert asked() == (
        1,
        "ADMIN_DATABASE_URL_FILE names no file that can be read. Needed are ADMIN_DATABASE_URL_FILE, OWNER_PASSWORD_FILE, "
        "APP_PASSWORD_FILE, SIGNER_PASSWORD_FILE; nothing was done.\n",
    )


def test_a_database_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    files = {"ADMIN_DATABASE_URL_FILE": f"postgres://postgres:spoken@/oathbound?host={tmp_path}"}
    files |= {"OWNER_PASSWORD_FILE": "one", "APP_PASSWORD_FILE": "two", "SIGNER_PASSWORD_FILE": "three"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, said = asked(**{name: str(tmp_path / name) for name in files})
    assert code == 1
    assert said.startswith("The roles were not made: ")
    assert len(said.splitlines()) == 1
    assert "spoken" not in said
