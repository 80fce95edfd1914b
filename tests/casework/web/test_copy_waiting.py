"""A covered copy that waits for a second signature is told of where people look for it."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_covering import Desk
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
WAITS = "A copy waits for a second signature"
NO_COPY = "No copy for the member yet"


@pytest.fixture
def desk(town: Town, story: Story, converter: Path) -> Desk:
    made = Desk(town, story)
    made.cover_all()
    return made


def shown(browser: Client, page: str, reference: str) -> str:
    return " ".join(text(browser.get(reverse(page, args=[reference]))).split())


@begins(brought_to("awaiting_response"))
def test_the_tab_says_that_a_copy_waits_and_which_seats_sign_it(town: Town, desk: Desk) -> None:
    assert WAITS not in shown(desk.browser, "case_evidence", desk.case)
    desk.forward()
    own = shown(desk.browser, "case_evidence", desk.case)
    second = shown(town.browser(desk.story.holding(Seat.DECIDER)[0]), "case_evidence", desk.case)
    assert [WAITS in page and "signs it: Decider, Investigator." in page for page in (own, second)] == [True, True]
    assert ("Look at the comparison" in own, "Compare it, and sign" in second) == (True, True)
    assert WAITS not in shown(town.browser("ines"), "case_evidence", desk.case)


@begins(brought_to("investigation"))
def test_where_nobody_can_sign_a_copy_the_tab_names_the_seat_to_fill(desk: Desk) -> None:
    assert desk.story.holding(Seat.DECIDER) == []
    desk.forward()
    assert "Intake has to fill this seat: Decider." in shown(desk.browser, "case_evidence", desk.case)


@begins(brought_to("investigation"))
def test_the_overview_and_the_step_know_of_the_copy_that_waits(town: Town, desk: Desk) -> None:
    assert NO_COPY in shown(desk.browser, "case", desk.case)
    desk.forward()
    own, intake = shown(desk.browser, "case", desk.case), shown(town.browser("ines"), "case", desk.case)
    assert (WAITS in own, NO_COPY in own, WAITS in intake) == (True, False, False)
    step = text(desk.browser.get(reverse("step", args=[desk.case, Verb.DISCLOSE_EVIDENCE])))
    assert "The only piece that has no copy yet." not in step
