"""`make run` as a person meets it: real processes, from the first start to the last one's end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from operations import private_files
from tests.coverage_env import coverage_environment

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


class Run:
    """A supervisor on a data folder of its own, and what it says."""

    def __init__(self, data: Path, port: int, *, demo: bool = False) -> None:
        clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        command = [sys.executable, "-m", "local.run", f"--data={data}", f"--port={port}"]
        command += [] if demo else ["--no-demo"]
        self.data = data
        self.popen = subprocess.Popen(
            command, cwd=ROOT, env=clean | coverage_environment(), stdout=subprocess.PIPE, text=True
        )

    def until(self, words: str) -> list[str]:
        """Read what is said up to a line that begins like this."""
        said: list[str] = []
        assert self.popen.stdout
        for line in self.popen.stdout:
            said.append(line.rstrip())
            if line.startswith(words):
                return said
        raise AssertionError(f"ended before {words!r}: {said}")

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the exit code."""
        self.popen.send_signal(number)
        return self.popen.wait(PATIENCE)

    def ended(self) -> None:
        """End it unless it has ended."""
        if self.popen.poll() is None:
            self.end(signal.SIGTERM)

    def words(self) -> tuple[int, str]:
        """Wait for its end: exit code and the last line it said."""
        said, _ = self.popen.communicate(timeout=PATIENCE)
        return self.popen.returncode, said.splitlines()[-1]

    def processes(self) -> list[str]:
        """The commands that still run on this data folder or were started by the supervisor."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environment = (folder / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if int(folder.name) != self.popen.pid and (str(self.data) in command or str(self.data) in environment):
                found.append(command)
        return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@dataclass(frozen=True)
class Opened:
    """An installation that opened on an empty folder and was ended: what it said, answered and left behind."""

    data: Path
    port: int
    said: list[str]
    answers: list[int]
    code: int
    left: list[str]
    secrets: dict[str, bytes]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The first installation of this file: the others go on from its data, which costs no migration."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    data = tmp_path_factory.mktemp("site") / "data"
    run = Run(data, port)
    said = run.until("Ready:")
    answers = [status(f"http://{name}:{port}/readyz") for name in ("localhost", "127.0.0.1")]
    return Opened(data, port, said, answers, run.end(signal.SIGINT), _gone(run), _secrets(data))


class Again:
    """Further runs on the data of the first: one that a test leaves standing is there for the next."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.run: Run | None = None

    def standing(self) -> Run:
        """Return a run that is ready."""
        if self.run is None or self.run.popen.poll() is not None:
            self.run = Run(self.opened.data, self.opened.port)
            self.run.until("Ready:")
        return self.run

    def ended(self) -> None:
        """End what stands, if anything does."""
        if self.run:
            self.run.ended()


@pytest.fixture(scope="module")
def again(opened: Opened) -> Iterator[Again]:
    further = Again(opened)
    yield further
    further.ended()


def status(address: str) -> int:
    """Ask for a page."""
    with urllib.request.urlopen(address) as answer:
        return int(answer.status)


def _secrets(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (data / "secrets").iterdir()}


def _gone(run: Run) -> list[str]:
    until = time.monotonic() + PATIENCE
    while run.processes() and time.monotonic() < until:
        time.sleep(0.1)
    return run.processes()


def test_an_installation_opens_answers_on_both_names_and_leaves_nothing_behind(opened: Opened) -> None:
    assert opened.said == [
        "Starting PostgreSQL and Valkey",
        "Bringing the database up to date",
        "Collecting styles and scripts, checking that the installation may open, loading its books",
        "Starting the signer of the record",
        "Starting the mail catcher",
        "Starting the converter",
        "Starting the web processes",
        "Starting the proxy",
        "Starting the worker",
        "Starting the worker that has files converted",
        "Starting the worker that checks the record",
        "Starting the beat",
        f"Ready: http://localhost:{opened.port}/",
    ]
    assert (opened.answers, opened.code, opened.left) == ([200, 200], 0, [])


def test_a_second_run_finds_the_data_of_the_first(opened: Opened, again: Again) -> None:
    again.standing()
    assert _secrets(opened.data) == opened.secrets


def test_a_second_run_on_the_same_data_is_one_sentence(opened: Opened, again: Again, free_port: int) -> None:
    again.standing()
    assert Run(opened.data, free_port).words() == (1, f"An installation already runs on {opened.data}: stop it first.")


def test_a_killed_supervisor_takes_its_children_along(again: Again) -> None:
    run = again.standing()
    run.end(signal.SIGKILL)
    assert _gone(run) == []


def test_a_worker_that_dies_closes_the_installation_in_one_sentence(opened: Opened, again: Again) -> None:
    run = again.standing()
    os.kill(int((opened.data / "run" / "worker.pid").read_text().split()[0]), signal.SIGKILL)
    code, sentence = run.words()
    assert (code, sentence) == (1, f"worker ended by itself; its last words are in {opened.data}/run/worker.log.")
    assert _gone(run) == []


def test_a_run_that_is_asked_to_stop_while_it_opens_stops_what_it_started(opened: Opened, again: Again) -> None:
    again.ended()
    run = Run(opened.data, opened.port)
    run.until("Bringing")
    assert (run.end(signal.SIGTERM), _gone(run)) == (0, [])


def test_a_run_whose_make_is_killed_stops_what_it_started(opened: Opened, again: Again) -> None:
    again.ended()
    words = f"-m local.run --no-demo --data={opened.data} --port={opened.port}"
    environment = {"PATH": os.environ["PATH"], "MAKELEVEL": "1"} | coverage_environment()
    make = subprocess.Popen(
        ["sh", "-c", f"{sys.executable} {words} & wait"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert make.stdout
    while not make.stdout.readline().startswith("Bringing"):
        assert make.poll() is None
    make.kill()
    assert (make.wait(PATIENCE), make.stdout.read().splitlines()[-1:]) == (-9, ["Stopped."])
    assert not private_files.is_locked(opened.data / "lock")


def test_a_taken_port_is_one_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert Run(data, port).words() == (
            1,
            f"Port {port} is taken: stop what listens there, or choose another, as in PORT=9000 make run.",
        )


def test_broken_data_is_one_sentence(data: Path, free_port: int) -> None:
    (data / "postgres").mkdir(parents=True)
    (data / "postgres" / "PG_VERSION").write_text("18\n")
    code, sentence = Run(data, free_port).words()
    assert (code, bool(re.match(r"PostgreSQL did not start on .*: the data may be broken", sentence))) == (1, True)


def test_a_data_folder_that_is_a_file_is_one_sentence(data: Path, free_port: int) -> None:
    data.write_text("")
    code, sentence = Run(data, free_port).words()
    assert (code, sentence.split(":")[0]) == (1, f"The data folder {data} cannot be used")


@pytest.mark.parametrize("port", ["0", "70000", "eight"])
def test_a_port_that_is_none_is_one_sentence(data: Path, port: str) -> None:
    command = [sys.executable, "-m", "local.run", f"--data={data}", f"--port={port}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, f"PORT must be a number from 1 to 65535, and {port!r} is not.\n")
