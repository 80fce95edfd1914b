"""A word search also reads the pages of files that its owner may open. The record does not say that they were opened."""

import re
import tracemalloc
from collections.abc import Iterable
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import access, tasks
from casework.access import Actor
from casework.models import Case, Opening, WordSearch
from casework.procedure.evidence import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.search import word_search
from casework.queries.search.files_looked_through import files_looked_through
from casework.queries.search.papers_looked_through import pattern_of
from casework.recording import compartment_of, keep_file
from casework.vocabulary import CaseCompartment, Reading, Seat, Verb
from converter.frames import Frame, make_frame
from ledger.models import Entry
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.casework.web.test_word_search import look_for
from tests.casework.web.viewing import add_file, picture
from tests.scenario_fixtures import begins, upon
from tests.vault.sent import sent
from vault import views
from vault.models import SafeView, SealedFile

begun = town_begun(to=brought_to("investigation"))
LETTER = ("Dear Denise,", "A dotterel called. So did a Dotterel.", "", "Until the dotterel.")


def pages(*words: str) -> list[Frame]:
    """Pages of a view as the converter makes them, each a picture with its words."""
    return [
        make_frame("page", picture(), number=number, width=80, height=60, text=said, words=[])
        for number, said in enumerate(words, 1)
    ]


def show_as(story: Story, file: UUID, frames: Iterable[Frame], kept: CaseCompartment = CaseCompartment.CASE) -> None:
    """Keep these parts as the view of a file."""
    place = compartment_of(Case.objects.get(reference=story.case), kept)
    views.seal_view(SealedFile.objects.select_related("key").get(pk=file), place, views.keep_view(frames))


def letter(town: Town, story: Story, *words: str) -> UUID:
    """A letter as evidence, whose pages have these words."""
    key = add_file(town.browser(story.investigator), story.case, b"%PDF-1.7\n" + uuid4().bytes, "letter.pdf")
    show_as(story, key, pages(*(words or LETTER)))
    return key


def result(town: Town, first: str, words: str) -> str:
    """The result page of a search, with the addresses that it links to."""
    where = look_for(town, first, words)
    tasks.look_for_words()
    page = text(town.browser(first).get(where))
    return page[page.index("found_title") : page.index("</section>", page.index("found_title"))]


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_a_file_is_found_by_its_words_and_each_hit_leads_to_its_page(town: Town, story: Story) -> None:
    key = letter(town, story)
    shown = result(town, story.investigator, "dotterel")
    assert re.search(r"Evidence 1 , file, [^:]+: page 2 \(2 times\), page 4", plain(shown)), plain(shown)
    first, second = re.findall(rf'href="({reverse("file", args=[story.case, key])}\?[^"#]+)', shown)
    page = text(town.browser(story.investigator).get(second.replace("&amp;", "&")))
    assert ("Until the dotterel." in page, 'value="4"' in page, first.endswith("?page=2&amp;text=1")) == (True,) * 3


def test_words_that_go_on_over_the_end_of_a_page_are_found_where_they_begin(town: Town, story: Story) -> None:
    letter(town, story, "Ask Pia", "Sandgrouse. Ask Pia Sandgrouse.", "", "Sandgrouse")
    assert looked(town, story, story.investigator, "Pia  Sandgrouse") == [(1, 0, 2)]
    shown = plain(result(town, story.investigator, "pia sandgrouse"))
    assert "page 1 , page 2" in shown


def test_a_search_opens_no_file_for_the_record_and_going_to_its_page_does(town: Town, story: Story) -> None:
    key = letter(town, story)
    entries, before = set(Entry.objects.values_list("pk", flat=True)), Opening.objects.count()
    assert "Evidence 1" in result(town, story.investigator, "dotterel")
    new = Entry.objects.exclude(pk__in=entries)
    assert ([one.type for one in new], Opening.objects.count()) == (["papers.searched"], before)
    town.browser(story.investigator).get(reverse("file", args=[story.case, key]))
    assert Opening.objects.filter(file=key, user=town.people[story.investigator]).count() == 1


