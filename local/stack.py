"""One installation on one machine: its environment, its steps and its processes, on a data folder of its own.

`local.run` supervises one for a person; the journeys start one for themselves.
"""

import os
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError

from converter import client as converter
from local import processes, subprocesses
from local.plan import MAIL, Plan
from operations import probe

READY_SECONDS = 120
WEB, EVIDENCE, CONVERTER, FILE_WORKER, CHECKER = "web", "evidence", "converter", "files", "checker"
NODES: Mapping[str, str] = {FILE_WORKER: "files", CHECKER: "checks"}
"""The name in the queue of each worker that has one of its own."""
SETTINGS_OF: Mapping[str, Mapping[str, str]] = {EVIDENCE: {"WEB_CONCURRENCY": "1", "WEB_THREADS": "16"}}
"""Settings of a web server that differ from the others': the one for files waits for slow uploads."""
SIGNING = frozenset({"SIGNER_SOCKET", "SIGNER_SECRET_FILE", "WITNESS_URLS"})
"""Settings for asking the signer: only the worker and the commands get them."""
OWNING = frozenset({"OWNER_DATABASE_URL"})
"""Settings for changing the tables: only the commands get them."""
Say = Callable[[str], None]


class StepFailed(RuntimeError):
    """A start-up step failed; the text is one sentence that names the log."""


