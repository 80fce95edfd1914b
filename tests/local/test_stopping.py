"""A request to stop reaches the supervisor even while Python cannot raise an exception."""

import signal
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from local import run
from local.stack import Stack

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What the supervisor remembers; the tests' own way to hear signals comes back."""
    monkeypatch.delenv("MAKELEVEL", raising=False)
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield run._stop_on_signals()
    for number, handler in before.items():
        signal.signal(number, handler)


class Forgotten:
    """Something whose end is the moment at which somebody asks to stop: what is raised there is lost."""

    def __del__(self) -> None:
        """Ask."""
        signal.raise_signal(signal.SIGTERM)


def test_the_first_signal_stops_and_a_second_one_disturbs_nothing(asked: Event) -> None:
    with pytest.raises(run.Stopped):
        signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGTERM)
    assert asked.is_set()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_whose_exception_is_lost_stops_the_installation_all_the_same(asked: Event, capsys: Any) -> None:
    local_stack: Any = Stack.__new__(Stack)
    local_stack.processes = []
    go_on = run._unless(asked)
    go_on("The first step")
    Forgotten()
    with pytest.raises(run.Stopped):
        go_on("The next step")
    with pytest.raises(run.Stopped):
        run._watch(local_stack, asked)
    assert capsys.readouterr().out == "The first step\n"