def test_the_row_of_a_search_holds_neither_words_nor_files(town: Town, story: Story) -> None:
    key = letter(town, story)
    result(town, story.investigator, "dotterel")
    (row,) = WordSearch.objects.all()
    kept = bytes(row.words) + bytes(row.found or b"")
    assert [one for one in (b"otterel", str(key).encode(), b'"pages"') if one in kept] == []


def test_files_without_words_and_pages_without_words_are_counted(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    letter(town, story)
    show_as(
        story,
        add_file(browser, story.case, b"ID3\x04" + bytes(500), "memo.mp3"),
        [make_frame("sound", b"ID3", seconds=3)],
    )
    add_file(browser, story.case, b"%PDF-1.7\nwaits", "waits.pdf")
    shown = plain(result(town, story.investigator, "dotterel"))
    name = Case.objects.get(reference=story.case).code_name
    assert f"2 files without words: sounds, pictures, or not yet shown ( {name} )" in shown
    assert f"1 page without words in another file ( {name} )" in shown


def test_the_transcript_of_a_sound_is_searched(town: Town, story: Story) -> None:
    key = add_file(town.browser(story.investigator), story.case, b"ID3\x04" + bytes(500), "memo.mp3")
    show_as(story, key, [make_frame("sound", b"ID3", seconds=3, text="[0:01] A dotterel.")])
    shown = plain(result(town, story.investigator, "dotterel"))
    assert ("in the transcript of a sound" in shown, "without words" in shown, "page" in shown) == (True, False, False)


def test_a_file_that_was_altered_hides_nothing_else_and_its_case_is_named(town: Town, story: Story) -> None:
    letter(town, story)
    altered = letter(town, story)
    SafeView.objects.filter(file=altered).update(blob=b"altered")
    shown = plain(result(town, story.investigator, "dotterel"))
    assert ("Evidence 1" in shown, "Evidence 2" in shown, "something that could not be opened" in shown) == (
        True,
        False,
        True,
    )


def test_a_search_reads_so_many_pages_and_says_which_files_it_left(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(town, story)
    letter(town, story, *LETTER, "The end.")
    monkeypatch.setattr(word_search, "MOST_PAGES", 5)
    shown = plain(result(town, story.investigator, "dotterel"))
    assert ("Evidence 1" in shown, "1 file for which there was no time" in shown) == (True, True)


def test_ten_pages_of_a_file_with_many_hits_are_named(town: Town, story: Story) -> None:
    letter(town, story, *["A dotterel."] * 13)
    shown = plain(result(town, story.investigator, "dotterel"))
    assert (shown.count(" page "), "and 3 more pages" in shown) == (10, True)


def test_for_somebody_kept_away_a_case_with_files_is_no_case_at_all(town: Town, story: Story) -> None:
    def searched(first: str) -> tuple[str, list[str]]:
        where = look_for(town, first, "dotterel")
        with CaptureQueriesContext(connection) as asked:
            tasks.look_for_words()
        page = text(town.browser(first).get(where))
        return page[page.index("found_title") :].partition("</section>")[0], [
            re.sub(r"'[^']*'|\d+", "", one["sql"]) for one in asked
        ]

    letter(town, story)
    one = story.investigator
    story.by(one, Verb.DECLARE_CONFLICT, confirmed="on")
    barred = searched(one)
    assert "You have no seat in a case whose papers you may read." in barred[0]
    assert barred == searched("ines")


def test_after_a_conflict_earlier_hits_and_their_counts_are_gone(town: Town, story: Story) -> None:
    letter(town, story)
    add_file(town.browser(story.investigator), story.case, b"%PDF-1.7\nwaits", "waits.pdf")
    where = look_for(town, story.investigator, "dotterel")
    tasks.look_for_words()
    jar = town.browser(story.investigator)
    assert "file without words" in text(jar.get(where))
    story.by(story.investigator, Verb.DECLARE_CONFLICT, confirmed="on")
    shown = text(jar.get(where))
    assert ("No paper that you may read has these words." in shown, "without words" in shown) == (True, False)


def looked(town: Town, story: Story, first: str, words: str) -> list[tuple[int, int, int]]:
    """The files that somebody may open in a case: the numbers of each, and on how many pages of it the words are."""
    case = access.case_shown(Actor(user=town.people[first]), story.case, Reading.SEE_CASE)
    return [(one.piece, one.copy, len(one.looked.pages)) for one in files_looked_through(case, pattern_of(words), 99)]


@upon(brought_to("investigation"))
def heard(town: Town, story: Story) -> Story:
    """A case whose panel has heard it: of the letter there is a copy with its name covered."""
    letter(town, story, "Dear Denise Sandgrouse, a dotterel.")
    with transaction.atomic(), sent(b"%PDF-1.7\ncopy", "copy.pdf") as file:
        by = Actor(user=town.people[story.investigator])
        opened = access.case_for(by, story.case, Verb.DISCLOSE_EVIDENCE)
        kept = keep_file(opened, CaseCompartment.RESPONDENT, file)
        assert kept is not None
        piece = opened.view.evidence.all[0].id
        event = steps.disclose_evidence(opened, evidence=piece, copy=uuid4(), copied=True, one_holder=False, file=kept)
        keep_and_record(opened, event, {"title": "The letter, covered", "text": None})
    show_as(story, kept, pages("Dear Denise [name], a dotterel."), CaseCompartment.RESPONDENT)
    for chapter in (told.investigate, told.answer_notice, told.finish_report, told.hold_hearing):
        chapter(story)
    return story


@begins(heard)
def test_a_panel_finds_what_its_copy_says_and_not_what_was_covered(town: Town, story: Story) -> None:
    chair = story.holding(Seat.PANEL_CHAIR)[0]
    assert (looked(town, story, chair, "dotterel"), looked(town, story, chair, "Sandgrouse")) == (
        [(0, 1, 1)],
        [(0, 1, 0)],
    )
    assert "Copy 1" in plain(result(town, chair, "dotterel"))
    assert "No paper that you may read has these words." in result(town, chair, "Sandgrouse")
    assert looked(town, story, story.investigator, "Sandgrouse") == [(1, 0, 1), (0, 1, 0)]


def test_a_long_file_is_looked_through_with_one_page_in_memory(town: Town, story: Story) -> None:
    key = add_file(town.browser(story.investigator), story.case, b"%PDF-1.7\nlong", "long.pdf")
    box = [["kestrel", 10, 10, 90, 30]] * 400
    show_as(
        story,
        key,
        (
            make_frame("page", b"\xff\xd8\xff", number=n, width=100, height=140, text="kestrel " * 400, words=box)
            for n in range(1, 201)
        ),
    )
    by = Actor(user=town.people[story.investigator])
    case = access.case_shown(by, story.case, Reading.SEE_CASE)
    tracemalloc.start()
    try:
        (one,) = files_looked_through(case, pattern_of("kestrel"), 999)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (one.looked.read, sum(one.looked.pages.values())) == (200, 80_000)
    assert most < 12_000_000


def test_files_add_one_statement_to_a_case_and_one_for_each_of_them(town: Town, story: Story) -> None:
    def statements() -> int:
        look_for(town, story.investigator, "dotterel")
        with CaptureQueriesContext(connection) as asked:
            tasks.look_for_words()
        return len(asked)

    none = statements()
    letter(town, story)
    one = statements()
    letter(town, story)
    assert (one - none, statements() - one) == (2, 1)


def test_the_page_of_what_was_found_takes_five_statements(town: Town, story: Story) -> None:
    letter(town, story)
    where = look_for(town, story.investigator, "dotterel")
    tasks.look_for_words()
    assert cost(town.browser(story.investigator), where) == 5
