"""What the member files is in the bundle as it is, and nothing in the record or on a page tells whether it names somebody."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import access, tasks
from casework.models import Case
from casework.procedure.evidence.actions import add_evidence
from casework.procedure.reading.actions import export_bundle
from casework.queries.evidence.filings import marks_in_filings
from casework.vocabulary import NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from ledger.export import export_log
from ledger.models import Entry
from notifications.dispatch.dispatcher import place_letters
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
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\['[0-9a-f-]{36}'\]|[A-Za-z0-9+/]{43}=")
"""A value that is drawn at random, or a list of one."""
CLEAN, SEALED, EARLIER = "I met Ann Sandpipers.", "I met Pia Sandgrouse.", "In an earlier case."


@pytest.fixture
def society(here: tuple[Society, Any]) -> Society:
    return here[0]


def filed(society: Society, case: Case, text: str) -> Case:
    """Let Rex file a diary, which waits for Vera, the reviewer."""
    case = take(case, Verb.SEAT_OFFICER, society.by("ines"), place=f"reviewer:{society.person('vera')}")
    return add_evidence(reference=case.reference, by=society.by("rex"), title="My diary", text=text)


def let_in(society: Society, case: Case, reasons: str = "") -> Case:
    waiting = [str(one) for one in case.view.evidence.unread]
    return take(case, Verb.LOOK_THROUGH_FILING, society.by("vera"), filings=waiting, reasons=reasons)


def told(case: Case) -> str:
    """Return the reference by which Rex knows the case."""
    while place_letters():
        pass
    return Message.objects.filter(case=case, seat=Seat.RESPONDENT.value, template="hearing_notice")[0].reference


def marked(case: Case) -> bool:
    """Whether the machine marks something in the filing that waits."""
    return any(marks_in_filings(case).values())


def seen_by_the_member(society: Society, case: Case, reference: str, text: str) -> tuple[bool, int, int, list[str]]:
    """Return whether a filing is marked; and how many statements and what pages it costs and shows the member."""
    with rollback_at_end():
        with CaptureQueriesContext(connection) as filing:
            add_evidence(reference=case.reference, by=society.by("rex"), title="My diary", text=text)
        society.clock.shift(660)
        case = access.case_called(case.reference, now())
        jar = signed_in(society["rex"])
        with CaptureQueriesContext(connection) as reading:
            shown = [
                jar.get(reverse(name, args=[reference])).content.decode()
                for name in ("member_bundle", "member_case", "member_evidence")
            ]
        pages = [OF_A_REQUEST.sub("", one) for one in shown]
        return marked(case), len(filing), len(reading), pages


@begins(Society.formed)
def test_the_member_cannot_tell_a_filing_that_is_marked_from_one_that_is_not(society: Society, case: Case) -> None:
    reference = told(case)
    # The first world fills what a process remembers.
    _, clean, sealed = (seen_by_the_member(society, case, reference, text) for text in (CLEAN, CLEAN, SEALED))
    assert (clean[0], sealed[0]) == (False, True)
    assert clean[1:3] == sealed[1:3]
    assert [one.replace(CLEAN, "") for one in clean[3]] == [one.replace(SEALED, "") for one in sealed[3]]


def exported(society: Society, case: Case, text: str, folder: Path) -> list[object]:
    """Let Rex file a diary and Vera let it in; return what a bundle for his seat shows of it, without its keys."""
    begun, known = now(), Entry.objects.count()
    with rollback_at_end():
        case = filed(society, case, text)
        tasks.lapses()
        society.clock.shift(660)
        tasks.lapses()
        case = let_in(society, access.case_called(case.reference, now()), reasons="It tells who was there.")
        size = export_log(folder)
        opened = export_bundle(reference=case.reference, seat=Seat.RESPONDENT, by=society.by("ola"), size=size)
    types = {body["id"]: body["type"] for body in bodies(folder)}
    made = [shape(body, begun) for body in bodies(folder)[known:]]
    return [*made, *sorted((types[one["id"]], one["field"]) for one in opened)]


def bodies(folder: Path) -> list[dict[str, Any]]:
    return [dict(json.loads(line)) for line in (folder / "log.jsonl").read_bytes().splitlines()]


def shape(body: dict[str, Any], begun: datetime) -> tuple[object, ...]:
    """Return an entry as anybody reads it, without what is drawn at random; its time in minutes."""
    clear = {name: "a key" if KEY.fullmatch(str(value)) else value for name, value in body["data"].items()}
    at = (datetime.fromisoformat(body["at"]) - begun) // timedelta(minutes=1)
    return (body["type"], body["seq"], at, body["role"], len(body["refs"]), sorted(body["commit"]), repr(clear))


@begins(Society.formed)
def test_an_exported_bundle_has_one_shape_for_any_name_in_a_filing(
    society: Society, case: Case, tmp_path: Path
) -> None:
    clean, *others = (
        exported(society, case, text, tmp_path / str(n)) for n, text in enumerate((CLEAN, SEALED, EARLIER))
    )
    assert others == [clean, clean]
    types = [one[0] for one in clean if isinstance(one, tuple)]
    assert {"case.filing_added", "case.filings_looked_through"} <= set(types)


@begins(Society.formed)
@pytest.mark.parametrize("text", [CLEAN, SEALED, EARLIER])
def test_the_panel_opens_a_filing_once_a_reviewer_let_it_in(society: Society, case: Case, text: str) -> None:
    case = filed(society, case, text)
    panel = at_the_desk(society["milo"])
    assert [title for title, _page in index(page(panel, case))][-1] == "A document that is not open to you"
    case = let_in(society, case, reasons="No harm.")
    assert [title for title, _page in index(page(panel, case))][-1] == "My diary (filed by the member)"


@begins(Society.formed)
@pytest.mark.parametrize("text", [SEALED, EARLIER])
def test_a_reviewer_reads_what_the_machine_marked_and_says_why_it_can_be_let_in(
    society: Society, case: Case, text: str
) -> None:
    case = filed(society, case, text)
    shown = page_of_the_step(society, case)
    assert "look at its words." in shown
    assert "Pia Sandgrouse" not in shown
    with pytest.raises(NotNow) as no:
        let_in(society, case)
    assert no.value.reasons == (REASONS["marks_are_answered"],)


@begins(Society.formed)
def test_a_reviewer_says_nothing_of_a_filing_in_which_nothing_is_marked(society: Society, case: Case) -> None:
    case = filed(society, case, CLEAN)
    assert re.search(r"Evidence \d+, from [^<]*:\s+nothing\.", page_of_the_step(society, case))
    assert not let_in(society, case).view.evidence.unread


def page_of_the_step(society: Society, case: Case) -> str:
    page = at_the_desk(society["vera"]).get(reverse("step", args=[case.reference, Verb.LOOK_THROUGH_FILING]))
    return page.content.decode()


@begins(Society.formed)
def test_what_was_let_in_has_the_number_that_the_member_sees(society: Society, case: Case) -> None:
    case = let_in(society, filed(society, case, CLEAN))
    own = signed_in(society["rex"]).get(reverse("member_bundle", args=[told(case)])).content.decode()
    assert index(page(at_the_desk(society["milo"]), case)) == index(own)
    assert index(own)[-1][0] == "My diary (filed by the member)"
