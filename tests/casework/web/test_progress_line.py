"""When a letter on progress is due, one seat is asked for words of its own; the letter goes out without them too."""

from datetime import timedelta

from django.urls import reverse

from casework import access
from casework.queries.wording.clock_lines import clock_lines
from casework.record.events import StatusSent
from casework.vocabulary import ClockName, Seat, Verb
from casework.web.desk.case_tabs import MOST_CLOCKS
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def days_to_word(story: Story) -> int:
    run = story.view.clock(ClockName.STATUS)
    assert run is not None and run.due is not None
    return (run.due - story.view.now) // timedelta(days=1)


def words_sent(story: Story) -> int:
    record = access.recorded_in(f"case/{story.view.case}")
    return sum(isinstance(one.event, StatusSent) for one in record)


@begins(brought_to("response_review"))
def test_only_the_seat_that_leads_the_stage_is_asked_for_words_on_progress(town: Town, story: Story) -> None:
    """Several seats may add words. If each were asked, both sides would get several letters on one stage."""
    story.wait(days_to_word(story) - 1)
    step = reverse("step", args=[story.case, Verb.SEND_STATUS])
    asked = {
        first: step in text(town.browser(first).get(reverse("today")))
        for first in (story.investigator, "ines", *story.holding(Seat.DECIDER))
    }
    assert [first for first, is_asked in asked.items() if is_asked] == [story.investigator]
    assert step in text(town.browser("ines").get(reverse("case", args=[story.case])))


@begins(brought_to("response_review"))
def test_without_anybody_the_letter_on_progress_goes_out_by_itself(town: Town, story: Story) -> None:
    before = words_sent(story)
    story.wait(days_to_word(story) + 1)
    assert words_sent(story) == before + 1


@begins(brought_to("awaiting_response"))
def test_the_overview_says_how_many_dates_it_leaves_out(town: Town, story: Story) -> None:
    case = access.case_called(story.case, story.view.now)
    lines = clock_lines(case.view, case.record)
    page = text(town.browser("ines").get(reverse("case", args=[story.case])))
    assert (len(lines) - MOST_CLOCKS, "1 more date, and why" in " ".join(page.split())) == (1, True)
