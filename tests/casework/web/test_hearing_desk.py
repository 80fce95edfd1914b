"""The minute of a hearing: written by the chair and the adviser, read by number on both sides of the table."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo import story as told
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text

LINE = {"kind": "said", "speaker": "Rex Respond", "said": "I never promised it, godwit.", "side": "respondent"}


def test_panel_and_adviser_read_the_minute_by_its_numbers_with_the_time_of_each_side(town: Town) -> None:
    story = town.case_in("panel_forming")
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
    page = text(town.browser("ines").get(reverse("case", args=[story.case])))
    assert [words in page for words in wanted] == [False] * 3
    story.by("rex", Verb.CONFIRM_LAST_WORD, had="no", why_not="The line broke off, godwit.")
    story.by("rex", Verb.FILE_LAST_WORD, words="I am sorry that it came to this, godwit.")
    page = text(town.browser("paul").get(reverse("board_case", args=[story.case])))
    # What others wrote opens to the panel once the member has had it for three business days.
    assert [page.count(words) for words in wanted] == [0, 1, 0]
    story.wait(7)
    for first in ("paul", "petra", "ada"):
        page = text(town.browser(first).get(reverse("board_case", args=[story.case])))
        assert [page.count(words) for words in wanted] == [1, 1, 1], first
        assert ('id="line_1"' in page, 'id="line_2"' in page, "respondent’s side 12 minutes" in page) == (True,) * 3
        assert "I am sorry that it came to this" in page
