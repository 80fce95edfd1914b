"""A sealed name on the page of a step: nothing typed is lost, and all tries of a person count together."""

import pytest
from django.test import Client

from accounts.budgets import PER_HOUR, Budget
from casework.models import Refusal
from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.note_writing import write
from tests.casework.web.reporting import text
from tests.casework.web.test_prefill import address
from tests.casework.web.test_sealed_name_inside import HELD, INSTEAD
from tests.responses import Response

begun = town_begun(to=brought_to("awaiting_response"))


def more_time(browser: Client, story: Story, reasons: str) -> Response:
    answer: Response = browser.post(address(story, Verb.EXTEND_FEEDBACK), {"reasons": reasons})
    return answer


@pytest.mark.parametrize("name", ["Wilma Quill", "W. Quill", "quill", "Ｑｕｉｌｌ", "Qu\u200bill", "Qüill"])
def test_a_step_with_a_sealed_name_is_held_and_what_was_typed_stays(town: Town, story: Story, name: str) -> None:
    browser = town.browser(story.investigator)
    answer = more_time(browser, story, f"We wait for {name}, shrike.")
    page = text(answer)
    assert (answer.status_code, HELD in page, INSTEAD in page, "“Reasons”" in page) == (409, True, True, True)
    assert page.count(f"We wait for {name}, shrike.") == 1
    assert Refusal.objects.get(verb=Verb.EXTEND_FEEDBACK).count == 1
    assert more_time(browser, story, "We wait for the reporter.").status_code == 302


def test_tries_in_steps_and_notes_count_together(town: Town, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.HELD, 1)
    browser = town.browser(story.investigator)
    write(browser, story, level="team", words="Was it Wilma Quill?")
    assert HELD in text(more_time(browser, story, "Was it Wilma Quill?"))
    for words in ("Was it Wilma Quill?", "Was it Ada Avocet?"):
        page = text(more_time(browser, story, words))
        assert ("You can write again in an hour." in page, HELD in page, words in page) == (True, False, True)
