"""The minute of a hearing: written by the chair and the adviser, read by number on both sides of the table."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text, whole_case
from tests.scenario_fixtures import begins

LINE = {"kind": "said", "speaker": "Rex Respond", "said": "I never promised it, godwit.", "side": "respondent"}


@begins(brought_to("panel_forming"))
def test_panel_and_adviser_read_the_minute_by_its_numbers_with_the_time_of_each_side(town: Town, story: Story) -> None:
    told.hearing_set(story)
    told.hearing_opened(story)
    story.by("paul", Verb.WRITE_MINUTE, **LINE, minutes="12")
    ruling = {"kind": "ruling", "speaker": "The chair", "said": "The question is allowed, godwit.", "side": ""}
    story.by("ada", Verb.WRITE_MINUTE, **ruling, minutes="0")
    line = story.view.hearing.minute[0].entry
    story.by("ada", Verb.CORRECT_MINUTE, line=str(line), corrected="I promised nothing in writing, godwit.")
    wanted = (
        "I promised nothing in writing, godwit.",
        "I never promised it, godwit.",
        "The question is allowed, godwit.",
    )
    page = whole_case(town.browser("ines"), story.case)
    assert [words in page for words in wanted] == [False] * 3
    story.by("rex", Verb.CONFIRM_LAST_WORD, had="no", why_not="The line broke off, godwit.")
    story.by("rex", Verb.FILE_LAST_WORD, words="I am sorry that it came to this, godwit.")
    page = text(town.browser("paul").get(reverse("panel_hearing", args=[story.case])))
    # What others wrote opens to the panel once the member has had it for three business days.
    assert [page.count(words) for words in wanted] == [0, 1, 0]
    story.wait(7)
    for first in ("paul", "petra", "ada"):
        page = text(town.browser(first).get(reverse("panel_hearing", args=[story.case])))
        # A ruling stands in its place, and once more in the list of rulings.
        assert [page.count(words) for words in wanted] == [1, 1, 2], first
        assert ('id="line_1"' in page, 'id="line_2"' in page, "12 minutes" in page, "R1</a>" in page) == (True,) * 4
        assert "I am sorry that it came to this" in page


@begins(brought_to("panel_forming"))
def test_the_desk_lists_what_waits_and_the_chair_answers_it_beside_its_words(town: Town, story: Story) -> None:
    told.hearing_set(story)
    told.hearing_opened(story)
    story.by("rex", Verb.MAKE_REQUEST, kind="ruling", words="Rule out the second letter, godwit.")
    answer = reverse("panel_step", args=[story.case, Verb.ANSWER_REQUEST.value])
    desks = {
        name: text(town.browser(name).get(reverse("panel_hearing", args=[story.case]))) for name in ("paul", "petra")
    }
    assert {name: "Requests that wait" in page for name, page in desks.items()} == {"paul": True, "petra": True}
    assert {name: f'href="{answer}">Answer a request' in page for name, page in desks.items()} == {
        "paul": True,
        "petra": False,
    }
    assert "godwit" not in desks["petra"]
    assert "Rule out the second letter, godwit." in text(town.browser("paul").get(answer))


@begins(brought_to("panel_forming"))
def test_the_chair_writes_the_next_line_on_the_desk_and_stays_there(town: Town, story: Story) -> None:
    told.hearing_set(story)
    told.hearing_opened(story)
    paul, desk = town.browser("paul"), reverse("panel_hearing", args=[story.case])
    step = reverse("panel_step", args=[story.case, Verb.WRITE_MINUTE.value])
    page = text(paul.get(desk))
    assert ("Line 1" in page, f'action="{step}"' in page, "Before you deliberate" in page) == (True, True, True)
    refused = paul.post(step, {**LINE, "said": "", "minutes": "3"})
    assert (refused.status_code, "Rex Respond" in text(refused)) == (422, True)
    assert paul.post(step, {**LINE, "minutes": "3"}).headers["Location"] == desk
    page = text(paul.get(desk))
    assert ("Line 2" in page, "I never promised it, godwit." in page, "3 minutes" in page) == (True, True, True)
    # A member of the panel reads the desk and writes nothing on it.
    assert (f'action="{step}"' in text(town.browser("petra").get(desk)), "In session" in page) == (False, True)
