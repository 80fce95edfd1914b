"""Why an allegation was cut in two is said on the case page."""

from datetime import date

from django.urls import reverse

from casework.procedure.screening.actions import frame_allegation, split_allegation
from casework.queries.case.chain import BEFORE_OATH
from tests.casework.desk_cast import MONDAY, desk_on, period
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import text


def test_why_an_allegation_was_cut_is_said_on_the_page(db: None) -> None:
    desk, traveller = desk_on(MONDAY)
    case, _ = desk.framed()
    by, on = desk.screeners(case)[0], date(2024, 1, 1)
    days = period(date(2023, 12, 20), date(2024, 1, 10))
    case = frame_allegation(reference=case.reference, by=by, commitment=3, act="As before.", **days)
    key = case.view.allegations.all[-1].id
    split_allegation(reference=case.reference, by=by, allegation=key, on=on, reasons="The oath began then.")
    page = text(signed_in(by.user).get(reverse("case_history", args=[case.reference])))
    traveller.stop()
    assert page.count("What was alleged reached over 1 January 2024, so it was cut in two there.") == 2
    assert page.count(str(BEFORE_OATH)) == 2
