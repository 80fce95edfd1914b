"""Casts whose story is told once for all the tests of a file that begin at the same place, and goes on for each by itself.

`begun = begun_by(Inquiry)` makes the people, `@begins(Inquiry.served)` says where a test begins: its `case` is what that told.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import override_settings

from ledger.clock import now
from tests.casework.desk_cast import MONDAY
from tests.savepoints import undone

type Place = Callable[[Any], Any]
"""Leads a cast to where a test begins, and returns what the test goes on with: a case, mostly."""


def begun_by(
    cast: Callable[[time_machine.Traveller], Any],
    since: datetime = MONDAY,
    *,
    to: Place = lambda cast: None,
    **settings: Any,
) -> Any:
    """Return a module's fixture: a cast made at a moment and led `to` a place, unless a test begins elsewhere."""

    @pytest.fixture(scope="module")
    def begun(
        request: pytest.FixtureRequest,
        tmp_path_factory: pytest.TempPathFactory,
        django_db_setup: None,
        django_db_blocker: Any,
    ) -> Iterator[tuple[Any, Any]]:
        own = override_settings(FILES_DIR=tmp_path_factory.mktemp("files"), **settings)
        travelled = time_machine.travel(since, tick=False)
        with django_db_blocker.unblock(), undone(), own, travelled as clock:
            made = cast(clock)
            yield made, getattr(request, "param", to)(made)

    return begun


def begins(at: Place) -> pytest.MarkDecorator:
    """Let a test begin where this leads; the tests of a file that begin at one place run one after the other."""
    return pytest.mark.parametrize("begun", [at], ids=[at.__name__], indirect=True)


@pytest.fixture
def here(begun: tuple[Any, Any], db: None) -> Iterator[tuple[Any, Any]]:
    """The cast and what was told, for one test to change; at its end the clock stands again where the story left it."""
    moment, clock = now(), begun[0].clock
    yield deepcopy(begun, {id(clock): clock})
    clock.move_to(moment)


@pytest.fixture
def case(here: tuple[Any, Any]) -> Any:
    """The case as it stands where the test begins."""
    return here[1]
