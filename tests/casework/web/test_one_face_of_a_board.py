"""The queue leads a member of the board to the board's pages of a case, and its officers to theirs."""

from django.urls import reverse

from accounts.pseudonyms import pseudonym
from casework.models import Case, Seating
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from local.demo.story import send_papers
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_one_face import leads
from tests.scenario_fixtures import begins


def of_the_queue(town: Town, story: Story, first: str, page: str = "case", *named: str) -> str | int:
    """Where a page of the desk leads somebody who signed in with an office that decides."""
    client = town.browser(first)
    session = client.session
    session["decides"] = True
    session.save()
    return leads(client, page, story.case, *named)


@begins(brought_to("board_decision"))
def test_a_member_of_the_board_is_led_to_the_pack_and_officers_are_not(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    pack, declares = reverse("board_case", args=[story.case]), Verb.DECLARE_INTERESTS.value
    assert of_the_queue(town, story, "bo") == pack
    assert of_the_queue(town, story, "bo", "step", declares) == reverse("board_step", args=[story.case, declares])
    assert [of_the_queue(town, story, first) for first in ("ada", "bea", story.investigator)] == [200, 200, 200]


@begins(brought_to("board_decision"))
def test_who_has_a_seat_among_the_officers_besides_stays_at_the_desk(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days, whimbrel.")
    case, bo = Case.objects.get(reference=story.case), town.people["bo"]
    for seat in (Seat.BOARD_MEMBER, Seat.INTERIM_MEMBER):
        Seating.objects.create(case=case, user=bo, person=pseudonym(bo), seat=seat)
    assert of_the_queue(town, story, "bo") == 200
