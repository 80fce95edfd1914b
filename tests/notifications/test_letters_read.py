"""Which letters that were sent an officer may read, in a case that was decided and in one that went to a new panel."""

import re
from html import unescape

import pytest
from django.urls import reverse

from casework.models import CaseGrant
from casework.vocabulary import Reading, Seat
from local.demo.branches import consent_declined, consent_offered
from local.demo.scenario import Story
from notifications.letters.subjects import SUBJECTS
from notifications.models import Message
from tests.casework.web.conftest import Town, begun, brought_to, story
from tests.casework.web.conftest import town as settled
from tests.letters_back import enter_return
from tests.notifications.test_waiting_pages import post
from tests.scenario_fixtures import begins, here, upon

__all__ = ["begun", "here", "story", "town"]
town = settled
OFFERED = frozenset({"consent_offer", "consent_views"})
TELLING = frozenset({"findings", "factors_named", "decision"})
"""Letters to the member that tell what a panel found or the board decided."""


def read(town: Town, story: Story, first: str) -> frozenset[str]:
    """Ask for each letter to the member as an officer; return the templates of those that they may read."""
    browser = town.browser(first)
    sent = Message.objects.filter(case__reference=story.case, seat=Seat.RESPONDENT)
    paths = [reverse("case_letter", args=[story.case, "respondent", n]) for n in range(1, sent.count() + 1)]
    pages = [unescape(one.content.decode()) for one in map(browser.get, paths) if one.status_code == 200]
    named = [re.search(r'id="sent_title">[^:]+: ([^<]+)</h2>', page) for page in pages]
    return frozenset(one.template for one in sent if str(SUBJECTS[one.template]) in {name[1] for name in named if name})


@upon(brought_to("appeal_window"))
def letters_sent(_town: Town, story: Story) -> Story:
    post()
    return story


@pytest.fixture
def decided(story: Story) -> Story:
    return story


@begins(letters_sent)
def test_outcomes_are_read_by_those_alone_who_read_findings(town: Town, decided: Story) -> None:
    sent = Message.objects.filter(case__reference=decided.case, seat=Seat.RESPONDENT)
    assert read(town, decided, decided.investigator) == {one.template for one in sent} >= TELLING
    may = read(town, decided, "ines")
    assert (sorted(may & TELLING), "hearing_notice" in may) == ([], True)
    tab = (
        town.browser("ines").get(reverse("case_letters", args=[decided.case]), {"with": "respondent"}).content.decode()
    )
    led = {int(n) for n in re.findall(r"/letters/respondent/(\d+)/", tab)}
    for n in range(1, len(sent) + 1):
        answer = town.browser("ines").get(reverse("case_letter", args=[decided.case, "respondent", n]))
        assert answer.status_code == (200 if n in led else 404), n


@begins(letters_sent)
def test_nobody_who_decides_reads_letters_beside_what_was_served(town: Town, decided: Story) -> None:
    for seat in (Seat.DECIDER, Seat.PANEL_MEMBER, Seat.BOARD_MEMBER):
        for first in decided.holding(seat)[:1]:
            assert read(town, decided, first) == frozenset(), seat


def titles(town: Town, story: Story, first: str, to: Seat = Seat.RESPONDENT) -> frozenset[str]:
    """Return the templates of the letters to a party whose titles an officer sees on the tab of letters."""
    page = town.browser(first).get(reverse("case_letters", args=[story.case]), {"with": to.value}).content.decode()
    sent = Message.objects.filter(case__reference=story.case, seat=to)
    return frozenset(one.template for one in sent if f"Letter: {SUBJECTS[one.template]}" in unescape(page))


@begins(letters_sent)
def test_only_officers_who_read_findings_see_titles_of_letters_after_the_findings(town: Town, decided: Story) -> None:
    screener = decided.holding(Seat.SCREENER)[0]
    assert titles(town, decided, decided.investigator) >= TELLING
    seen = titles(town, decided, screener)
    assert (sorted(seen & TELLING), "hearing_notice" in seen) == ([], True)


