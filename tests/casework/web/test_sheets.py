"""The sheets of the desk: screening on one page, and several seats filled with one press. Strangers open neither."""

import re
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from accounts.pseudonyms import people_behind
from casework.models import WaitingMessage
from casework.queries.conflicts.possible_members import is_bound_throughout
from casework.record.events import KINDS
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from casework.web.desk.screening_form import STEPS
from casework.workflow.guard import REASONS
from local.demo import story as told
from local.demo.scenario import Story
from notifications.letters.table import LETTERS
from policy.oaths import Span
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.casework.web.test_prefill import filled
from tests.scenario_fixtures import begins

SHEET_COSTS = {1: 10, 2: 14}
NOW = re.compile(r'ob-desksheet__part--now" aria-labelledby="part_(\d)"')
IN_FULL = re.compile(r'<h4 class="govuk-heading-s">(\d+)\. ')
LARGE = re.compile(r'class="govuk-radios(?!__| govuk-radios--small)')
PLACE = re.compile(r'name="(place_\w+)"\s+value="([^"]+)"')
RISK = {**told.GRAVE, "notes": "A written promise was denied later."}
TWO = {
    "act_1-commitment": "2",
    "act_2-commitment": "10",
    "act_1-act": "Denied it.",
    "scope_1-in_scope": "yes",
    "scope_1-reasons": "It would.",
    "act_2-act": "Another one, Whimbrel.",
    "scope_2-in_scope": "yes",
    "scope_2-reasons": "It would too.",
}
SECOND = {"act_2-commitment": "10", "act_2-first_day_month": "3"}
SUMMARY = '<div class="govuk-error-summary" data-module="govuk-error-summary" tabindex="-1" autofocus'
PIECE = {"title": "Letter", "text": "It promises cancellation."}


def sheet_of(story: Story) -> str:
    return reverse("screening_sheet", args=[story.case])


def form_shown(browser: Client, story: Story) -> tuple[str, dict[str, Any]]:
    """The address to which the form of the sheet goes, and what it holds when it is opened."""
    page = browser.get(sheet_of(story)).content.decode()
    form = page[page.index('data-draft="own"') :].partition("</form>")[0]
    versions = re.findall(r'name="step_version" value="([^"]*)"', form)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', " ".join(form.split())))
    address = [unescape(found) for found in re.findall(r'action="([^"]+)"', form.partition(">")[0])]
    return (address or [sheet_of(story)])[0], {**hidden, **filled(form), "step_version": versions}


def send(browser: Client, story: Story, **typed: Any) -> Any:
    address, held = form_shown(browser, story)
    return browser.post(address, {**held, **typed})


def stands_first(answer: Any, shown: str) -> bool:
    """Whether the title begins with the error, and this is the first thing on the page, which has the focus."""
    title, page = text(answer).partition("<title>")[2].split("</title>")
    return title.startswith("Error: ") and page.partition('id="main" tabindex="-1">')[2].lstrip().startswith(shown)


