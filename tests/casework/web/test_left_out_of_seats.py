"""Pages on which a seat is filled: who is left out is said in general, and who was seated by name and seat."""

import re
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from accounts.models import Absence, User
from accounts.pseudonyms import people_behind
from casework.procedure.seats.forms import ReplaceSeatForm
from casework.procedure.seats.guards import OFFICERS
from casework.queries.people.rota import candidates
from casework.vocabulary import Seat, Verb
from casework.workflow.guard import Acting
from ledger.clock import now
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
LEFT_OUT = (
    "The list leaves out people whose part in the case, now or earlier, does not go with the seat, and people who have"
)


def sheet(town: Town, story: Story, asked: str = "") -> str:
    there = f"{reverse('seats_sheet', args=[story.case])}{asked}"
    return " ".join(text(town.browser("ines").get(there)).split())


def hidden(page: str) -> dict[str, str]:
    """Return what the form of the sheet sends with what was chosen."""
    return dict(re.findall(r'name="(step_version|request_key)" value="([^"]+)"', page)) | {"reason": ""}


@begins(brought_to("investigation"))
def test_the_sheet_says_who_is_left_out_in_the_same_words_whatever_happened(town: Town, story: Story) -> None:
    before = sheet(town, story).count(LEFT_OUT)
    story.by(story.investigator, Verb.RECUSE_OFFICER, confirmed="on")
    assert (before, sheet(town, story).count(LEFT_OUT)) == (1, 1)


@begins(brought_to("investigation"))
def test_the_step_that_gives_a_seat_leads_to_the_sheet_of_all_seats(town: Town, story: Story) -> None:
    ines, there = town.browser("ines"), reverse("seats_sheet", args=[story.case])
    step = reverse("step", args=[story.case, Verb.SEAT_OFFICER])
    asked = ines.get(step)
    assert (asked.status_code, asked.headers["Location"]) == (302, there)
    pages = [text(ines.get(reverse("case", args=[story.case]))), text(ines.get(f"{there}?fills=auditor"))]
    assert ([step in page for page in pages], f'href="{there}"' in pages[0]) == ([False, False], True)
    strangers = [town.browser(first).get(step).status_code for first in ("rex", story.investigator)]
    assert strangers == [404, 403]


@begins(brought_to("investigation"))
def test_the_sheet_fills_every_seat_that_intake_can_give(town: Town, story: Story) -> None:
    links = set(re.findall(r'href="[^"]*/seats/\?fills=(\w+)"', sheet(town, story)))
    shown = set(re.findall(r'name="place_(\w+)"', sheet(town, story)))
    assert {*links, *shown, Seat.SCREENER, Seat.INVESTIGATOR} == {seat.value for seat in OFFICERS}
    page = sheet(town, story, f"?fills={Seat.PROTECTION_OFFICER}")
    (place, *_more) = re.findall(r'name="(place_protection_officer)" value="([^"]+)" checked', page)
    assert "the case waits for it" not in page.partition("Protection officer")[2].partition("</legend>")[0]
    there = f"{reverse('seats_sheet', args=[story.case])}?fills={Seat.PROTECTION_OFFICER}"
    done = town.browser("ines").post(there, {**hidden(page), place[0]: place[1]})
    assert (done.status_code, len(story.holding(Seat.PROTECTION_OFFICER))) == (302, 1)


@begins(brought_to("investigation"))
def test_the_sheet_says_when_somebody_will_be_away_and_who_stands_in(town: Town, story: Story) -> None:
    first, away = next_decider(town, story), "away from "
    assert away not in sheet(town, story)
    since, until = now().date() + timedelta(days=3), now().date() + timedelta(days=4)
    Absence.objects.create(user=first, since=since, until=until, stand_in=town.people["ines"])
    said = f"away from {days_of(since, until)}; {town.people['ines'].name} stands in"
    assert (said in sheet(town, story), next_decider(town, story)) == (True, first)
    Absence.objects.update(since=now().date() - timedelta(days=9), until=now().date() - timedelta(days=1))
    assert away not in sheet(town, story)


def next_decider(town: Town, story: Story) -> User:
    found = re.findall(r'name="place_decider" value="([^"]+)"', sheet(town, story))[0]
    return people_behind({UUID(found)})[UUID(found)]


def days_of(since: date, until: date) -> str:
    return f"{since.day if since.month == until.month else f'{since.day} {since:%B}'} to {until.day} {until:%B}"


@begins(brought_to("investigation"))
def test_the_form_of_a_seat_that_was_left_tells_intake_alone_of_an_absence(town: Town, story: Story) -> None:
    story.by(story.investigator, Verb.RECUSE_OFFICER, confirmed="on")
    free = [one.user for one in candidates(story.view, Seat.INVESTIGATOR, UUID(story.name("ines"))) if one.free]
    Absence.objects.create(user=free[0], since=now().date() + timedelta(days=3), until=now().date() + timedelta(days=4))
    asked = [Acting(person=UUID(story.name("ines")), seats=frozenset({seat})) for seat in (Seat.INTAKE, Seat.ADVISER)]
    labels = [str(ReplaceSeatForm(view=story.view, acting=one)["place"]) for one in asked]
    assert ["away from" in words for words in labels] == [True, False]


@begins(brought_to("investigation"))
def test_the_seat_for_which_the_case_waits_is_chosen_and_the_next_page_names_who_got_it(
    town: Town, story: Story
) -> None:
    story.by(story.investigator, Verb.RECUSE_OFFICER, confirmed="on")
    browser, there = town.browser("ines"), reverse("seats_sheet", args=[story.case])
    places = re.findall(r'name="place_(\w+)" value="([^"]+)" checked', sheet(town, story))
    assert [seat for seat, _person in places] == [Seat.INVESTIGATOR]
    browser.post(there, {**hidden(sheet(town, story)), f"place_{places[0][0]}": places[0][1]})
    assert story.holding(Seat.INVESTIGATOR)
    name = town.people[story.holding(Seat.INVESTIGATOR)[0]].name
    assert f"Seated: {name} (Investigator)." in " ".join(text(browser.get(reverse("today"))).split())
