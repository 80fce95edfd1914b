"""The warning that mail to the member came back counts no letter of which its reader may not know."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from casework.record import events as e
from casework.record.state import CaseView
from casework.vocabulary import Channel, Seat
from casework.web.shared.unreached import unreached_since
from casework.workflow.guard import Acting
from tests.casework.pure import MONDAY, someone
from tests.casework.pure_road import OLA
from tests.casework.silence import letter_of, sent


@dataclass
class Asked:
    view: CaseView
    acting: Acting


@pytest.mark.parametrize(("seat", "knows"), [(Seat.INVESTIGATOR, True), (Seat.DECIDER, False)])
def test_a_letter_about_an_offer_warns_nobody_who_may_not_know_of_it(seat: Seat, knows: bool) -> None:
    case, first = sent(e.HoldPlaced)
    offer, early, late = letter_of(e.ConsentProposed), MONDAY.date(), MONDAY.date() + timedelta(days=4)
    case.happen(offer, by=OLA)
    asked = Asked(case.view, Acting(person=someone("dana"), seats=frozenset({seat})))
    for about, day in ((offer.id, early), (first.id, late)):
        back = e.ServiceFailed(about=about, reader=Seat.RESPONDENT, channel=Channel.MAIL, came_back_on=day)
        case.happen(back, by=OLA)
        asked.view = case.view
        assert unreached_since(asked) == (early if knows else None if about == offer.id else late)
