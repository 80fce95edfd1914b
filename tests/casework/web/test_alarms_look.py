"""The banner of an alarm in a browser; in a file of its own, because a browser does not start on a clock that stands still."""

from django.urls import reverse
from playwright.sync_api import Page

from accounts.alarms import AlarmKind, raise_alarm
from ledger.clock import now
from tests.casework.web.conftest import Town, begun, town
from tests.casework.web.test_alarms import in_doubt
from tests.casework.web.test_queue_look import Window

__all__ = ["begun", "town"]


def test_the_banner_is_read_and_pressed_by_everybody(page: Page, town: Town) -> None:
    in_doubt(town)
    raise_alarm(AlarmKind.SIGN_IN_ATTACKED, on=now().date())
    window = Window(page, town.browser("adam"), reverse("record_state"))
    assert window.judged(reverse("record_state")) + window.heard == []
    assert page.get_by_role("region", name="Alarm").count() == 2
    assert page.get_by_role("button", name="I am on it").count() == 2
