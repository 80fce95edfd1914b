"""`make run` in a fresh clone, as the README says it: the whole demonstration, and a second run that keeps it."""

import signal
from pathlib import Path

from tests.local.test_run import Run

MAKING = "Making the demonstration's world: about a minute"


def test_the_demonstration_is_made_on_an_empty_folder_and_kept_by_the_next_run(tmp_path: Path, free_port: int) -> None:
    first = Run(tmp_path / "data", free_port, demo=True)
    said = first.until("Stop with Ctrl-C.")
    assert (MAKING in said, first.end(signal.SIGINT)) == (True, 0)
    people = [line.split()[:4] for line in said[said.index(f"Ready: http://localhost:{free_port}/") :]]
    again = Run(tmp_path / "data", free_port, demo=True)
    said = again.until("Stop with Ctrl-C.")
    assert (MAKING in said, again.end(signal.SIGINT)) == (False, 0)
    assert people == [line.split()[:4] for line in said[said.index(f"Ready: http://localhost:{free_port}/") :]]
