"""What a member and a board read of a reported breach: the condition, what each side wrote, and what can be decided."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from casework.access import Actor
from casework.vocabulary import NotNow, Seat, Verb
from local.demo import branches
from local.demo import story as told
from local.demo.decision import send_decision
from local.demo.scenario import Story, as_posted
from notifications.dispatch.dispatcher import place_letters
from notifications.dispatch.letters_sent import letter_to_print
from notifications.letters.subjects import SUBJECTS
from notifications.letters.writing import letter_for
from notifications.models import Message
from policy.quorum import Option
from tests.casework.web import conftest as web
from tests.casework.web.conftest import brought_to
from tests.casework.web.reporting import text
from tests.notifications.rehearsing import Rehearsals
from tests.scenario_fixtures import begins, upon

here, town, story = web.here, web.town, web.story

CONDITION = "Complete a course on honest dealing with customers."
REPORT = "Nothing was sent, and nobody fell ill."
STATEMENT = "I thought that I had more time."
TERMS = "Suspension, 90 days"


@upon(brought_to("deliberation"))
def reported(_town: web.Town, story: Story) -> Story:
    """A case in which two monitors reported a breach, and whose papers are with the board."""
    branches.put_on_probation(story)
    branches.breach_noticed(story)
    branches.breach_reported(story)
    told.send_papers(story, "The report of the monitors.")
    told.declare(story, "bo")
    return story


begun = web.town_begun(reported)


def letter(town: web.Town, template: str) -> str:
    """The words of the last letter of a kind to the member, as they read it."""
    while place_letters():
        pass
    message = Message.objects.filter(template=template, reader=town.people["rex"]).order_by("placed_at").last()
    assert message is not None
    return words(letter_for(message, Actor(user=town.people["rex"])).html)


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def screen(town: web.Town, story: Story, name: str) -> str:
    return words(text(town.browser("bo").get(reverse(name, args=[story.case]))).split("<main", 1)[-1])


def has(page: str, *said: str) -> dict[str, bool]:
    return {one: one in page for one in said}


def test_the_notice_of_a_breach_names_the_condition(town: web.Town) -> None:
    page = letter(town, "breach_notice")
    told_of = ("Condition 1 of your sanction.", CONDITION, "The certificate of the course.", "What they think happened")
    assert has(page, *told_of) == dict.fromkeys(told_of, True)


def test_letters_name_the_term_of_a_sanction_that_is_held_in_abeyance(town: web.Town) -> None:
    assert f"named for this, “{TERMS}”" in letter(town, "breach_notice")
    assert f"There is a suspended sanction as well: {TERMS}." in letter(town, "decision")


def test_the_member_reads_which_condition_and_what_each_side_wrote(town: web.Town) -> None:
    page = letter(town, "board_papers")
    told_of = (
        "Condition 1 of your sanction.",
        CONDITION,
        "What the monitors report",
        REPORT,
        "What you said",
        STATEMENT,
    )
    assert has(page, *told_of) == dict.fromkeys(told_of, True)


def test_the_member_reads_the_powers_that_the_board_has_on_a_breach(town: web.Town) -> None:
    page = letter(town, "board_papers")
    powers = (
        "Bring the suspended sanction into force",
        "Give more time",
        "Send the report back",
        f"The suspended sanction: {TERMS}.",
        "The board cannot go above the sanction that was named.",
    )
    assert has(page, *powers) == dict.fromkeys(powers, True)
    wrong = ("Public reprimand", "Private reprimand", "Remedial order", "less than is recommended", "Wording")
    assert has(page, *wrong) == dict.fromkeys(wrong, False)


def test_the_board_reads_the_same_powers_the_condition_and_both_sides(town: web.Town, story: Story) -> None:
    page = screen(town, story, "board_case")
    shown = ("Bring the suspended sanction into force", "Give more time", CONDITION, REPORT, STATEMENT)
    assert has(page, *shown) == dict.fromkeys(shown, True)
    assert "lower level" not in page
    assert "The member explained the breach" in screen(town, story, "pack_said")


def test_the_draft_letter_tells_of_a_breach_and_counts_nobody_before_the_ballot(town: web.Town, story: Story) -> None:
    page = screen(town, story, "pack_letter")
    shown = (
        CONDITION,
        REPORT,
        STATEMENT,
        "the suspended sanction comes into force: Suspension, 90 days.",
        "You may appeal",
    )
    assert has(page, *shown) == dict.fromkeys(shown, True)
    wrong = ("The range allowed", "No factor counted", "people who could vote", "was needed", "nothing on the sanction")
    assert has(page, *wrong) == dict.fromkeys(wrong, False)
    assert "this is filled in after the ballot" in page


def decided(story: Story, option: Option) -> None:
    told.declare(story, *(one for one in told.BOARD if one != "bo"))
    story.wait(12)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    told.vote_for(story, option)
    send_decision(story, reasons="The course was not taken.", wording="So the board decides.")


def test_the_decision_says_what_happened_what_is_decided_and_from_when(town: web.Town, story: Story) -> None:
    decided(story, Option.ACTIVATE)
    page = letter(town, "decision")
    shown = (
        CONDITION,
        REPORT,
        STATEMENT,
        "It begins on the day on which this decision is final.",
        "How to appeal",
        "took part.",
    )
    assert has(page, *shown) == dict.fromkeys(shown, True)
    assert has(page, "The range", "Found: a breach") == {"The range": False, "Found: a breach": False}


def test_more_time_is_told_with_its_days(town: web.Town, story: Story) -> None:
    decided(story, Option.MORE_TIME)
    page = letter(town, "decision")
    shown = ("The suspended sanction does not come into force.", "You have 60 more days for the condition")
    assert has(page, *shown) == dict.fromkeys(shown, True)


@upon(brought_to("deliberation"))
def on_probation(_town: web.Town, story: Story) -> Story:
    branches.put_on_probation(story)
    return story


@begins(on_probation)
def test_a_monitor_is_shown_the_notice_as_it_goes_out(town: web.Town, story: Story) -> None:
    story.wait(70)
    typed = {"condition": story.view.sanctions.conditions[0].id, "particulars": "Nothing was sent."}
    rehearsals = Rehearsals()
    with rehearsals.of(story.case, Verb.NOTICE_BREACH, Actor(user=town.people["mona"]), as_posted(typed)):
        story.by("mona", Verb.NOTICE_BREACH, **typed)
    assert (rehearsals.differ, rehearsals.hidden, set(rehearsals.seen)) == ([], set(), {Verb.NOTICE_BREACH})
    wanted = {CONDITION: True, "Probation for a year and a course.": False}
    assert has(letter(town, "breach_notice"), *wanted) == wanted


def test_who_reads_the_decision_prints_the_notice_and_no_letter_with_gaps(town: web.Town, story: Story) -> None:
    decided(story, Option.MORE_TIME)
    place_letters()
    officer = Actor(user=town.people[story.investigator])
    listed = town.browser(story.investigator).get(f"{reverse('case_letters', args=[story.case])}?with=respondent")
    (thread,) = (one for one in listed.context["threads"] if one.seat is Seat.RESPONDENT)
    notice, decision = (
        next(one.number for one in thread.letters if one.reads and str(one.subject) == str(SUBJECTS[template]))
        for template in ("breach_notice", "decision")
    )
    assert CONDITION in words(letter_to_print(officer, story.case, Seat.RESPONDENT, notice).html)
    with pytest.raises(NotNow):
        letter_to_print(officer, story.case, Seat.RESPONDENT, decision)


def test_the_letter_at_the_end_of_a_term_names_it_and_the_one_that_still_runs(town: web.Town, story: Story) -> None:
    decided(story, Option.ACTIVATE)
    told.read_decision(story)
    watched = " ".join(text(town.browser("mona").get(reverse("case", args=[story.case]))).split())
    owed = watched.partition("What the member owes")[2].partition("</section>")[0]
    assert re.search(r"Probation \(level 5\), until \d+ \w+ \d{4}", owed), owed
    assert re.search(r"Suspension \(level 6\), until \d+ \w+ \d{4}", owed), owed
    story.wait(100)
    page = letter(town, "term_ended")
    assert has(page, "has ended, by its date: Suspension (level 6).") == {
        "has ended, by its date: Suspension (level 6).": True
    }
    assert re.search(r"This sanction still runs until \d+ \w+ \d{4}: Probation \(level 5\)\.", page), page
    assert "When everything is done, the file is closed" in page
