"""What a rulebook says of adjournments, offers shortly before a hearing, documents that were ordered, and ballots."""

from datetime import timedelta
from typing import Any

from casework.procedure.board import guards as board
from casework.procedure.hearing import guards as hearing
from casework.procedure.requests import guards as requests
from casework.record.state.hearing import HearingPart
from casework.record.state.hearing_time import Sitting
from casework.vocabulary import Seat
from policy.rules import Rules
from tests.casework.pure import MONDAY
from tests.policy.rulebook_clocks import asked, view


def adjournments(rules: Rules) -> Any:
    adjourned = [HearingPart(adjourned=(Seat.RESPONDENT,) * n) for n in range(12)]
    allowed = hearing.fewer_than_two_adjournments_for_that_side
    return [allowed(asked(view(rules, hearing=one)), Seat.RESPONDENT) for one in adjourned]


def days_to_the_hearing(rules: Rules) -> Any:
    today = MONDAY.date()
    return [HearingPart(time=Sitting(on=today + timedelta(days=n))).is_near(today, rules) for n in range(90)]


def days_of_a_document(rules: Rules) -> Any:
    days = [MONDAY.date() + timedelta(days=n) for n in range(400)]
    return [requests.document_has_a_day(asked(view(rules)), day) for day in days]


def days_of_a_ballot(rules: Rules) -> Any:
    days = [MONDAY.date() + timedelta(days=n) for n in range(80)]
    return [board.last_day_to_vote_is_possible(view(rules), day) for day in days]
