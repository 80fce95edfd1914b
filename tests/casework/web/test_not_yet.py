"""What the stage of a case has not brought yet is “Not yet” to everybody, and says nothing of what is shut to somebody."""

from django.urls import reverse

from local.demo import story as chapters
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


@begins(brought_to("investigation"))
def test_what_the_stage_has_not_brought_is_not_yet_for_everybody(town: Town, story: Story) -> None:
    path = reverse("case_allegations", args=[story.case])
    for first in ("ines", chapters.screener(story), story.investigator):
        page = " ".join(text(town.browser(first).get(path)).split())
        assert ("Not open to" in page, page.count(">Not yet") >= 4) == (False, True)


@begins(brought_to("investigation"))
def test_evidence_without_a_copy_for_the_member_says_so(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    for page in ("case", "case_allegations"):
        shown = " ".join(text(browser.get(reverse(page, args=[story.case]))).split())
        assert shown.count("No copy for the member yet") == 1


@begins(brought_to("response_review"))
def test_what_a_seat_may_not_read_is_shut_by_name_and_says_that_the_seat_is_why(town: Town, story: Story) -> None:
    shown = {
        page: " ".join(text(town.browser("ines").get(reverse(page, args=[story.case]))).split())
        for page in ("case", "case_allegations", "case_history")
    }
    assert "The report is not open to your seat at this stage of the case." in shown["case"]
    assert [page for page, words in shown.items() if "Not open to your seat" not in words] == []
    assert [page for page, words in shown.items() if "Not open to you<" in words] == []
