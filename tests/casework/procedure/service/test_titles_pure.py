"""Which letters tell what only some rights open: the page of the letters and the forms about service ask the same function."""

from itertools import chain, combinations

import pytest

from casework.record import events as e
from casework.record.state.letters_tell import entries_told, is_told
from casework.vocabulary import Reading
from tests.casework.pure import PureCase
from tests.casework.pure_road import OLA
from tests.casework.silence import letter_of, sent

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
