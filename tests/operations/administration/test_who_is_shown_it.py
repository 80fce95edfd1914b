"""The pages of the administration exist for administrators who gave both factors, and for nobody else."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import appoint
from accounts.second_factor import enrol_totp
from accounts.vocabulary import Office
from tests.casework.web.conftest import signed_in

LONG_AGO = date(2020, 1, 1)


def holder(office: Office) -> User:
    user = User.objects.create_person(email=f"{office}@society.example", name="Nora Newcome")
    appoint(user=user, office=office, since=LONG_AGO)
    return user


def test_an_administrator_is_led_to_the_people(db: None) -> None:
    browser = signed_in(holder(Office.ADMINISTRATOR))
    assert browser.get(reverse("administration")).headers["Location"] == reverse("admin_people")
    page = browser.get(reverse("admin_people"))
    assert (page.status_code, page.templates[0].name) == (200, "administration/people.html")


@pytest.mark.parametrize("office", sorted(set(Office) - {Office.ADMINISTRATOR}))
def test_to_every_other_office_the_page_does_not_exist(db: None, office: Office) -> None:
    page = signed_in(holder(office)).get(reverse("admin_people"))
    assert (page.status_code, page.templates[0].name) == (404, "404.html")


def test_somebody_who_is_not_signed_in_is_asked_to(db: None) -> None:
    assert (
        Client().get(reverse("admin_people")).headers["Location"] == f"{reverse('account_login')}?next=/admin/people/"
    )


def test_an_administrator_who_gave_the_password_alone_is_asked_for_a_code(db: None) -> None:
    adam, browser = holder(Office.ADMINISTRATOR), Client()
    enrol_totp(adam)
    browser.force_login(adam, backend="accounts.backends.PeopleOnly")
    assert (
        browser.get(reverse("admin_people")).headers["Location"]
        == f"{reverse('mfa_reauthenticate')}?next=%2Fadmin%2Fpeople%2F"
    )
