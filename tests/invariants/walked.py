"""How the random walks take a verb that is in none of their tables: what its own test says of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

from casework.vocabulary import Verb
from casework.workflow.step import STEPS
from tests.casework.pure import By
from tests.invariants.world import Given, World

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests" / "casework" / "procedure"


@dataclass(frozen=True, kw_only=True)
class Walked:
    """A verb as a walk takes it. Its test module names one, as `WALKED`.

    `after` is what is passed before, off the straight road; `behind` the chapter of the story where a walk on the database
    turns off. `sample` returns what is typed, or None where there is nothing; without it, it is drawn by the types of the step.
    """

    verb: Verb
    after: tuple[Verb, ...] = ()
    behind: Callable[[Any], None] | None = None
    sample: Callable[[World, By], Given | None] | None = None

    def given(self, world: World, by: By) -> Given | None:
        """Return what is typed."""
        return self.sample(world, by) if self.sample else drawn(self.verb, world)


@cache
def walked() -> dict[Verb, Walked]:
    """Return what the tests of the stages name as `WALKED`, in the order of their files."""
    return {one.verb: one for one in _named()}


def _named() -> Iterator[Walked]:
    for path in sorted(TESTS.glob("*/test_*.py")):
        if "\nWALKED = " in path.read_text(encoding="utf-8"):
            yield import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)).WALKED


def drawn(verb: Verb, world: World) -> Given:
    """Return a value for each thing a step asks for. TypeError for what has no value that could be drawn."""
    asked = signature(STEPS[verb].function, eval_str=True).parameters.values()
    return {one.name: _value(one, world) for one in asked if one.name != "case" and one.default is Parameter.empty}


def _value(asked: Parameter, world: World) -> Any:
    kind = asked.annotation
    if kind is bool:
        return True
    if kind is int:
        return world.rng.randint(1, 9)
    if kind is date:
        return world.view.today
    if isinstance(kind, type) and issubclass(kind, Enum):
        return world.rng.choice(list(kind))
    raise TypeError(f"{asked.name}: give WALKED a sample")
