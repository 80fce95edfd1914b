"""Somebody who decides about a case is led from the officers' pages to those of the panel or board, and from no other case."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Case
from casework.vocabulary import Verb
from tests.casework.panel_cast import PanelCast
from tests.casework.web.conftest import signed_in
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)
PAGES = ("case", "case_allegations", "case_evidence", "case_letters", "case_history")


@pytest.fixture
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


def browser(cast: PanelCast, name: str) -> Client:
    """Somebody who signed in with an office that decides."""
    client = signed_in(cast[name])
    session = client.session
    session["decides"] = True
    session.save()
    return client


def leads(client: Client, page: str, *named: str) -> str | int:
    """Where a page leads, or its status."""
    answer = client.get(reverse(page, args=[*named]))
    return answer.headers.get("Location", answer.status_code)


@begins(PanelCast.deliberating)
def test_each_page_of_the_desk_leads_a_panelist_to_the_panel(panel_cast: PanelCast, case: Case) -> None:
    milo = browser(panel_cast, "milo")
    room = reverse("panel_case", args=[case.reference])
    assert [leads(milo, page, case.reference) for page in PAGES] == [room] * len(PAGES)
    views = Verb.GIVE_FIRST_VIEW.value
    assert leads(milo, "step", case.reference, views) == reverse("panel_step", args=[case.reference, views])


@begins(PanelCast.deliberating)
def test_who_sits_elsewhere_stays_at_the_desk_and_who_sees_nothing_is_refused(
    panel_cast: PanelCast, case: Case
) -> None:
    assert leads(browser(panel_cast, "ava"), "case", case.reference) == 200
    assert leads(browser(panel_cast, "quin"), "case", case.reference) == 404
    panel_cast.sign(Verb.DECLARE_CONFLICT, case, "milo", typed={"confirmed": "on"})
    assert leads(browser(panel_cast, "milo"), "case", case.reference) == 404
