"""An anonymous reporter learns three words: no page, letter or step tells whether the accused was found to be a member."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from casework.queries.people.whose_turn import asks_only_who_gave_a_name
from casework.vocabulary import IdentityChoice, Reporter
from casework.workflow.step import steps_by_code
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import answer_notice, investigate, report_about, screen
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.reporting import TOKEN, first, text

OWN_STEPS = frozenset(
    {
        "add_evidence",
        "ask_withdrawal",
        "explain_keep_away",
        "give_name",
        "read_messages",
        "report_retaliation",
        "request_review",
        "say_how_it_is",
        "send_message",
        "supply_information",
        "take_back_withdrawal",
    }
)
NOT_ASKED = "If they gave no name, they are not asked: the time ends by itself."
LETTER = re.compile(r'href="(/follow-up/letters/N-[^"]+/)"[^>]*>\s*([^<]+?)\s*<')
STEP = re.compile(r'href="/follow-up/do/([a-z_]+)/"')
DATED = re.compile(r'<dt class="govuk-summary-list__key">([^<]+)</dt>')


def letters_placed(town: Town) -> Story:
    """A case whose notice was served and answered, and whose letters were placed; nobody knows who reported it."""
    story = Story(people=town.people, move=town.clock.shift)
    report = report_about(town.people["rex"].name, "", on=now().date() - timedelta(days=21))
    story.file(replace(report, reporter=Reporter(choice=IdentityChoice.ANONYMOUS)))
    for chapter in (screen, investigate, answer_notice):
        chapter(story)
    while place_letters():
        pass
    return story


begun = town_begun(to=letters_placed)


@pytest.fixture
def told(here: tuple[Town, Story]) -> Story:
    return here[1]


def channel(story: Story) -> Client:
    jar = Client()
    token = first(TOKEN, text(jar.get(reverse("follow_up"))))
    jar.post(reverse("follow_up"), {"csrfmiddlewaretoken": token, "code": story.code})
    return jar


def test_an_answered_notice_looks_like_any_report_that_is_considered(told: Story) -> None:
    page = text(channel(told).get(reverse("follow_up")))
    assert ('<h1 class="govuk-heading-l">Considered</h1>' in page, STEP.findall(page)) == (
        True,
        ["give_name", "add_evidence", "ask_withdrawal", "report_retaliation"],
    )
    dated = {
        "We received it",
        "You hear from us in any case, at the latest",
        "We tell you how far it has come",
        "In all",
    }
    assert set(DATED.findall(page)) == dated


def test_officers_read_that_a_reporter_without_a_name_is_not_asked(told: Story, town: Town) -> None:
    page = " ".join(text(town.browser(told.investigator).get(reverse("case", args=[told.case]))).split())
    assert ("Next to act: Reporter" in page, NOT_ASKED in page) == (True, True)
    view = told.view
    by_name = replace(view.filing, identity=IdentityChoice.OPEN)
    found = [asks_only_who_gave_a_name(each) for each in (view, replace(view, filing=by_name))]
    assert found == [True, False]


def test_only_the_acknowledgement_lies_in_the_letters(told: Story) -> None:
    letters = LETTER.findall(text(channel(told).get(reverse("reporter_inbox"))))
    assert [subject for _, subject in letters] == ["We have your report"]


def test_a_letter_kept_back_and_a_step_kept_back_do_not_exist(told: Story) -> None:
    assert told.reporter is not None
    jar, kept = channel(told), told.reporter.messages.exclude(template="acknowledgement")
    assert sorted(kept.values_list("template", flat=True)) == [
        "answer_received",
        "identity_decision",
        "notice_was_served",
    ]
    paths = [reverse("reporter_letter", args=[reference]) for reference in kept.values_list("reference", flat=True)]
    paths += [
        reverse("follow_up_step", args=["comment_on_response"]),
        reverse("follow_up_step", args=["comment_on_report"]),
        reverse("follow_up_step", args=["accept_terms"]),
    ]
    assert {jar.get(path).status_code for path in paths} == {404}
    assert (
        jar.post(reverse("follow_up_step", args=["comment_on_response"]), {"comment": "I still have it."}).status_code
        == 404
    )


def test_the_steps_of_the_anonymous_are_named_one_by_one() -> None:
    assert {verb.value for verb in steps_by_code()} == OWN_STEPS


def test_nobody_but_who_opened_a_channel_finds_letters_of_reporters(told: Story, town: Town) -> None:
    assert [jar.get(reverse("reporter_inbox")).status_code for jar in (Client(), town.browser("rex"))] == [404, 404]
