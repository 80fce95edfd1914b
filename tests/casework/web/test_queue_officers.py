"""The filter by officer is offered to viewers who may know who works on a case, and to nobody else."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Permission

from accounts.models import Appointment, User
from accounts.offices import end_office
from accounts.vocabulary import Office
from casework.models import Case, CaseGrant, SavedView
from casework.queries.queue.frame import frame_of
from casework.queries.queue.page import queue
from casework.queries.queue.team import team
from casework.vocabulary import Reading
from ledger.clock import now
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import DESK, listed
from tests.scenario_fixtures import begins


def may_know_people(case: Case, viewer: User) -> None:
    """Give a viewer the right to know who works on a case."""
    right = Permission.objects.get(codename=Reading.READ_PEOPLE.value, content_type__app_label="casework")
    CaseGrant.objects.create(content_object=case, user=viewer, permission=right)


def test_only_a_viewer_who_may_know_the_people_of_a_case_reads_the_names_of_officers(town: Town) -> None:
    (case,) = listed(town.people["audrey"], 1)
    names = [town.people[first].name for first in ("sara", "ivo")]
    pages = [text(town.browser(first).get(DESK)) for first in ("rex", "audrey")]
    may_know_people(case, town.people["audrey"])
    pages.append(text(town.browser("audrey").get(DESK)))
    assert [[name in page for name in names] for page in pages] == [[False, False], [False, False], [True, True]]


def test_an_office_that_was_written_past_the_program_gives_no_name_and_no_view(town: Town) -> None:
    ivo, audrey = town.people["ivo"], town.people["audrey"]
    (case,) = listed(audrey, 1)
    may_know_people(case, audrey)
    SavedView.objects.create(user=town.people["ines"], name="Grave", asked="severity=3", office="investigator")
    frames = [frame_of(audrey, now()), frame_of(ivo, now())]
    Appointment.objects.filter(user=ivo).update(seal="0" * 64)
    frames += [frame_of(audrey, now()), frame_of(ivo, now())]
    assert [ivo.name in [name for _, name, _ in frame.officers] for frame in frames] == [True, False, False, False]
    assert [len(frame.views) for frame in frames] == [0, 1, 0, 0]
    assert [Office.INVESTIGATOR in frame.offices for frame in frames] == [False, True, False, False]


def test_an_officer_of_tomorrow_or_yesterday_and_one_who_is_locked_out_cannot_be_chosen(town: Town) -> None:
    ivo, audrey, moment = town.people["ivo"], town.people["audrey"], now()
    (case,) = listed(audrey, 1)
    may_know_people(case, audrey)
    (held,) = Appointment.objects.filter(user=ivo)

    def is_offered(at: datetime) -> bool:
        return ivo.name in [name for _, name, _ in frame_of(audrey, at).officers]

    before = datetime.combine(held.since - timedelta(days=1), moment.timetz())
    assert (is_offered(before), is_offered(moment)) == (False, True)
    end_office(user=ivo, office=Office.INVESTIGATOR, until=moment.date())
    assert (is_offered(moment), is_offered(moment + timedelta(days=1))) == (True, False)
    User.objects.filter(pk=ivo.pk).update(is_active=False)
    assert not is_offered(moment)


@begins(brought_to("board_decision"))
def test_the_list_names_the_officer_for_whom_the_team_page_counts_the_case(town: Town, story: Story) -> None:
    (row,) = queue(town.people["ines"], wanted={}, now=now()).rows
    name = town.people[story.investigator].name
    page = text(town.browser("ines").get(DESK, {"whose": ""}))
    assert f'<td class="ob-queue__officer" title="{name}">' in page
    assert [one.all for one in team(town.people["ines"], now()) if one.name == name] == [1]
    assert row.officer == name
