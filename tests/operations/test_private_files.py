"""Secrets are for their owner alone, and a lock keeps two runs apart."""

from pathlib import Path
from stat import S_IMODE

import pytest

from local import reset, subprocesses
from operations import private_files


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = private_files.folder(tmp_path / "secrets") / "key"
    first = private_files.secret(path)
    assert (private_files.secret(path), len(first)) == (first, 64)
    assert (S_IMODE(path.stat().st_mode), S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    with private_files.lock(tmp_path / "lock"):
        assert private_files.is_locked(tmp_path / "lock") is True
        with pytest.raises(private_files.InUse):
            private_files.lock(tmp_path / "lock")
    assert private_files.is_locked(tmp_path / "lock") is False


def test_reset_deletes_the_data_and_keeps_the_toolchain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("tool", "postgres"):
        (tmp_path / name).mkdir()
    assert reset.main(["--data", str(tmp_path), "--force"]) == 0
    assert (sorted(path.name for path in tmp_path.iterdir()), capsys.readouterr().out) == (
        ["lock", "tool"], "Deleted.\n",
    )  # fmt: skip


def test_reset_refuses_while_an_installation_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "postgres").mkdir()
    with private_files.lock(tmp_path / "lock"):
        assert reset.main(["--data", str(tmp_path), "--force"]) == 1
    assert (capsys.readouterr().out, (tmp_path / "postgres").is_dir()) == (
        f"An installation runs on {tmp_path}: stop it first.\n", True,
    )  # fmt: skip


def test_a_child_of_an_earlier_run_is_ended_first(tmp_path: Path) -> None:
    first = subprocesses.start("sleeper", ["sleep", "60"], run_dir=tmp_path)
    second = subprocesses.start("sleeper", ["sleep", "60"], run_dir=tmp_path)
    assert (first.popen.wait(5), second.popen.poll()) == (-15, None)
    second.stop()
    assert (second.popen.returncode, (tmp_path / "sleeper.pid").exists()) == (-15, False)


def test_a_pid_that_went_to_another_process_is_left_alone(tmp_path: Path) -> None:
    other = subprocesses.start("other", ["sleep", "60"], run_dir=tmp_path)
    (tmp_path / "ours.pid").write_text(f"{other.popen.pid} 12345")
    assert subprocesses.running_pid(tmp_path / "ours.pid") is None
    subprocesses.end_leftover(tmp_path / "ours.pid")
    assert other.popen.poll() is None
    other.stop()
