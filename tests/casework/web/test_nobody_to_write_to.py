"""If the reader of a thread does not know of the case yet, its page says so first and keeps what was typed."""

from django.urls import reverse

from casework.models import WaitingMessage
from casework.vocabulary import Thread
from casework.workflow.guard import REASONS
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

TYPED = "Did you deny the promise, whimbrel?"
UNTOLD, FIELD, SEND = REASONS["reader_knows_of_case"], 'name="message"', ">Send to the member<"


def page(story: Story, thread: Thread) -> str:
    return reverse("conversation", args=[story.case, thread.value])


@begins(brought_to("investigation"))
def test_a_thread_with_a_member_who_knows_nothing_says_so_instead_of_a_form(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    shown = text(browser.get(page(story, Thread.RESPONDENT)))
    assert (UNTOLD in shown, FIELD in shown, SEND in shown) == (True, False, False)
    assert shown.index(UNTOLD) < shown.index("There are no messages yet.")
    other = text(browser.get(page(story, Thread.REPORTER)))
    assert (UNTOLD in other, FIELD in other) == (False, True)


@begins(brought_to("awaiting_response"))
def test_a_thread_with_a_member_who_knows_has_its_form(town: Town, story: Story) -> None:
    shown = text(town.browser(story.investigator).get(page(story, Thread.RESPONDENT)))
    assert (UNTOLD in shown, FIELD in shown) == (False, True)


@begins(brought_to("investigation"))
def test_what_is_typed_where_nobody_can_write_is_shown_and_kept_as_a_draft(town: Town, story: Story) -> None:
    browser, at = town.browser(story.investigator), page(story, Thread.RESPONDENT)
    refused = browser.post(at, {"message": TYPED})
    assert (refused.status_code, TYPED in text(refused), WaitingMessage.objects.exists()) == (409, True, False)
    again = text(browser.get(at, {"preview": "message"}))
    assert (TYPED in again, UNTOLD in again, FIELD in again) == (True, True, False)
    assert "As its reader will see it" not in again


@begins(brought_to("investigation"))
def test_no_letter_is_shown_with_a_day_to_answer_that_has_passed(town: Town, story: Story) -> None:
    browser, at = town.browser(story.investigator), page(story, Thread.REPORTER)
    passed, preview = {"message": TYPED, "due_on": "2025-12-01"}, {"draft": "preview"}
    for press, status in ((preview, 200), ({}, 422)):
        answer = browser.post(at, passed | press, follow=True)
        shown = text(answer)
        assert (answer.status_code, "This day has passed" in shown, "Please answer by" in shown) == (
            status,
            True,
            False,
        )
    later = {"message": TYPED, "due_on": f"{story.view.today:%Y-%m-%d}", "draft_version": "1"}
    shown = text(browser.post(at, later | preview, follow=True))
    assert "Please answer by" in shown


@begins(brought_to("awaiting_response"))
def test_the_page_and_its_button_say_who_reads_a_message(town: Town, story: Story) -> None:
    browser, letters = town.browser(story.investigator), reverse("case_letters", args=[story.case])
    for thread, seat, who in (
        (Thread.RESPONDENT, "respondent", "member"),
        (Thread.REPORTER, "complainant", "reporter"),
    ):
        shown = text(browser.get(page(story, thread)))
        link = text(browser.get(letters, {"with": seat}))
        said = (
            f"Write to the {who}" in link,
            f"Write to the {who}</h2>" in " ".join(shown.split()),
            f">Send to the {who}<" in shown,
        )
        assert said == (True, True, True)
        assert ("1 letter to the member is not served." in shown) == (who == "member")
