"""What a board reads, and is told, of terms that both sides signed: the words it votes on, and nothing that needs a panel."""

from datetime import timedelta

from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Verb
from local.demo import branches
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

COURSE = "Complete a course on honest dealing with customers."
ADMITTED = "I made the promise in writing, and I denied it later."
TERM = "A suspension of thirty days and a course."
MINUTE = "Both sides signed the term."
WHY = "The term is what a hearing would have come to"


@upon(brought_to("panel_forming"))
def before_board(_town: Town, story: Story) -> Story:
    """Signed terms whose pack went out on a Saturday: it counts as served on the next business day."""
    branches.consent_offered(story)
    branches.consent_approved(story)
    told.send_papers(story, MINUTE)
    told.declare(story, *told.BOARD)
    return story


begun = town_begun(before_board)


def said(town: Town, first: str, name: str, *args: str) -> str:
    return " ".join(strip_tags(text(town.browser(first).get(reverse(name, args=args))).replace("<d", " <d")).split())


def test_the_board_reads_the_admission_the_terms_and_the_minute_on_which_it_votes(here: tuple[Town, Story]) -> None:
    town, story = here
    story.wait(4)
    page = said(town, "bo", "board_case", story.case)
    assert {words: words in page for words in (COURSE, ADMITTED, TERM, MINUTE, WHY)} == dict.fromkeys(
        (COURSE, ADMITTED, TERM, MINUTE, WHY), True
    )
    assert ADMITTED in said(town, "bo", "pack_allegations", story.case)
    assert WHY in said(town, "bo", "pack_sanction", story.case)
    assert COURSE in said(town, "bo", "pack_letter_whole", story.case)


def test_before_the_pack_is_served_each_screen_says_why_its_words_are_shut(here: tuple[Town, Story]) -> None:
    town, story = here
    page = said(town, "bo", "board_case", story.case)
    until = "The pack counts as served on the member on 26 May 2026. What is new in it opens to you then"
    assert (until in page, "Its words are not open to you yet (within 120 days)" in page) == (True, True)
    sanction = said(town, "bo", "pack_sanction", story.case)
    assert (until in sanction, "Reasons Not open to you yet." in sanction) == (True, True)
    story.wait(4)
    assert "What is new in it opens to you" not in said(town, "bo", "board_case", story.case)


def test_what_the_board_may_do_is_what_its_letter_lists(here: tuple[Town, Story]) -> None:
    town, story = here
    page = said(town, "bo", "board_case", story.case)
    assert "Approve what both sides signed, or choose a lower level" in page
    story.wait(12)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    assert "Probation (level 5)" in said(town, "bo", "board_step", story.case, Verb.CAST_VOTE.value)


def test_the_draft_of_the_letter_names_the_only_grounds_of_an_appeal(here: tuple[Town, Story]) -> None:
    town, story = here
    page = said(town, "bo", "pack_letter", story.case)
    assert ("only fraud or bias is a ground" in page, "The Society may appeal too" in page) == (True, False)
    assert ("and that the Society may" in page, "for fraud or bias alone" in page) == (False, True)


def test_nothing_is_offered_that_needs_a_panel_and_the_reporter_was_not_heard_by_the_board(
    here: tuple[Town, Story],
) -> None:
    town, story = here
    fair = said(town, "bo", "pack_fairness", story.case)
    assert ("vote for a new panel" in fair, "you can vote to send the offer back" in fair) == (False, True)
    heard = said(town, "bo", "pack_said", story.case)
    assert ("The reporter commented on the offer." in heard, "said nothing on the sanction" in heard) == (True, False)


@begins(brought_to("panel_forming"))
def test_the_minute_goes_out_with_what_there_is(town: Town, story: Story) -> None:
    branches.consent_offered(story)
    branches.consent_approved(story)
    page = said(town, "bea", "step", story.case, Verb.SEND_BOARD_PACK.value)
    assert ("with the admission and the terms" in page, "findings and the recommendation" in page) == (True, False)
