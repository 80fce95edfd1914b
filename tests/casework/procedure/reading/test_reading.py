"""Reading sealed texts: each sitting is one entry, and what a reader may not open stays shut."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from operator import attrgetter
from uuid import uuid4

import pytest
import time_machine

from casework.models import Case, Opening
from casework.procedure.reading.actions import open_content
from casework.procedure.reading.papers import open_papers
from casework.queries.case.page import CasePage, Text
from casework.record.events import ContentOpened
from casework.vocabulary import CaseCompartment, NoRight, NotSeen, Reading, Verb
from ledger.models import Entry
from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import MONDAY
from tests.casework.taking import take
from tests.disk import wait_as_in_an_installation, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


def read(inquiry: Inquiry, case: Case, who: str) -> int:
    """Open a case's papers; return how many openings the record holds."""
    open_papers(reference=case.reference, by=inquiry.by(who), verbs=[])
    return Entry.objects.filter(type=ContentOpened.type).count()


def test_a_sitting_of_a_quarter_of_an_hour_is_one_entry_a_compartment(inquiry: Inquiry) -> None:
    case = inquiry.served()
    first = read(inquiry, case, "ola")
    inquiry.clock.shift(timedelta(minutes=14))
    assert read(inquiry, case, "ola") == first
    inquiry.clock.shift(timedelta(minutes=2))
    assert read(inquiry, case, "ola") > first


@pytest.mark.parametrize(("shown", "waiting"), [(attrgetter("texts"), True), (lambda _page: (), False)])
def test_an_opening_waits_for_the_disk_and_a_look_at_a_case_does_not(
    inquiry: Inquiry, shown: Callable[[CasePage], Iterable[Text]], waiting: bool
) -> None:
    case = inquiry.served()
    wait_as_in_an_installation()
    open_papers(reference=case.reference, by=inquiry.by("ola"), verbs=[], shown=shown)
    assert waits() is waiting
    assert Opening.objects.filter(case=case, kept="").exists() is not waiting


def test_each_reader_has_entries_of_their_own(inquiry: Inquiry) -> None:
    case = inquiry.served()
    first = read(inquiry, case, "ola")
    assert read(inquiry, case, "dee") > first


def test_a_text_that_no_right_of_the_reader_opens_is_not_seen(inquiry: Inquiry) -> None:
    case = take(inquiry.served(), Verb.FLAG_HEALTH, inquiry.by("rex"), note="In hospital.")
    wanted = {CaseCompartment.RESPONDENT: [(Entry.objects.get(type="case.health_flagged").id, "note")]}
    before = Entry.objects.count()
    with pytest.raises(NotSeen):
        open_content(reference=case.reference, by=inquiry.by("ola"), rights=[Reading.READ_RESPONSE], wanted=wanted)
    assert Entry.objects.count() == before


def test_a_person_without_the_right_is_refused(inquiry: Inquiry) -> None:
    case = inquiry.served()
    wanted = {CaseCompartment.CASE: [(uuid4(), "title")]}
    with pytest.raises(NoRight):
        open_content(reference=case.reference, by=inquiry.by("rex"), rights=[Reading.READ_EVIDENCE], wanted=wanted)
