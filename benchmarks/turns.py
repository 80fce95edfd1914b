"""Programs that measure by turns: the speed of a machine changes within minutes, and what is compared has to share that."""

import subprocess
import sys
from collections.abc import Iterable, Iterator

OVER = "\n"


def given() -> Iterator[None]:
    """In a program that measures: yield once each turn. The turn is over when the next is asked for, or at the end."""
    for _ in sys.stdin:
        yield
        print(end=OVER, flush=True)


def by_turns(programs: Iterable[subprocess.Popen[str]]) -> None:
    """Let each have its turn after the other, and show what it says, until all have ended. Both its ends must be pipes."""
    going = list(programs)
    while going:
        going = [program for program in going if _goes_on(program)]


def _goes_on(program: subprocess.Popen[str]) -> bool:
    assert program.stdin is not None and program.stdout is not None
    try:
        program.stdin.write("\n")
        program.stdin.flush()
    except BrokenPipeError:
        program.wait()
        return False
    for line in program.stdout:
        if line == OVER:
            return True
        print(line, end="", flush=True)
    program.wait()
    return False
