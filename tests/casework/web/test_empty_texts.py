"""A paper shows no heading without a text, and the history offers nothing to read if nothing was written."""

from dataclasses import replace

from casework import tasks
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import ONE, Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import history_of
from tests.scenario_fixtures import begins


def reported_in_short(town: Town) -> Story:
    """A report that says what happened, and nothing else, brought to an investigation."""
    story = Story(people=town.people, respondent="rex", alleged=ONE, move=town.clock.shift, due=tasks.lapses)
    report = told.report_about(town.people["rex"].name, "Wilma Quill", on=now().date())
    story.file(replace(report, first_day=None, last_day=None, said={}))
    told.screen(story)
    return story


def lines(town: Town, story: Story, first: str) -> list[str]:
    page = history_of(town.browser(first), story.case)
    return [" ".join(one.partition("</li>")[0].split()) for one in page.split('<li class="ob-history__line"')[1:]]


@begins(reported_in_short)
def test_particulars_of_which_none_was_given_have_no_heading(town: Town, story: Story) -> None:
    report = next(one for one in lines(town, story, story.investigator) if "Report received" in one)
    assert ("contract could be cancelled" in report, ">Particulars<" in report) == (True, False)


@begins(reported_in_short)
def test_a_line_without_a_word_offers_nothing_to_read(town: Town, story: Story) -> None:
    seated = [one for one in lines(town, story, "ines") if "Officer assigned to the case" in one]
    assert seated
    assert [one for one in seated if "Read it" in one] == []


@begins(brought_to("awaiting_response"))
def test_a_notice_says_each_particular_once_and_in_words(town: Town, story: Story) -> None:
    (notice,) = [one for one in lines(town, story, story.investigator) if "Notice served" in one]
    said = (notice.count("denied that it had been made"), notice.count("Particulars<"), "Has to be proven" in notice)
    assert (said, ">kind<" in notice, ">essential<" in notice) == ((2, 1, True), False, False)
