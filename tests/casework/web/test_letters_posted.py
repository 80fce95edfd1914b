"""Letters that are posted: only somebody who can print all of one is asked to post it, and records that it was posted."""

import re

from django.urls import reverse
from django.utils.html import strip_tags

from casework import access
from casework.access import Actor
from casework.procedure.service.forms import PostedBy
from casework.procedure.service.guards import prints_whole
from casework.record.events import CaseFound
from casework.record.rights.posting import poster_of
from casework.tasks import lapses
from casework.vocabulary import Reading, Seat, Verb
from casework.workflow.guard import Acting
from local.demo.scenario import Story
from notifications.dispatch.case_letters import letters_to_the_member
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_service_letters import LETTER, PROOF, address, bounced, page_of, signed_once
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
OFFICERS = {
    "bea": Seat.BOARD_SECRETARY,
    "ada": Seat.ADVISER,
    "ines": Seat.INTAKE,
    "investigator": Seat.INVESTIGATOR,
}
PDF = re.compile(r'href="([^"]+/letters/respondent/\d+/pdf/)"')


def proof_of(story: Story, key: str) -> dict[str, object]:
    day = story.view.today
    return {"letter": key, **PROOF, "posted_on_day": day.day, "posted_on_month": day.month, "posted_on_year": day.year}


@begins(brought_to("panel_forming"))
def test_who_cannot_print_all_of_a_letter_is_told_who_can_and_records_no_posting(town: Town, story: Story) -> None:
    place_letters()
    letter = next(one for one in story.view.service.unserved if one.kind is CaseFound)
    assert poster_of(story.view, letter) is Seat.ADVISER
    key = f"{letter.about}:respondent"
    page = page_of(town, story, "ines", Verb.RECORD_SERVICE)
    assert "Who prints and posts it: Adviser" in page
    assert (f'value="{key}"' in page, "Choose it" in page) == (False, False)
    sent = town.browser("ines").post(address(story, Verb.RECORD_SERVICE), proof_of(story, key))
    assert (sent.status_code in (409, 422), story.view.proposals.waiting) == (True, ())


@begins(brought_to("appeal_window"))
def test_the_secretary_prints_the_whole_decision_from_the_form(town: Town, story: Story) -> None:
    place_letters()
    page = page_of(town, story, "bea", Verb.RECORD_SERVICE)
    printed = PDF.findall(page)
    answer = town.browser("bea").get(printed[-1])
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")


@begins(brought_to("appeal_window"))
def test_the_rule_by_which_letters_are_posted_is_the_one_by_which_they_are_printed(town: Town, story: Story) -> None:
    """Guards and turns ask a rule about rights; a letter is written from the texts that were opened. Both say the same."""
    place_letters()
    for first, seat in OFFICERS.items():
        who = story.investigator if first == "investigator" else first
        browser = town.browser(who)
        case = access.case_shown(Actor(user=town.people[who]), story.case, Reading.SEE_CASE)
        acting = PostedBy(view=case.view, acting=Acting(person=case.acting.person, seats=frozenset({seat})))
        sent = {one.about: one for one in case.view.service.sent}
        for letter in letters_to_the_member(case):
            if letter.about in sent and letter.number:
                there = reverse("case_letter_pdf", args=[story.case, "respondent", letter.number])
                whole = browser.get(there).status_code == 200
                assert whole == prints_whole(acting, sent[letter.about]), (first, str(letter.subject))


@begins(brought_to("appeal_window"))
def test_the_tab_counts_the_letters_that_the_step_lists_also_those_without_a_title(town: Town, story: Story) -> None:
    place_letters()
    listed = page_of(town, story, "ines", Verb.RECORD_SERVICE).count('<li id="lying_')
    tab = " ".join(text(town.browser("ines").get(reverse("case_letters", args=[story.case]))).split())
    assert (listed > 1, f"{listed} letters not served" in tab) == (True, True)


def tab_of(town: Town, story: Story, first: str) -> str:
    return " ".join(
        text(town.browser(first).get(reverse("case_letters", args=[story.case]) + "?with=respondent")).split()
    )


@begins(brought_to("panel_forming"))
def test_the_tab_says_who_posts_letters_and_leads_those_who_may_to_the_step(town: Town, story: Story) -> None:
    place_letters()
    step = f'href="{address(story, Verb.RECORD_SERVICE)}"'
    for first, may in (("ada", True), ("ines", False)):
        section = tab_of(town, story, first).partition('id="thread_title"')[2].partition("</section>")[0]
        assert ("Posted and recorded by: Adviser" in section, step in section) == (True, may), first
    signed_once(story, next(LETTER.finditer(page_of(town, story, "ada", Verb.RECORD_SERVICE))).group(1), "ada")
    assert "What you entered waits for a second signature." in tab_of(town, story, "ada")
    assert "Sign what was entered" in tab_of(town, story, "ines")


@begins(brought_to("panel_forming"))
def test_who_prints_a_letter_is_named_by_seat_and_name(town: Town, story: Story) -> None:
    place_letters()
    page = page_of(town, story, "ines", Verb.RECORD_SERVICE)
    assert f"Who prints and posts it: Adviser; Investigator, {town.people[story.investigator].name}" in page


@begins(brought_to("awaiting_response"))
def test_letters_to_chase_say_what_they_count_and_count_that(town: Town, story: Story) -> None:
    says = "A case counts once it is your turn to remind the member or to enter proof."
    place_letters()
    found = []
    for days in (0, 12):
        story.wait(days)
        lapses()
        page = " ".join(text(town.browser(story.investigator).get(f"{reverse('queue')}?whose=unopened")).split())
        found.append((says in page, f"/desk/cases/{story.case}/" in page))
    assert found == [(True, False), (True, True)]


@begins(brought_to("awaiting_response"))
def test_without_a_letter_to_chase_the_queue_says_nothing_of_them(town: Town, story: Story) -> None:
    place_letters()
    found = []
    for days in (0, 12):
        story.wait(days)
        lapses()
        found.append("Letters for you to chase" in text(town.browser(story.investigator).get(reverse("queue"))))
    assert found == [False, True]


@begins(brought_to("awaiting_response"))
def test_the_tab_names_the_letter_that_came_back_and_its_reader(town: Town, story: Story) -> None:
    place_letters()
    bounced(story)
    said = strip_tags(tab_of(town, story, story.investigator).partition("not served.")[2].partition("</ul>")[0])
    day = f"{story.view.today.day} {story.view.today:%B}"
    assert said.strip().startswith(f"To: {town.people[story.respondent].name} (M-")
    assert re.search(rf"[A-Z][\w ]+, \d+ \w+: came back on {day}", " ".join(said.split()))
