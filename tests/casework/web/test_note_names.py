"""What an officer is told about people whom a note names and who will not read it."""

import pytest

from casework.models import CaseNote
from casework.vocabulary import Seat
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.note_writing import in_screening, page_of, write
from tests.scenario_fixtures import begins

IN_VAIN = "They will not read it"


@begins(brought_to("response_review"))
@pytest.mark.parametrize("how", ["@{first}, please look.", "I asked {name} about it.", "@{name}: please look."])
def test_an_officer_is_told_who_of_those_named_will_not_read_the_note(town: Town, story: Story, how: str) -> None:
    browser, name = town.browser(story.investigator), town.people[story.holding(Seat.SCREENER)[0]].name
    assert write(browser, story, how.format(name=name, first=name.split()[0])).status_code == 302
    assert CaseNote.objects.count() == 1
    page = page_of(browser, story)
    assert f"You name {name} in your note. {IN_VAIN}: they are not among its readers." in page


@begins(in_screening)
def test_nothing_is_said_of_people_who_will_read_it_or_whom_the_case_does_not_name(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    browser, hidden = town.browser(first), town.people["odette"].name
    write(browser, story, f"{town.people[second].name} and {hidden} said so, @{town.people[first].name}.")
    assert IN_VAIN not in page_of(browser, story)


@begins(brought_to("response_review"))
def test_the_page_says_that_nobody_can_be_named_where_nobody_else_reads(town: Town, story: Story) -> None:
    words = "You can name nobody in it"
    page = page_of(town.browser(story.investigator), story)
    assert (words in page, "Name somebody in it" in page) == (True, False)
    page = page_of(town.browser(story.holding(Seat.DECIDER)[0]), story)
    assert (words in page, "Name somebody in it" in page) == (False, True)
