"""Which floods are among the cases of a viewer, however many these are."""

from datetime import timedelta

import pytest

from accounts.budgets import PER_HOUR, Budget
from casework import tasks
from casework.models import Case, CaseGrant, SlowReport, Turn
from casework.models.grant import number_of
from casework.models.turn import NEVER
from casework.queries.queue.page import queue
from casework.queries.reports.floods import in_list_of
from casework.vocabulary import Reading
from ledger.clock import now
from notifications.today.page import today
from tests.casework.web.conftest import Town
from tests.casework.web.test_floods import FLOODER, send


@pytest.mark.parametrize("most", [2, 6, 1000])
def test_a_flood_counts_the_viewers_own_reports_whether_they_have_few_cases_or_many(
    town: Town, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """For many cases each report looks up its grant; for few each case is looked up in the slow lane."""
    monkeypatch.setitem(PER_HOUR, Budget.FILING, 2)
    for _ in range(6):
        send(FLOODER)
    tasks.sweep()
    values = {"right": number_of(Reading.SEE_CASE), "now": now(), "most": most}
    ines, rex = town.people["ines"], town.people["rex"]
    hidden = SlowReport.objects.order_by("pk")[0].case
    CaseGrant.objects.filter(content_object=hidden, user=ines).delete()
    number, (flood,) = in_list_of({**values, "viewer": ines.pk})
    assert (number, flood.reports, flood.first < flood.until) == (min(5, most + 1), 3, True)
    assert in_list_of({**values, "viewer": rex.pk}) == (0, [])


def test_what_others_are_late_with_is_counted_on_today_without_a_flood_as_in_the_list_to_which_it_leads(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.FILING, 2)
    for _ in range(6):
        send(FLOODER)
    tasks.sweep()
    ines, day = town.people["ines"], now() - timedelta(days=1)
    Turn.objects.filter(user=ines).delete()
    Case.objects.update(due=day, late_from=day)
    late, listed = today(ines, now()).late, queue(ines, wanted={"whose": "late"}, now=now()).total
    assert (late and late.number, listed, SlowReport.objects.count()) == (2, 2, 4)
    Case.objects.filter(slow=None).update(due=NEVER, late_from=NEVER)
    assert today(ines, now()).late is None
