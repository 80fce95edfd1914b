"""What an officer is told of a date that has passed, and of what can and cannot be done from a page."""

from datetime import timedelta

from django.urls import reverse

from casework.vocabulary import ClockName, Thread, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


@begins(brought_to("investigation"))
def test_the_overview_says_how_late_a_clock_is_in_the_tone_of_the_history(town: Town, story: Story) -> None:
    due = next(run.due for run in story.view.clocks if run.name is ClockName.INVESTIGATION and run.running)
    assert due is not None
    town.clock.move_to(due + timedelta(days=40))
    page = text(town.browser(story.investigator).get(reverse("case", args=[story.case])))
    clocks = page.partition('id="clocks_title"')[2].partition("</section>")[0]
    assert ("40 days late" in clocks, "ob-clock--late" in clocks) == (True, True)


@begins(brought_to("investigation"))
def test_writing_leads_back_to_letters_and_talk_and_a_seat_that_cannot_write_is_told(town: Town, story: Story) -> None:
    officer, letters = town.browser(story.investigator), reverse("case_letters", args=[story.case])
    page = text(officer.get(reverse("conversation", args=[story.case, Thread.REPORTER.value])))
    assert f'href="{letters}?with=complainant"' in page
    told = {first: text(town.browser(first).get(letters)) for first in (story.investigator, "ines")}
    assert {first: ("You cannot write here" in page, "Write to the" in page) for first, page in told.items()} == {
        story.investigator: (False, True),
        "ines": (True, False),
    }


def test_the_sheet_of_the_seats_offers_a_left_seat_only_where_that_step_is_open(town: Town) -> None:
    ines, link = town.browser("ines"), "Fill a seat that somebody left"
    for story in (town.story(), town.case_in("investigation", "rosa")):
        shut = "This is not open now" in text(ines.get(reverse("step", args=[story.case, Verb.REPLACE_SEAT])))
        offered = link in text(ines.get(reverse("seats_sheet", args=[story.case])))
        assert offered != shut
