"""The tabs of a case on the desk: what each shows and opens, the one button, the menu, the gate, and what it costs."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import CaseGrant, Opening
from casework.models.request import UNTOLD
from casework.queries.checks.replay_openings import opening_drifts
from casework.vocabulary import ClockName, Seat, Verb
from casework.vocabulary.case_stages import LineKind
from casework.web.shared.looked import KEY, Looked, last_seen
from ledger.models import Entry
from local.demo.scenario import Story
from local.demo.story import draft_shared, finalise_report, last_event
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import TABS_OF_CASE, text
from tests.casework.web.test_costs import cost
from tests.scenario_fixtures import begins

COSTS = {
    "case": 8, "case_allegations": 11, "case_evidence": 9, "case_letters": 6, "case_notes": 12, "case_history": 11,
}  # fmt: skip
PIECES = [("Evidence 1", "Investigator"), ("Copy of evidence 1", "Investigator")]
NEW, BEGINS = "Since you last looked", '<div class="ob-case__columns">'


def tab(browser: Client, name: str, story: Story, query: str = "") -> str:
    """Return a tab of a case in one line."""
    return " ".join(text(browser.get(reverse(name, args=[story.case]) + query)).split())


@begins(brought_to("response_review"))
def test_what_each_tab_costs(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    assert {name: cost(browser, reverse(name, args=[story.case])) for name in TABS_OF_CASE} == COSTS
    assert town.browser("audrey").get(reverse("case", args=[story.case])).status_code == 200


@begins(brought_to("investigation"))
@pytest.mark.parametrize("first", ["rex", "ada", "bo", "adam"])
def test_to_a_stranger_no_tab_of_a_case_is_there(town: Town, story: Story, first: str) -> None:
    browser = town.browser(first)
    real, invented = (
        [browser.get(reverse(name, args=[case])).status_code for name in TABS_OF_CASE]
        for case in (story.case, "OB-2222-2222")
    )
    assert real == invented == [404] * len(TABS_OF_CASE)


@begins(brought_to("response_review"))
def test_the_overview_leads_to_work_on_allegations_while_there_is_some(town: Town, story: Story) -> None:
    def leads() -> dict[str, bool]:
        return {
            first: "Work on them" in tab(town.browser(first), "case", story) for first in (story.investigator, "dana")
        }

    assert leads() == {story.investigator: False, "dana": False}
    draft_shared(story)
    story.wait(28)
    assert leads() == {story.investigator: True, "dana": False}
    finalise_report(story)
    assert leads() == {story.investigator: False, "dana": True}


@begins(brought_to("response_review"))
def test_a_tab_opens_only_the_texts_that_it_shows(town: Town, story: Story) -> None:
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    browser = town.browser(story.investigator)
    before = Entry.objects.filter(type="content.opened").count()
    town.clock.shift(timedelta(minutes=16))
    tab(browser, "case_letters", story)
    assert Entry.objects.filter(type="content.opened").count() == before
    shown = tab(browser, "case", story)
    assert ("contract could be cancelled" in shown, "I did not write that letter." in shown) == (True, False)
    allegations = tab(browser, "case_allegations", story)
    assert "I did not write that letter." in allegations
    step, papers = (
        reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT]),
        reverse("case_allegation", args=[story.case, 1]),
    )
    leads = (f"{step}?beside=1", papers, f"{papers}?left=report")
    assert [lead for lead in leads if f'href="{lead}"' not in allegations] == []


@begins(brought_to("investigation"))
def test_the_step_that_is_expected_is_the_one_button_and_the_others_are_in_the_menu(town: Town, story: Story) -> None:
    page = tab(town.browser(story.investigator), "case", story)
    assert re.findall(r'class="govuk-button ob-case__first" href="[^"]*/do/([a-z_]+)/"', page) == ["decide_identity"]
    menu = page.partition('class="ob-menu__groups"')[2].partition("</details>")[0]
    assert re.findall(r'<h2[^>]*id="group_([a-z]+)"', menu) == ["decide", "write", "papers", "times", "leave", "done"]
    assert ("Add evidence" in menu, "Declare a conflict" in menu) == (True, False)
    assert "Decide the scope of an allegation" in menu.partition('id="group_done"')[2]
    assert "ob-case__conflict" in page


@begins(brought_to("investigation"))
def test_a_step_beside_the_first_says_by_which_day_it_is_due(town: Town, story: Story) -> None:
    run = story.view.clock(ClockName.FEEDBACK)
    assert run is not None and run.due is not None
    day = story.view.day_of(run.due)
    story.wait((day - story.view.today).days - 3)
    page = tab(town.browser(story.investigator), "case", story)
    found = re.findall(r'do/give_feedback/" data-drawer>Give the reporter feedback</a> <span>by (\d+ \w+)', page)
    assert found == [f"{day.day} {day:%B}"]


@begins(brought_to("investigation"))
def test_the_gate_names_what_is_done_and_what_is_missing_with_the_reason(town: Town, story: Story) -> None:
    page = tab(town.browser(story.investigator), "case", story)
    gate = page.partition('id="gate"')[2].partition("</section>")[0]
    assert "Before: Serve the notice" in gate
    assert "No decider is seated yet." in gate
    assert re.findall(r'<li class="ob-gate__(\w+)">', gate)[0] == "open"
    assert "Decide about the reporter" in gate


@begins(brought_to("investigation"))
def test_an_empty_seat_is_one_line_of_the_gate_and_not_two(town: Town, story: Story) -> None:
    story.by(story.investigator, Verb.DECIDE_IDENTITY, decision="stays_sealed", asked="on", reasons="Sealed.")
    gate = tab(town.browser("ines"), "case", story).partition('id="gate"')[2].partition("</section>")[0]
    assert gate.count("Decider") + gate.count("No decider is seated yet.") == 1


@begins(brought_to("investigation"))
@pytest.mark.parametrize(("first", "offered"), [(Seat.INVESTIGATOR, True), ("audrey", False)])
def test_evidence_is_added_from_its_tab_by_those_who_may(town: Town, story: Story, first: str, offered: bool) -> None:
    person = story.investigator if first is Seat.INVESTIGATOR else first
    page = text(town.browser(person).get(reverse("case_evidence", args=[story.case])))
    papers = page.split("Evidence and papers")[1]
    assert (reverse("step", args=[story.case, Verb.ADD_EVIDENCE]) in papers) is offered


@begins(brought_to("response_review"))
def test_the_evidence_tab_numbers_each_piece_and_says_which_side_sent_it(town: Town, story: Story) -> None:
    page = tab(town.browser(story.investigator), "case_evidence", story)
    numbers = re.findall(r"<strong>(Evidence \d+|Copy of evidence \d+)</strong>, from: (\w+)", page)
    assert numbers == PIECES
    steps = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT])))
    assert "Evidence 1, from Investigator" in " ".join(steps.split())


@begins(brought_to("final"))
def test_the_evidence_tab_names_the_allegation_to_those_who_may_read_the_finding(town: Town, story: Story) -> None:
    tabs = [tab(town.browser(first), "case_evidence", story) for first in (story.investigator, "ines")]
    assert ["cited for allegation 1" in page for page in tabs] == [True, False]


@begins(brought_to("investigation"))
def test_the_overview_says_what_others_did_since_one_looked(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    tab(browser, "case", story)
    town.clock.shift(timedelta(minutes=30))
    since = tab(browser, "case", story).partition(NEW)[2].partition("</section>")[0]
    assert ("Nothing by anybody else." in since, "<small>" in since) == (True, False)
    town.clock.shift(timedelta(minutes=30))
    story.by("ines", Verb.SEAT_OFFICER, place=f"protection_officer:{story.name('prue')}", reason="Of the office.")
    for _ in range(2):
        since = tab(browser, "case", story).partition(NEW)[2].partition("</section>")[0]
        assert "<small>" in since
        assert re.findall(r'#entry_[^"]+">([^<]+)</a>', since) == ["Officer assigned to the case"]
        town.clock.shift(timedelta(minutes=5))


@begins(brought_to("investigation"))
def test_a_look_counts_where_no_text_is_opened_and_an_own_step_hides_no_news(town: Town, story: Story) -> None:
    ines = town.browser("ines")
    tab(ines, "case", story)
    noted = set(Opening.objects.filter(user=town.people["ines"], file=None).values_list("kept", flat=True))
    assert (noted, list(opening_drifts(0))) == (set(UNTOLD), [])
    town.clock.shift(timedelta(days=3))
    ines = town.browser("ines")
    assert "Nothing by anybody else." in tab(ines, "case", story)
    decider = story.name("dora")
    story.by("ian", Verb.SEAT_OFFICER, place=f"decider:{decider}", reason="Of the office.")
    town.clock.shift(timedelta(minutes=1))
    story.by("ines", Verb.SEAT_OFFICER, place=f"protection_officer:{story.name('prue')}", reason="Of the office.")
    since = tab(ines, "case", story).partition(NEW)[2].partition("</section>")[0]
    assert re.findall(r'#entry_[^"]+">([^<]+)</a>', since) == ["Officer assigned to the case"]
    assert "These lines stay for 15 minutes." in since


@begins(brought_to("investigation"))
@pytest.mark.parametrize("page", ["case_history", "case_evidence", "a step", "an own step"])
def test_news_waits_for_the_page_that_shows_it(town: Town, story: Story, page: str) -> None:
    browser, step = town.browser(story.investigator), reverse("step", args=[story.case, Verb.ADD_EVIDENCE])
    tab(browser, "case", story)
    town.clock.shift(timedelta(minutes=20))
    story.by("ines", Verb.SEAT_OFFICER, place=f"protection_officer:{story.name('prue')}", reason="Of the office.")
    if page == "an own step":
        story.by(story.investigator, Verb.ADD_EVIDENCE, title="A slide", text="4.9 of 5, whimbrel.")
    else:
        assert browser.get(step if page == "a step" else reverse(page, args=[story.case])).status_code == 200
    town.clock.shift(timedelta(minutes=20))
    since = tab(browser, "case", story).partition(NEW)[2].partition("</section>")[0]
    assert re.findall(r'#entry_[^"]+">([^<]+)</a>', since) == ["Officer assigned to the case"]


@begins(brought_to("investigation"))
def test_a_case_that_was_lost_leaves_no_look_in_the_session(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    CaseGrant.objects.filter(user=town.people[story.investigator]).delete()
    assert browser.get(reverse("case", args=[story.case])).status_code == 404
    assert KEY not in browser.session


@begins(brought_to("response_review"))
def test_the_history_shows_the_kinds_that_its_address_names_and_opens_no_others(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    usual, people = (tab(browser, "case_history", story, query) for query in ("", "?kind=person"))
    assert ("Officer assigned to the case" in usual, "Answer of the respondent" in usual) == (True, True)
    assert ("Officer assigned to the case" in people, "I did not write that letter." in people) == (True, False)
    nonsense = tab(browser, "case_history", story, "?kind=nonsense")
    assert nonsense.partition(BEGINS)[2] == usual.partition(BEGINS)[2] != ""


@begins(brought_to("response_review"))
def test_a_line_of_the_history_that_stays_folded_is_not_sent_and_does_not_count_as_read(
    town: Town, story: Story
) -> None:
    while place_letters():
        pass
    browser, answer = town.browser(story.investigator), "I did not write that letter."
    line, came = reverse("case_history", args=[story.case]), "An answer came in"
    assert came in text(browser.get(reverse("today")))
    folded = text(browser.get(line))
    assert ("Answer of the respondent" in folded, answer in folded, came in text(browser.get(reverse("today")))) == (
        True,
        False,
        True,
    )
    (there,) = re.findall(
        r'href="([^"]*)">Read it<span\s*class="govuk-visually-hidden">: Answer of the respondent', folded
    )
    unfolded = text(browser.get(line + unescape(there)))
    assert (answer in unfolded, "contract could be cancelled" in unfolded) == (True, False)
    assert came not in text(browser.get(reverse("today")))


@begins(brought_to("response_review"))
def test_the_history_shows_no_number_of_an_entry(town: Town, story: Story) -> None:
    """Between the numbers of their own steps, officers would find the hour of a reporter's."""
    page = tab(
        town.browser(story.investigator), "case_history", story, "?" + "".join(f"&kind={kind}" for kind in LineKind)
    )
    assert re.findall(r"(?<!&)#\d+", page.partition(BEGINS)[2]) == []


