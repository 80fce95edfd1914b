"""The processes of a running house and their commands, for `make run`, the journeys and docker-compose alike."""

import sys
from collections.abc import Sequence
from pathlib import Path

PYTHON = sys.executable


def web(bind: str) -> Sequence[str]:
    """The web process on an address of gunicorn's: `0.0.0.0:8000`, or `fd://3` for a socket that is already bound."""
    return (PYTHON, "-m", "gunicorn", "--config=python:config.gunicorn", f"--bind={bind}", "config.wsgi:application")


def worker() -> Sequence[str]:
    """The process that does what follows a commit, and what clocks bring."""
    return (PYTHON, "-m", "celery", "--app=config.celery", "--quiet", "worker", "--pool=threads", "--concurrency=2",
            "--without-gossip", "--without-mingle", "--loglevel=INFO")  # fmt: skip


def beat(schedule: str) -> Sequence[str]:
    """The process that rings the clocks; `schedule` is the file where it remembers when it last did."""
    return (
        PYTHON,
        "-m",
        "celery",
        "--app=config.bell",
        "--quiet",
        "beat",
        f"--schedule={schedule}",
        "--loglevel=INFO",
    )


def signer(origin: str, folder: Path, socket: Path, *, demo: bool = False) -> Sequence[str]:
    """The process that signs the ledger: its key and its copy of the log lie in `folder`, which nobody else needs."""
    words = (f"--origin={origin}", f"--key={folder / 'key'}", f"--mirror={folder / 'mirror'}", f"--socket={socket}")
    return (PYTHON, "-m", "ledger.signer", *words, *(("--demo",) if demo else ()))


def mail_catcher(where: str, folder: str) -> Sequence[str]:
    """The mail server that delivers to nobody, at HOST:PORT or on the socket with this descriptor."""
    return (PYTHON, "-m", "config.mail_catcher", where, folder)


def manage(*words: str) -> Sequence[str]:
    """One command of manage.py."""
    return (PYTHON, "manage.py", *words)
