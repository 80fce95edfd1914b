"""The sheets of the desk: screening on one page, and several seats filled with one press. Strangers open neither."""

import re
from datetime import date
from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from casework.models import WaitingMessage
from casework.queries.possible_members import is_bound_throughout
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from local.demo import story as told
from local.demo.scenario import Story
from policy.oaths import Span
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.casework.web.test_prefill import filled

SHEET_COSTS = {1: 15, 2: 18}
NOW = re.compile(r'ob-desksheet__part--now" aria-labelledby="part_(\d)"')
PLACE = re.compile(r'name="(place_\w+)"\s+value="([^"]+)"')
RISK = {**told.GRAVE, "notes": "A written promise was denied later."}


def sheet_of(story: Story) -> str:
    return reverse("screening_sheet", args=[story.case])


def send(browser: Client, story: Story, verb: Verb, **typed: Any) -> Any:
    """Send the form of a part as the sheet shows it, with what is filled in and what was typed."""
    page = browser.get(sheet_of(story)).content.decode()
    form = page[page.index('data-draft="own"') :].partition("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    address = unescape(re.findall(r'action="([^"]+)"', form)[0])
    assert address == reverse("step", args=[story.case, verb]) + "?sheet=screening"
    return browser.post(address, {**hidden, **filled(form), **typed})


def test_a_screener_takes_a_report_from_the_risk_to_the_investigation_on_one_page(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    browser, sheet = town.browser(one), sheet_of(story)
    first = text(browser.get(sheet))
    assert (NOW.findall(first), "Rex Respond" in first, "contract could be cancelled" in first) == (["1"], False, True)
    assert "Screening sheet" in text(browser.get(reverse("case", args=[story.case])))
    costs = {1: cost(browser, sheet)}
    assert send(browser, story, Verb.TRIAGE_CASE, notes="").status_code == 422
    assert send(browser, story, Verb.TRIAGE_CASE, **RISK).headers["Location"] == sheet
    second = text(browser.get(sheet))
    assert (NOW.findall(second), "Rex Respond, M-1001" in second, "oath was in force" in second) == (["2"], True, True)
    costs[2] = cost(browser, sheet)
    assert send(browser, story, Verb.IDENTIFY_RESPONDENT, member="M-1001").headers["Location"] == sheet
    assert send(browser, story, Verb.FRAME_ALLEGATION, commitment="2", act="Denied it.").headers["Location"] == sheet
    measured = text(browser.get(sheet))
    assert (NOW.findall(measured), measured.count("✓ yes")) == (["4"], 2)
    draft = {"draft": "keep", "reasons": "Half a sen"}
    assert send(browser, story, Verb.SCOPE_ALLEGATION, **draft).headers["Location"] == sheet
    assert "Half a sen" in text(browser.get(sheet))
    scoped = send(browser, story, Verb.SCOPE_ALLEGATION, in_scope="yes", reasons="It would.")
    assert (scoped.headers["Location"], "No investigator is seated yet" in text(browser.get(sheet))) == (sheet, True)
    story.seat(Seat.INVESTIGATOR)
    send(browser, story, Verb.OPEN_INVESTIGATION, confirmed="on")
    assert (story.view.state, browser.get(sheet).status_code, costs) == (CaseState.INVESTIGATION, 403, SHEET_COSTS)


def test_several_seats_are_filled_with_one_press_and_to_strangers_no_sheet_is_there(town: Town) -> None:
    story = town.case_in("investigation")
    ines, seats = town.browser("ines"), reverse("seats_sheet", args=[story.case])
    page = text(ines.get(seats))
    fields = PLACE.findall(page)
    deciders = [person for name, person in fields if name == "place_decider"]
    version = dict(re.findall(r'name="(step_version|request_key)" value="([^"]+)"', " ".join(page.split())))
    assert f"{town.people[story.investigator].name}</strong>" in page
    assert ines.post(seats, version).status_code == 422
    wrong = ines.post(seats, {**version, "place_decider": deciders[1], "reason": ""})
    assert (wrong.status_code, "Take the next person on the rota, or write why not." in text(wrong)) == (409, True)
    done = ines.post(seats, {**version, "place_decider": deciders[:3]})
    assert (done.status_code, len(story.holding(Seat.DECIDER))) == (302, 3)
    again = ines.post(seats, {**version, "place_decider": deciders[:3]})
    assert (again.status_code, len(story.holding(Seat.DECIDER))) == (302, 3)
    assert "Seat an officer" in text(ines.get(reverse("today")))
    for first, sheet in (("rex", seats), ("adam", seats), ("rex", sheet_of(story)), ("adam", sheet_of(story))):
        browser = town.browser(first)
        invented = sheet.replace(story.case, "OB-2222-2222")
        assert (browser.get(sheet).status_code, browser.get(invented).status_code) == (404, 404)
    assert town.browser(story.investigator).get(seats).status_code == 403


def test_a_step_shows_the_dates_that_it_moves_and_a_message_how_it_reads_before_they_go(town: Town) -> None:
    story = town.case_in("investigation")
    browser, step = town.browser(story.investigator), reverse("step", args=[story.case, Verb.EXTEND_INVESTIGATION])
    run = story.view.clock(ClockName.INVESTIGATION)
    assert "which dates move" in text(browser.get(step))
    shown = text(browser.post(step, {"days": "30", "reasons": "The bank answers late.", "draft": "letters"}))
    row = shown.partition("Dates that move")[2].partition("</table>")[0]
    assert ("20 July 2026" in row, "18 August 2026" in row) == (True, True)
    moved = story.view.clock(ClockName.INVESTIGATION)
    assert (moved, "The bank answers late." in shown) == (run, True)
    thread = reverse("conversation", args=[story.case, "reporter"])
    seen = text(browser.post(thread, {"message": "Please send the page.", "preview": "yes"}))
    assert ("As its reader will see it" in seen, WaitingMessage.objects.exists()) == (True, False)
    assert seen.count("Please send the page.") == 2


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
