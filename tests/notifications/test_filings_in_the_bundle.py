"""What the member files is in the bundle as it is, and neither time, number nor page tells whether it is held."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import access, tasks
from casework.models import Case
from casework.procedure.evidence.actions import add_evidence
from casework.record.events import FilingChecked
from casework.vocabulary import Seat, Verb
from notifications.dispatch import place_letters
from notifications.models import Message
from tests.casework.taking import take
from tests.notifications.test_bundle import index
from tests.notifications.test_bundle_of_deciders import Society, page
from tests.notifications.test_pages import at_the_desk, signed_in
from tests.savepoints import rollback_at_end
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(Society)
OF_A_REQUEST = re.compile(r'(csrfmiddlewaretoken" value=|nonce=|request_key" value=|version" value=)"[^"]*"')
CLEAN, SEALED, EARLIER = "I met Ann Sandpipers.", "I met Pia Sandgrouse.", "In an earlier case."


@pytest.fixture
def society(here: tuple[Society, Any]) -> Society:
    return here[0]


def filed(society: Society, case: Case, text: str) -> Case:
    """Let Rex file a diary, and the machine look through it."""
    case = add_evidence(reference=case.reference, by=society.by("rex"), title="My diary", text=text)
    society.clock.shift(660)
    tasks.lapses()
    return access.case_called(case.reference, case.view.now)


def told(case: Case) -> str:
    """Return the reference by which Rex knows the case."""
    while place_letters():
        pass
    return Message.objects.filter(case=case, seat=Seat.RESPONDENT.value, template="hearing_notice")[0].reference


def is_held(case: Case) -> bool:
    (checked,) = [one.event for one in access.recorded_in(case.stream) if isinstance(one.event, FilingChecked)]
    return checked.held


def seen_by_the_member(society: Society, case: Case, reference: str, text: str) -> tuple[bool, int, int, list[str]]:
    """Return whether a filing is held; and how many statements and what pages it costs and shows the member."""
    with rollback_at_end():
        with CaptureQueriesContext(connection) as filing:
            add_evidence(reference=case.reference, by=society.by("rex"), title="My diary", text=text)
        society.clock.shift(660)
        tasks.lapses()
        case = access.case_called(case.reference, case.view.now)
        jar = signed_in(society["rex"])
        with CaptureQueriesContext(connection) as reading:
            shown = [
                jar.get(reverse(name, args=[reference])).content.decode()
                for name in ("member_bundle", "member_case", "member_evidence")
            ]
        pages = [OF_A_REQUEST.sub("", one) for one in shown]
        return is_held(case), len(filing), len(reading), pages


@begins(Society.formed)
def test_the_member_cannot_tell_a_filing_that_is_held_from_one_that_is_not(society: Society, case: Case) -> None:
    reference = told(case)
    # The first world fills what a process remembers.
    _, clean, sealed = (seen_by_the_member(society, case, reference, text) for text in (CLEAN, CLEAN, SEALED))
    assert (clean[0], sealed[0]) == (False, True)
    assert clean[1:3] == sealed[1:3]
    assert [one.replace(CLEAN, "") for one in clean[3]] == [one.replace(SEALED, "") for one in sealed[3]]


@begins(Society.formed)
@pytest.mark.parametrize("text", [SEALED, EARLIER])
def test_the_panel_opens_a_held_filing_once_a_reviewer_let_it_in(society: Society, case: Case, text: str) -> None:
    case = take(case, Verb.SEAT_OFFICER, society.by("ines"), place=f"reviewer:{society.person('vera')}")
    case = filed(society, case, text)
    panel = at_the_desk(society["milo"])
    assert [title for title, _page in index(page(panel, case))][-1] == "Not open to you"
    case = take(case, Verb.LOOK_THROUGH_FILING, society.by("vera"), evidence=str(filing_of(case)), reasons="No harm.")
    assert [title for title, _page in index(page(panel, case))][-1] == "My diary (filed by the member)"


@begins(Society.formed)
def test_what_is_clean_is_open_to_the_panel_at_once_with_the_number_that_the_member_sees(
    society: Society, case: Case
) -> None:
    case = filed(society, case, CLEAN)
    own = signed_in(society["rex"]).get(reverse("member_bundle", args=[told(case)])).content.decode()
    assert index(page(at_the_desk(society["milo"]), case)) == index(own)
    assert index(own)[-1][0] == "My diary (filed by the member)"


def filing_of(case: Case) -> Any:
    return case.view.evidence.filings[-1].id
