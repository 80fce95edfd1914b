"""What the filter of the queue finds by time, and what it says if it finds nothing."""

import re
from datetime import timedelta

from casework.models import Case
from casework.vocabulary import Seat
from casework.web.queue.links import COLUMNS
from ledger.clock import now
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import DESK, listed, rows


def test_cases_that_wait_for_longer_than_two_weeks_or_a_month_are_found(town: Town) -> None:
    moved = {"OB-T000": 10, "OB-T001": 20, "OB-T002": 40, "OB-T003": 40}
    for case in listed(town.people["ines"], len(moved), waiting_on=Seat.RESPONDENT.value):
        Case.objects.filter(pk=case.pk).update(turn_since=now() - timedelta(days=moved[case.reference]))
    Case.objects.filter(reference="OB-T003").update(waiting_on="")
    ines = town.browser("ines")
    found = {days: set(rows(text(ines.get(DESK, {"whose": "party", "waiting": days})))) for days in ("14", "30")}
    assert found == {"14": {"OB-T001", "OB-T002"}, "30": {"OB-T002"}}
    page = text(ines.get(DESK, {"whose": "party", "waiting": "14"}))
    assert "It has been their turn: For more than two weeks" in page


def test_how_long_a_case_has_waited_stands_with_its_day_and_not_below_the_seats(town: Town) -> None:
    page = text(town.browser("ines").get(DESK))
    group = page.partition("<summary>Time</summary>")[2].partition("</details>")[0]
    assert ("For more than two weeks" in group, "Next step in three days" in group) == (True, True)


def test_my_turn_says_that_today_counts_more(town: Town) -> None:
    listed(town.people["ines"], 1)
    pages = {whose: " ".join(text(town.browser("ines").get(DESK, {"whose": whose})).split()) for whose in ("turn", "")}
    said = "Today counts each step and each piece of news, so it can count more."
    assert {whose: said in page for whose, page in pages.items()} == {"turn": True, "": False}


def test_a_filter_that_finds_nothing_names_the_tab_that_is_on(town: Town) -> None:
    listed(town.people["ines"], 2)
    page = text(town.browser("ines").get(DESK, {"whose": "new", "state": "screening"}))
    assert re.search(
        r'Without “New reports”:\s+2.*?href="\?whose=&amp;state=screening">Drop\s+“New reports”', page, re.S
    )
    assert "“View”" not in page


def test_each_column_of_the_list_has_a_width(town: Town) -> None:
    """The widths stand in the template, so that no loop runs for them."""
    listed(town.people["ines"], 1)
    page = text(town.browser("ines").get(DESK))
    widths = re.findall(r'<col\s+class="ob-queue__column(\d)">', page)
    assert widths == [str(number) for number in range(1, len(COLUMNS) + 1)]
