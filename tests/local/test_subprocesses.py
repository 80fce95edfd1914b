"""Own children: what became of them is known, and none outlives its parent or its being stopped."""

import os
import signal
import time
from pathlib import Path

import pytest

from local import subprocesses

DEAF = ["sh", "-c", "trap '' TERM; sleep 60 & echo $!; wait"]
PATIENCE = 60


def deaf(folder: Path) -> subprocesses.Subprocess:
    """Return a child that does not listen to being asked to stop, once it said which process it started itself."""
    child = subprocesses.start("deaf", DEAF, run_dir=folder)
    while not child.log.read_text():
        time.sleep(0.01)
    return child


def test_a_child_that_ended_says_where_its_last_words_are(tmp_path: Path) -> None:
    child = subprocesses.start("talker", ["sh", "-c", "echo no disk; exit 3"], run_dir=tmp_path)
    child.popen.wait(PATIENCE)
    with pytest.raises(
        subprocesses.SubprocessEnded, match=f"^talker ended by itself; its last words are in {child.log}.$"
    ):
        child.check()
    child.stop()
    assert (child.log.read_text(), child.pid_file.exists()) == ("no disk\n", False)


def test_a_child_that_does_not_listen_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocesses, "STOP_SECONDS", 0.05)
    child = deaf(tmp_path)
    child.stop()
    assert child.popen.returncode == -signal.SIGKILL
    late = time.monotonic() + PATIENCE
    while subprocesses.start_time(int(child.log.read_text())):
        assert time.monotonic() < late
        time.sleep(0.01)


def test_a_child_listens_also_where_its_parent_no_longer_does(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        child = subprocesses.start("sleeper", ["sleep", "60"], run_dir=tmp_path)
    finally:
        signal.signal(signal.SIGTERM, before)
    child.ask_to_stop()
    assert child.popen.wait(PATIENCE) == -signal.SIGTERM


def test_a_child_of_an_earlier_run_that_does_not_listen_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocesses, "STOP_SECONDS", 0.05)
    child = deaf(tmp_path)
    subprocesses.end_leftover(child.pid_file)
    assert (child.popen.wait(PATIENCE), child.pid_file.exists()) == (-signal.SIGKILL, False)


@pytest.mark.parametrize("words", ["", "1", "one 2", "4194305 12345"])
def test_a_file_that_names_no_running_process_names_none(tmp_path: Path, words: str) -> None:
    (tmp_path / "pid").write_text(words)
    assert subprocesses.running_pid(tmp_path / "pid") is None
    assert subprocesses.running_pid(tmp_path / "missing") is None


def test_what_ended_and_was_not_asked_about_yet_runs_no_more(tmp_path: Path) -> None:
    child = subprocesses.start("short", ["true"], run_dir=tmp_path)
    os.waitid(os.P_PID, child.popen.pid, os.WEXITED | os.WNOWAIT)
    assert (subprocesses.start_time(child.popen.pid), subprocesses.running_pid(child.pid_file)) == ("", None)
    child.stop()
