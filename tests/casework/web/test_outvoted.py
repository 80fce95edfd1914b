"""Somebody who was outvoted on a panel is told until which day they can write why; nobody else learns that they were."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.access import Actor
from casework.models import Case, Turn
from casework.queries.decisions.docket import asks_of_outvoted, docket
from casework.vocabulary import ClockName, Verb
from ledger.clock import now
from tests.casework.panel_cast import PanelCast
from tests.casework.procedure.findings.test_signing import split
from tests.casework.web.conftest import signed_in
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)
PANEL = ("cleo", "milo", "nora")
WRITES = Verb.WRITE_MINORITY_REASONS


@pytest.fixture
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


def pages(cast: PanelCast, name: str) -> list[str]:
    """The docket and Today as somebody on the panel reads them."""
    browser = signed_in(cast[name])
    session = browser.session
    session["decides"] = True
    session.save()
    return [browser.get(reverse(page)).content.decode() for page in ("docket", "today")]


def told(cast: PanelCast) -> list[str]:
    """Who is told, on their docket and on Today; an error if these differ."""
    found = []
    for name in PANEL:
        by_docket = WRITES in [one.verb for one in docket(Actor(user=cast[name]), after=None, now=now()).asks]
        shown = pages(cast, name)
        assert ["outvoted on an allegation" in " ".join(page.split()) for page in shown] == [by_docket] * 2
        found += [name] if by_docket else []
    return found


@begins(split)
def test_only_the_outvoted_is_told_and_reads_the_last_day(panel_cast: PanelCast, case: Case) -> None:
    run = case.view.clock(ClockName.MINORITY)
    assert run is not None and run.due is not None
    last, nora = case.view.day_of(run.due), Actor(user=panel_cast["nora"])
    assert told(panel_cast) == ["nora"]
    by_docket = [(one.verb, one.due) for one in docket(nora, after=None, now=now()).asks if one.verb is WRITES]
    assert by_docket == [(one.verb, one.due) for one in asks_of_outvoted(nora, now())] == [(WRITES, last)]
    shown = pages(panel_cast, "nora")
    assert [f"{last.day} {last:%B}" in page for page in shown] == [True, True]
    assert [reverse("panel_step", args=[case.reference, WRITES]) in page for page in shown] == [True, True]


@begins(split)
def test_the_line_ends_with_the_reasons_or_with_the_days(panel_cast: PanelCast, case: Case) -> None:
    panel_cast.wait(days=9)
    assert told(panel_cast) == []
    panel_cast.clock.shift(-timedelta(days=9))
    panel_cast.sign(WRITES, case, "nora", typed={"reasons_1": "Nobody saw it, nightjar."})
    assert told(panel_cast) == []


@begins(split)
def test_the_page_of_findings_offers_the_step_to_the_outvoted_alone(panel_cast: PanelCast, case: Case) -> None:
    pages = [signed_in(panel_cast[name]).get(reverse("panel_findings", args=[case.reference])) for name in PANEL]
    step = reverse("panel_step", args=[case.reference, WRITES])
    assert [f'<li><a class="govuk-link" href="{step}"' in page.content.decode() for page in pages] == [
        False,
        False,
        True,
    ]


@begins(split)
def test_no_row_says_who_was_outvoted(panel_cast: PanelCast, case: Case) -> None:
    assert not Turn.objects.filter(step=WRITES).exists()


@begins(PanelCast.deliberating)
def test_a_panel_that_has_not_signed_costs_today_one_query(panel_cast: PanelCast, case: Case) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert asks_of_outvoted(Actor(user=panel_cast["nora"]), now()) == []
    assert len(queries) == 1


@begins(split)
def test_a_calendar_does_not_say_that_its_owner_was_outvoted(panel_cast: PanelCast, case: Case) -> None:
    """The panel knows the last day for reasons from the page of findings: not even the day alone may stand in a calendar."""
    files = [signed_in(panel_cast[name]).get(reverse("case_dates", args=[case.reference])) for name in PANEL]
    days = [re.findall(r"(?:SUMMARY|DTSTART).*", one.content.decode()) for one in files]
    assert days == [days[0]] * len(PANEL)
    row = pages(panel_cast, "nora")[0].partition("outvoted on an allegation")[2].partition("</li>")[0]
    assert ("Write the reasons" in row, "Add to my calendar" in row) == (True, False)
