"""Which letters that were sent an officer may read, in a case that was decided and in one that went to a new panel."""

from html import unescape

import pytest
from django.urls import reverse

from casework.vocabulary import Seat
from local.demo.scenario import Story
from notifications.models import Message
from notifications.subjects import SUBJECTS
from tests.casework.web.conftest import Town, begun
from tests.casework.web.conftest import town as settled
from tests.notifications.test_waiting_pages import post
from tests.scenario_fixtures import here

__all__ = ["begun", "here", "town"]
town = settled
TELLING = frozenset({"findings", "factors_named", "decision"})
"""Letters to the member that tell what a panel found or the board decided."""


def read(town: Town, story: Story, first: str) -> list[tuple[str, int]]:
    """Ask for each letter to the member as an officer; return the template and the answer of each."""
    browser = town.browser(first)
    sent = Message.objects.filter(case__reference=story.case, seat=Seat.RESPONDENT).order_by("placed_at", "id")
    paths = [reverse("case_letter", args=[story.case, "respondent", n]) for n in range(1, sent.count() + 1)]
    return [(one.template, browser.get(path).status_code) for one, path in zip(sent, paths, strict=True)]


@pytest.fixture
def decided(town: Town) -> Story:
    story = town.case_in("appeal_window")
    post()
    return story


def test_outcomes_are_read_by_those_alone_who_read_findings(town: Town, decided: Story) -> None:
    assert {status for _template, status in read(town, decided, decided.investigator)} == {200}
    intake = read(town, decided, "ines")
    assert {template for template, _status in intake} >= TELLING
    may = {template for template, status in intake if status == 200}
    assert (may & TELLING, "hearing_notice" in may) == (set(), True)
    tab = (
        town.browser("ines").get(reverse("case_letters", args=[decided.case]), {"with": "respondent"}).content.decode()
    )
    numbers = [n for n, (_template, status) in enumerate(intake, 1) if status == 200]
    assert [n for n in range(1, len(intake) + 1) if f"/letters/respondent/{n}/" in tab] == numbers


def test_nobody_who_decides_reads_letters_beside_what_was_served(town: Town, decided: Story) -> None:
    for seat in (Seat.DECIDER, Seat.PANEL_MEMBER, Seat.BOARD_MEMBER):
        for first in decided.holding(seat)[:1]:
            assert {status for _template, status in read(town, decided, first)} <= {403, 404}, seat


def titles(town: Town, story: Story, first: str) -> frozenset[str]:
    """Return the templates of the letters to the member whose titles an officer sees on the tab of letters."""
    page = town.browser(first).get(reverse("case_letters", args=[story.case]), {"with": "respondent"}).content.decode()
    sent = Message.objects.filter(case__reference=story.case, seat=Seat.RESPONDENT)
    return frozenset(one.template for one in sent if f"Letter: {SUBJECTS[one.template]}" in unescape(page))


def test_only_officers_who_read_findings_see_titles_of_letters_after_the_findings(town: Town, decided: Story) -> None:
    screener = decided.holding(Seat.SCREENER)[0]
    assert titles(town, decided, decided.investigator) >= TELLING
    seen = titles(town, decided, screener)
    assert (sorted(seen & TELLING), "hearing_notice" in seen) == ([], True)


def test_those_who_see_to_service_see_the_title_until_the_letter_is_opened(town: Town, decided: Story) -> None:
    decision = Message.objects.get(case__reference=decided.case, seat=Seat.RESPONDENT, template="decision")
    assert "decision" in titles(town, decided, "ines")
    decided.open_letter(decided.respondent, decision.about)
    assert "decision" not in titles(town, decided, "ines")
    assert "decision" in titles(town, decided, decided.investigator)
