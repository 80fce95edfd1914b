"""Notes of the officers of a case: who reads each, until when it can be changed, whom it names; and that nothing leaks."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import CaseNote, NoteReader, SealedDraft
from casework.vocabulary import Seat, Verb
from ledger.models import Entry
from local.demo.scenario import Story
from local.demo.story import screener
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import leave_idle
from tests.casework.web.note_writing import WORDS, change, in_screening, page_of, tab_of, write
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.scenario_fixtures import begins


@begins(brought_to("investigation"))
@pytest.mark.parametrize(("level", "readers"), [("mine", ("writer",)), ("seat", ("writer",)), ("team", ("writer",))])
def test_a_note_is_read_by_those_whom_its_level_names(
    town: Town, story: Story, level: str, readers: tuple[str, ...]
) -> None:
    people = {"writer": story.investigator, "screener": story.holding(Seat.SCREENER)[0], "intake": "ines"}
    before = Entry.objects.count()
    assert write(town.browser(story.investigator), story, level=level).status_code == 302
    found = tuple(who for who, first in people.items() if WORDS in page_of(town.browser(first), story))
    assert found == readers
    assert Entry.objects.count() == before
    assert WORDS.encode() not in bytes(CaseNote.objects.get().blob)


@begins(brought_to("deliberation"))
def test_panel_adviser_and_auditor_have_no_notes_and_a_stranger_no_page(town: Town, story: Story) -> None:
    write(town.browser(story.investigator), story)
    firsts = [*story.holding(Seat.PANEL_CHAIR), *story.holding(Seat.PANEL_MEMBER), "audrey", "ada"]
    answers = {first: town.browser(first).get(tab_of(story)) for first in firsts}
    assert {first: answer.status_code for first, answer in answers.items()} == dict.fromkeys(firsts, 403)
    assert [first for first, answer in answers.items() if WORDS in text(answer)] == []
    assert [town.browser(first).get(tab_of(story)).status_code for first in ("rex", "bo", "adam")] == [404] * 3


@begins(in_screening)
def test_a_note_changes_until_somebody_has_read_it_and_then_stays(town: Town, story: Story) -> None:
    writer = town.browser(screener(story))
    write(writer, story)
    note = CaseNote.objects.get()
    assert change(writer, story, note, words="It has one, plover.").status_code == 302
    assert "It has one, plover." in page_of(town.browser("ines"), story)
    late = change(writer, story, note, words="Once more, dunlin.")
    assert (late.status_code, "Somebody has read this note" in text(late), "dunlin" in text(late)) == (409, True, True)
    change(writer, story, note, delete="yes")
    page = page_of(writer, story)
    assert ("It has one, plover." in page, "because it was read by:" in page, "Change or delete" in page) == (
        True,
        True,
        False,
    )


@begins(in_screening)
def test_a_note_of_somebody_else_is_not_there_to_be_changed_or_deleted(town: Town, story: Story) -> None:
    write(town.browser(screener(story)), story)
    note, other = CaseNote.objects.get(), town.browser("ines")
    answers = [other.get(reverse("case_note", args=[story.case, note.pk])), change(other, story, note, words="Mine.")]
    answers.append(change(other, story, note, delete="yes"))
    assert [answer.status_code for answer in answers] == [404] * 3
    assert WORDS in page_of(other, story)


@begins(in_screening)
def test_a_note_that_nobody_has_read_is_deleted_and_names_nobody_any_more(town: Town, story: Story) -> None:
    writer, ines = town.browser(screener(story)), town.people["ines"]
    write(writer, story, named=str(ines.pk))
    assert "Somebody named you in a note" in text(town.browser("ines").get(reverse("today")))
    change(writer, story, CaseNote.objects.get(), delete="yes")
    assert CaseNote.objects.count() == NoteReader.objects.count() == 0
    assert "Somebody named you in a note" not in text(town.browser("ines").get(reverse("today")))


@begins(in_screening)
def test_who_is_named_finds_it_among_what_waits_until_it_is_read(town: Town, story: Story) -> None:
    write(town.browser(screener(story)), story, named=str(town.people["ines"].pk))
    ines = town.browser("ines")
    today = text(ines.get(reverse("today")))
    assert ("Somebody named you in a note" in today, tab_of(story) in today, WORDS in today) == (True, True, False)
    assert "You are named in it." in page_of(ines, story)
    assert "Somebody named you in a note" not in text(ines.get(reverse("today")))


@begins(in_screening)
def test_naming_somebody_who_does_not_read_it_is_answered_alike(town: Town, story: Story) -> None:
    writer, said = town.browser(screener(story)), []
    nobody = "5f0c2a52-8a55-4d0e-9d57-6d6b7f7f3a11"
    for key in (town.people["bo"].pk, town.people["rex"].pk, nobody, "nonsense"):
        answer = write(writer, story, named=str(key))
        page = text(answer)
        said.append((answer.status_code, "Somebody whom you named cannot read this note." in page, WORDS in page))
    assert said == [(422, True, True)] * 4
    own_seat = write(writer, story, level="seat", named=str(town.people["ines"].pk))
    assert (own_seat.status_code, "Somebody whom you named cannot read" in text(own_seat)) == (422, True)
    alone = write(writer, story, level="mine", named=str(town.people["ines"].pk))
    assert (alone.status_code, "so it can name nobody" in text(alone)) == (422, True)
    assert CaseNote.objects.count() == 0


@begins(brought_to("investigation"))
def test_a_note_of_100000_characters_is_refused_in_words_and_nothing_is_lost(town: Town, story: Story) -> None:
    writer, long = town.browser(story.investigator), "whimbrel " * 11_111 + "e"
    answer = write(writer, story, words=long)
    page = text(answer)
    assert (answer.status_code, "and yours has 100000" in page, long in page) == (422, True, True)
    assert long in text(writer.get(tab_of(story)))
    assert CaseNote.objects.count() == 0


@begins(brought_to("investigation"))
def test_who_steps_aside_opens_no_note_any_more(town: Town, story: Story) -> None:
    gone = story.investigator
    write(town.browser(gone), story, level="mine")
    story.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
    answer = town.browser(gone).get(tab_of(story))
    assert (answer.status_code, WORDS in text(answer)) == (404, False)


@begins(in_screening)
def test_a_note_that_was_made_readable_in_the_database_does_not_open(
    town: Town, story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    write(town.browser(screener(story)), story, level="mine")
    CaseNote.objects.update(level="team")
    with caplog.at_level(logging.DEBUG):
        page = page_of(town.browser("ines"), story)
    assert ("This note cannot be opened." in page, WORDS in page, "whimbrel" in caplog.text) == (True, False, False)


@begins(in_screening)
def test_what_was_typed_of_a_note_is_kept_and_goes_with_the_note(town: Town, story: Story) -> None:
    writer = town.browser(screener(story))
    writer.post(tab_of(story), {"words": WORDS, "level": "team", "draft": "keep"})
    assert WORDS in page_of(writer, story)
    assert WORDS not in page_of(town.browser("ines"), story)
    write(writer, story)
    assert SealedDraft.objects.count() == 0


@begins(brought_to("investigation"))
def test_thirty_notes_are_a_page_and_the_older_ones_are_one_link_away(town: Town, story: Story) -> None:
    writer = town.browser(story.investigator)
    for number in range(32):
        town.clock.shift(60)
        write(writer, story, words=f"Note {number:02}.")
    page = page_of(writer, story)
    assert ("Note 31." in page, "Note 02." in page, "Note 01." in page) == (True, True, False)
    older = page_of(writer, story, page.partition('href="?before=')[2].partition("#")[0].join(("?before=", "")))
    assert ("Note 01." in older, "Note 00." in older, "Note 02." in older) == (True, True, False)
    assert writer.get(f"{tab_of(story)}?before=nonsense").status_code == 404


@begins(in_screening)
def test_ones_own_note_of_a_case_is_kept_on_the_overview_for_oneself_alone(town: Town, story: Story) -> None:
    officer, address = town.browser(screener(story)), reverse("case", args=[story.case])
    kept = officer.post(address, {"words": WORDS, "draft": "keep", "draft_version": "0"})
    assert (kept.status_code, WORDS in text(officer.get(address))) == (302, True)
    assert WORDS not in text(town.browser("ines").get(address))
    stale = officer.post(address, {"words": "Another, plover.", "draft": "keep", "draft_version": "0"})
    page = text(stale)
    assert (stale.status_code, WORDS in page, "Another, plover." in page) == (409, True, True)
    long = officer.post(address, {"words": "x" * 100_000, "draft": "keep", "draft_version": "1"})
    assert (long.status_code, "and this has 100000" in text(long), "x" * 100_000 in text(long)) == (422, True, True)
    assert WORDS in text(officer.get(address))


@begins(in_screening)
def test_reading_costs_the_same_for_one_note_and_for_thirty(town: Town, story: Story) -> None:
    writer, ines = town.browser(screener(story)), town.browser("ines")
    ines.get(tab_of(story))
    found: list[tuple[int, int, int]] = []
    for number in (1, 29):
        for one in range(number):
            write(writer, story, words=f"Note {one}.", named=str(town.people["ines"].pk))
        with CaptureQueriesContext(connection) as statements:
            ines.get(tab_of(story))
        found.append((len(statements), cost(ines, tab_of(story)), cost(writer, tab_of(story))))
    assert found == [(21, 13, 13)] * 2


@begins(brought_to("investigation"))
@pytest.mark.parametrize("page", ["case", "case_notes", "case_new_task"])
def test_what_comes_after_the_idle_time_is_kept_for_its_writer(town: Town, story: Story, page: str) -> None:
    officer, address = town.browser(story.investigator), reverse(page, args=[story.case])
    leave_idle(officer)
    assert officer.post(address, {"words": WORDS}).status_code == 403
    assert WORDS in text(town.browser(story.investigator).get(address))
    assert WORDS not in text(town.browser("ines").get(address))


@begins(in_screening)
def test_today_leads_to_the_note_that_names_its_reader(town: Town, story: Story) -> None:
    writer, ines = town.browser(screener(story)), town.people["ines"]
    write(writer, story, named=str(ines.pk))
    write(writer, story, words="Nobody is named here, dunlin.")
    assert f'href="{tab_of(story)}#named"' in text(town.browser("ines").get(reverse("today")))
    page = page_of(town.browser("ines"), story)
    marked = page.partition('id="named"')[2].partition("</article>")[0]
    assert (WORDS in marked, "You are named in it." in marked, page.count('id="named"')) == (True, True, 1)
    assert page.index(WORDS) < page.index('<textarea name="words"')