@dataclass
class Stack:
    """An installation whose services run; `processes` lists the processes started on top of them, in order."""

    plan: Plan
    environment: dict[str, str]
    mail_socket: socket.socket
    processes: list[subprocesses.Subprocess] = field(default_factory=list)
    listeners: dict[str, socket.socket] = field(default_factory=dict)
    signer: subprocesses.Subprocess | None = None

    @classmethod
    def on(cls, plan: Plan) -> "Stack":
        """Create database and secrets, and reserve a port for the mail catcher; the services must be running."""
        plan.place.make_database(plan.database)
        mail_socket = socket.create_server(("127.0.0.1", 0))
        return cls(plan, plan.environment(mail_port=mail_socket.getsockname()[1]), mail_socket)

    def step(self, name: str, *words: str, as_owner: bool = False) -> str:
        """Run one manage.py command and return its output; raises StepFailed.

        After `prepare`, which runs the checks, a command may pass --skip-checks and save half a second.
        """
        environment = self._process_environment(SIGNING | OWNING)
        if self.signer is None:  # the signer finds the keys there when it starts
            environment["BALLOTS_FOLDER"] = str(self.plan.ballots)
        if as_owner:
            environment["DATABASE_URL"] = environment["OWNER_DATABASE_URL"]
        log = self.plan.run_dir / f"{name}.log"
        log.unlink(missing_ok=True)
        child = self._start(name, processes.manage(*words), environment=environment)
        try:
            code = child.popen.wait()
        finally:
            child.stop()
        if code:
            raise StepFailed(f"The step `manage.py {' '.join(words)}` failed: {_last_words(log)} The rest is in {log}.")
        return log.read_text(encoding="utf-8")

    def migrate(self) -> None:
        self.step("migrate", "migrate", "--skip-checks", "--no-input", as_owner=True)

    def prepare(self, say: Say, *books: str) -> None:
        """Migrate as the owner; as the role that will serve collect styles and scripts, check, and publish a folder's books."""
        say("Bringing the database up to date")
        self.migrate()
        say("Collecting styles and scripts, checking that the installation may open, loading its books")
        self.step("prepare", "prepare", *books)

    def open(self, door: socket.socket, say: Say, *, checks: bool = True, files: bool = True) -> None:
        """Start signer, mail catcher, web, proxy, workers and beat on top of the services, for people at `door`.

        Without `checks` no worker makes the nightly check; without `files` nothing makes safe views of files.
        """
        say("Starting the signer of the record")
        self.start_signer()
        say("Starting the mail catcher")
        self.start_mail_catcher()
        if files:
            say("Starting the converter")
            self.start_converter()
        say("Starting the web processes")
        self.start_web(WEB)
        self.start_web(EVIDENCE)
        say("Starting the proxy")
        self.start_proxy(door)
        say("Starting the worker")
        self.start_worker()
        if files:
            say("Starting the worker that has files converted")
            self.start_file_worker()
        if checks:
            say("Starting the worker that checks the record")
            self.start_checker()
        say("Starting the beat")
        self.start_beat()

    def start_signer(self) -> None:
        """Start the process that signs the ledger. If it ends, the installation goes on, and entries wait for a new signer."""
        plan = self.plan
        command = processes.signer(plan.origin, plan.signer, plan.signer_socket, demo=plan.demo)
        self.signer = self._start("signer", command)

    def start_converter(self) -> None:
        """Start the process that makes safe views of files. It gets no setting and no secret."""
        command = processes.converter(self.plan.converter_socket)
        self.processes.append(self._start(CONVERTER, command, environment=_inherited_environment()))

    def start_mail_catcher(self) -> None:
        fd = self.mail_socket.fileno()
        command = processes.mail_catcher(str(fd), str(self.plan.mail))
        self.processes.append(self._start(MAIL, command, pass_fds=(fd,)))

    def start_web(self, name: str = WEB) -> None:
        """Start a web server on a socket of its own, on which requests wait during a restart."""
        path = self.plan.web_address(name)
        if name not in self.listeners or not path.exists():
            path.unlink(missing_ok=True)
            self.listeners[name] = socket.socket(socket.AF_UNIX)
            self.listeners[name].bind(str(path))
            self.listeners[name].listen(1024)
        fd = self.listeners[name].fileno()
        environment = {**self._process_environment(), **SETTINGS_OF.get(name, {})}
        self.processes.append(self._start(name, processes.web(f"fd://{fd}"), environment=environment, pass_fds=(fd,)))

    def start_proxy(self, door: socket.socket, name: str = "proxy", web: str = WEB) -> None:
        """Start the proxy in front of the web servers, on a bound socket. It gets no secret."""
        fd, folder = door.fileno(), self.plan.folder / "proxy"
        settings = processes.proxy_environment(fd, self.plan.web_address(web), self.plan.web_address(EVIDENCE), folder)
        environment, most = {**_inherited_environment(), **settings}, processes.MOST_OPEN_FILES
        started = self._start(name, processes.proxy(), environment=environment, pass_fds=(fd,), most_open_files=most)
        self.processes.append(started)

    def start_worker(self, name: str = "worker") -> None:
        """Start a Celery worker; a second one needs a name of its own."""
        self.processes.append(self._start(name, processes.worker(), environment=self._process_environment(SIGNING)))

    def start_beat(self) -> None:
        self.processes.append(self._start("beat", processes.beat(str(self.plan.run_dir / "beat-schedule"))))

    def start_file_worker(self) -> None:
        self.processes.append(self._start(FILE_WORKER, processes.file_worker()))

    def start_checker(self) -> None:
        self.processes.append(self._start(CHECKER, processes.checker()))

    def wait_until_ready(self) -> None:
        """Return when the web servers answer 200 (the first through the proxy), the converter and each worker answer.

        Raises if a process ends or time runs out.
        """
        queue = Celery(broker=self.environment["BROKER_URL"], set_as_current=False)
        names = {process.name for process in self.processes}
        nodes = ["celery", *(node for name, node in NODES.items() if name in names)]
        until = time.monotonic() + READY_SECONDS
        while not (
            self._web_answers() and self._converter_answers() and all(_worker_answers(queue, node) for node in nodes)
        ):
            for process in self.processes:
                process.check()
            if time.monotonic() > until:
                raise StepFailed(
                    f"The installation was not ready after {READY_SECONDS} seconds; see {self.plan.run_dir}."
                )
            time.sleep(0.1)
        queue.close()

    def check(self) -> None:
        """Raise SubprocessEnded if a process of the installation has ended."""
        for process in self.processes:
            process.check()

    def stop(self) -> None:
        """Stop the processes: first those that serve requests, in parallel, then those that they need."""
        serving = [process for process in self.processes if process.name != MAIL]
        for process in serving:
            process.ask_to_stop()
        for process in serving:
            process.stop(asked=True)
            self.processes.remove(process)
        while self.processes:
            self.processes.pop().stop()
        if self.signer is not None:
            self.signer.stop()
        self.mail_socket.close()
        while self.listeners:
            name, listener = self.listeners.popitem()
            listener.close()
            self.plan.web_address(name).unlink(missing_ok=True)

    def _web_answers(self) -> bool:
        others = [self.plan.web_address(name) for name in self.listeners if name != WEB]
        return probe.answers(f"http://127.0.0.1:{self.plan.port}") and all(
            probe.answers(f"unix:{path}") for path in others
        )

    def _converter_answers(self) -> bool:
        if all(process.name != CONVERTER for process in self.processes):
            return True
        try:
            converter.programs(self.plan.converter_socket, seconds=1)
        except OSError:
            return False
        return True

    def _process_environment(self, also: frozenset[str] = frozenset()) -> dict[str, str]:
        withheld = (SIGNING | OWNING) - also
        settings = {name: value for name, value in self.environment.items() if name not in withheld}
        return {**_inherited_environment(), **settings, "PYTHONUNBUFFERED": "1"}

    def _start(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
        most_open_files: int | None = None,
    ) -> subprocesses.Subprocess:
        return subprocesses.start(
            name,
            command,
            run_dir=self.plan.run_dir,
            environment=environment or self._process_environment(),
            pass_fds=pass_fds,
            most_open_files=most_open_files,
        )


def _inherited_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ", "TMPDIR") if name in os.environ}


def _last_words(log: Path) -> str:
    said = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return said[-1] if said else "it said nothing."


def _worker_answers(queue: Celery, node: str) -> bool:
    try:
        return bool(queue.control.ping(timeout=1, limit=1, pattern=f"{node}@*", matcher="glob"))
    except OperationalError:
        return False
