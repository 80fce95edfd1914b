"""A call to a hearing and the pack warn that mail to the member comes back; an appeal that was heard was called in time."""

from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Seat, Verb
from local.demo import appeals
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.letters_back import enter_return
from tests.scenario_fixtures import begins, upon

CAME_BACK = "Letters to the member have come back since "
CALLED = "The call for this day reached the member in time"


@upon(brought_to("panel_forming"))
def hearing_called(_town: Town, story: Story) -> Story:
    told.hearing_set(story)
    return story


def bounce(story: Story, first: str, kind: str) -> None:
    """Let an officer record that mail about a letter does not reach the member."""
    letter = f"{told.last_event(story, kind)}:{Seat.RESPONDENT.value}"
    enter_return(story, first, letter)


def page_of(town: Town, first: str, name: str, *args: object) -> str:
    return " ".join(strip_tags(text(town.browser(first).get(reverse(name, args=args)))).split())


@begins(brought_to("appeal_window"))
def test_the_call_to_an_appeal_warns_once_mail_came_back(town: Town, story: Story) -> None:
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    story.wait(20)

    def call() -> str:
        return page_of(town, "amos", "appeal_step", story.case, Verb.CALL_APPEAL_HEARING.value)

    assert CAME_BACK not in call()
    bounce(story, "bea", "case.appeal_sifted")
    day = f"{story.view.today:%-d %B %Y}"
    assert f"{CAME_BACK}{day}. The call counts from the day it arrives" in call()
    other = page_of(town, "amos", "appeal_step", story.case, Verb.RULE_APPEAL_CHALLENGE.value)
    assert CAME_BACK not in other
    story.open_letter(story.respondent, told.last_event(story, "case.appeal_sifted"))
    assert CAME_BACK not in call()


@begins(brought_to("board_decision"))
def test_the_page_that_sends_the_pack_warns_once_mail_came_back(town: Town, story: Story) -> None:
    bounce(story, "bea", "case.findings_recorded")
    page = page_of(town, "bea", "board_step", story.case, Verb.SEND_BOARD_PACK.value)
    assert CAME_BACK in page
    assert "The board reads the pack only once the member has had it." in page


@begins(brought_to("appeal_window"))
def test_an_appeal_that_was_heard_counts_as_called_in_time(town: Town, story: Story) -> None:
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    story.wait(20)
    appeals.call_appeal_hearing(story, read=False)
    assert f"Not yet: {CALLED}" in page_of(town, "amos", "appeal_hearing", story.case)
    story.open_letter(story.respondent, told.last_event(story, "case.appeal_hearing_called"))
    assert f"Done: {CALLED}" in page_of(town, "amos", "appeal_hearing", story.case)
    story.wait(28)
    step = page_of(town, "amos", "appeal_step", story.case, Verb.HEAR_APPEAL.value)
    assert f"You record the hearing of {story.view.appeal_hearing.on:%A %-d %B %Y}." in step
    there = {"respondent_present": "yes", "last_word_offered": "on", "note": "Each side spoke."}
    story.by("amos", Verb.HEAR_APPEAL, present=[story.name(first) for first in appeals.PANEL], **there)
    assert f"Done: {CALLED}" in page_of(town, "amos", "appeal_hearing", story.case)


@begins(brought_to("board_decision"))
def test_the_boards_own_pages_of_the_pack_warn_while_it_has_not_reached_the_member(town: Town, story: Story) -> None:
    story.two("bea", "ada", Verb.SEND_BOARD_PACK, minute="Ninety days, whimbrel.")

    def pages() -> list[bool]:
        names = ("board_case", "pack_allegations", "pack_letter")
        return [CAME_BACK in page_of(town, "bo", name, story.case) for name in names]

    bounce(story, "bea", "case.board_pack_sent")
    before = pages()
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    assert (before, pages()) == ([False] * 3, [True] * 3)
    assert "You read the pack only once the member has had it." in page_of(town, "bo", "board_case", story.case)
    story.open_letter(story.respondent, told.last_event(story, "case.board_pack_sent"))
    assert pages() == [False] * 3


@begins(hearing_called)
def test_the_page_that_serves_the_bundle_warns_once_mail_came_back(town: Town, story: Story) -> None:
    def page() -> str:
        return page_of(town, story.investigator, "step", story.case, Verb.SERVE_BUNDLE.value)

    assert CAME_BACK not in page()
    letter = f"{story.view.service.unserved[0].about}:{Seat.RESPONDENT.value}"
    enter_return(story, story.investigator, letter)
    assert f"{CAME_BACK}{story.view.today:%-d %B %Y}. The member may not get this letter by mail either." in page()


@begins(brought_to("board_decision"))
def test_the_page_of_a_whole_case_warns_once_mail_came_back(town: Town, story: Story) -> None:
    def page() -> str:
        return page_of(town, "ada", "board_case", story.case)

    assert "Every step" in page()
    assert CAME_BACK not in page()
    bounce(story, "bea", "case.findings_recorded")
    words = "Those who decide read a paper only once the member has had it."
    assert f"{CAME_BACK}{story.view.today:%-d %B %Y}. {words}" in page()
    story.open_letter(story.respondent, told.last_event(story, "case.findings_recorded"))
    assert CAME_BACK not in page()
