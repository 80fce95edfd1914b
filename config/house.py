"""One house on one machine: its environment, its steps and its processes, on a data folder of its own.

`config.run` supervises one for a person; the journeys start one for themselves.
"""

import os
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError

from config import children, embedded, own_files, probe, processes
from ledger.keyring import Keyring, LogKey, read_keyring
from ledger.notes import log_key
from ledger.signer.keys import make_key
from vault.keys import make_kek

READY_SECONDS = 120
MAIL = "mail"
WEB, EVIDENCE = "web", "evidence"
SETTINGS_OF: Mapping[str, Mapping[str, str]] = {EVIDENCE: {"WEB_CONCURRENCY": "1", "WEB_THREADS": "16"}}
"""What a web server has otherwise than the others: that of files waits for those who send them."""
SIGNING = frozenset({"SIGNER_SOCKET", "SIGNER_SECRET_FILE", "WITNESS_SOCKETS"})
"""How the signer is asked: the worker and the commands are told, and no other process."""
OWNING = frozenset({"OWNER_DATABASE_URL"})
"""How the tables are changed: the commands alone are told."""
Say = Callable[[str], None]


class StepFailed(RuntimeError):
    """A step of the start did not succeed; the text is one sentence that says where its words are."""


@dataclass(frozen=True)
class Plan:
    """Where a house stands: the place of its services, its folder, port and database; whether people are invented.

    `shelf`: which pair of the queue server's numbered databases it uses, where several houses share one server.
    """

    place: embedded.Place
    folder: Path
    port: int
    database: str = "oathbound"
    demo: bool = True
    shelf: int = 0

    @property
    def base_url(self) -> str:
        """The address people type; browsers refuse passkeys on 127.0.0.1, which answers too."""
        return f"http://localhost:{self.port}"

    @property
    def mail(self) -> Path:
        """The folder the mail catcher writes to."""
        return self.folder / "mail"

    @property
    def signer(self) -> Path:
        """Where the signer's key, its copy of the log, its secrets and the public keyring lie."""
        return own_files.folder(self.folder / "signer")

    @property
    def signer_socket(self) -> Path:
        """Where the signer listens."""
        return self.place.sockets / f"{self.database}.signer"

    @property
    def origin(self) -> str:
        """The name of this house's ledger: that of its keyring, where a fork was resolved."""
        ring = self.signer / "keyring.json"
        if ring.exists():
            return read_keyring(ring).origin
        return "demo.localhost" if self.demo else "localhost"

    @property
    def run_dir(self) -> Path:
        """Where pid files and the processes' own words go."""
        return own_files.folder(self.folder / "run")

    def web_address(self, name: str) -> Path:
        """Where a web server listens, which the proxy alone asks."""
        return self.place.sockets / f"{self.database}.{name}"

    def environment(self, *, mail_port: int) -> dict[str, str]:
        """The settings of config/env.py for every process of this house, serving as `app`; makes the secret files."""
        secrets = own_files.folder(self.folder / "secrets")
        own_files.secret(secrets / "secret_key")
        if not (secrets / "kek").exists():
            make_kek(secrets / "kek")
        if not (self.signer / "key").exists():
            key = LogKey(log_key(self.origin, make_key(self.signer / "key")))
            own_files.write(self.signer / "keyring.json", Keyring(self.origin, [key]).json())
        own_files.secret(self.signer / "secret")
        own_files.write(self.signer / "database_url", self.place.database_url("signer", self.database))
        return {
            "DATABASE_URL": self.place.database_url("app", self.database),
            "OWNER_DATABASE_URL": self.place.database_url("owner", self.database),
            "BROKER_URL": self.place.broker_url(self.shelf),
            "CACHE_URL": self.place.cache_url(self.shelf),
            "SECRET_KEY_FILE": str(secrets / "secret_key"),
            "KEK_FILE": str(secrets / "kek"),
            "KEK_PUBLIC_FILE": str(secrets / "kek.pub"),
            "FILES_DIR": str(own_files.folder(self.folder / "files")),
            "STATIC_DIR": str(self.folder / "static"),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail_port),
            "BASE_URL": self.base_url,
            "LOG_ORIGIN": self.origin,
            "SIGNER_SOCKET": str(self.signer_socket),
            "SIGNER_SECRET_FILE": str(self.signer / "secret"),
            "KEYRING_FILE": str(self.signer / "keyring.json"),
            "PROXY_COUNT": "1",
            "EMBEDDED": "1",
            **({"DEMO": "1", "CLOCK_OFFSET_FILE": str(self.folder / "clock")} if self.demo else {}),
        }