@begins(brought_to("awaiting_response"))
def test_letters_and_talk_says_of_each_letter_how_far_it_came(town: Town, story: Story) -> None:
    while place_letters():
        pass
    town.clock.shift(timedelta(days=2))
    page = tab(town.browser(story.investigator), "case_letters", story)
    assert ("Letter: Notice of investigation" in page, "for 2 days" in page) == (True, True)
    letter = re.search(r'href="(/member/letters/[^"]+/)"', text(town.browser("rex").get(reverse("member_inbox"))))
    assert letter is not None
    town.browser("rex").get(letter[1])
    page = tab(town.browser(story.investigator), "case_letters", story)
    assert ("Counts from" in page, "Not opened" in page) == (True, False)
    reporter = tab(town.browser(story.investigator), "case_letters", story, f"?with={Seat.COMPLAINANT.value}")
    assert ("We have your report" in reporter, "Letter: Notice of investigation" in reporter) == (True, False)


def test_an_own_act_before_this_sitting_is_a_look_and_one_in_it_only_if_there_was_none() -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    long_ago, earlier, just_now = (at - timedelta(minutes=minutes) for minutes in (90, 30, 5))
    assert last_seen(Looked(at=long_ago, goes_on=False), [earlier, just_now]) == long_ago
    assert last_seen(Looked(at=None, goes_on=False), [earlier, just_now]) == earlier
    assert last_seen(Looked(at=None, goes_on=False), []) is None


@begins(brought_to("response_review"))
def test_the_history_says_what_the_member_answered_to_each_allegation(town: Town, story: Story) -> None:
    entry = last_event(story, "case.response_filed")
    page = text(town.browser(story.investigator).get(f"{reverse('case_history', args=[story.case])}?read={entry}"))
    (one,) = story.view.allegations.all
    assert one.answer is not None
    unfolded = page.partition(f'id="read_{entry}"')[2].partition("</dl>")[0]
    assert f"<strong>{one.answer.label}</strong>" in unfolded
