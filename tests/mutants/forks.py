"""Run the tests once for each mutant, each time in a fork, so that nothing is imported twice.

A change inside a function is put into the function that is there already, in a fork of a process that has collected the
tests. A change of what is decided at import, and whatever survives, is tried again in a fork that imports everything
itself: what the tests computed while they were collected then carries the change, too.
"""

import gc
import importlib
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
from _pytest.main import pytest_runtestloop as run_tests
from django.core.exceptions import AppRegistryNotReady

from tests import stage
from tests.mutants.changes import Mutant

OPTIONS = (
    "-q", "-x", "-n", "0", "--quick", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0",
    "--assert=plain", "--tb=no",
)  # fmt: skip
OURS = {path.parent.name for path in Path(__file__).parents[2].glob("*/__init__.py")} | {"tests"}
SLOWEST = 60
"""Seconds after which a run is stopped: a loop without end is noticed."""
LARGEST = 3 << 30
"""Bytes of memory that one run may take."""
MADE_WHEN_CALLED = 0x1
"""The flag of a function's code; the code of a module or a class runs at import."""


class NotNoticed(Exception):
    """The tests fail without a change: nothing can be said."""


def import_libraries(tests: Sequence[str]) -> None:
    """Import here what the tests import that is not ours, so that no fork has to: it takes seconds.

    What needs Django's apps can wait: the tests set them up. Our own modules are read in each fork.
    """
    reading, writing = os.pipe()
    if not (child := os.fork()):
        silence()
        pytest.main([*OPTIONS, "--collect-only", *tests])
        os.write(writing, "\n".join(sys.modules).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        names = pipe.read().split()
    os.waitpid(child, 0)
    stage.set_environment()
    for name in names:
        if name.partition(".")[0] not in OURS and name != "__main__":
            import_early(name)


def import_early(name: str) -> bool:
    """Import a library. False where it needs Django's apps, or was made by something else than an import."""
    try:
        importlib.import_module(name)
    except (AppRegistryNotReady, ImportError):
        return False
    return True


def survivors(tree: Path, mutants: Sequence[Mutant], tests: Sequence[str]) -> list[Mutant]:
    """Return the changes of one module that no test notices. Raises NotNoticed when the tests fail without any."""
    left = in_place(tree, mutants, tests)
    if not left:
        return []
    unchanged = replace(left[0], text=(tree / left[0].module).read_text(encoding="utf-8"))
    if dotted(unchanged) in sys.modules or fails(partial(imported, tree, unchanged, tests)):
        raise NotNoticed(f"{' '.join(tests)} fail where {unchanged.module} is imported unchanged")
    return [one for one in left if not fails(partial(imported, tree, one, tests))]


def dotted(mutant: Mutant) -> str:
    """Return the name by which a changed module is imported."""
    return ".".join(Path(mutant.module).with_suffix("").parts)


def in_place(tree: Path, mutants: Sequence[Mutant], tests: Sequence[str]) -> list[Mutant]:
    """Return the changes that are not noticed where they are put into what is imported already, or cannot be put there."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        silence()
        code = pytest.main([*OPTIONS, *tests], plugins=[Loop(tree, mutants, writing)])
        os._exit(int(code))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    if os.waitpid(child, 0)[1] or len(told) != len(mutants):
        raise NotNoticed(f"{' '.join(tests)} cannot be run, or fail without a change")
    return [one for one, noticed in zip(mutants, told, strict=True) if not noticed]


class Loop:
    """A plugin that runs the collected tests once for each change, and tells a byte for each: 1 when it was noticed."""

    def __init__(self, tree: Path, mutants: Sequence[Mutant], told: int) -> None:
        self.tree, self.mutants, self.told = tree, mutants, told
        self.took = defaultdict[str, float](float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember how long a test takes."""
        self.took[report.nodeid] += report.duration

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are; then, the quickest first, once for each change."""
        if not passes(session):
            raise session.Failed("the tests fail without a change")
        session.items.sort(key=lambda item: self.took[item.nodeid])
        for one in self.mutants:
            made = exchange(self.tree / one.module, one.text)
            noticed = made is not None and fails(partial(run_changed, session, made))
            os.write(self.told, bytes([noticed]))
        return True


def passes(session: pytest.Session) -> bool:
    """Run what a session has collected. Whether there was something, and nothing failed."""
    try:
        run_tests(session)
    except (pytest.Session.Failed, pytest.Session.Interrupted):
        return False
    return bool(session.items) and not session.testsfailed


def run_changed(session: pytest.Session, made: "Exchange") -> int:
    """Give each function its new code and run the tests. Returns 1 when one fails."""
    for function, code in made:
        function.__code__ = code
    return int(not passes(session))


def fails(run: Callable[[], int]) -> bool:
    """Whether a run in a fork ends in anything but success. What it prints is thrown away."""
    sys.stdout.flush()
    if child := os.fork():
        return bool(os.waitpid(child, 0)[1])
    code = 1
    try:
        signal.alarm(SLOWEST)
        resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
        silence()
        code = run()
    finally:
        os._exit(code)


def silence() -> None:
    """Throw away what this process prints from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def imported(tree: Path, mutant: Mutant, tests: Sequence[str]) -> int:
    """Run the tests in this process with a module that reads otherwise than its file. Returns pytest's exit code."""
    sys.meta_path.insert(0, Finder(tree / mutant.module, mutant.text, dotted(mutant)))
    return int(pytest.main([*OPTIONS, *tests]))


class Finder:
    """Finds one module in place of its file."""

    def __init__(self, path: Path, text: str, name: str) -> None:
        self.path, self.text, self.name = path, text, name

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the module that was changed, and nothing for any other."""
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=Loader(name, str(self.path), self.text))


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module from a text."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, fullname: str) -> CodeType:
        """Compile the text, under the name of the file."""
        return compile(self.text, self.path, "exec", dont_inherit=True)


type Exchange = list[tuple[FunctionType, CodeType]]


def exchange(path: Path, text: str) -> Exchange | None:
    """Return the functions of an imported module with the code they get; None where that would not be the whole change."""
    old = compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True)
    pairs = list(differing(old, compile(text, str(path), "exec", dont_inherit=True)))
    made: Exchange = []
    for before, after in pairs:
        made_here = before.co_flags & MADE_WHEN_CALLED
        functions = [one for one in made_of(path) if one.__code__ == before] if made_here else []
        if not functions or before.co_freevars != after.co_freevars:
            return None
        made += [(one, after) for one in functions]
    return made or None


def differing(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the outermost pieces of code that differ, each with what replaces it."""
    before, after = inner(old), inner(new)
    if old.co_flags & MADE_WHEN_CALLED or len(before) != len(after) or plain(old) != plain(new):
        if old != new:
            yield old, new
        return
    for one, other in zip(before, after, strict=True):
        yield from differing(one, other)


def inner(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def plain(code: CodeType) -> tuple[object, ...]:
    """Return what a piece of code does by itself, without the code inside it."""
    values = [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]
    return code.co_code, values, code.co_names, code.co_varnames


def made_of(path: Path) -> list[FunctionType]:
    """Return the functions that stand in a file."""
    name = str(path)
    return [one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__code__.co_filename == name]
