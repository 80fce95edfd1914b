"""The record as the auditor reads it: acts, never content."""

from ledger.models import Entry
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text


def test_the_auditor_reads_every_act_and_no_word_that_was_typed(town: Town) -> None:
    story = town.case_in("awaiting_response")
    audrey = town.browser("audrey")
    pages, path = "", "/ledger/"
    while path:
        page = text(audrey.get(path))
        pages += page
        path = page.partition('rel="next" href="')[2].partition('"')[0]
        path = f"/ledger/{path}" if path else ""
    assert pages.count("<tr>") - pages.count("<thead><tr>") == Entry.objects.count()
    planted = ("cancelled at any time", "Rex Respond", "Wilma", "Please answer the allegation", story.case)
    assert [words in pages for words in planted] == [False] * 5


def test_the_record_is_not_there_for_others_and_a_wrong_cursor_is_answered_in_words(town: Town) -> None:
    assert [town.browser(first).get("/ledger/").status_code for first in ("ines", "rex", "adam")] == [404] * 3
    audrey = town.browser("audrey")
    assert [audrey.get(f"/ledger/?before={one}").status_code for one in ("x", "-1", "9" * 30, "²")] == [422] * 4
