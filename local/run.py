"""The supervisor behind `make run`: starts an installation on one machine, says each step in words, and stops all of it again.

`python -m local.run [--port N] [--data FOLDER] [--no-demo]`. Ctrl-C and SIGTERM stop what was started, the last first,
and nothing else; exit code 0. A service that cannot start is reported in one sentence; exit code 1.
"""

import argparse
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from types import FrameType
from typing import NoReturn

from config import env
from local import embedded, subprocesses
from local.plan import Plan
from local.stack import Say, Stack, StepFailed
from operations import private_files

EDITION = "policy/editions/icsrm"


class PortTaken(RuntimeError):
    """Another program listens where the installation should."""


class Stopped(BaseException):
    """Somebody asked the supervisor to stop."""


def say(sentence: str) -> None:
    """One line for the person at the terminal."""
    print(sentence, flush=True)


def main(words: Sequence[str]) -> int:
    """Run an installation until it is stopped; the result is the exit code."""
    parser = argparse.ArgumentParser(description="Run Oathbound on this machine.")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--data", type=Path, default=env.BASE_DIR / ".local")
    parser.add_argument("--no-demo", dest="demo", action="store_false")
    chosen = parser.parse_args(words)
    asked = _stop_on_signals()
    try:
        with ExitStack() as stack:
            try:
                _run(_port(chosen.port), chosen.data.resolve(), chosen.demo, stack, asked)
            finally:
                _ignore_signals()
    except Stopped:
        say("Stopped.")
        return 0
    except private_files.InUse:
        say(f"An installation already runs on {chosen.data}: stop it first.")
    except (PortTaken, embedded.CannotStart, StepFailed, subprocesses.SubprocessEnded) as reason:
        say(str(reason))
    except OSError as reason:
        say(f"The data folder {chosen.data} cannot be used: {reason.strerror} ({reason.filename}).")
    return 1


def _run(port: int, data: Path, demo: bool, stack: ExitStack, asked: Event) -> NoReturn:
    go_on = _unless(asked)
    private_files.folder(data)
    stack.enter_context(private_files.lock(data / "lock"))
    door = stack.enter_context(_take(port))
    go_on("Starting PostgreSQL and Valkey")
    place = embedded.Place.at(data)
    stack.callback(embedded.start(place).stop)
    plan = Plan(place, data, port, demo=demo)
    _forget_half_a_demonstration(plan)
    local_stack = Stack.on(plan)
    stack.callback(local_stack.stop)
    _remember_environment(local_stack, stack)
    made = plan.place.data / "demo.made"
    local_stack.prepare(go_on, *([] if demo and not made.exists() else [EDITION]))
    if demo:
        _make_demonstration(local_stack, made)
    local_stack.open(door, go_on)
    local_stack.wait_until_ready()
    go_on(f"Ready: {plan.base_url}/")
    if demo:
        say(local_stack.step("demo_people", "demo_people", "--skip-checks").rstrip())
    say("Stop with Ctrl-C.")
    _watch(local_stack, asked)


def _unless(asked: Event) -> Say:
    """Say the next step, unless somebody asked to stop: an exception raised while Python starts a process is lost."""

    def go_on(sentence: str) -> None:
        if asked.is_set():
            raise Stopped
        say(sentence)

    return go_on


def _watch(local_stack: Stack, asked: Event) -> NoReturn:
    """Look after an installation until somebody asked to stop, even if they did where Python lets nothing be raised."""
    while not asked.is_set():
        local_stack.check()
        time.sleep(0.5)
    raise Stopped


def _forget_half_a_demonstration(plan: Plan) -> None:
    """A demonstration that was stopped while it was being made is made again from the start."""
    begun = plan.folder / "demo.begun"
    if begun.exists():
        plan.place.drop_database(plan.database)
        begun.unlink()


def _make_demonstration(local_stack: Stack, made: Path) -> None:
    """Make the world where none was made yet; it publishes the books itself, on the day it begins."""
    begun = local_stack.plan.folder / "demo.begun"
    if not made.exists():
        say("Making the demonstration's world: about a minute")
        begun.touch()
        local_stack.step("demo_world", "demo_world", EDITION, "--skip-checks")
        made.touch()
        begun.unlink()


def _remember_environment(local_stack: Stack, stack: ExitStack) -> None:
    """For as long as the installation runs, manage.py finds its settings in this file."""
    lines = [f"{name}={value}" for name, value in local_stack.environment.items()]
    file = private_files.write(local_stack.plan.folder / "environment", "\n".join(lines))
    stack.callback(file.unlink)


def _take(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port), backlog=128)
    except OSError:
        raise PortTaken(
            f"Port {port} is taken: stop what listens there, or choose another, as in PORT=9000 make run."
        ) from None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise PortTaken(f"PORT must be a number from 1 to 65535, and {text!r} is not.")
    return int(text)


def _stop_on_signals() -> Event:
    asked = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        _ignore_signals()
        asked.set()
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    if "MAKELEVEL" in os.environ:
        subprocesses.end_with_parent()
    return asked


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
