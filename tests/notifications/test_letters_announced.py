"""The page of a step names the letters that can go out here, and no others."""

from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import RequestKind, Verb
from casework.workflow.step import signed_verbs
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story


@begins(brought_to("awaiting_response"))
def test_an_answer_is_announced_to_the_side_that_asked_and_to_no_other(town: Town, story: Story) -> None:
    story.by(story.respondent, Verb.MAKE_REQUEST, kind=RequestKind.MORE_TIME, days=7, words="I am abroad.")
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.ANSWER_REQUEST.value])))
    announced = page.partition('id="goes_title"')[2].partition("</section>")[0]
    assert ("To Respondent:" in announced, "To Reporter:" in announced) == (True, False)


@begins(brought_to("investigation"))
def test_a_step_says_which_letters_a_reporter_without_a_name_is_not_shown(town: Town, story: Story) -> None:
    said = {
        verb: "One who gave no name is not shown it" in announced_to_reporter(town, story, verb)
        for verb in (Verb.DECIDE_IDENTITY, Verb.GIVE_FEEDBACK)
    }
    assert said == {Verb.DECIDE_IDENTITY: True, Verb.GIVE_FEEDBACK: False}


def announced_to_reporter(town: Town, story: Story, verb: Verb) -> str:
    """Return in one line what the page of a step says of its letter to the reporter."""
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, verb.value])))
    announced = page.partition('id="goes_title"')[2].partition("</section>")[0].partition("To Reporter:")[2]
    assert announced
    return " ".join(strip_tags(announced).split())


@begins(brought_to("investigation"))
def test_the_notice_says_that_one_person_alone_sends_it(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.SERVE_NOTICE.value])))
    assert "It goes out at once, and needs no second signature." in page
    assert Verb.SERVE_NOTICE.value not in signed_verbs()


@begins(brought_to("board_decision"))
def test_who_sends_the_pack_reads_on_the_same_page_that_the_member_gets_a_letter(town: Town, story: Story) -> None:
    page = text(town.browser("bea").get(reverse("board_step", args=[story.case, Verb.SEND_BOARD_PACK.value])))
    announced = page.partition('id="goes_title"')[2].partition("</section>")[0]
    assert " ".join(strip_tags(announced).partition("To ")[2].split()).startswith(
        "Respondent: The papers that the board readsIt counts when it is opened"
    )
