"""The member's pages on the sanction and the appeal: nothing before it was told, then all of it as it was decided."""

from django.urls import reverse

from casework.verbs import VERBS
from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch import place_letters
from notifications.models import Message
from tests.casework.web import conftest as web
from tests.casework.web.reporting import text

books, begun, here, town = web.books, web.begun, web.here, web.town


def page_of(town: web.Town, story: Story, name: str) -> str:
    while place_letters():
        pass
    notice = Message.objects.get(case__reference=story.case, template="notice_of_investigation").reference
    return text(town.browser("rex").get(reverse(f"member_{name}", args=[notice])))


def test_the_sanction_is_read_once_it_was_told_and_each_condition_in_its_words(town: web.Town) -> None:
    story = town.case_in("panel_forming")
    page = page_of(town, story, "sanction")
    assert ("Nothing was imposed." in page, "The range for what was proven" in page) == (True, False)
    told.hold_hearing(story)
    told.recommend(story)
    page = page_of(town, story, "sanction")
    assert ("The range for what was proven" in page, "What may weigh" in page, "L6: Susp" in page) == (
        True,
        True,
        False,
    )
    told.decide(story)
    page = page_of(town, story, "sanction")
    assert ("L6: Suspension" in page, "for 90 days" in page) == (True, True)
    assert "Complete a course on honest dealing with customers." in page


def test_each_ground_of_an_appeal_is_read_in_plain_words_with_how_it_stands(town: web.Town) -> None:
    story = town.case_in("appeal_window")
    page = page_of(town, story, "appeal")
    lodge = f"do/{Verb.LODGE_APPEAL.value}/"
    grounds = [one.meaning for one in story.view.rules.appeal_grounds.values() if not one.society]
    assert (all(words in page for words in grounds), lodge in page, "raised by you" in page) == (True, True, False)
    story.open_letter("rex", told.last_event(story, "case.board_decided"))
    story.wait(5)
    on_each = {"on_procedure": "Nobody read page three.", "on_misapplied_code": "A draft is no promise."}
    refused = VERBS[Verb.LODGE_APPEAL].form(
        {"grounds": ["procedure", "misapplied_code"], "on_procedure": "Nobody read page three."}, view=story.view
    )
    assert list(refused.errors) == ["on_misapplied_code"]
    story.by("rex", Verb.LODGE_APPEAL, grounds=["procedure", "misapplied_code"], statement="", **on_each)
    page = page_of(town, story, "appeal")
    assert ("You have appealed." in page, "raised by you" in page, lodge in page) == (True, True, False)
    assert [page.count(words) for words in on_each.values()] == [1, 1]
