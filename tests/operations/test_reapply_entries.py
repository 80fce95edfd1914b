"""What came after a backup holds in the restored installation: offices, cases and who sees them, as the record has them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from accounts.models import Appointment, User
from accounts.vocabulary import Office
from casework.access import Actor, Given
from casework.administration.accounts import close_account
from casework.administration.appointments import appoint_officer, end_appointment
from casework.models import Case, Turn
from casework.queries.checks.replay import drifts
from casework.vocabulary import Seat
from ledger.clock import now
from ledger.instance_guard import is_at_home
from ledger.models import LogHead
from local.demo import story as told
from local.demo.scenario import Story
from operations.restore_record import restore
from tests.casework.web.conftest import Town, begun, brought_to, here
from tests.ledger.records import draft, written
from tests.operations.lost import NOTHING, RING, Run, counts, lost_but_signed, run
from tests.scenario_fixtures import begins

__all__ = ["begun", "here", "run"]
pytestmark = begins(brought_to("investigation"))


@pytest.fixture
def town(here: tuple[Town, Story]) -> Town:
    return here[0]


def held(user: User) -> list[tuple[str, date, date | None]]:
    """The offices a person ever held: which, from when, and to when."""
    return list(Appointment.objects.filter(user=user).order_by("pk").values_list("office", "since", "until"))


def test_offices_that_were_given_and_ended_after_the_backup_are_so_again(town: Town, tmp_path: Path) -> None:
    by, sara, rhea = Actor(user=town.people["adam"]), town.people["sara"], town.people["rhea"]
    today = now().date()
    with lost_but_signed(tmp_path):
        end_appointment(by=by, user=rhea, office=Office.REVIEWER, until=today)
        appoint_officer(by=by, user=rhea, given=Given(office=Office.REVIEWER, since=today, order=3))
        given = Given(office=Office.MONITOR, since=today, until=today + timedelta(days=9), alternate=True)
        appoint_officer(by=by, user=sara, given=given)
        before = held(rhea), held(sara)
    assert held(sara) == before[1][:1]
    assert counts(restore(tmp_path, RING)) == (3, 1, *NOTHING[2:])
    assert (held(rhea), held(sara)) == before
    assert [until for _, _, until in held(rhea)] == [today, None]


def test_an_account_that_was_closed_after_the_backup_is_closed_again(town: Town, tmp_path: Path) -> None:
    rhea = town.people["rhea"]
    with lost_but_signed(tmp_path):
        close_account(by=Actor(user=town.people["adam"]), user=rhea)
    assert User.objects.get(pk=rhea.pk).is_active
    restore(tmp_path, RING)
    assert not User.objects.get(pk=rhea.pk).is_active
    assert held(rhea)[-1][2] == now().date()


def test_an_office_of_somebody_whom_only_the_record_knows_is_given_to_nobody(town: Town, tmp_path: Path) -> None:
    offices = Appointment.objects.count()
    with lost_but_signed(tmp_path):
        new = User.objects.create_person(email="new@demo.example", name="Nele New")
        given = Given(office=Office.MONITOR, since=now().date())
        appoint_officer(by=Actor(user=town.people["adam"]), user=new, given=given)
    assert restore(tmp_path, RING).back.entries == 1
    assert Appointment.objects.count() == offices


def test_a_case_goes_on_from_its_recorded_steps_and_a_later_one_is_lost(
    here: tuple[Town, Story], tmp_path: Path
) -> None:
    town, story = here
    with lost_but_signed(tmp_path):
        told.investigate(story)
        town.story("rosa")
        size, state = LogHead.objects.get().size, Case.objects.get(reference=story.case).state
        seats = {seat: story.holding(seat) for seat in Seat}
    assert Case.objects.get(reference=story.case).state != state
    done = restore(tmp_path, RING)
    assert (done.right.cases, done.right.lost) == (1, 1)
    assert LogHead.objects.get().size == size + 1  # the restore says that it was one
    assert Case.objects.get(reference=story.case).state == state
    assert {seat: story.holding(seat) for seat in Seat} == seats
    assert list(drifts([story.case])) == []


def test_the_installation_opens_once_it_is_said_what_came_back_and_what_is_lost(
    here: tuple[Town, Story], tmp_path: Path, run: Run
) -> None:
    town, story = here
    before = LogHead.objects.get().size
    with lost_but_signed(tmp_path / "mirror"):
        told.investigate(story)
        town.story("rosa")
        size = LogHead.objects.get().size
    assert run() == (
        0,
        [
            f"{size - before} entries came back from the mirror, and 1 case follows from that.",
            "1 case began after the backup. The record shows that; the text is lost.",
            "The record is complete, and the stored rows agree with it. The installation may open.",
        ],
        "",
    )


def test_an_installation_in_which_a_stored_case_is_not_the_records_stays_shut(
    here: tuple[Town, Story], tmp_path: Path, run: Run
) -> None:
    _, story = here
    with lost_but_signed(tmp_path / "mirror"):
        written(draft())
    Case.objects.filter(reference=story.case).update(closing_code="withdrawn")
    LogHead.objects.update(home="another cluster")
    code, lines, said = run()
    assert code == 1
    assert len(lines) == 1
    assert said.splitlines()[0] == "The installation stays closed. ledger_replay found:"
    assert (story.case in said, is_at_home()) == (True, False)


def test_turns_of_a_backup_that_an_earlier_version_computed_are_computed_again(
    here: tuple[Town, Story], tmp_path: Path, run: Run
) -> None:
    _, story = here
    wanted = set(Turn.objects.filter(case__reference=story.case).values_list("user", "step"))
    Turn.objects.filter(case__reference=story.case).update(step="erase_content")
    Case.objects.filter(reference=story.case).update(waiting_on="monitor")
    with lost_but_signed(tmp_path / "mirror"):
        pass
    code, said, fault = run()
    assert (code, fault, "Whose turn it is was computed again: 1 case." in said) == (0, "", True)
    assert set(Turn.objects.filter(case__reference=story.case).values_list("user", "step")) == wanted
    assert list(drifts([story.case])) == []
