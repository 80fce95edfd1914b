"""Who can stand in for somebody who is away, and who sees meanwhile what waits for them."""

from django.urls import reverse

from accounts.models import Appointment
from accounts.vocabulary import Office
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text

begun, here, town = web.begun, web.here, web.town


def away(town: Town, first: str) -> str:
    return " ".join(text(town.browser(first).get(reverse("own_absence"))).split())


def test_a_colleague_in_the_same_office_can_stand_in_and_sees_what_waits(town: Town) -> None:
    page = away(town, "ines")
    assert ("Ian Intake" in page, "People who hold one of your offices." in page) == (True, True)
    assert ("The other officers of intake see" in page, "Intake sees" in page) == (True, False)
    assert "Intake sees what waits for you." in away(town, "sara")


def test_without_a_colleague_the_page_says_why_nobody_can_stand_in(town: Town) -> None:
    Appointment.objects.filter(office=Office.INTAKE.value).exclude(user=town.people["ines"]).delete()
    page = away(town, "ines")
    assert "nobody else does now" in page
    assert "Nobody else is in intake now" in page
    assert f"An administrator can appoint somebody: {town.people['adam'].name}." in page
    assert "goes on to the next" not in page
