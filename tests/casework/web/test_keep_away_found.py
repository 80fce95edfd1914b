"""With more people in office than a page can list, "Who must not see this?" finds them by name, without a script."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import Office
from casework.forms.offices import MOST_FOUND, MOST_LISTED, people_found
from casework.models import Case
from casework.queries.conflicts.keep_away import OfficeHolder, OfficesListed
from casework.vocabulary import CaseCompartment
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import ANSWERS, Reporter, sealed, text
from tests.casework.web.test_keep_away_page import box, in_office, marked

LISTED_PEOPLE = re.compile(r'name="keep_away_from" value="person:')


@pytest.fixture
def office(books: None) -> dict[str, User]:
    """One person more in office than a page lists."""
    named = {
        "José Álvarez": in_office("José Álvarez", Office.PANELIST),
        "Ines Farrow": in_office("Ines Farrow", Office.INTAKE, Office.SCREENER),
    }
    for number in range(MOST_LISTED - 1):
        in_office(f"Officer{number} Plainname", Office.BOARD_MEMBER)
    return named


@pytest.fixture
def reporter(office: dict[str, User]) -> Reporter:
    return Reporter(Client(enforce_csrf_checks=True))


def listed(page: str) -> int:
    return len(LISTED_PEOPLE.findall(page))


def find(reporter: Reporter, name: str, **typed: object) -> str:
    """Press "Find", follow the redirect, and return the page."""
    answer = reporter.post("keep-away", {"find_name": name, "change": "find", **typed})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reporter.home}keep-away/#find_name")
    return reporter.page("keep-away")


def test_up_to_forty_people_are_listed_and_with_one_more_they_are_found_by_name(books: None) -> None:
    for number in range(MOST_LISTED):
        in_office(f"Officer{number} Plainname", Office.BOARD_MEMBER)
    reporter = Reporter(Client(enforce_csrf_checks=True))
    page = reporter.page("keep-away")
    assert (listed(page), "find_name.js" in page, 'value="find"' in page) == (MOST_LISTED, True, False)
    in_office("Ines Farrow", Office.INTAKE)
    page = reporter.page("keep-away")
    assert (listed(page), "find_name.js" in page, 'value="find"' in page) == (0, False, True)
    assert 'value="office:board_member"' in page


def test_a_name_is_found_by_its_words_without_accents_and_never_stands_in_an_address(
    reporter: Reporter, office: dict[str, User]
) -> None:
    page = find(reporter, "alv jose")
    assert (listed(page), f'value="{box(office["José Álvarez"])}"' in page) == (1, True)
    assert ("Found:" in page, 'name="find_name"' in page, 'value="alv jose"' in page) == (True, True, True)
    assert "Nobody in office has that name. Write it below only if" in find(reporter, "nobody such")


@pytest.mark.parametrize("sought", ["Rex Marlowe", "marlowe", "Mr Marlow", "nobody such"])
def test_a_search_for_a_person_reported_says_that_they_are_shut_out_already(reporter: Reporter, sought: str) -> None:
    reporter.post("who", ANSWERS["who"])
    page = find(reporter, sought)
    said = ("You report a person of this name" in page, "Nobody in office has that name." in page)
    assert said == ((False, True) if sought == "nobody such" else (True, False))


def test_six_different_words_are_sought_and_each_name_is_read_once() -> None:
    reads: list[str] = []

    class Holder(OfficeHolder):
        def __getattribute__(self, name: str) -> Any:
            if name == "name":
                reads.append(name)
            return super().__getattribute__(name)

    holder = Holder(person=uuid4(), user=uuid4(), name="A B C D E F", offices=(Office.INTAKE,))
    listed = OfficesListed(holders=(holder,), named=True)
    counts = {
        sought: people_found(listed, sought, ()).count for sought in ("f e d c b a", "a " * 50 + "b c d e f g", "a g")
    }
    assert list(counts.values()) == [1, 1, 0]
    reads.clear()
    people_found(listed, "a b c d g", ())
    assert len(reads) == 1


def test_of_many_who_fit_the_first_are_shown_and_the_page_says_so(reporter: Reporter) -> None:
    page = find(reporter, "plainname")
    assert (listed(page), f"{MOST_LISTED - 1}. Only the first are shown." in " ".join(page.split())) == (
        MOST_FOUND,
        True,
    )


def test_what_is_ticked_and_typed_stays_through_find_back_and_an_error(
    reporter: Reporter, office: dict[str, User]
) -> None:
    jose, ines = box(office["José Álvarez"]), box(office["Ines Farrow"])
    typed = {"keep_away": "his sister", "keep_away_from": [jose, "office:intake"]}
    page = find(reporter, "farrow", **typed)
    assert all(f'value="{value}" checked' in marked(page) for value in (jose, "office:intake"))
    assert ("his sister" in page, f'value="{ines}" checked' in marked(page), ines in page) == (True, False, True)
    reporter.post("keep-away", {**typed, "find_name": "farrow", "found_for": "farrow", "change": "back"})
    page = reporter.page("keep-away")
    assert ("his sister" in page, f'value="{jose}" checked' in marked(page), ines in page) == (True, True, True)
    wrong = {"keep_away": "🙈", "keep_away_from": [jose, ines], "find_name": "farrow", "found_for": "farrow"}
    page = text(reporter.post("keep-away", wrong))
    assert all(f'value="{value}" checked' in marked(page) for value in (jose, ines))
    assert "🙈" in page


def test_somebody_ticked_is_shown_once_and_on_top(reporter: Reporter, office: dict[str, User]) -> None:
    jose = box(office["José Álvarez"])
    page = find(reporter, "a", keep_away_from=[jose])
    values = re.findall(r'name="keep_away_from" value="(person:[^"]*)"', page)
    assert (values[0], values.count(jose)) == (jose, 1)


def test_a_name_nobody_has_looked_for_yet_is_looked_for_before_the_page_goes_on(reporter: Reporter) -> None:
    by_enter = reporter.post("keep-away", {"find_name": "farrow", "found_for": ""})
    assert by_enter.headers["Location"] == f"{reporter.home}keep-away/#find_name"
    goes_on = reporter.post("keep-away", {"find_name": "farrow", "found_for": "farrow"})
    assert not goes_on.headers["Location"].endswith("#find_name")


def test_the_name_looked_for_is_in_no_report(reporter: Reporter, office: dict[str, User]) -> None:
    jose = box(office["José Álvarez"])
    wish = {"keep_away_from": [jose], "keep_away": "", "find_name": "ossifrage", "found_for": "ossifrage"}
    reporter.answer(**{"keep-away": wish})
    check = reporter.page("check")
    assert ("José Álvarez" in check, "ossifrage" in check) == (True, False)
    assert reporter.declare().status_code == 302
    assert sealed(Case.objects.get(), CaseCompartment.KEEP_AWAY, "keep_away_from") == [jose]


def test_a_page_with_too_many_people_weighs_little(reporter: Reporter) -> None:
    assert len(reporter.page("keep-away").encode()) < 15_000


def test_an_officer_who_takes_a_report_finds_people_in_the_same_way(office: dict[str, User]) -> None:
    browser, address = signed_in(office["Ines Farrow"]), reverse("take_report")
    assert listed(text(browser.get(address))) == 0
    jose = box(office["José Álvarez"])
    typed = {"narrative": "The tender was sold.", "keep_away": "his sister", "people": "1", "name_1": "Rex Marlowe"}
    answer = browser.post(address, {**typed, "find_name": "alvarez", "found_for": "", "talk": "t"})
    assert answer.headers["Location"] == f"{address}#find_name"
    page = text(browser.get(address))
    assert (listed(page), f'value="{jose}"' in page) == (1, True)
    assert all(said in page for said in ("The tender was sold.", "his sister", "Rex Marlowe"))
    version = re.findall(r'name="draft_version" value="(\d+)"', page)[0]
    ticked = {**typed, "keep_away_from": [jose], "find_name": "nobody such", "change": "find", "talk": "t"}
    assert browser.post(address, {**ticked, "draft_version": version}).status_code == 302
    page = text(browser.get(address))
    assert f'value="{jose}" checked' in marked(page)
    assert "Nobody in office has that name." in page
