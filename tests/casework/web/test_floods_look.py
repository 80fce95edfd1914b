"""The desk during a flood in a real browser. The browser starts before the clock of the town stands still."""

from django.urls import reverse
from playwright.sync_api import Page

from casework import tasks
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_floods import FLOODER, digests, few, send
from tests.casework.web.test_queue_look import Window

__all__ = ["few"]


def test_axe_finds_nothing_on_the_desk_and_among_the_reports_of_a_flood(page: Page, town: Town) -> None:
    for _ in range(6):
        send(FLOODER, danger="yes")
    tasks.sweep()
    ines = town.browser("ines")
    ((name, _),) = digests(text(ines.get(reverse("queue"))))
    window = Window(page, ines, reverse("today"), reverse("queue"), f"{reverse('queue')}?flood={name}")
    assert window.look() == []
