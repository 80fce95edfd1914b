"""A decider finds on Today what the docket asks, and each page names the same day and the people who matter."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from casework.vocabulary import ClockName, Verb
from local.demo import story as told
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text


def said(town: Town, first: str, address: str) -> str:
    browser = town.browser(first)
    session = browser.session
    session["decides"] = True
    session.save()
    return " ".join(strip_tags(text(browser.get(address)).replace("<d", " <d")).split())


def test_today_leads_a_board_member_to_the_docket_and_counts_what_it_has_no_line_for(town: Town) -> None:
    story = town.case_in("board_decision")
    told.send_papers(story, "Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    today = said(town, "bo", reverse("today"))
    assert "Today (1)" in today
    assert ("Your docket asks 1 thing of you: open it" in today, "Nothing else waits for you." in today) == (True, True)


def test_a_vote_is_counted_once(town: Town) -> None:
    story = town.case_in("board_decision")
    told.open_ballot(story, "Ninety days.")
    today = said(town, "bo", reverse("today"))
    assert ("Today (1)" in today, "Your docket asks 1 thing of you" in today) == (True, True)


def test_the_docket_asks_a_board_to_declare_once_the_pack_is_out_by_the_day_of_the_page(town: Town) -> None:
    story = town.case_in("board_decision")
    assert "Are you free to decide?" not in said(town, "bo", reverse("docket"))
    told.send_papers(story, "Ninety days.")
    docket, page = said(town, "bo", reverse("docket")), said(town, "bo", reverse("board_case", args=[story.case]))
    run = story.view.clock(ClockName.DECLARATION)
    assert run is not None and run.due is not None
    day = story.view.day_of(run.due)
    assert (date_format(day, "D j F Y") in docket, f"Declare by {date_format(day, 'j F Y')}" in page) == (True, True)


def test_who_declares_for_the_board_reads_the_names_on_the_same_page(town: Town) -> None:
    story = town.case_in("board_decision")
    page = said(town, "bo", reverse("board_step", args=[story.case, Verb.DECLARE_INTERESTS.value]))
    assert ("nothing ties me to anybody named here" in page, "Rex Respond" in page, "Paul Panelist" in page) == (
        True,
    ) * 3
    assert "Wilma Quill" not in page


def test_a_board_member_who_declared_early_has_nothing_to_read_yet(town: Town) -> None:
    story = town.case_in("board_decision")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    page = said(town, "bo", reverse("board_case", args=[story.case]))
    assert ("Nothing to do yet" in page, "The papers are not out yet" in page) == (True, True)
