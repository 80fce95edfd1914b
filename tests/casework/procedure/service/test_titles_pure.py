"""Which letters tell what only some rights open: the page of the letters and the forms about service ask the same function."""

from itertools import chain, combinations

import pytest

from casework.procedure.service.forms import names_of_letters
from casework.record import events as e
from casework.record.state.letters_tell import entries_told, is_told
from casework.vocabulary import Reading, Seat
from casework.workflow.guard import Acting
from tests.casework.pure import PureCase, someone
from tests.casework.pure_road import OLA
from tests.casework.silence import letter_of, sent, state_of

RIGHTS = (Reading.READ_FINDINGS, Reading.READ_OFFER)
SOME = tuple(chain.from_iterable(combinations(RIGHTS, n) for n in range(len(RIGHTS) + 1)))
ROAD = (e.HoldPlaced, e.ConsentProposed, e.HoldReleased, e.FindingsRecorded, e.HoldPlaced)
"""Letters before an offer, about it, after it, about findings, and after these."""


def told() -> PureCase:
    case, _letter = sent(e.NoticeServed)
    for kind in ROAD:
        case.happen(letter_of(kind), by=OLA)
    return case


@pytest.mark.parametrize("rights", SOME, ids=" ".join)
def test_a_letter_needs_the_rights_without_which_the_page_keeps_back_its_title(rights: tuple[Reading, ...]) -> None:
    case, held = told(), {right.value for right in rights}
    shown = set(entries_told((one.event for one in case.happened), held))
    found = [(one.kind, one.about in shown, is_told(one.needs, held)) for one in case.view.service.sent]
    assert [known for _kind, _shown, known in found] == [known for _kind, known, _known in found]
    offer, findings = Reading.READ_OFFER in rights, Reading.READ_FINDINGS in rights
    assert [(kind, known) for kind, known, _known in found][-len(ROAD) :] == [
        (e.HoldPlaced, True),
        (e.ConsentProposed, offer),
        (e.HoldReleased, True),
        (e.FindingsRecorded, findings),
        (e.HoldPlaced, findings),
    ]


@pytest.mark.parametrize(("seat", "numbered"), [(Seat.INVESTIGATOR, True), (Seat.DECIDER, False)])
def test_no_number_tells_a_decider_of_an_offer_that_ended(seat: Seat, numbered: bool) -> None:
    case, first = sent(e.ConsentProposed)
    stays = state_of(e.ConsentProposed)
    case.happen(e.ConsentRejected(offer=first.id, from_state=stays, to_state=stays), by=OLA)
    again = letter_of(e.ConsentProposed)
    case.happen(again, by=OLA)
    name = names_of_letters(case.view, Acting(person=someone("dana"), seats=frozenset({seat})))[again.id]
    assert name.endswith("letter 2 of 2") is numbered
