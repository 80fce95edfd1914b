"""A search that was made shows nothing that its owner may not read any more, though they still see the case."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from casework import tasks
from casework.queries.search.files_looked_through import LookedFile, files_looked_through
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from local.demo.story import GRAVE, frame, screener
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.note_writing import write
from tests.casework.web.reporting import text
from tests.casework.web.test_word_search import look_for
from tests.casework.web.test_word_search_files import pages, show_as
from tests.casework.web.viewing import add_file
from tests.scenario_fixtures import begins, upon

begun = town_begun()


@upon(brought_to("submitted"))
def begun_screening(_town: Town, story: Story) -> Story:
    """A report that is framed, with an investigator seated: one step from an open investigation."""
    frame(story, GRAVE, notes="A written promise was denied later.", act="Denied a written promise.")
    story.seat(Seat.INVESTIGATOR)
    return story


def shown(town: Town, first: str, where: str) -> str:
    page = text(town.browser(first).get(where))
    return " ".join(re.sub(r"<[^>]*>", " ", page[page.index("found_title") :].partition("</section>")[0]).split())


@begins(begun_screening)
def test_who_may_not_read_the_report_any_more_finds_it_no_more(town: Town, story: Story) -> None:
    one = screener(story)
    add_file(town.browser(one), story.case, b"%PDF-1.7\nwaits", "waits.pdf")
    where = look_for(town, one, "Contract could be")
    tasks.look_for_words()
    assert ("Report received" in shown(town, one, where), "1 file without words" in shown(town, one, where)) == (
        True,
    ) * 2
    story.by(one, Verb.OPEN_INVESTIGATION, confirmed="on")
    assert town.browser(one).get(reverse("case", args=[story.case])).status_code == 200
    now_shown = shown(town, one, where)
    assert "No paper that you may read has these words." in now_shown
    assert ("Report received" in now_shown, "without words" in now_shown, story.case in now_shown) == (False,) * 3


@begins(begun_screening)
def test_what_is_lost_while_a_worker_looks_through_a_file_is_not_shown(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = screener(story)
    key = add_file(town.browser(one), story.case, b"%PDF-1.7\nletter", "letter.pdf")
    show_as(story, key, pages("A dotterel."))
    where = look_for(town, one, "dotterel")

    def looked_through_meanwhile(*args: Any, **kwargs: Any) -> Iterator[LookedFile]:
        story.by(one, Verb.OPEN_INVESTIGATION, confirmed="on")
        yield from files_looked_through(*args, **kwargs)

    monkeypatch.setattr("casework.queries.search.word_search.files_looked_through", looked_through_meanwhile)
    tasks.look_for_words()
    assert "No paper that you may read has these words." in shown(town, one, where)


@begins(begun_screening)
def test_what_is_still_read_in_a_case_that_went_on_is_still_shown(town: Town, story: Story) -> None:
    one = screener(story)
    write(town.browser(one), story, "A dunlin.", "mine")
    where = look_for(town, one, "dunlin")
    tasks.look_for_words()
    story.by(one, Verb.OPEN_INVESTIGATION, confirmed="on")
    assert "A note" in shown(town, one, where)
