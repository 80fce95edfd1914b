"""Letters of which a seat may know no more than that they went out: those that its own step sent, and those not served."""

import re

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from notifications.tasks import post
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def letters_shown(town: Town, first: str, story: Story, seat: str) -> str:
    """What the tab of letters shows of one party, without tags."""
    page = text(town.browser(first).get(f"{reverse('case_letters', args=[story.case])}?with={seat}"))
    return " ".join(re.sub(r"<[^>]*>", " ", page[page.index("<main") :]).split())


@begins(brought_to("appeal_window"))
def test_who_gave_feedback_finds_its_letter_though_the_findings_are_not_open_to_them(town: Town, story: Story) -> None:
    post()
    before = letters_shown(town, "ines", story, "complainant").count("Letter: ")
    story.by("ines", Verb.GIVE_FEEDBACK, feedback="The board has decided, garganey.")
    post()
    seen = {first: letters_shown(town, first, story, "complainant") for first in ("ines", "ian")}
    assert [page.count("Letter: ") - before for page in seen.values()] == [1, 0]
    step = text(town.browser("ines").get(reverse("step", args=[story.case, Verb.SEND_STATUS])))
    had = step[step.index("Letters that the reporter has had") :]
    assert re.findall(r"with=complainant#letter_(\d+)", had)[-1] == str(before + 1)
    assert "garganey" not in seen["ines"]


@begins(brought_to("appeal_window"))
def test_each_letter_that_is_counted_as_not_served_has_a_row(town: Town, story: Story) -> None:
    post()
    page = letters_shown(town, "ines", story, "respondent")
    (number,) = re.findall(r"(\d+) letters? not served", page)
    assert (page.count("Not opened"), page.count("A letter that your seat may not read")) == (int(number), 2)
