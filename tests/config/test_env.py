"""Settings come from the environment, secrets from files, and nothing else is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import env


def test_a_name_outside_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        env.text("DATABSE_URL")


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env.text("SECRET_KEY") == "from the file"


def test_what_is_no_secret_is_read_from_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "role").write_text("public")
    monkeypatch.setenv("ROLE_FILE", str(tmp_path / "role"))
    assert env.text("ROLE") == "desk"


def test_no_database_is_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    assert env.database("DATABASE_URL") == {}


def test_a_socket_folder_keeps_its_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://app:p%2Fw@/site?host=/srv/Data")
    found = env.database("DATABASE_URL")
    assert (found["USER"], found["PASSWORD"], found["NAME"], found["OPTIONS"]) == (
        "app", "p/w", "site", {"host": "/srv/Data"},
    )  # fmt: skip


@pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False), ("true", False), ("", False)])
def test_only_1_is_yes(monkeypatch: pytest.MonkeyPatch, value: str, on: bool) -> None:
    monkeypatch.setenv("DEMO", value)
    assert env.flag("DEMO") is on


@pytest.mark.parametrize(
    ("asked", "said"),
    [("", "2"), ("3", "3"), ("0", "WEB_CONCURRENCY is how many processes answer people: 1 at the least.")],
)
def test_a_web_has_as_many_processes_as_were_asked_for(asked: str, said: str) -> None:
    words = [sys.executable, "-c", "from config import gunicorn; print(gunicorn.workers)"]
    told = {name: value for name, value in os.environ.items() if name != "WEB_CONCURRENCY"}
    told |= {"WEB_CONCURRENCY": asked} if asked else {}
    done = subprocess.run(words, env=told, capture_output=True, text=True, check=False)
    assert (done.stdout + done.stderr).strip() == said


@pytest.mark.parametrize(("chosen", "seconds"), [({}, 60), ({"PULSE_SECONDS": "20"}, 20), ({"PULSE_SECONDS": "3"}, 10)])
def test_the_pulse_is_taken_as_often_as_was_chosen_and_at_most_every_ten_seconds(
    chosen: dict[str, str], seconds: int
) -> None:
    asks = "from config import broker; print(broker.CELERY_BEAT_SCHEDULE['the pulse']['schedule'])"
    told = {name: value for name, value in os.environ.items() if name != "PULSE_SECONDS"} | chosen
    done = subprocess.run([sys.executable, "-c", asks], env=told, capture_output=True, text=True, check=True)
    assert float(done.stdout) == seconds
