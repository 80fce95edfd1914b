"""What came after a backup holds in the restored house: offices, cases and who sees them, as the record has them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from accounts.models import Appointment, User
from accounts.vocabulary import Office
from casework import actions
from casework.access import Actor, Given
from casework.models import Case
from casework.queries.replay import drifts
from casework.vocabulary import Seat
from config.demo import story as told
from config.demo.teller import Story
from config.restoring import Restored, restore
from ledger.clock import now
from ledger.feeding import seal_log
from ledger.keyring import Keyring, LogKey
from ledger.models import LogHead
from ledger.notes import log_key
from tests.begun import begins
from tests.casework.web.conftest import Town, begun, brought_to, here
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN

__all__ = ["begun", "here"]
RING = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))])
pytestmark = begins(brought_to("investigation"))


@pytest.fixture
def town(here: tuple[Town, Story]) -> Town:
    return here[0]


@contextmanager
def lost_but_signed(mirror: Path) -> Iterator[None]:
    """Have the signer keep what is done, and the tables lose it: they are then those of a backup from before."""
    with signing(mirror) as socket:
        seal_log(socket)
        backup = transaction.savepoint_create()
        yield
        seal_log(socket)
    transaction.savepoint_rollback(backup)


def held(user: User) -> list[tuple[str, date, date | None]]:
    """The offices a person ever held: which, from when, and to when."""
    return list(Appointment.objects.filter(user=user).order_by("pk").values_list("office", "since", "until"))


def test_offices_that_were_given_and_ended_after_the_backup_are_so_again(town: Town, tmp_path: Path) -> None:
    by, sara, rhea = Actor(user=town.people["adam"]), town.people["sara"], town.people["rhea"]
    today = now().date()
    with lost_but_signed(tmp_path):
        actions.end_appointment(by=by, user=rhea, office=Office.REVIEWER, until=today)
        actions.appoint_officer(by=by, user=rhea, given=Given(office=Office.REVIEWER, since=today, order=3))
        given = Given(office=Office.MONITOR, since=today, until=today + timedelta(days=9), alternate=True)
        actions.appoint_officer(by=by, user=sara, given=given)
        before = held(rhea), held(sara)
    assert held(sara) == before[1][:1]
    assert restore(tmp_path, RING) == Restored(entries=3, checkpoints=1, sessions=0, cases=0, lost=0)
    assert (held(rhea), held(sara)) == before
    assert [until for _, _, until in held(rhea)] == [today, None]


def test_an_office_of_somebody_whom_only_the_record_knows_is_given_to_nobody(town: Town, tmp_path: Path) -> None:
    offices = Appointment.objects.count()
    with lost_but_signed(tmp_path):
        new = User.objects.create_person(email="new@demo.example", name="Nele New")
        given = Given(office=Office.MONITOR, since=now().date())
        actions.appoint_officer(by=Actor(user=town.people["adam"]), user=new, given=given)
    assert restore(tmp_path, RING).entries == 1
    assert Appointment.objects.count() == offices


def test_a_case_goes_on_from_the_steps_of_its_record_and_one_that_began_later_is_lost(
    here: tuple[Town, Story], tmp_path: Path
) -> None:
    town, story = here
    with lost_but_signed(tmp_path):
        told.investigated(story)
        town.story("rosa")
        size, state = LogHead.objects.get().size, Case.objects.get(reference=story.case).state
        seats = {seat: story.holding(seat) for seat in Seat}
    assert Case.objects.get(reference=story.case).state != state
    done = restore(tmp_path, RING)
    assert (done.cases, done.lost, LogHead.objects.get().size) == (1, 1, size)
    assert Case.objects.get(reference=story.case).state == state
    assert {seat: story.holding(seat) for seat in Seat} == seats
    assert list(drifts([story.case])) == []
