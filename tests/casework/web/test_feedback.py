"""What stands beside the feedback to a reporter, and what it asks."""

import re

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo import story as chapters
from local.demo.scenario import Story
from notifications.tasks import post
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


@begins(brought_to("response_review"))
def test_feedback_is_written_beside_what_has_happened_and_what_the_reporter_has_had(town: Town, story: Story) -> None:
    post()
    path, officer = reverse("step", args=[story.case, Verb.GIVE_FEEDBACK]), town.browser(story.investigator)
    page = text(officer.get(path))
    beside = page[page.index("How far it has come") :]
    assert ("Investigation opened<br>" in beside, "Next date: Reporter comments on the answer," in beside) == (
        True,
        True,
    )
    letters = re.findall(r"letters/\?with=complainant#(letter_\d+)", beside)
    assert letters
    tab = text(officer.get(f"{reverse('case_letters', args=[story.case])}?with=complainant"))
    assert [one for one in letters if f'id="{one}"' not in tab] == []


@begins(brought_to("response_review"))
def test_late_feedback_is_the_screeners_on_today_on_the_case_and_in_my_turn(town: Town, story: Story) -> None:
    story.wait(100)
    screener = town.browser(chapters.screener(story))
    step, case = (reverse("step", args=[story.case, Verb.GIVE_FEEDBACK]), reverse("case", args=[story.case]))
    today, page = text(screener.get(reverse("today"))), text(screener.get(case))
    (late,) = re.findall(r"\d+ days late", page[page.index("Yours:") : page.index("Yours:") + 300])
    assert (step in today, f'href="{case}"' in today, late in today, step in page) == (True, True, True, True)
    assert story.case in text(screener.get(reverse("queue"), {"whose": "turn"}))
