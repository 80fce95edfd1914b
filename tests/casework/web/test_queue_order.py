"""The list is sorted by the date of each row; “My turn” by the viewer's own dates: late, soon, new, then the rest."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from casework.models import Case, CaseGrant, Opening, Turn
from casework.models.turn import NEVER
from casework.queries.queue.frame import frame_of
from casework.queries.queue.listing import PAGE, Place
from casework.queries.queue.order import sort_without_people
from casework.queries.queue.page import queue
from casework.vocabulary import BadShape, Reading
from ledger.canonical import Values
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


def test_a_view_with_an_order_of_its_own_shows_no_column_as_sorted(town: Town) -> None:
    (case,) = listed(town.people["ines"], 1, due=now() - 9 * DAY)
    turn(case, town.people["ines"], now() - DAY)
    ines = town.browser("ines")
    page = " ".join(text(ines.get(f"{DESK}?whose=turn")).split())
    assert ("▲" in page, "aria-sort" in page, '<abbr title="Severity">Sev.</abbr>' in page) == (False, False, True)
    assert 'aria-sort="ascending"' in text(ines.get(f"{DESK}?whose=turn&sort=due"))


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


def told_of(cases: list[Case], viewer: User) -> None:
    """Let a viewer know the people of these cases, and so their clocks in the background."""
    knows = Permission.objects.get(codename=Reading.READ_PEOPLE.value, content_type__app_label="casework")
    CaseGrant.objects.bulk_create(CaseGrant(content_object=case, user=viewer, permission=knows) for case in cases)


def dated(ines: User) -> list[Case]:
    """Seven cases with the days until the step is due and until a clock ends; of the last two, Ines does not see the clock."""
    days = [(9, -20), (-5, -5), (2, 1), (30, -2), (4, 4), (-3, -40), (6, -60)]
    cases = listed(ines, len(days))
    for case, (due, late) in zip(cases, days, strict=True):
        Case.objects.filter(pk=case.pk).update(due=now() + due * DAY, late_from=now() + late * DAY)
    told_of(cases[:5], ines)
    return cases


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize(
    ("wanted", "sort", "expected"),
    [
        ({}, "", [0, 1, 5, 3, 2, 4, 6]),
        ({}, "due", [0, 1, 5, 3, 2, 4, 6]),
        ({}, "-due", [6, 4, 2, 3, 5, 1, 0]),
        ({"whose": "late"}, "", [0, 1, 5, 3]),
    ],
)
def test_the_list_is_sorted_by_the_date_that_each_row_shows_first(
    town: Town, monkeypatch: pytest.MonkeyPatch, *, many: bool, wanted: Values, sort: str, expected: list[int]
) -> None:
    ines = town.people["ines"]
    cases = dated(ines)
    monkeypatch.setattr("casework.queries.queue.seen.MANY", 0 if many else 1000)
    found = queue(ines, wanted=wanted, place=Place(sort=sort), now=now()).rows
    assert [row.reference for row in found] == [cases[number].reference for number in expected]
    shown = [row.late_since.day if row.late_since and row.late_first else row.due for row in found]
    assert shown == sorted(filter(None, shown), reverse=sort == "-due")


@pytest.mark.parametrize("many", [False, True])
def test_cases_that_a_search_found_are_sorted_by_shown_date_too(
    town: Town, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    ines = town.people["ines"]
    cases = dated(ines)
    monkeypatch.setattr("casework.queries.queue.seen.MANY", 0 if many else 1000)
    wanted: Values = {"found": [case.pk for case in cases[:5]]}
    for after, expected in (("", [4, 2, 3, 1, 0]), (cases[2].reference, [3, 1, 0])):
        found = queue(ines, wanted=wanted, place=Place(sort="-due", after=after), now=now()).rows
        assert [row.reference for row in found] == [cases[number].reference for number in expected]


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("sort", ["", "-due"])
def test_paging_by_shown_date_gives_each_case_once_both_ways(
    town: Town, monkeypatch: pytest.MonkeyPatch, *, many: bool, sort: str
) -> None:
    ines, moment = town.people["ines"], now()
    cases = listed(ines, 3 * PAGE + 5)
    for number, case in enumerate(cases):
        due, late = (number % 29 - 9) * DAY, (number % 13 - 9) * DAY
        Case.objects.filter(pk=case.pk).update(due=moment + due, late_from=moment + min(due, late))
    told_of(cases[::2], ines)
    monkeypatch.setattr("casework.queries.queue.seen.MANY", 0 if many else 1000)
    pages = [queue(ines, wanted={}, place=Place(sort=sort), now=moment)]
    while pages[-1].after:
        pages.append(queue(ines, wanted={}, place=Place(sort=sort, after=pages[-1].after), now=moment))
    found = [row.reference for page in pages for row in page.rows]
    assert (len(pages), sorted(found)) == (4, sorted(case.reference for case in cases))
    back = [pages[-1]]
    while back[0].before:
        back.insert(0, queue(ines, wanted={}, place=Place(sort=sort, before=back[0].before), now=moment))
    assert [row.reference for page in back for row in page.rows] == found
    days = [row.late_since.day if row.late_since else row.due for page in pages for row in page.rows]
    assert days == sorted(filter(None, days), reverse=bool(sort))


def test_each_part_of_a_page_of_many_cases_is_found_by_its_index(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ines = town.people["ines"]
    dated(ines)
    monkeypatch.setattr("casework.queries.queue.seen.MANY", 0)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    with CaptureQueriesContext(connection) as statements:
        queue(ines, wanted={}, now=now())
    (page,) = [one["sql"] for one in statements if " UNION ALL " in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {page}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert ("using case_late" in plan, "using case_due" in plan, "Seq Scan" in plan) == (True, True, False), plan


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


@pytest.mark.parametrize("many", [False, True])
def test_a_list_of_somebody_who_knows_nobody_looks_for_no_late_case(
    town: Town, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    ines, ian, moment = town.people["ines"], town.people["ian"], now()
    cases = dated(ines)
    told = [frame_of(viewer, moment).knows_people for viewer in (ines, ian)]
    CaseGrant.objects.filter(user=ines, permission__codename=Reading.READ_PEOPLE.value).delete()
    monkeypatch.setattr("casework.queries.queue.seen.MANY", 0 if many else 1000)
    frame = frame_of(ines, moment)
    with CaptureQueriesContext(connection) as statements:
        found = queue(ines, wanted={}, now=moment, frame=frame).rows
    by_due = sorted(cases, key=lambda case: Case.objects.get(pk=case.pk).due)
    assert (told, frame.knows_people, [row.reference for row in found]) == (
        [True, False],
        False,
        [case.reference for case in by_due],
    )
    assert [one["sql"] for one in statements if "shown_from" in one["sql"] or " UNION ALL " in one["sql"]] == []
    assert [sort_without_people(*one) for one in (("", ""), ("-due", ""), ("", "turn"), ("case", ""))] == [
        "step",
        "-step",
        "",
        "case",
    ]
