"""Letters of a breach have the words of the condition wherever it was set, and only what was said on the notice that stands."""

import re

from django.urls import reverse

from casework.vocabulary import ClockName, Verb
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.scenario import Story
from policy.quorum import Option
from tests.casework.web import conftest as web
from tests.casework.web.conftest import brought_to
from tests.casework.web.reporting import text
from tests.notifications.test_letters_of_a_breach import CONDITION, STATEMENT, has, letter, screen
from tests.scenario_fixtures import begins, upon

begun, here, town, story = web.begun, web.here, web.town, web.story

NUMBER, PROOF = "Condition 1 of your sanction.", "Proof wanted: The certificate of the course."
LATER = "I was ill on the day of the course."


def monitored_to_a_decision(story: Story, days: int) -> Story:
    """The condition is not met in so many days and seventy; the board gives more time."""
    story.by("bea", Verb.SEAT_MONITORS, persons=[story.name("mona"), story.name("milo")])
    story.wait(days)
    branches.breach_noticed(story)
    branches.breach_reported(story)
    branches.decide_on(story, Option.MORE_TIME, reasons="It can still be met.", wording="You have more time.")
    return story


@upon(brought_to("panel_forming"))
def set_by_consent(_town: web.Town, story: Story) -> Story:
    branches.consent_offered(story)
    branches.consent_approved(story)
    branches.consent_decided(story)
    told.read_decision(story)
    return monitored_to_a_decision(story, days=60)


@upon(brought_to("appeal_window"))
def set_on_appeal(_town: web.Town, story: Story) -> Story:
    for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal, appeals.reduce_sanction):
        chapter(story)
    return monitored_to_a_decision(story, days=30)


@upon(brought_to("deliberation"))
def noticed_twice(_town: web.Town, story: Story) -> Story:
    """A notice was explained and taken back; another one was explained, and two monitors reported the breach."""
    branches.put_on_probation(story)
    branches.breach_noticed(story)
    story.by("mona", Verb.WITHDRAW_BREACH_NOTICE, reasons="The post was late.")
    condition = story.view.sanctions.all[-1].conditions[0].id
    story.by("mona", Verb.NOTICE_BREACH, condition=condition, particulars="Nothing was sent after that either.")
    story.open_letter(story.respondent, told.last_event(story, "case.breach_noticed"))
    story.by(story.respondent, Verb.EXPLAIN_BREACH, statement=LATER)
    branches.breach_reported(story)
    told.send_papers(story, "The report of the monitors.")
    told.declare(story, "bo")
    return story


def each_letter_has_the_words(town: web.Town) -> None:
    for template, proof in (("breach_notice", True), ("board_papers", True), ("decision", False)):
        wanted = {NUMBER: True, CONDITION: True, PROOF: proof}
        assert has(letter(town, template), *wanted) == wanted, template


@begins(set_by_consent)
def test_letters_of_a_breach_have_the_words_of_a_condition_that_was_agreed(town: web.Town, story: Story) -> None:
    each_letter_has_the_words(town)


@begins(set_on_appeal)
def test_letters_of_a_breach_have_the_words_of_a_condition_set_on_appeal(town: web.Town, story: Story) -> None:
    each_letter_has_the_words(town)


@begins(noticed_twice)
def test_what_was_said_on_a_notice_that_was_taken_back_is_not_told(town: web.Town, story: Story) -> None:
    pages = {"letter": letter(town, "board_papers")}
    pages |= {name: screen(town, story, name) for name in ("board_case", "pack_said", "pack_letter")}
    wanted = {LATER: True, STATEMENT: False}
    assert {name for name, page in pages.items() if has(page, LATER, STATEMENT) != wanted} == set()


@upon(brought_to("deliberation"))
def evidence_sent_back(_town: web.Town, story: Story) -> Story:
    branches.put_on_probation(story)
    condition = story.view.sanctions.all[-1].conditions[0].id
    story.by(story.respondent, Verb.FILE_CONDITION_EVIDENCE, condition=condition, statement=STATEMENT)
    story.by("mona", Verb.RETURN_CONDITION_EVIDENCE, condition=condition, reasons=LATER)
    return story


@begins(evidence_sent_back)
def test_the_letter_that_sends_evidence_back_names_its_condition_and_day(town: web.Town, story: Story) -> None:
    clock = story.view.clock(ClockName.CONDITION, story.view.sanctions.all[-1].conditions[0].id)
    assert clock is not None
    assert clock.due is not None
    stays = f"The day of the condition stays as it is: {story.view.day_of(clock.due):%-d %B %Y}."
    wanted = dict.fromkeys((NUMBER, CONDITION, PROOF, LATER, stays, "A monitor has read"), True)
    assert has(letter(town, "condition_evidence_returned"), *wanted) == wanted


@begins(evidence_sent_back)
def test_monitors_read_the_letter_as_it_was_sent_back_to_the_member(town: web.Town, story: Story) -> None:
    letter(town, "condition_evidence_returned")
    browser = town.browser("mona")
    listed = text(browser.get(f"{reverse('case_letters', args=[story.case])}?with=respondent"))
    pages = [text(browser.get(there)) for there in re.findall(r'href="([^"]*)">Read it as sent', listed)]
    wanted = dict.fromkeys((NUMBER, CONDITION, LATER), True)
    assert wanted in [has(page, *wanted) for page in pages]
