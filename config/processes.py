"""The processes of a running house and their commands, for `make run`, the journeys and docker-compose alike."""

import sys
from collections.abc import Sequence

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
        "--app=config.celery",
        "--quiet",
        "beat",
        f"--schedule={schedule}",
        "--loglevel=INFO",
    )


def manage(*words: str) -> Sequence[str]:
    """One command of manage.py."""
    return (PYTHON, "manage.py", *words)