def test_a_screener_takes_a_report_from_the_risk_to_the_investigation_with_two_presses(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    story.seat(Seat.INVESTIGATOR)
    browser, sheet = town.browser(one), sheet_of(story)
    first = text(browser.get(sheet))
    assert (NOW.findall(first), "Rex Respond" in first, "contract could be cancelled" in first) == (["1"], False, True)
    assert ("so it can never be changed" in first, "The story itself may name people." in first) == (True, True)
    assert ("what you leave empty stays for later" in first, "The risk comes first" in first) == (False, True)
    assert "The other one signs too if the" in first
    assert LARGE.findall(first) == []
    assert "Screening sheet" in text(browser.get(reverse("case", args=[story.case])))
    costs = {1: cost(browser, sheet)}
    assert form_shown(browser, story)[0] == reverse("step", args=[story.case, Verb.TRIAGE_CASE]) + "?sheet=screening"
    assert send(browser, story, **RISK | {"notes": ""}).status_code == 422
    assert send(browser, story, **RISK).headers["Location"] == sheet
    second = text(browser.get(sheet))
    assert (NOW.findall(second), "Rex Respond, M-1001" in second, "oath was in force" in second) == (["2"], True, True)
    costs[2] = cost(browser, sheet)
    assert LARGE.findall(second) == []
    folded = second[second.index("Add an allegation: commitment") :]
    assert ("act_1-act" in folded, "act_2-act" in folded, second.count("All commitments in full")) == (False, True, 1)
    assert IN_FULL.findall(second) == [str(n) for n in range(1, 11)]
    letters = [kind for kind in KINDS.values() if kind.verb in STEPS.values() and LETTERS.get(kind)]
    assert ("Nobody is sent a letter when you save this page." in second, letters) == (True, [])
    shown = form_shown(browser, story)
    done = browser.post(shown[0], shown[1] | {"who-member": "M-1001", **TWO, "open-confirmed": "on"})
    assert done.headers["Location"] == reverse("case", args=[story.case])
    assert [(one.commitment, one.state) for one in story.view.allegations.all] == [(2, "in_scope"), (10, "in_scope")]
    again = browser.post(shown[0], shown[1] | {"who-member": "M-1001", **TWO, "open-confirmed": "on"})
    assert (again.status_code, len(story.view.allegations.all)) == (302, 2)
    assert (story.view.state, browser.get(sheet).status_code, costs) == (CaseState.INVESTIGATION, 403, SHEET_COSTS)


def test_the_sheet_says_what_opening_takes_away_and_shuts_the_box_that_cannot_work(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    story.by(one, Verb.TRIAGE_CASE, **RISK)
    browser, sheet, shut = town.browser(one), sheet_of(story), REASONS["investigator_is_seated"]

    def box() -> str:
        page = " ".join(text(browser.get(sheet)).split())
        return page[page.index('aria-labelledby="part_5"') :].partition("Nobody is sent a letter")[0]

    assert ("Screening sees the headings only from now on." in box(), " disabled" in box()) == (True, True)
    assert box().count(shut) == 2
    case = reverse("case", args=[story.case])
    gate = text(browser.get(case)).partition('id="gate"')[2].partition("</section>")[0]
    assert gate.count("No investigator is seated yet.") == 1
    named = "and open the investigation if it is ticked"
    before = named in " ".join(text(browser.get(sheet)).split())
    story.seat(Seat.INVESTIGATOR)
    assert (before, named in " ".join(text(browser.get(sheet)).split())) == (False, True)
    assert (" disabled" in box(), shut in box()) == (False, False)
    investigator = story.view.people.holding(Seat.INVESTIGATOR)
    (name,) = [user.name for user in people_behind(investigator).values()]
    step = reverse("step", args=[story.case, Verb.OPEN_INVESTIGATION])
    assert f"{name} investigates." in box()
    assert f"{name} investigates." in text(browser.get(step))
    assert "The reporter chose this." in text(browser.get(sheet))


def test_who_opens_the_investigation_reads_afterwards_who_investigates(town: Town) -> None:
    story = town.story()
    told.frame(story, told.GRAVE, notes="A promise was denied.", act="Denied a written promise.")
    story.seat(Seat.INVESTIGATOR)
    step = reverse("step", args=[story.case, Verb.OPEN_INVESTIGATION])
    page = text(town.browser(told.screener(story)).post(step, {"confirmed": "on"}, follow=True))
    assert f"{town.people[story.investigator].name} investigates." in page


def test_what_the_sheet_cannot_save_stays_typed_and_the_rest_is_saved(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    story.by(one, Verb.TRIAGE_CASE, **RISK)
    browser, sheet = town.browser(one), sheet_of(story)
    nothing = send(browser, story)
    assert (nothing.status_code, "Fill in a part first." in text(nothing)) == (422, True)
    assert [town.browser("ines").post(sheet, typed).status_code for typed in ({}, {"act_1-act": "Mine."})] == [403, 403]
    nobody = send(browser, story, **{"who-member": "M-9999", "act_1-act": "Denied it.", "act_1-commitment": "2"})
    assert (nobody.status_code, "Nobody in the register" in text(nobody), "Denied it." in text(nobody)) == (
        409,
        True,
        True,
    )
    held = form_shown(browser, story)[1]
    assert held["act_1-act"] == ["Denied it."]
    assert [stands_first(page, SUMMARY) for page in (nothing, nobody)] == [True, True]
    part = send(browser, story, **{"who-member": "M-1001", **TWO, "act_2-first_day_month": "2", "act_1-ongoing": "on"})
    shown = text(part)
    assert (part.status_code, "Some parts were recorded." in shown, "Whimbrel" in shown) == (422, True, True)
    refused = shown.partition('id="not_saved"')[2].partition("</ul>")[0]
    assert ("Allegation 2: First day" in refused, "was named, take its first day" in refused) == (True, True)
    saved = shown.partition('aria-labelledby="part_3"')[2].partition('id="part_5"')[0]
    assert ("still going on</small>" in saved, "<small>It would.</small>" in saved) == (True, True)
    assert [(one.commitment, one.state) for one in story.view.allegations.all] == [(2, "in_scope")]
    assert "Another one, Whimbrel." in form_shown(browser, story)[1]["act_2-act"]
    address, old = form_shown(browser, story)
    story.by(story.holding(Seat.SCREENER)[1], Verb.ADD_EVIDENCE, **PIECE)
    late = browser.post(address, {**old, **SECOND})
    assert (late.status_code, "The case has changed" in text(late), "Whimbrel" in text(late)) == (409, True, True)
    kept = {**form_shown(browser, story)[1], "draft": "keep", "scope_2-reasons": "Half a sen"}
    assert browser.post(sheet, kept).headers["Location"] == sheet
    assert form_shown(browser, story)[1]["scope_2-reasons"] == ["Half a sen"]
    other = browser.post(sheet, {**kept, "scope_2-reasons": "Something else"})
    assert (other.status_code, "Half a sen" in text(other), "Something else" in text(other)) == (422, True, True)


def test_the_sheet_says_why_it_still_offers_a_commitment_after_another_was_chosen_instead(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    story.by(one, Verb.TRIAGE_CASE, **RISK)
    browser = town.browser(one)
    first = {name: value for name, value in TWO.items() if "_1-" in name}
    sent = send(browser, story, **{"who-member": "M-1001", **first, "act_1-commitment": "3"})
    assert (sent.status_code, [one.commitment for one in story.view.allegations.all]) == (302, [3])
    page = " ".join(text(browser.get(sheet_of(story))).split())
    folds = re.findall(r"Add an allegation: commitment (\d+), [^<]*\(the reporter chose it\)", page)
    assert (folds, page.count("Leave this empty if another allegation covers it.")) == (["2", "10"], 2)


def test_the_words_of_a_commitment_stand_before_the_question_whether_it_is_breached(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    story.by(one, Verb.TRIAGE_CASE, **RISK)
    act = {name: value for name, value in TWO.items() if name.startswith("act_1-")}
    assert send(town.browser(one), story, **{"who-member": "M-1001", **act}).status_code == 302
    part = text(town.browser(one).get(sheet_of(story))).partition('aria-labelledby="part_4"')[2]
    words, question = "Commitment 2 in full", "would it breach this commitment?"
    assert part.partition(question)[0].count(words) == 1


@begins(brought_to("investigation"))
def test_several_seats_are_filled_with_one_press_and_to_strangers_no_sheet_is_there(town: Town, story: Story) -> None:
    ines, seats = town.browser("ines"), reverse("seats_sheet", args=[story.case])
    page = text(ines.get(seats))
    fields = PLACE.findall(page)
    deciders = [person for name, person in fields if name == "place_decider"]
    version = dict(re.findall(r'name="(step_version|request_key)" value="([^"]+)"', " ".join(page.split())))
    assert f"{town.people[story.investigator].name}</strong>" in page
    assert ines.post(seats, version).status_code == 422
    wrong = ines.post(seats, {**version, "place_decider": deciders[1], "reason": ""})
    assert (wrong.status_code, "Take the next person on the rota, or write why not." in text(wrong)) == (409, True)
    following = people_behind({UUID(deciders[0])})[UUID(deciders[0])].name
    assert f"Next on the rota: {following}." in " ".join(text(wrong).split())
    kept = text(ines.get(seats))
    assert (f'value="{deciders[1]}" checked' in kept, f'value="{deciders[0]}" checked' in kept) == (True, False)
    draft = {"draft": "keep", "draft_version": "1", "place_decider": deciders[2], "reason": "She knows the field."}
    assert ines.post(seats, draft).status_code == 302
    assert "She knows the field." in text(ines.get(seats))
    other = ines.post(seats, {**draft, "reason": "Typed later, Whimbrel."})
    assert ("She knows the field." in text(other), "Typed later, Whimbrel." in text(other)) == (True, True)
    done = ines.post(seats, {**version, "place_decider": deciders[:3]})
    after = text(ines.get(seats))
    assert ("She knows the field." in after, f"{following} (Decider)" in after, "Next: " in after) == (
        False,
        True,
        True,
    )
    assert (done.status_code, len(story.holding(Seat.DECIDER))) == (302, 3)
    again = ines.post(seats, {**version, "place_decider": deciders[:3]})
    assert (again.status_code, len(story.holding(Seat.DECIDER))) == (302, 3)
    assert "Seat an officer" in text(ines.get(reverse("today")))
    for first, sheet in (("rex", seats), ("adam", seats), ("rex", sheet_of(story)), ("adam", sheet_of(story))):
        browser = town.browser(first)
        invented = sheet.replace(story.case, "OB-2222-2222")
        assert (browser.get(sheet).status_code, browser.get(invented).status_code) == (404, 404)
    assert town.browser(story.investigator).get(seats).status_code == 403


@begins(brought_to("investigation"))
def test_a_step_shows_the_dates_that_it_moves_and_a_message_how_it_reads_before_they_go(
    town: Town, story: Story
) -> None:
    browser, step = town.browser(story.investigator), reverse("step", args=[story.case, Verb.EXTEND_INVESTIGATION])
    run = story.view.clock(ClockName.INVESTIGATION)
    page = " ".join(text(browser.get(step)).split())
    assert "which dates move" in page
    assert "should now end by 20 July 2026. Of 90 days that may be added, 0 are used. You can add at most 90." in page
    shown = text(
        browser.post(step, {"days": "30", "reasons": "The bank answers late.", "draft": "letters"}, follow=True)
    )
    row = shown.partition("Dates that move")[2].partition("</table>")[0]
    assert ("20 July 2026" in row, "18 August 2026" in row) == (True, True)
    moved = story.view.clock(ClockName.INVESTIGATION)
    assert (moved, "The bank answers late." in shown) == (run, True)
    thread = reverse("conversation", args=[story.case, "reporter"])
    seen = text(browser.post(thread, {"message": "Please send the page.", "draft": "preview"}, follow=True))
    assert ("As its reader will see it" in seen, WaitingMessage.objects.exists()) == (True, False)
    assert seen.count("Please send the page.") == 2


@begins(brought_to("investigation"))
def test_the_dates_that_a_step_moves_are_shown_before_a_reason_is_written(town: Town, story: Story) -> None:
    browser, step = town.browser(story.investigator), reverse("step", args=[story.case, Verb.EXTEND_INVESTIGATION])
    shown = text(browser.post(step, {"days": "30", "reasons": "", "draft": "letters"}, follow=True))
    row = shown.partition("Dates that move")[2].partition("</table>")[0]
    assert ("18 August 2026" in row, "write this before you go on" in shown) == (True, False)
    assert "(Your reason)" not in shown.partition("<form")[2].partition("</form>")[0]
    refused = browser.post(step, {"days": "30", "reasons": ""})
    shown = " ".join(text(refused).split())
    assert refused.status_code == 422
    assert re.search('<a href="#id_reasons">“[^“”]+”: write this before you go on.</a>', shown)
    days = text(browser.post(step, {"days": "", "reasons": "", "draft": "letters", "draft_version": 1}, follow=True))
    assert "Dates that move" not in days


def test_an_oath_has_to_bind_on_every_day_of_a_time() -> None:
    edition = uuid4()
    early = Span(first=date(2024, 1, 1), last=date(2024, 12, 31), edition=edition)
    late = Span(first=date(2025, 1, 1), last=None, edition=edition)
    days = date(2024, 6, 1), date(2025, 6, 1)
    assert [is_bound_throughout(some, *days) for some in ([late, early], [late], [early], [])] == [
        True,
        False,
        False,
        False,
    ]
