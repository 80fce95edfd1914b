"""The page of the team, and the absences that officers note themselves: who stands in, and what intake sees."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Absence, User
from accounts.offices import people_to_stand_in
from casework import tasks
from casework.models import Case
from casework.queries.queue import seat_loads
from casework.queries.queue.team import team
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.scenario_fixtures import begins

TEAM, AWAY = reverse("team"), reverse("own_absence")
TEAM_COSTS = 10


def one_line(answer: Any) -> str:
    """A page as one line of text."""
    return " ".join(text(answer).split())


def counts(viewer: User, name: str) -> tuple[int, int, int]:
    (one,) = [each for each in team(viewer, now()) if each.name == name]
    return one.all, one.late, one.waiting


def load_of(town: Town, first: str) -> list[str]:
    """What Today says of somebody's load after a night."""
    tasks.measure_closed_cases()
    return re.findall(
        r"Investigator: you have (\d+)\. Half", " ".join(text(town.browser(first).get(reverse("today"))).split())
    )


@begins(brought_to("investigation"))
def test_the_team_page_counts_open_cases_and_no_hidden_one(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines = town.people["ines"]
    name, browser = town.people[story.investigator].name, town.browser("ines")
    shown = text(browser.get(TEAM))
    assert (counts(ines, name), name in shown, "Investigation <b>1</b>" in shown) == ((1, 0, 0), True, True)
    assert "“All” is no measure of a screener’s work" in " ".join(shown.split())
    costs = cost(browser, TEAM)
    assert 'href="/desk/team/"' not in text(browser.get(reverse("queue")))
    session = browser.session
    session["is_intake"] = True
    session.save()
    today = text(browser.get(reverse("today")))
    assert ('href="/desk/team/"' in today, 'href="/desk/report/"' in today) == (True, True)
    assert load_of(town, story.investigator) == []
    monkeypatch.setattr(seat_loads, "FEWEST", 2)
    assert (load_of(town, story.investigator), load_of(town, "ines")) == (["1"], [])
    town.case_in("investigation", "rosa")
    assert (cost(browser, TEAM), costs) == (TEAM_COSTS, TEAM_COSTS)
    town.clock.shift(200 * 86400)
    assert counts(ines, name)[1] >= 1
    story.by("ines", Verb.DECLARE_CONFLICT, confirmed="on")
    assert story.case not in text(browser.get(TEAM))
    assert sum(one.all for one in team(ines, now())) == 3
    assert [town.browser(one).get(TEAM).status_code for one in ("rex", story.investigator, "adam")] == [404] * 3


def test_an_officer_says_that_they_are_away_and_the_stand_in_gets_the_seat(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    user, browser = town.people[one], town.browser(one)
    stand_in = people_to_stand_in(user, now().date())[0]
    day = now().date()
    days = {"since": day.isoformat(), "until": day.isoformat(), "stand_in": str(stand_in.pk)}
    assert browser.post(AWAY, days | {"until": "2020-01-01"}).status_code == 422
    assert browser.post(AWAY, days | {"stand_in": str(town.people["rex"].pk)}).status_code == 422
    assert browser.post(AWAY, days).status_code == 302
    row = text(town.browser("ines").get(TEAM))
    assert (f"{stand_in.name} stands in" in row, "1 step waits" in row) == (True, True)
    assert "You are away" in text(browser.get(AWAY))
    assert f"You are away until {day:%-d %B}" in one_line(browser.get(reverse("today")))
    assert (browser.post(AWAY, {"back": "yes"}).status_code, Absence.objects.count()) == (302, 0)
    assert "You are away" not in text(browser.get(reverse("today")))
    assert town.browser("rex").get(AWAY).status_code == 404
    assert story.holding(Seat.SCREENER)


def test_intake_sees_its_own_absence_on_team_and_is_back_only_once_it_has_begun(town: Town) -> None:
    ines, day = town.browser("ines"), now().date()
    assert ("You are away" in text(ines.get(TEAM)), "“Read twice” counts" in text(ines.get(TEAM))) == (False, False)
    first, last = day + timedelta(days=2), day + timedelta(days=5)
    assert ines.post(AWAY, {"since": first.isoformat(), "until": last.isoformat()}).status_code == 302
    assert f"You are away from {first:%-d %B} to {last:%-d %B}" in one_line(ines.get(TEAM))
    page = text(ines.get(AWAY))
    assert ("I am back" in page, "I will not be away" in page) == (False, True)
    town.clock.shift(timedelta(days=2))
    assert "I am back" in text(town.browser("ines").get(AWAY))


@begins(brought_to("awaiting_response"))
def test_late_counts_to_each_officer_what_waits_for_them_and_leads_to_it(town: Town, story: Story) -> None:
    story.wait(100)
    ines, screener = town.people["ines"], told.screener(story)
    found = {one.name: one for one in team(ines, now())}
    late = {who: found[town.people[who].name].late for who in (story.investigator, screener)}
    assert late == {story.investigator: 1, screener: 0}
    queue = reverse("queue")
    for who, number in late.items():
        asked = {"whose": "", "officer": found[town.people[who].name].key, "due": "officer"}
        assert text(town.browser("ines").get(queue, asked)).count('name="case" value="') == number
    assert "in which their own step is late" in text(town.browser("ines").get(TEAM))
    for who, number in late.items():
        own = text(town.browser(who).get(queue, {"whose": "", "due": "officer"}))
        assert (own.count('name="case" value="'), "one of mine" in own) == (number, True)


@begins(brought_to("awaiting_response"))
def test_the_oldest_case_of_an_officer_is_a_link_with_its_reference(town: Town, story: Story) -> None:
    case = Case.objects.get(reference=story.case)
    shown = " ".join(text(town.browser("ines").get(TEAM)).split())
    assert f'href="{reverse("case", args=[story.case])}">{case.code_name}</a>' in shown
    assert f">{story.case}</span>, {(now() - case.filed_at).days} days" in shown