@dataclass
class House:
    """A house whose services run; `processes` are what was started on top of them, in order."""

    plan: Plan
    environment: dict[str, str]
    mail_socket: socket.socket
    processes: list[children.Child] = field(default_factory=list)
    listeners: dict[str, socket.socket] = field(default_factory=dict)
    signer: children.Child | None = None

    @classmethod
    def on(cls, plan: Plan) -> "House":
        """Make the database and the secrets, take a port for the mail catcher; the services must run."""
        plan.place.make_database(plan.database)
        mail_socket = socket.create_server(("127.0.0.1", 0))
        return cls(plan, plan.environment(mail_port=mail_socket.getsockname()[1]), mail_socket)

    def step(self, name: str, *words: str, as_owner: bool = False) -> str:
        """Run one manage.py command to its end and return what it printed; raises StepFailed.

        `prepare` has checked the house: what follows it may pass --skip-checks, and half a second.
        """
        environment = self._of_a_child(SIGNING | OWNING)
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
        """Bring the database up to date, as the role that owns it."""
        self.step("migrate", "migrate", "--skip-checks", "--no-input", as_owner=True)

    def prepare(self, say: Say, *books: str) -> None:
        """Migrate as the owner; as the role that will serve collect styles and scripts, check, and publish a folder's books."""
        say("Bringing the database up to date")
        self.migrate()
        say("Collecting styles and scripts, checking that the house may open, loading its books")
        self.step("prepare", "prepare", *books)

    def open(self, door: socket.socket, say: Say) -> None:
        """Start signer, mail catcher, web, proxy, worker and beat on top of the services; people reach it at `door`."""
        say("Starting the signer of the record")
        self.start_signer()
        say("Starting the mail catcher")
        self.start_mail_catcher()
        say("Starting the web processes")
        self.start_web(WEB)
        self.start_web(EVIDENCE)
        say("Starting the proxy")
        self.start_proxy(door)
        say("Starting the worker")
        self.start_worker()
        say("Starting the beat")
        self.processes.append(self._start("beat", processes.beat(str(self.plan.run_dir / "beat-schedule"))))

    def start_signer(self) -> None:
        """The process that signs the ledger. It may end without the house: entries then wait for its return."""
        plan = self.plan
        command = processes.signer(plan.origin, plan.signer, plan.signer_socket, demo=plan.demo)
        self.signer = self._start("signer", command)

    def start_mail_catcher(self) -> None:
        """The mail catcher, on the port the environment names."""
        fd = self.mail_socket.fileno()
        command = processes.mail_catcher(str(fd), str(self.plan.mail))
        self.processes.append(self._start(MAIL, command, pass_fds=(fd,)))

    def start_web(self, name: str = WEB) -> None:
        """A web server on a socket of its own: requests wait there while it is started again."""
        path = self.plan.web_address(name)
        if name not in self.listeners or not path.exists():
            path.unlink(missing_ok=True)
            self.listeners[name] = socket.socket(socket.AF_UNIX)
            self.listeners[name].bind(str(path))
            self.listeners[name].listen(1024)
        fd = self.listeners[name].fileno()
        environment = {**self._of_a_child(), **SETTINGS_OF.get(name, {})}
        self.processes.append(self._start(name, processes.web(f"fd://{fd}"), environment=environment, pass_fds=(fd,)))

    def start_proxy(self, door: socket.socket, name: str = "proxy", web: str = WEB) -> None:
        """The proxy before the web servers, on a socket that is already bound. It is told no secret."""
        fd, folder = door.fileno(), self.plan.folder / "proxy"
        told = processes.told_to_proxy(fd, self.plan.web_address(web), self.plan.web_address(EVIDENCE), folder)
        started = self._start(
            name,
            processes.proxy(),
            environment={**_inherited(), **told},
            pass_fds=(fd,),
            most_open_files=processes.MOST_OPEN_FILES,
        )
        self.processes.append(started)

    def start_worker(self, name: str = "worker") -> None:
        """A Celery worker; a further one needs a name of its own."""
        self.processes.append(self._start(name, processes.worker(), environment=self._of_a_child(SIGNING)))

    def wait_until_ready(self) -> None:
        """Return when the web servers say 200 (the first through the proxy) and the worker answered a ping.

        It raises when a process ends or time runs out.
        """
        queue = Celery(broker=self.environment["BROKER_URL"], set_as_current=False)
        until = time.monotonic() + READY_SECONDS
        while not (self._web_answers() and _worker_answers(queue)):
            for process in self.processes:
                process.check()
            if time.monotonic() > until:
                raise StepFailed(f"The house was not ready after {READY_SECONDS} seconds; see {self.plan.run_dir}.")
            time.sleep(0.1)
        queue.close()

    def check(self) -> None:
        """Raise ChildEnded when a process of the house is no longer running."""
        for process in self.processes:
            process.check()

    def stop(self) -> None:
        """Stop what was started on top of the services: first those that serve, side by side, then what they lean on."""
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

    def _of_a_child(self, also: frozenset[str] = frozenset()) -> dict[str, str]:
        withheld = (SIGNING | OWNING) - also
        told = {name: value for name, value in self.environment.items() if name not in withheld}
        return {**_inherited(), **told, "PYTHONUNBUFFERED": "1"}

    def _start(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
        most_open_files: int | None = None,
    ) -> children.Child:
        return children.start(
            name,
            command,
            run_dir=self.plan.run_dir,
            environment=environment or self._of_a_child(),
            pass_fds=pass_fds,
            most_open_files=most_open_files,
        )


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ", "TMPDIR") if name in os.environ}


def _last_words(log: Path) -> str:
    said = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return said[-1] if said else "it said nothing."


def _worker_answers(queue: Celery) -> bool:
    try:
        return bool(queue.control.ping(timeout=1, limit=1))
    except OperationalError:
        return False
