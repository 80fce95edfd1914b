"""A converter whose jobs run what a test tells them."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from converter import client
from tests import converters
from tests.converter.hostile import KIND

SHORT = ("--seconds=2", "--memory-mb=512", "--at-once=2")
type Run = Callable[[str], Any]


@pytest.fixture(scope="module")
def hostile() -> Iterator[Path]:
    """The socket of such a converter; a job may take two seconds."""
    with running_hostile("--unshare") as socket:
        yield socket


@contextmanager
def running_hostile(*words: str, **how: Any) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="oathbound-converter-") as folder:
        if how.get("by"):
            os.chown(folder, how["by"], how["by"])
        socket = Path(folder) / "socket"
        with converters.started(socket, *SHORT, *words, module="tests.converter.hostile", **how):
            yield socket


@pytest.fixture
def run(hostile: Path) -> Run:
    """Run a piece of Python in a job, and return its `said`. Raises what the client raises."""
    return lambda code: say(hostile, code)


def say(socket: Path, code: str) -> Any:
    """Run a piece of Python in a job there, and return its `said`."""
    *_, frame = client.view(socket, KIND, lambda: [dedent(code).encode()])
    return json.loads(frame.body)
