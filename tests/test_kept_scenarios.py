"""A scenario that is played once leaves its rows, its files and its moment to each module that begins there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection

from accounts.models import User
from ledger.clock import now
from tests.casework.desk_cast import MONDAY
from tests.kept_scenarios import play_once
from tests.savepoints import rollback_at_end
from tests.scenario_fixtures import begins, begun_by, here, upon

__all__ = ["here"]
pytestmark = pytest.mark.django_db


class Cast:
    """Somebody, on a clock."""

    def __init__(self, clock: time_machine.Traveller, folder: Path) -> None:
        self.clock = clock
        self.mia = User.objects.create_person(email="mia@society.example", name="Mia Held")
        self.clock.shift(60)
        (folder / "paper").write_text("twite", encoding="utf-8")


@contextmanager
def module(folder: Path, kept: Path) -> Iterator[Cast]:
    """What a module gets that begins with the cast."""
    folder.mkdir()
    with rollback_at_end(), time_machine.travel(MONDAY, tick=False) as clock:
        name = "a cast of this test"
        yield play_once(name, clock, lambda: Cast(clock, folder), folder=folder, keep_in=lambda: kept)


def test_the_second_module_gets_what_the_first_one_played(tmp_path: Path) -> None:
    with module(tmp_path / "first", tmp_path / "kept") as first:
        User.objects.filter(pk=first.mia.pk).update(name="Somebody Else")
    assert not User.objects.filter(pk=first.mia.pk).exists()
    with module(tmp_path / "second", tmp_path / "kept") as second:
        assert (second.mia.pk, User.objects.get(pk=first.mia.pk).name) == (first.mia.pk, "Mia Held")
        assert (tmp_path / "second" / "paper").read_text(encoding="utf-8") == "twite"
        assert now() == MONDAY + timedelta(minutes=1)
        second.clock.shift(60)
        assert now() == MONDAY + timedelta(minutes=2)
        with connection.cursor() as cursor:
            cursor.execute("SHOW session_replication_role")
            assert cursor.fetchone() == ("origin",)


@dataclass
class Lone:
    """A clock, and what was done under it."""

    clock: time_machine.Traveller


begun = begun_by(Lone)


def met(lone: Lone) -> list[str]:
    lone.clock.shift(60)
    return ["met"]


@upon(met)
def parted(lone: Lone, done: list[str]) -> list[str]:
    lone.clock.shift(60)
    return [*done, "parted"]


@begins(parted)
def test_a_place_goes_on_from_what_another_left(here: tuple[Lone, list[str]]) -> None:
    assert here[1] == ["met", "parted"]
    assert now() == MONDAY + timedelta(minutes=2)
