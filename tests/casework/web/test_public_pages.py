"""Pages that anybody may read: what they say, and that they leave no trace in the browser."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from casework.models import Case, RegisterEntry
from casework.queries.rulebook.published import PAGE
from ledger import clock
from policy.models import CodeEdition, Member, OathEdition, RulebookEdition
from tests.casework.web.reporting import ANSWERS, Reporter, text

READ = {
    "/": "A fair hearing for every concern",
    reverse("start"): "Raise a concern",
    reverse("code"): "To promote exceptional customer service and relationship management",
    reverse("oath"): "The oath",
    reverse("procedure"): "Where a sanction starts",
    reverse("register"): "There is no entry at present.",
    reverse("verify"): "Check a receipt",
    reverse("accessibility"): "Accessibility",
    reverse("privacy"): "3 years after it was closed",
    reverse("leave"): "Units of measure",
}


@pytest.mark.parametrize(("path", "words"), READ.items())
def test_a_page_to_read_sets_no_cookie_and_is_not_kept(jar: Client, path: str, words: str) -> None:
    answer = jar.get(path)
    assert (answer.status_code, words in text(answer), dict(answer.cookies)) == (200, True, {})
    assert answer.headers["Cache-Control"] == "no-store"
    assert jar.post(path).status_code in (403, 405, 422)


FORGET = '"cache", "cookies", "storage"'
NAVIGATES = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", **NAVIGATES},
        {"Sec-Fetch-Site": "none", **NAVIGATES},
        {"Referer": "http://testserver/report/"},
    ],
    ids=["a link of ours", "a typed address", "a browser that tells no more than where it comes from"],
)
def test_the_way_out_has_the_browser_forget(jar: Client, headers: dict[str, str]) -> None:
    assert jar.get(reverse("leave"), headers=headers).headers["Clear-Site-Data"] == FORGET


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", **NAVIGATES},
        {"Sec-Fetch-Site": "same-site", **NAVIGATES},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Site": "none", "Sec-Purpose": "prefetch", **NAVIGATES},
        {"Referer": "http://elsewhere.example/"},
        {},
    ],
    ids=["a link elsewhere", "a neighbour", "a picture", "our picture", "a frame", "a prefetch", "referer", "nothing"],
)
def test_what_another_site_asks_for_shows_the_way_out_and_clears_nothing(jar: Client, headers: dict[str, str]) -> None:
    person = get_user_model().objects.create_person(email="mia@example.org", name="Mia", password="whimbrel 4 tea")
    jar.force_login(person)
    answer = jar.get(reverse("leave"), headers=headers)
    assert (answer.status_code, "Units of measure" in text(answer)) == (200, True)
    assert ("Clear-Site-Data" in answer.headers, "_auth_user_id" in jar.session) == (False, True)


def test_the_home_page_keeps_the_header_of_a_person_who_is_signed_in(jar: Client) -> None:
    person = get_user_model().objects.create_person(email="mia@example.org", name="Mia", password="whimbrel 4 tea")
    outside = text(jar.get("/")).partition("</header>")[0]
    jar.force_login(person)
    session = jar.session
    session["first_page"] = reverse("member_inbox")
    session.save()
    inside = text(jar.get("/")).partition("</header>")[0]
    sign_in = f'href="{reverse("account_login")}"'
    assert [(sign_in in one, reverse("account_logout") in one) for one in (outside, inside)] == [
        (True, False),
        (False, True),
    ]


def test_every_edition_has_an_address_and_no_other_has(jar: Client) -> None:
    code, oath = CodeEdition.objects.get(), OathEdition.objects.get()
    answers = [
        jar.get(path)
        for path in (
            reverse("code_edition", args=[code.key]),
            reverse("oath_edition", args=[oath.key]),
            reverse("procedure_edition", args=[RulebookEdition.objects.get().key]),
            reverse("code_edition", args=["none"]),
            reverse("oath_edition", args=["none"]),
            reverse("procedure_edition", args=["none"]),
        )
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404, 404, 404]
    assert f'href="/code/{code.key}/"' in text(jar.get(reverse("code")))


def test_the_start_page_names_the_days_and_dates_of_the_rulebook(jar: Client) -> None:
    page = " ".join(text(jar.get(reverse("start"))).split())
    assert "Within 7 days" in page
    assert "Within 21 more days" in page


def listed(number: int) -> None:
    """One entry of the register."""
    case = Case.objects.create(
        reference=f"OB-{number}", code_name="Amber Heron", rulebook=RulebookEdition.objects.get(), filed_at=clock.now(),
        state="monitoring",
    )  # fmt: skip
    member = Member.objects.create(number=f"M-{number}", name=f"Member {number}")
    RegisterEntry.objects.create(
        case=case, member=member, name=member.name, number=member.number, commitments=[2], sanction="Public reprimand",
        level=4, text="Hid a fee.", decided_on=date(2026, 1, 1 + number % 3), live=number != 0,
    )  # fmt: skip


def test_the_register_shows_live_entries_a_page_at_a_time(
    jar: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(PAGE + 6):
        listed(number)
    with django_assert_num_queries(2):
        page = text(jar.get(reverse("register")))
    following = page.partition('rel="next" href="')[2].partition('"')[0]
    second = text(jar.get(f"/register/{following}"))
    shown = (
        [n for n in range(PAGE + 6) if f">Member {n}<" in page],
        [n for n in range(PAGE + 6) if f">Member {n}<" in second],
    )
    assert (len(shown[0]), len(shown[1]), sorted(shown[0] + shown[1])) == (50, 5, list(range(1, PAGE + 6)))
    assert "Hid a fee." in page


@pytest.mark.parametrize("after", ["x", "2026-01-01_", "2026-13-01_3", "2026-01-01_99999999999999999999", "_", "²_³"])
def test_a_place_nobody_was_given_is_the_beginning(jar: Client, after: str) -> None:
    listed(1)
    answer = jar.get(reverse("register"), {"after": after})
    assert (answer.status_code, "Member 1" in text(answer)) == (200, True)


def test_what_the_pages_cost(jar: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reporter = Reporter(jar)
    jar.get(reverse("start")), reporter.page("who")
    for path, queries in (
        ("/", 1),
        (reverse("start"), 4),
        (reverse("code"), 3),
        (f"{reporter.home}who/", 1),
        (f"{reporter.home}evidence/", 1),
        (f"{reporter.home}check/", 1),
    ):
        with django_assert_num_queries(queries):
            jar.get(path)


def test_what_a_report_costs(jar: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second = Reporter(jar), Reporter(Client())
    first.answer()
    first.declare()
    second.answer()
    answer, _last = second.page("when"), second.page("check")
    with django_assert_num_queries(2):
        second.page("keep-away")
    with django_assert_num_queries(2):
        last = second.page("check")
    with django_assert_num_queries(2):
        assert second.send("when", answer, ANSWERS["when"]).status_code == 302
    with django_assert_num_queries(13):
        assert second.send("check", last, {"declared": "on"}).status_code == 302


@pytest.mark.parametrize(("setting", "missing"), [("", True), ("1 Guild Street, Leeds", False)])
def test_the_contact_page_says_when_it_knows_no_way_beside_this_site(
    jar: Client, settings: Settings, setting: str, *, missing: bool
) -> None:
    settings.CONTACT, settings.CONTACT_ADDRESS = "", setting
    page = text(jar.get(reverse("contact")))
    assert ("Until it does, use this site." in page, "1 Guild Street, Leeds" in page) == (missing, not missing)


def test_the_addresses_of_the_society_stand_together_before_its_hours(jar: Client, settings: Settings) -> None:
    settings.CONTACT, settings.CONTACT_ADDRESS = "0113 496 0000, office@guild.example", "1 Guild Street, Leeds"
    settings.CONTACT_HOURS = "Monday to Friday"
    page = text(jar.get(reverse("contact")))
    places = [page.index(words) for words in (settings.CONTACT, settings.CONTACT_ADDRESS, settings.CONTACT_HOURS)]
    assert places == sorted(places)


def test_the_start_says_that_what_is_done_to_staff_counts_too(jar: Client) -> None:
    assert "at work too: a member who humiliates staff can break the Code" in text(jar.get(reverse("start")))