def shut_findings() -> None:
    """Take the right to read findings from everybody, until the next entry of the case gives it back."""
    CaseGrant.objects.filter(permission__codename=Reading.READ_FINDINGS.value).delete()


@begins(letters_sent)
def test_the_seat_that_sees_to_service_sees_the_title_until_the_letter_is_opened(town: Town, decided: Story) -> None:
    shut_findings()
    decision = Message.objects.get(case__reference=decided.case, seat=Seat.RESPONDENT, template="decision")
    assert "decision" in titles(town, decided, "bea")
    others = [titles(town, decided, first) for first in ("ines", decided.investigator)]
    assert [sorted(seen & TELLING) for seen in others] == [[], []]
    decided.open_letter(decided.respondent, decision.about)
    shut_findings()
    assert "decision" not in titles(town, decided, "bea")


@begins(letters_sent)
def test_nobody_sees_the_title_of_a_letter_to_the_reporter_because_of_service(town: Town, decided: Story) -> None:
    assert "outcome" in titles(town, decided, "bea", Seat.COMPLAINANT)
    shut_findings()
    seen = {first: titles(town, decided, first, Seat.COMPLAINANT) for first in ("ines", decided.investigator, "bea")}
    assert [first for first, had in seen.items() if "outcome" in had] == []


@begins(brought_to("panel_forming"))
def test_after_an_offer_that_failed_no_title_tells_of_it(town: Town, story: Story) -> None:
    consent_offered(story)
    post()
    letters = Message.objects.filter(case__reference=story.case, template__in=OFFERED)
    assert {one.template for one in letters} == OFFERED
    before = titles(town, story, story.investigator) | titles(town, story, story.investigator, Seat.COMPLAINANT)
    consent_declined(story)
    for first in ("ines", story.investigator):
        seen = titles(town, story, first) | titles(town, story, first, Seat.COMPLAINANT)
        assert (seen & OFFERED, before & OFFERED) == (frozenset(), OFFERED), first


@begins(letters_sent)
def test_numbers_of_letters_leave_no_gap_for_a_hidden_one(town: Town, decided: Story) -> None:
    findings = Message.objects.get(case__reference=decided.case, seat=Seat.RESPONDENT, template="findings")
    decided.open_letter(decided.respondent, findings.about)
    shut_findings()
    page = (
        town.browser("bea").get(reverse("case_letters", args=[decided.case]), {"with": "respondent"}).content.decode()
    )
    numbers = sorted(int(n) for n in re.findall(r'id="letter_(\d+)"', page))
    sent = Message.objects.filter(case__reference=decided.case, seat=Seat.RESPONDENT).count()
    assert (numbers, len(numbers) < sent) == (list(range(1, len(numbers) + 1)), True)


def named_in_history(town: Town, story: Story, first: str) -> list[str]:
    """Return which letter each line about the service of one names, to an officer; "" where it names none."""
    asked = {"kind": ["letter", "reading"]}
    page = unescape(town.browser(first).get(reverse("case_history", args=[story.case]), asked).content.decode())
    kinds = "Letter came back|Letter opened|Letter counts as served|Proof that a letter arrived"
    return re.findall(rf'(?:{kinds})(?:: <a [^>]*href="[^"]*\?with=respondent">([^<]+), [^<,]+</a>)?', page)


@begins(brought_to("awaiting_response"))
def test_a_line_about_service_names_its_letter(town: Town, story: Story) -> None:
    about = story.view.service.unserved[0].about
    enter_return(story, story.investigator, f"{about}:respondent")
    for first in (story.investigator, "ines"):
        assert (first, named_in_history(town, story, first)) == (first, ["Notice of investigation"])


@begins(letters_sent)
def test_a_line_about_service_names_no_letter_whose_title_is_hidden(town: Town, decided: Story) -> None:
    told = Message.objects.get(case__reference=decided.case, seat=Seat.RESPONDENT, template="findings")
    decided.open_letter(decided.respondent, told.about)
    shut_findings()
    for first in ("ines", decided.investigator, "bea"):
        named = named_in_history(town, decided, first)
        hidden = {str(SUBJECTS[one]) for one in TELLING}
        assert (first, hidden & set(named), "" in named) == (first, set(), True)
