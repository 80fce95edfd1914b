"""“My turn” is sorted by the viewer's own dates: late, due within three days, new, then the rest."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from casework.models import Case, Opening, Turn
from casework.models.turn import NEVER
from casework.queries.queue import queue
from casework.queries.queue_listing import PAGE, Place
from casework.vocabulary import BadShape
from ledger.clock import now
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import DESK, listed, rows

begun = town_begun()
DAY = timedelta(days=1)


def turn(case: Case, viewer: User, due: datetime, step: str = "triage_case") -> None:
    Turn.objects.create(case=case, user=viewer, seat="screener", step=step, clock="SCREEN", due=due)


def opened(case: Case, viewer: User) -> None:
    Opening.objects.create(case=case, user=viewer, kept="case", at=now())


def order(viewer: User) -> list[str]:
    return [row.reference for row in queue(viewer, wanted={"whose": "turn"}, now=now()).rows]


def test_my_turn_is_sorted_late_soon_new_and_the_rest_by_the_viewers_own_date(town: Town) -> None:
    ines, ian = town.people["ines"], town.people["ian"]
    cases = listed(ines, 9, due=now() + 90 * DAY)
    later, new, soon, late, no_date, later_late, new_undated, sooner, others = cases
    for case, due in ((later, 20), (new, 9), (soon, 3), (late, -5), (later_late, -1), (sooner, 1)):
        turn(case, ines, now() + due * DAY)
    turn(later, ines, now() + 40 * DAY, step="frame_allegation")
    for case in (no_date, new_undated):
        turn(case, ines, NEVER)
    turn(others, ian, now() - 30 * DAY)
    for case in (later, soon, late, no_date):
        opened(case, ines)
    opened(new, ian)
    wanted = [late, later_late, sooner, soon, new, new_undated, later, no_date]
    assert order(ines) == [case.reference for case in wanted]


@pytest.mark.parametrize("whose", ["turn", "late"])
def test_a_view_with_an_order_of_its_own_shows_no_column_as_sorted(town: Town, whose: str) -> None:
    (case,) = listed(town.people["ines"], 1, due=now() - 9 * DAY)
    turn(case, town.people["ines"], now() - DAY)
    ines = town.browser("ines")
    page = " ".join(text(ines.get(f"{DESK}?whose={whose}")).split())
    assert ("▲" in page, "aria-sort" in page, '<abbr title="Severity">Sev.</abbr>' in page) == (False, False, True)
    assert 'aria-sort="ascending"' in text(ines.get(f"{DESK}?whose={whose}&sort=due"))


def test_the_page_shows_the_viewers_own_date_and_says_how_it_is_sorted(town: Town) -> None:
    ines = town.people["ines"]
    (case,) = listed(ines, 1, due=now() + 90 * DAY)
    turn(case, ines, now() + 2 * DAY)
    page = text(town.browser("ines").get(f"{DESK}?whose=turn"))
    assert "late, due within three days, new, then the others" in page
    (row,) = queue(ines, wanted={"whose": "turn"}, now=now()).rows
    assert (row.days_left, row.late) == (2, False)


def test_paging_through_my_turn_gives_each_case_once_at_the_same_price(town: Town) -> None:
    ines, jar = town.people["ines"], town.browser("ines")
    cases = listed(ines, 2 * PAGE + 10, due=now() + 90 * DAY)
    for number, case in enumerate(cases):
        turn(case, ines, NEVER if number % 7 == 0 else now() + (number % 11 - 4) * DAY)
        if number % 3:
            opened(case, ines)
    found, path, asked = [], f"{DESK}?whose=turn", []
    jar.get(path)
    while path:
        with CaptureQueriesContext(connection) as statements:
            page = text(jar.get(path))
        asked.append(len(statements))
        found += rows(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = DESK + following[1].replace("&amp;", "&") if following else ""
    assert (sorted(found), len(set(found))) == (sorted(case.reference for case in cases), len(cases))
    assert asked == [5, 7, 7]


@pytest.mark.parametrize("sort", ["received", "-received", "since", "due", ""])
def test_the_addresses_of_other_pages_name_a_case_and_hold_no_time(town: Town, sort: str) -> None:
    """The hour in which a report came would say whose it is, beside the logs of a network."""
    listed(town.people["ines"], 2 * PAGE + 10)
    jar = town.browser("ines")
    first = rows(text(jar.get(DESK, {"sort": sort})))
    page = text(jar.get(DESK, {"sort": sort, "after": first[-1]}))
    second = rows(page)
    assert set(re.findall(r'(?:after|before)=([^"&]+)', page)) == {first[-1], second[0], second[-1]}


@pytest.mark.parametrize("gone", ["turn", "grant"])
def test_a_cursor_without_a_place_in_the_list_is_refused(town: Town, gone: str) -> None:
    ines = town.people["ines"]
    case, other = listed(ines, 2)
    turn(other, ines, now())
    if gone == "grant":
        turn(case, ines, now())
        case.grants.all().delete()
    with pytest.raises(BadShape):
        queue(ines, wanted={"whose": "turn"}, place=Place(after=case.reference), now=now())
    assert queue(ines, wanted={"whose": "turn"}, place=Place(after=other.reference), now=now()).rows == []
