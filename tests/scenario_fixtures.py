"""Module fixtures: a scenario is played once for all tests of a file that start from the same point; each test adds its own.

`begun = begun_by(Inquiry)` makes the people, `@begins(Inquiry.served)` names the starting point: its `case` is the result.
"""

from collections.abc import Callable, Hashable, Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any, Literal

import pytest
import time_machine
from django.test import override_settings

from ledger.clock import now
from tests.casework.desk_cast import MONDAY
from tests.kept_scenarios import play_once
from tests.savepoints import rollback_at_end

type Place = Callable[..., Any]
"""Leads a cast to where a test begins, and returns what the test goes on with: a case, mostly."""
_UPON: dict[Place, Place] = {}


def upon[P: Place](before: Place) -> Callable[[P], P]:
    """A place that goes on from another: it is called with the cast and with what the other place returned."""

    def goes_on(place: P) -> P:
        _UPON[place] = before
        return place

    return goes_on


def nowhere(cast: Any) -> None:
    """Begin with the people alone."""


def begun_by(
    cast: Callable[[time_machine.Traveller], Any],
    since: datetime = MONDAY,
    *,
    to: Place = nowhere,
    scope: Literal["module", "function"] = "module",
    **settings: Any,
) -> Any:
    """Return a module's fixture: a cast made at a moment, with the scenario `to` a point, unless a test starts elsewhere.

    A cast is made once in a process; so is a place that several files know. That of one file is played there.
    With the scope of a function, the other tests of the file find an empty database.
    """

    @pytest.fixture(scope=scope)
    def begun(
        request: pytest.FixtureRequest,
        tmp_path_factory: pytest.TempPathFactory,
        django_db_setup: None,
        django_db_blocker: Any,
    ) -> Iterator[tuple[Any, Any]]:
        folder = tmp_path_factory.mktemp("files")
        own = override_settings(FILES_DIR=folder, **settings)
        travelled = time_machine.travel(since, tick=False)
        place = getattr(request, "param", to)
        with django_db_blocker.unblock(), rollback_at_end(), own, travelled as clock:

            def once(name: Hashable, play: Callable[[], Any]) -> Any:
                key = (name, since, repr(settings))
                return play_once(key, clock, play, folder=folder, keep_in=lambda: tmp_path_factory.mktemp("kept"))

            def at(place: Place) -> tuple[Any, Any]:
                def played() -> tuple[Any, Any]:
                    if place not in _UPON:
                        made = once(cast, lambda: cast(clock))
                        return made, place(made)
                    made, left = at(_UPON[place])
                    return made, place(made, left)

                return once((cast, place), played) if is_shared(place) else played()

            yield at(place)

    return begun


def is_shared(place: Place) -> bool:
    """Whether more than one file may begin at a place."""
    return place is not nowhere and not place.__module__.rpartition(".")[2].startswith("test_")


def begins(at: Place) -> pytest.MarkDecorator:
    """Start a test from this point; tests of a file with the same starting point run one after the other."""
    return pytest.mark.parametrize("begun", [at], ids=[at.__name__], indirect=True)


@pytest.fixture
def here(begun: tuple[Any, Any], db: None) -> Iterator[tuple[Any, Any]]:
    """The cast and the scenario's result, for one test to change; afterwards the clock is set back."""
    moment, clock = now(), begun[0].clock
    yield deepcopy(begun, {id(clock): clock})
    clock.move_to(moment)


@pytest.fixture
def case(here: tuple[Any, Any]) -> Any:
    """The case at the starting point."""
    return here[1]
