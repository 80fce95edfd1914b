"""The processes of a running installation and their commands, for `make run`, the journeys and docker-compose alike."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.env import BASE_DIR

PYTHON = sys.executable
PROXY = Path(PYTHON).with_name("caddy")
CADDYFILE = BASE_DIR / "config" / "Caddyfile"
MOST_OPEN_FILES = 2048
"""Of the proxy, which so holds at most 512 MiB of bodies: 256 KiB a connection."""


def web(bind: str) -> Sequence[str]:
    """The web process on an address of gunicorn's: `0.0.0.0:8000`, or `fd://3` for a socket that is already bound."""
    return (PYTHON, "-m", "gunicorn", "--config=python:config.gunicorn", f"--bind={bind}", "config.wsgi:application")


def proxy(program: str = str(PROXY), file: str = str(CADDYFILE)) -> Sequence[str]:
    """The proxy before the web processes; its environment says where it listens and where they do."""
    return (program, "run", "--config", file, "--adapter", "caddyfile")


def proxy_environment(fd: int, web: Path, evidence: Path, folder: Path) -> Mapping[str, str]:
    """Return the settings of a proxy that listens on an open socket, in plain HTTP, before web servers on this machine."""
    return {
        "SITE": "http://",
        "BIND": f"fd/{fd}",
        "TLS": "",
        "WEB": f"unix/{web}",
        "EVIDENCE": f"unix/{evidence}",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "GOMAXPROCS": "1",
    }


def worker() -> Sequence[str]:
    """The process that runs the tasks which follow a commit or a clock."""
    return _worker("--concurrency=2")


def checker() -> Sequence[str]:
    """The worker that checks the record every night, one check at a time, and does nothing else."""
    return _worker("--concurrency=1", "--queues=checks", "--hostname=checks@%h")


def file_worker() -> Sequence[str]:
    """The worker that has safe views of files made, two files at a time, and does nothing else."""
    return _worker("--concurrency=2", "--queues=files", "--hostname=files@%h")


def _worker(*words: str) -> Sequence[str]:
    return (PYTHON, "-m", "celery", "--app=config.celery", "--quiet", "worker", "--pool=threads", *words,
            "--without-gossip", "--without-mingle", "--loglevel=INFO")  # fmt: skip


def beat(schedule: str) -> Sequence[str]:
    """Celery beat; `schedule` is the file in which it stores the last run of each task."""
    return (PYTHON, "-m", "celery", "--app=config.beat", "--quiet", "beat", f"--schedule={schedule}", "--loglevel=INFO")


def signer(origin: str, folder: Path, socket: Path, *, demo: bool = False) -> Sequence[str]:
    """The process that signs the ledger: its key, its copy of the log and its secrets lie in `folder`, of its own."""
    words = (f"--origin={origin}", f"--key={folder / 'key'}", f"--mirror={folder / 'mirror'}", f"--socket={socket}",
             f"--secret={folder / 'secret'}", f"--database={folder / 'database_url'}",
             f"--keyring={folder / 'keyring.json'}")  # fmt: skip
    return (PYTHON, "-m", "ledger.signer", *words, *(("--demo",) if demo else ()))


def converter(socket: Path) -> Sequence[str]:
    """The process that makes safe views of files. It leaves the network by itself, and its jobs leave the files."""
    return (PYTHON, "-m", "converter", f"--socket={socket}", "--unshare")


def mail_catcher(where: str, folder: str) -> Sequence[str]:
    """The mail server that delivers to nobody, at HOST:PORT or on the socket with this descriptor."""
    return (PYTHON, "-m", "local.mail_catcher", where, folder)


def manage(*words: str) -> Sequence[str]:
    """One command of manage.py."""
    return (PYTHON, "manage.py", *words)
