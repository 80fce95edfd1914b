"""The record as the auditor reads it: acts, never content."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import Case
from casework.queries.case.record import record_page
from casework.vocabulary import Verb
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


@begins(brought_to("awaiting_response"))
def test_the_auditor_reads_every_act_and_no_word_that_was_typed(town: Town, story: Story) -> None:
    audrey = town.browser("audrey")
    pages, path = "", reverse("record")
    while path:
        page = text(audrey.get(path))
        pages += page
        path = page.partition('rel="next" href="')[2].partition('"')[0]
        path = f"/ledger/{path}" if path else ""
    assert pages.count("<tr>") - pages.count("<thead><tr>") == Entry.objects.count()
    planted = ("cancelled at any time", "Rex Respond", "Wilma", "Please answer the allegation", story.case)
    assert [words in pages for words in planted] == [False] * 5


def test_a_case_that_is_kept_from_the_auditor_is_left_out(town: Town) -> None:
    shown_to, declared, accused = town.story(), town.story("rosa"), town.story("audrey")
    audrey, cases = town.people["audrey"], (shown_to, declared, accused)
    keys = dict(Case.objects.values_list("reference", "pk"))

    def seen() -> list[bool]:
        streams = {act.stream for act in record_page(audrey, before=None)[0]}
        page = text(town.browser("audrey").get(reverse("record")))
        shown = [f"case/{str(keys[story.case])[:8]}…" in page for story in cases]
        assert shown == [f"case/{keys[s.case]}" in streams for s in cases]
        return [f"case/{keys[story.case]}" in streams for story in cases]

    assert seen() == [True, True, False]
    declared.by("audrey", Verb.DECLARE_CONFLICT, confirmed="on")
    assert seen() == [True, False, False]


def test_an_auditor_learns_of_opened_texts_only_where_they_see_the_case(town: Town) -> None:
    shown_to, accused = town.story(), town.story("audrey")
    for story in (shown_to, accused):
        assert town.browser("ines").get(reverse("case", args=[story.case])).status_code == 200
    keys = dict(Case.objects.values_list("reference", "pk"))
    acts = record_page(town.people["audrey"], before=None)[0]
    told = {act.data["case"] for act in acts if act.type == "content.opened"}
    assert told == {str(keys[shown_to.case])}
    assert f"{str(keys[accused.case])[:8]}…" not in text(town.browser("audrey").get(reverse("record")))


def test_each_entry_asks_for_its_own_grant_and_none_for_all(town: Town) -> None:
    town.story()
    with CaptureQueriesContext(connection) as asked:
        record_page(town.people["audrey"], before=None)
    (statement,) = (one["sql"] for one in asked)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan Backward" in plan, plan
    assert "hashed" not in plan, plan


def test_the_record_is_not_there_for_others_and_a_wrong_cursor_is_answered_in_words(town: Town) -> None:
    assert [town.browser(first).get(reverse("record")).status_code for first in ("ines", "rex", "adam")] == [404] * 3
    audrey = town.browser("audrey")
    assert [audrey.get(f"{reverse('record')}?before={one}").status_code for one in ("x", "-1", "9" * 30, "²")] == [
        422
    ] * 4
