"""The notice of a hearing waits while an offer of consent is open."""

from datetime import timedelta

import pytest

from casework.record.state.hearing_notice import last_day_of_notice, notice_came_late, notice_was_in_time
from casework.vocabulary import ClockName, Verb
from casework.workflow.guard import REASONS
from tests.casework.panel_road import CLEO, OLA, REX, bundled
from tests.casework.procedure.consent.test_consent_pure import TERM


@pytest.mark.parametrize(("left", "in_time"), [(7, True), (0, False)])
def test_the_notice_of_a_hearing_waits_while_an_offer_is_open_and_may_then_come_too_late(
    left: int, in_time: bool
) -> None:
    case = bundled()
    day, last = case.view.hearing.on, last_day_of_notice(case.view)
    assert day is not None and last is not None and notice_was_in_time(case.view)
    case.do(Verb.PROPOSE_CONSENT, by=REX, terms=TERM)
    run = case.view.clock(ClockName.HEARING_NOTICE)
    assert run is not None and run.waiting
    assert (last_day_of_notice(case.view), notice_was_in_time(case.view)) == (None, False)
    open_for = (day - last).days - left
    case.wait(days=open_for)
    case.do(Verb.REJECT_CONSENT, by=OLA, reasons_written=False)
    moved = last_day_of_notice(case.view)
    assert moved is not None and moved >= last + timedelta(days=open_for)
    assert (notice_was_in_time(case.view), notice_came_late(case.view)) == (in_time, not in_time)
    case.wait(days=(day - case.view.today).days)
    late = REASONS["hearing_notice_was_in_time"]
    said = [one for one in case.reasons(Verb.OPEN_HEARING, by=CLEO) if one.startswith(late)]
    assert bool(said) is not in_time
