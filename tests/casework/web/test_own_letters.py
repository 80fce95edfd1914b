"""Letters of which a seat may know no more than that they went out: those that its own step sent, and those not served."""

import re

from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from notifications.models import Message
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


@begins(brought_to("appeal_window"))
def test_letters_to_the_reporter_without_a_title_have_a_line_and_earlier_ones_are_counted(
    town: Town, story: Story
) -> None:
    post()
    went = Message.objects.filter(case__reference=story.case, seat=Seat.COMPLAINANT).count()
    tab = letters_shown(town, "ines", story, "complainant")
    untitled = tab.count("A letter that your seat may not read")
    assert (untitled > 0, tab.count("Letter: ") + untitled) == (True, went)
    step = text(town.browser("ines").get(reverse("step", args=[story.case, Verb.GIVE_FEEDBACK])))
    had = " ".join(step[step.index("Letters that the reporter has had") :].partition("</section>")[0].split())
    assert (had.count("<li>"), f"and {went - 5} earlier letters</a>" in had) == (5, True)
    assert "A letter that your seat may not read<br>" in had
    assert "A letter that your seat may not read" not in letters_shown(town, story.investigator, story, "complainant")


@begins(brought_to("awaiting_response"))
def test_a_page_with_both_letters_to_a_reporter_says_that_they_got_one(town: Town, story: Story) -> None:
    story.by(story.investigator, Verb.SEND_STATUS, next_step="We wait for the bank, ouzel.")
    post()
    browser, found = town.browser(story.investigator), []
    tab = text(browser.get(f"{reverse('case_letters', args=[story.case])}?with=complainant"))
    for number in re.findall(r'id="letter_(\d+)"', tab):
        page = text(browser.get(reverse("case_letter", args=[story.case, "complainant", number])))
        found.append(("If the reporter gave a name" in page, "The reporter got one of these two letters." in page))
    assert (set(found) <= {(True, True), (False, False)}, (True, True) in found) == (True, True)
