"""A monitor reads beside each step what a condition asks for, and what the member sent for it."""

import pytest
from django.urls import reverse

from casework.vocabulary import ClockName, Verb
from casework.web.decisions.conditions_asked import WATCH
from local.demo import branches
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import brought_to
from tests.casework.web.reporting import text
from tests.notifications.test_letters_of_a_breach import CONDITION, words
from tests.scenario_fixtures import upon

here, town, story = web.here, web.town, web.story
NOTHING_YET = "The member has sent nothing for it yet."


@upon(brought_to("deliberation"))
def on_probation(_town: web.Town, story: Story) -> Story:
    """A probation with one condition is final, and two monitors are seated."""
    branches.put_on_probation(story)
    return story


begun = web.town_begun(on_probation)


def beside(town: web.Town, story: Story, verb: Verb) -> str:
    return words(text(town.browser("mona").get(reverse("step", args=[story.case, verb.value]))))


@pytest.mark.parametrize("verb", sorted(WATCH))
def test_a_monitor_reads_what_the_condition_asks_for(town: web.Town, story: Story, verb: Verb) -> None:
    page = beside(town, story, verb)
    assert (CONDITION in page, "Proof wanted: The certificate of the course." in page, NOTHING_YET in page) == (
        True,
        True,
        True,
    )


def test_a_monitor_reads_what_the_member_sent(town: web.Town, story: Story) -> None:
    condition = story.view.sanctions.all[-1].conditions[0].id
    story.by(story.respondent, Verb.FILE_CONDITION_EVIDENCE, condition=condition, statement="I took it, dunlin.")
    page = beside(town, story, Verb.VERIFY_CONDITION)
    assert ("I took it, dunlin." in page, NOTHING_YET in page) == (True, False)


def test_the_registrar_reads_neither(town: web.Town, story: Story) -> None:
    for verb in WATCH:
        refused = town.browser("reg").get(reverse("step", args=[story.case, verb.value]))
        assert (refused.status_code, CONDITION in text(refused)) == (403, False)


def test_the_overview_says_what_the_member_owes_to_those_who_watch_over_it(town: web.Town, story: Story) -> None:
    (clock,) = (run for run in story.view.clocks if run.name is ClockName.CONDITION)
    assert clock.due is not None
    day = story.view.day_of(clock.due)
    shown, other = (
        words(text(town.browser(first).get(reverse("case", args=[story.case])))) for first in ("mona", "ines")
    )
    owed = ("What the member owes", "Probation", CONDITION, f"Open, by {day.day} {day:%B %Y}")
    assert {each: each in shown for each in owed} == dict.fromkeys(owed, True)
    assert CONDITION not in other


def test_who_verifies_a_condition_is_led_to_send_its_evidence_back(town: web.Town, story: Story) -> None:
    condition = story.view.sanctions.all[-1].conditions[0].id
    story.by(story.respondent, Verb.FILE_CONDITION_EVIDENCE, condition=condition, statement="I took it, dunlin.")
    page = text(town.browser("mona").get(reverse("step", args=[story.case, Verb.VERIFY_CONDITION.value])))
    back = reverse("step", args=[story.case, Verb.RETURN_CONDITION_EVIDENCE.value])
    assert f'href="{back}">Send evidence on a condition back</a>' in page
