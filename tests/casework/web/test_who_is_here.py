"""The header of a case names those in one's own seat who looked at it just now, and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.pseudonyms import pseudonym
from casework.models import Case, Opening, Seating
from casework.vocabulary import CaseCompartment, Seat, Verb
from ledger.clock import now
from local.demo import story as told
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost


def test_who_else_is_here_is_told_to_ones_own_seat_for_a_short_time(town: Town) -> None:
    story = town.story()
    told.acknowledge(story)
    one, other = story.holding(Seat.SCREENER)
    page = reverse("case", args=[story.case])

    def sees(first: str) -> bool:
        row = f"here now: {town.people[one].name}" in text(town.browser(first).get(reverse("queue"), {"whose": ""}))
        header = f"Here in the last 20 minutes: {town.people[one].name}" in text(town.browser(first).get(page))
        assert row is header
        return header

    assert "Here in the last 20 minutes" not in text(town.browser(one).get(page))
    assert (sees(one), sees(other), sees("ines")) == (False, True, False)
    assert f"Here in the last 20 minutes: {town.people['ines'].name}" in text(town.browser("ian").get(page))
    town.clock.shift(timedelta(minutes=21))
    assert not sees(other)
    assert "Here in the last 20 minutes" in text(town.browser(one).get(page))
    story.by(one, Verb.DECLARE_CONFLICT, confirmed="on")
    assert not sees(other)


def test_the_queue_asks_for_names_only_if_somebody_else_looked_at_one_of_its_cases(town: Town) -> None:
    story = town.story()
    told.acknowledge(story)
    one, other = story.holding(Seat.SCREENER)
    queue, page = reverse("queue"), reverse("case", args=[story.case])
    town.browser(one).get(page)
    alone = cost(town.browser(one), f"{queue}?whose=")
    town.browser(other).get(page)
    assert cost(town.browser(one), f"{queue}?whose=") == alone + 1
    town.clock.shift(timedelta(minutes=21))
    assert cost(town.browser(one), f"{queue}?whose=") == alone


@pytest.mark.parametrize("seat", [Seat.COMPLAINANT, Seat.BLIND_READER])
def test_no_statement_of_the_queue_tells_when_a_party_or_a_blind_reader_reads(town: Town, seat: Seat) -> None:
    story = town.story()
    told.acknowledge(story)
    one, queue = story.holding(Seat.SCREENER)[0], f"{reverse('queue')}?whose="
    town.browser(one).get(reverse("case", args=[story.case]))
    alone = cost(town.browser(one), queue)
    case, reader = Case.objects.get(reference=story.case), town.people["odette"]
    Seating.objects.create(case=case, user=reader, seat=seat.value, person=pseudonym(reader), open=True)
    Opening.objects.create(case=case, user=reader, kept=CaseCompartment.REPORTER.value, at=now())
    assert cost(town.browser(one), queue) == alone
