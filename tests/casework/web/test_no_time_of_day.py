"""When a reporter was at work is told to officers as a day: beside a network's logs the time of day would name them."""

import re

from django.urls import reverse

from accounts.vocabulary import Scope
from casework.access import Actor
from casework.procedure.evidence.actions import add_evidence
from casework.vocabulary import Seat
from ledger.clock import now
from local.demo.story import screen
from notifications.dispatch.dispatcher import place_letters
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import TABS_OF_CASE, text

TIME = re.compile(r"\d{1,2}:\d\d|\d\d\dT\d\d|\b\d{1,2} ?[ap]\.?m\b")
LAST_MINUTE = "23:59"
"""Until when each last day lasts: said of a clock, never of what anybody did."""


def tabs_of(case: str) -> list[str]:
    return [reverse(tab, args=[case]) for tab in TABS_OF_CASE]


def pages_of(town: Town, first: str, case: str) -> dict[str, str]:
    """The queue, the case, the inbox and the answers to a program, as somebody sees them."""
    browser, program = town.browser(first), of(town.people[first], Scope.READ)
    found = {
        path: text(browser.get(path))
        for path in (reverse("today"), reverse("queue"), *tabs_of(case), reverse("desk_inbox"))
    }
    return found | {path: text(program.get(path)) for path in ("cases/", f"cases/{case}/", f"cases/{case}/timeline/")}


def test_officers_read_the_days_of_a_reporters_acts_and_no_time_of_day(town: Town) -> None:
    town.clock.shift(4 * 3600 + 37 * 60)
    story = town.story()
    filed = f"{now():%-d %B %Y}"
    screen(story)
    story.wait(4)
    town.clock.shift(3600 + 60)
    assert story.reporter is not None
    words = "It was promised here, dotterel."
    add_evidence(reference=story.case, by=Actor(user=story.reporter), title="A mail", text=words)
    while place_letters():
        pass
    sent = f"{now():%-d %B %Y}"
    for first in ("ines", story.holding(Seat.SCREENER)[0], story.investigator):
        pages = pages_of(town, first, story.case)
        said = {path: {time for time in TIME.findall(page) if time != LAST_MINUTE} for path, page in pages.items()}
        assert said == {path: set() for path in pages}
        del pages[reverse("today")]  # It names the case to those who have something to do in it.
        assert [path for path, page in pages.items() if story.case not in page] == [reverse("desk_inbox")]
        case = "".join(pages[path] for path in tabs_of(story.case))
        assert (filed in case, sent in case) == (True, True)
