"""Dispatch places each letter once, for nobody who may not read it, and loses nothing after an outage."""

import pytest
from django.db import transaction

from casework.access import the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.vocabulary import ClockName, Seat, Verb
from ledger import queries as ledger
from notifications.dispatch.dispatcher import BATCH, letters_for, place_letters
from notifications.models import Cursor, Item, Message
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry
from tests.notifications.kept_inquiry import begun, here, inquiry

__all__ = ["begun", "here", "inquiry"]


def lying(case: Case) -> list[tuple[str, str]]:
    """Return who has which letters, in the order of the record."""
    return list(
        Message.objects.filter(case=case).order_by("placed_at", "seat", "template").values_list("seat", "template")
    )


def post() -> None:
    """Dispatch until the end of the record."""
    while place_letters():
        pass


def test_an_accused_who_was_never_told_finds_nothing(inquiry: Inquiry) -> None:
    case = inquiry.disclosed()
    post()
    assert lying(case) == [(Seat.COMPLAINANT, "acknowledgement"), (Seat.COMPLAINANT, "identity_decision")]


def test_the_notice_goes_to_the_respondent_and_a_word_on_protection_to_the_reporter(inquiry: Inquiry) -> None:
    case = inquiry.disclosed()
    post()
    before = lying(case)
    inquiry.serve(case)
    post()
    assert [one for one in lying(case) if one not in before] == [
        (Seat.COMPLAINANT, "notice_was_served"),
        (Seat.RESPONDENT, "notice_of_investigation"),
    ]


def test_a_crash_before_the_cursor_moves_repeats_the_batch_and_places_each_once(inquiry: Inquiry) -> None:
    case = inquiry.noticed()
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        place_letters()
        raise KeyboardInterrupt
    assert lying(case) == []
    post()
    placed = lying(case)
    Cursor.objects.update(log_index=-1)
    post()
    assert (lying(case), len(set(placed))) == (placed, len(placed))


def test_the_cursor_reads_the_record_to_its_end(inquiry: Inquiry) -> None:
    inquiry.noticed()
    read = place_letters()
    last = ledger.entries(after=-1, limit=BATCH)[-1].log_index
    assert Cursor.objects.get().log_index == last
    assert read == last + 1
    assert place_letters() == 0


def test_a_letter_that_was_opened_before_it_was_placed_does_not_lie_there_as_new(inquiry: Inquiry) -> None:
    case = inquiry.served()
    post()
    notice = Message.objects.get(case=case, seat=Seat.RESPONDENT)
    assert (notice.opened_at is not None, notice.mail_due) == (True, None)


def test_an_escalation_reaches_intake_and_nobody_who_is_barred(inquiry: Inquiry) -> None:
    case = inquiry.screening()
    do(Verb.DECLARE_CONFLICT, reference=case.reference, by=inquiry.by("ines"))
    inquiry.pass_(case, "SCREEN")
    do(Verb.ESCALATE_CLOCK, reference=case.reference, by=the_clock(), clock=ClockName.SCREEN, subject=None)
    post()
    told = Item.objects.filter(case=case, topic=Topic.OVERDUE).values_list("person__name", flat=True)
    assert list(told) == ["Ivo Standish"]
    assert not Message.objects.filter(case=case, seat=Seat.INTAKE).exists()


def test_entries_that_are_not_of_a_case_write_to_nobody(inquiry: Inquiry) -> None:
    entries = [entry for entry in ledger.entries(after=-1, limit=BATCH) if not entry.stream.startswith("case/")]
    assert (bool(entries), [list(letters_for(entry, {})) for entry in entries]) == (True, [[] for _ in entries])
