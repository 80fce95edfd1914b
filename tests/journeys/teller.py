"""Asks the process that tells chapters of a case, and after every step whether the invariants hold."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from local import processes
from local.stack import Stack

TELL = "import django; django.setup(); from tests.journeys.telling import serve; serve()"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings"}
KEPT = ("PATH", "HOME", "LANG", "TZ", "TMPDIR")


@dataclass
class Teller:
    """A process of the installation beside those that serve. `asked` counts how often the invariants were asked."""

    process: "subprocess.Popen[str]"
    case: str
    asked: int = field(default=0)

    def tells(self, chapter: str) -> None:
        """Have a chapter happen by real steps, while nobody looks."""
        assert self._answer(chapter) == []

    def holds(self) -> None:
        """Every invariant holds in the case as it is now: Seen = served among them."""
        self.asked += 1
        assert self._answer("") == []

    def _answer(self, chapter: str) -> list[str]:
        assert self.process.stdin and self.process.stdout
        print(json.dumps([self.case, chapter]), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, "the teller has ended"
        found: list[str] = json.loads(line)
        return found


@contextmanager
def teller(local_stack: Stack, case: str) -> Iterator[Teller]:
    """Start a teller for a case, and end it."""
    settings = {name: os.environ[name] for name in KEPT if name in os.environ} | local_stack.environment | SETTINGS
    command = (processes.PYTHON, "-c", TELL)
    with subprocess.Popen(command, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Teller(process, case)
        assert process.stdin
        process.stdin.close()
