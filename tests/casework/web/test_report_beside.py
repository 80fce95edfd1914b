"""What stands beside the steps about the report of an investigation."""

from django.urls import reverse

from casework.queries.wording.excerpts import excerpt
from casework.vocabulary import Verb
from local.demo.scenario import Story
from local.demo.story import draft_shared
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text

begun = town_begun(to=brought_to("response_review"))
COMMENT = "The ledger is mine, dotterel."


def beside(town: Town, story: Story) -> str:
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.FINALISE_REPORT])))
    return " ".join(page.partition("What it rests on")[2].split())


def test_who_closes_a_report_reads_the_comments_or_that_there_is_none(town: Town, story: Story) -> None:
    none = "<h3>Comments on the draft</h3><p>No comment has come.</p>"
    draft_shared(story)
    before = beside(town, story)
    story.by(story.respondent, Verb.COMMENT_ON_REPORT, comment=f"{COMMENT}\n\nI bought it.")
    after = beside(town, story)
    assert [(none in one, f"{COMMENT}<br><br>I bought it." in one) for one in (before, after)] == [
        (True, False),
        (False, True),
    ]
    assert before.count("<h3>What was reported</h3>") == 1


def test_the_beginning_of_a_text_keeps_its_lines() -> None:
    assert excerpt("  One  line.\n\n\n\nAnother\tline. ", 100).start == "One line.\n\nAnother line."
    assert excerpt("One line.\n\nAnother line.", 15).start == "One line. …"


def test_a_list_without_sentences_is_cut_at_the_end_of_a_line() -> None:
    assert excerpt("My list:\nledger\nreceipts\nletters", 20).start == "My list:\nledger …"
