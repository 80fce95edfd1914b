"""Subprocesses: each has its own session, stops when its parent dies, and is identified by pid and start time."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

STOP_SECONDS = 10
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class SubprocessEnded(RuntimeError):
    """A subprocess ended by itself; the text names it and its log."""


@dataclass(frozen=True)
class Subprocess:
    """A running subprocess, and the file that tells a later run about it."""

    name: str
    popen: "subprocess.Popen[bytes]"
    pid_file: Path
    log: Path
    stop_signal: signal.Signals

    def check(self) -> None:
        """Raise SubprocessEnded if it has ended."""
        if self.popen.poll() is not None:
            raise SubprocessEnded(f"{self.name} ended by itself; its last words are in {self.log}.")

    def ask_to_stop(self) -> None:
        """Ask it to end without waiting, so that several can end in parallel."""
        if self.popen.poll() is None:
            self.popen.send_signal(self.stop_signal)

    def stop(self, *, asked: bool = False) -> None:
        """Ask it to end unless `asked`; after ten seconds kill its whole session; delete its pid file."""
        if not asked:
            self.ask_to_stop()
        if self.popen.poll() is None:
            try:
                self.popen.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(self.popen.pid, signal.SIGKILL)
                self.popen.wait()
        self.pid_file.unlink(missing_ok=True)


def start(
    name: str,
    command: Sequence[str | os.PathLike[str]],
    *,
    run_dir: Path,
    environment: Mapping[str, str] | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    pass_fds: Sequence[int] = (),
    most_open_files: int | None = None,
) -> Subprocess:
    """Start `command` with its output in `<run_dir>/<name>.log`; end a leftover of an earlier run first."""
    pid_file, log = run_dir / f"{name}.pid", run_dir / f"{name}.log"
    end_leftover(pid_file)
    parent = os.getpid()

    def in_the_child() -> None:
        os.umask(0o077)
        if most_open_files is not None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most_open_files, most_open_files))
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        signal.signal(stop_signal, signal.SIG_DFL)  # a supervisor that is stopping ignores it
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, stop_signal)
            if os.getppid() != parent:
                os._exit(1)

    with log.open("ab") as words:
        popen = subprocess.Popen(
            [os.fspath(part) for part in command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=pass_fds,
            preexec_fn=in_the_child,  # noqa: PLW1509  no thread runs yet when children are started
        )
    pid_file.write_text(f"{popen.pid} {start_time(popen.pid)}", encoding="ascii")
    return Subprocess(name, popen, pid_file, log, stop_signal)


def end_with_parent() -> None:
    """Ask the kernel, where it can, to stop this process when its parent dies."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start_time(pid: int) -> str:
    """Return the kernel's start time of a process, or an empty text. It distinguishes two processes with one pid."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except FileNotFoundError:
        found = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return found.stdout.strip()
    return "" if fields[0] == "Z" else fields[19]


def running_pid(pid_file: Path) -> int | None:
    """Return the pid in this file if that process still runs; another process with the same pid does not count."""
    try:
        pid, _, since = pid_file.read_text(encoding="ascii").partition(" ")
    except FileNotFoundError:
        return None
    return int(pid) if pid.isdigit() and since and start_time(int(pid)) == since else None


def end_leftover(pid_file: Path) -> None:
    """End the leftover of an earlier run, which was killed where the kernel cannot notify subprocesses, and wait for it."""
    pid = running_pid(pid_file)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while running_pid(pid_file) is not None and time.monotonic() < until:
            time.sleep(0.05)
        if running_pid(pid_file) is not None:
            os.kill(pid, signal.SIGKILL)
    pid_file.unlink(missing_ok=True)
