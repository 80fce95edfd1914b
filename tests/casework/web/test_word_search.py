"""Words are found within the papers of one's own cases: by a worker, without an excerpt, and without a trace of the words."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from casework import tasks
from casework.models import CaseNote, NoteReader, Opening, WordSearch
from casework.queries.search import word_search
from casework.queries.search.papers_looked_through import pattern_of
from casework.queries.search.word_search import look_through, take_waiting
from casework.vocabulary import Thread, Verb
from ledger.clock import now
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.note_writing import write
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation import say
from vault.models import SealedText

begun = town_begun(to=brought_to("investigation"))
PAPERS, WORDS = reverse("queue_papers"), "Contract  could BE"
PAPER = re.compile(
    r'/(?:history/\?read=\S{36}#entry_\S{36}|notes/|conversation/reporter/)">\s*([^<]+)</a>, [^:]+:\s*(once|\d+ times)'
)


def look_for(town: Town, first: str, words: str) -> str:
    """The address of a search that somebody has begun."""
    return str(town.browser(first).post(PAPERS, {"phrase": words}).headers["Location"])


def found(town: Town, first: str, words: str) -> list[tuple[str, str]]:
    """The papers that somebody finds, and how often each has the words."""
    where = look_for(town, first, words)
    tasks.look_for_words()
    return PAPER.findall(text(town.browser(first).get(where)))


def test_words_are_found_and_stand_in_no_address_no_session_and_no_row(town: Town, story: Story) -> None:
    jar = town.browser(story.investigator)
    where = str(jar.post(PAPERS, {"phrase": WORDS}).headers["Location"])
    assert re.fullmatch(rf"{PAPERS}[0-9a-f-]{{36}}/", where)
    waits = jar.get(where)
    assert ("The search begins." in text(waits), waits.headers["Refresh"]) == (True, "2")
    WordSearch.objects.update(looked=120, all=431)
    assert "Looked through 120 of 431 cases so far." in text(jar.get(where))
    tasks.look_for_words()
    done = jar.get(where)
    assert PAPER.findall(text(done)) == [("Report received", "once")]
    assert ("1 case was looked through." in text(done), "Refresh" in done.headers) == (True, False)
    there = re.findall(r'href="([^"]*)#entry_', text(done))[0]
    shown = [text(jar.get(path)).count('<div class="ob-history__paper"') for path in (there, there.partition("?")[0])]
    assert shown == [1, 0]
    assert "so the sentence around them is not shown." in " ".join(text(done).split())
    assert ("cancelled at any time" in text(done), "“Contract could BE”" in text(done)) == (False, True)
    (row,) = WordSearch.objects.all()
    kept = bytes(row.words) + bytes(row.found or b"") + str(dict(jar.session)).encode()
    assert [one for one in (b"ontract", story.case.encode(), b"report.received") if one in kept] == []


def test_a_search_is_recorded_without_its_words_and_is_no_reading(town: Town, story: Story) -> None:
    before = set(Opening.objects.values_list("pk", "at"))
    entries = set(Entry.objects.values_list("pk", flat=True))
    assert found(town, story.investigator, WORDS)
    new = Entry.objects.exclude(pk__in=entries)
    assert [(one.type, one.stream, one.body["data"]) for one in new] == [("papers.searched", "system", {})]
    assert set(Opening.objects.values_list("pk", "at")) == before


def test_somebody_finds_only_what_their_pages_show_them(town: Town, story: Story) -> None:
    assert found(town, story.investigator, "denied that it had been made") != []
    assert found(town, story.investigator, "Wilma Quill") == []
    say(town, story, story.reporter, Thread.REPORTER, "A dunlin.")
    write(town.browser(story.investigator), story, "A dunlin, or a dunlin.", "mine")
    said = [("Message between the reporter and the Society", "once"), ("A note", "2 times")]
    assert (found(town, story.investigator, "dunlin"), found(town, "ines", "dunlin")) == (said, [])
    assert (NoteReader.objects.count(), story.view.conversation.get(Thread.REPORTER).waiting) == (0, 1)
    assert found(town, "ines", WORDS) == []
    assert "so a search would find nothing" in text(town.browser("ines").get(PAPERS))
    assert town.browser("rex").post(PAPERS, {"phrase": WORDS}).status_code == 404


def test_somebody_without_a_seat_reads_in_the_list_that_there_is_no_paper_and_has_no_field(town: Town) -> None:
    form = text(town.browser("ines").get(reverse("queue"))).partition(f'action="{PAPERS}"')[2].partition("</form>")[0]
    assert ("you have none." in form, 'name="phrase"' in form) == (True, False)
    page = text(town.browser("ines").get(PAPERS))
    assert ("so a search would find nothing" in page, 'name="phrase"' in page) == (True, False)
    assert "such as a new report, is not searched." in page


def test_the_field_for_other_words_stands_above_what_was_found(town: Town, story: Story) -> None:
    where = look_for(town, story.investigator, WORDS)
    tasks.look_for_words()
    page = text(town.browser(story.investigator).get(where))
    assert 0 < page.index('name="phrase"') < page.index('id="found_title"')


def test_a_search_of_others_one_that_ended_and_none_get_the_same_answer(town: Town, story: Story) -> None:
    where = look_for(town, story.investigator, WORDS)
    no_search = f"{PAPERS}00000000-0000-0000-0000-000000000000/"
    jar = town.browser("ines")
    pages = [jar.get(one) for one in (where, no_search)]
    assert [page.status_code for page in pages] == [404, 404]
    said = {re.sub(r'value="[^"]{36,}"|nonce-\S+', "", text(page)) for page in pages}
    assert (len(said), "There is no such search." in said.pop()) == (1, True)
    town.clock.shift(timedelta(minutes=16))
    assert town.browser(story.investigator).get(where).status_code == 404
    tasks.look_for_words()
    assert WordSearch.objects.count() == 0


def test_a_case_that_is_denied_is_neither_looked_through_nor_shown(town: Town, story: Story) -> None:
    one, where = story.investigator, look_for(town, story.investigator, WORDS)
    tasks.look_for_words()
    story.by(one, Verb.DECLARE_CONFLICT, confirmed="on")
    shown = text(town.browser(one).get(where))
    assert ("No paper that you may read has these words." in shown, story.case in shown) == (True, False)
    assert found(town, one, WORDS) == []


def test_a_search_that_finds_too_much_says_so_and_a_new_one_ends_it(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = look_for(town, story.investigator, "the")
    monkeypatch.setattr(word_search, "MOST_PAPERS", 1)
    tasks.look_for_words()
    assert "There may be more" in text(town.browser(story.investigator).get(where))
    look_for(town, story.investigator, "a promise")
    assert town.browser(story.investigator).get(where).status_code == 404


def test_what_cannot_be_opened_hides_nothing_else_of_its_case(town: Town, story: Story) -> None:
    write(town.browser(story.investigator), story, "A dunlin.", "mine")
    say(town, story, story.reporter, Thread.REPORTER, "A dunlin.")
    SealedText.objects.filter(entry_id=Entry.objects.get(type="case.reporter_message_sent").id).update(blob=b"altered")
    where = look_for(town, story.investigator, "dunlin")
    tasks.look_for_words()
    page = text(town.browser(story.investigator).get(where))
    assert (PAPER.findall(page), "something that could not be opened" in page) == ([("A note", "once")], True)
    CaseNote.objects.update(blob=b"altered")
    assert found(town, story.investigator, WORDS) == [("Report received", "once")]


def test_a_worker_that_lost_its_search_says_nothing_more(town: Town, story: Story) -> None:
    look_for(town, story.investigator, WORDS)
    slow = take_waiting(now())
    assert slow and take_waiting(now() + timedelta(minutes=1)) is None
    town.clock.shift(timedelta(minutes=3))
    other = take_waiting(now())
    assert other
    look_through(slow)
    assert WordSearch.objects.get().look_at == other.look_at
    look_through(other)
    assert WordSearch.objects.get().look_at is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (" ", "Type the words that you look for."),
        ("an", "Type at least three letters of a word"),
        ("word " * 500, "These are 500 words with 2499 characters."),
    ],
)
def test_words_that_cannot_be_looked_for_are_answered_and_shown_again(town: Town, words: str, said: str) -> None:
    answer = town.browser("ines").post(PAPERS, {"phrase": words})
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert f'value="{words}"' in text(answer)


def test_words_match_in_capitals_and_over_lines_and_are_no_pattern() -> None:
    looked_for = pattern_of("at  any time.")
    assert [bool(looked_for.search(one)) for one in ("AT\nany  time.", "at any timeless", "at a time.")] == [
        True,
        False,
        False,
    ]


def test_evidence_is_found_by_its_number_and_the_text_that_has_the_words(town: Town, story: Story) -> None:
    for title, said in (("First letter", "Nothing."), ("Letter of a dunlin", "A dunlin, or a dunlin.")):
        story.by(story.investigator, Verb.ADD_EVIDENCE, title=title, text=said)
    number = len(story.view.evidence.all)
    where = look_for(town, story.investigator, "dunlin")
    tasks.look_for_words()
    page = " ".join(text(town.browser(story.investigator).get(where)).split())
    day = f"{story.view.today:%-d %B %Y}"
    assert f"Evidence {number}</a>, {day}, in “Title”, “Text”: 3 times" in page
    assert "Letter of a dunlin" not in page
