"""The page of the procedure: every number on it comes from the rulebook, and every reader finds it."""

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from policy.actions import publish_editions
from tests.accounts.conftest import PASSWORD
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import text
from tests.policy.books import ICSRM

OF_ICSRM = (
    "Acknowledged within 7 days",
    "90 days, with reasons up to 180 days",
    "30 days, with more time up to 60 days",
    "3 or 5 people, at least 1 of them not a member",
    "45 days; the papers are out 7 days before the vote, which is open for at least 2 days",
    "Within 30 days of the decision; heard within 90 days",
    "Suspension (level 6)",
    "From 30 days to 24 months.",
    "May apply again after 3 to 5 years.",
    "Until its conditions are met, and 6 months more",
    "by two thirds for: Suspension, Expulsion, Permanent bar",
    "at least 3 have to take part, at least 5 where the board has 7 or more members",
    "10. Integrity, respect and accountability",
    "Forged evidence. Level 7",
    "The sanction is out of proportion.",
)


@pytest.fixture
def read(jar: Client) -> str:
    return " ".join(text(jar.get(reverse("procedure"))).split())


@pytest.mark.parametrize("words", OF_ICSRM)
def test_the_page_prints_the_rulebook(read: str, words: str) -> None:
    assert words in read


def test_what_only_the_society_may_say_in_an_appeal_is_no_ground_of_a_member(read: str) -> None:
    assert "unduly lenient" not in read


def test_each_edition_prints_its_own_numbers_and_leads_to_the_others(jar: Client, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ICSRM, tmp_path / "books"))
    rulebook = folder / "rulebook.toml"
    words = rulebook.read_text(encoding="utf-8").replace("icsrm-rulebook-1", "icsrm-rulebook-2")
    words = words.replace("CTA = { days = 21 }", "CTA = { days = 28 }").replace("2024-01-01", "2027-01-01")
    rulebook.write_text(words, encoding="utf-8")
    publish_editions(folder=folder)
    addresses = [reverse("procedure_edition", args=[f"icsrm-rulebook-{number}"]) for number in (1, 2)]
    first, second = (text(jar.get(address)) for address in addresses)
    assert (first.count("28 days"), second.count("28 days")) == (1, 2)
    assert all(f'href="{address}"' in page for address in addresses for page in (first, second))


def test_the_page_costs_few_statements(jar: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    jar.get(reverse("procedure"))
    with django_assert_num_queries(3):
        jar.get(reverse("procedure"))


@pytest.mark.parametrize("page", ["home", "oath", "register", "start"])
def test_every_public_page_leads_to_it(jar: Client, page: str) -> None:
    assert f'href="{reverse("procedure")}"' in text(jar.get(reverse(page)))


@pytest.mark.parametrize("page", ["code", "oath", "procedure", "register"])
def test_an_officer_who_reads_it_keeps_the_links_of_the_desk_and_a_visitor_gets_no_cookie(
    jar: Client, page: str
) -> None:
    found = jar.get(reverse(page))
    assert (reverse("queue") in text(found), "Sign in" in text(found), dict(found.cookies)) == (False, True, {})
    officer = User.objects.create_person(email="ola@example.org", name="Ola Officer", password=PASSWORD)
    browser = signed_in(officer)
    session = browser.session
    session["first_page"] = reverse("today")
    session.save()
    shown = text(browser.get(reverse(page)))
    assert (f'href="{reverse("queue")}"' in shown, "Sign out" in shown) == (True, True)
