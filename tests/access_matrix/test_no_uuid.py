"""No page shows a key of the database or a name of the code.

Everybody's pages of a case in deliberation, decided, sent back and under appeal are read.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Appointment, User
from casework.models import CaseGrant
from casework.vocabulary import Verb
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.access_matrix.conftest import reporting
from tests.casework.web import conftest as web
from tests.share import is_taken

books, begun, here, town = web.books, web.begun, web.here, web.town

RAW = re.compile(r"(?<![\w@/.-])[a-z]+(?:_[a-z]+)+(?![\w@/.-])")
"""A name of the code, as no person writes one: words with a low line between them."""
LABEL = re.compile(r"<dt\b[^>]*>(.*?)</dt>", re.DOTALL)
RECORD = re.compile(r'<table class="[^"]*ob-table--record".*?</table>', re.DOTALL)
"""The entries of the record. Who audits it reads them as they are, by the names of docs/entries.md."""
KEY = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b", re.IGNORECASE)
HREF = re.compile(r'href="(/[^"#]*)"')
BEGINNINGS = {"desk": "/desk/", "board": "/board/", "member": "/member/", "ledger": "/ledger/", "signing": "/signing/"}
ELSEWHERE = (
    "/static/",
    "/accounts/logout",
    "/files/",
    "/receipts/",
    "/chain/",
    "/leave",
    # The same rows in another order, and fewer of them.
    "/desk/queue/?",
    "/history/?",
    "/api/",
    "/verify.py",
    "/verify.html",
)
MOST = 150
ANYWHERE, OF_A_CASE = re.compile(""), re.compile(r"OB-|N-|/follow-up/")
"""Which links are followed: pages that are about no case are read in one stage, and where a walk begins in each."""


def words_of(page: str) -> str:
    """Return what a person reads on a page: its text, the values of its fields, and what is read aloud."""
    shown = re.sub(r"<(script|style|template)\b.*?</\1>", " ", page, flags=re.DOTALL)
    hidden = re.sub(r'<input[^>]*type="hidden"[^>]*>', " ", shown)
    typed = re.findall(r'<input[^>]*type="(?:text|search)"[^>]*value="([^"]*)"', hidden)
    said = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', hidden)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", hidden), *typed, *said]))


def pages_walked(browser: Client, *starts: str, links: re.Pattern[str] = ANYWHERE) -> Iterator[tuple[str, str]]:
    """Yield every page that somebody reaches by such links, each once."""
    waiting, seen = list(starts), set(starts)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        answer = browser.get(address)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        yield address, page
        for link in HREF.findall(page):
            there = html.unescape(link)
            if there not in seen and links.search(there) and not any(part in there for part in ELSEWHERE):
                seen.add(there)
                waiting.append(there)


def walked(browser: Client, *starts: str, links: re.Pattern[str] = ANYWHERE) -> Iterator[tuple[str, str]]:
    """Yield every page that somebody reaches by such links, each once, with its words."""
    return ((address, words_of(page)) for address, page in pages_walked(browser, *starts, links=links))


def raw_names(page: str) -> set[str]:
    """Return the names of fields and codes that a page shows as the code has them: `shown_by`, or a label without a capital."""
    told = RECORD.sub(" ", page)
    labels = (html.unescape(re.sub(r"<[^>]+>", " ", each)).strip() for each in LABEL.findall(told))
    return {*RAW.findall(words_of(told)), *(each for each in labels if re.fullmatch(r"[a-z][a-z0-9_]+", each))}


def one_of_each_kind(people: dict[str, User], story: Story) -> dict[str, User]:
    """Return one of those who have the same offices and the same rights in the case: they reach the same pages."""
    held: defaultdict[UUID, set[str]] = defaultdict(set)
    rights = CaseGrant.objects.filter(content_object__reference=story.case)
    for user, right in (
        *rights.values_list("user", "permission__codename"),
        *Appointment.objects.values_list("user", "office"),
    ):
        held[user].add(right)
    return dict({frozenset(held[user.pk]): (first, user) for first, user in people.items()}.values())


def found(town: web.Town, story: Story, links: re.Pattern[str]) -> dict[str, list[str]]:
    """Return the keys and raw names that anybody reads anywhere, by person and page."""
    while place_letters():
        pass
    seated = {first: user for first, user in sorted(town.people.items()) if user.kind == "person"}
    if links is OF_A_CASE:
        seated = one_of_each_kind(seated, story)
    browsers = {first: town.browser(first) for first in seated if is_taken(first, one_in=4)}
    browsers["reporter"] = reporting(story)
    wrong: dict[str, list[str]] = {}
    read = 0
    for who, browser in browsers.items():
        starts = ("/follow-up/",) if who == "reporter" else tuple(BEGINNINGS.values())
        homes = ("case", "board_case", "panel_case", "appeal_case")
        cases = () if who == "reporter" else tuple(reverse(home, args=[story.case]) for home in homes)
        for address, page in pages_walked(browser, *starts, *cases, links=links):
            read += 1
            if keys := {*KEY.findall(words_of(page)), *raw_names(page)}:
                wrong[f"{who} {address}"] = sorted(keys)
    assert read > (300 if links is ANYWHERE else 100)
    return wrong


def weighed(story: Story) -> None:
    """The panel weighs factors and a kind of conduct, each shown by something of the case, and the board decides on it."""
    story.by("paul", Verb.OPEN_HISTORY, confirmed="on")
    story.open_letter("rex", told.last_event(story, "case.factors_named"))
    story.wait(20)
    known, rules = story.view.deliberation, story.view.rules
    shown = (*sorted(story.view.evidence.copy_keys)[:1], known.findings[0].id, *known.readings)
    codes = list(rules.aggravating)[1:4]
    factors = {f"factor_{code}": "on" for code in codes}
    rests_on = {f"factor_{code}_shown_by": key for code, key in zip(codes, shown, strict=False)}
    sheet = {
        "severity_1": 3,
        "level": 7,
        "no_return_years": 3,
        "lower_6_days": "90 days",
        "lower_5_days": "365 days",
        "conduct_1": next(iter(rules.fixed_starts)),
        "wording": "You are expelled.",
        "lower_level": "A suspension would not show that written promises count.",
        "outside_range": "It was weighed.",
        "reasons": "A written promise was denied to a customer who relied on it.",
    }
    story.two("paul", "petra", Verb.RECOMMEND_SANCTION, **factors, **rests_on, **sheet)


def put_forward(story: Story) -> None:
    """One of the appeal panel puts forward to allow the appeal in part; nobody has signed it yet."""
    said = {"level": 3, "wording": "A course.", "lower_level": "No.", "outside_range": "So.", "reasons": "A draft."}
    course = {"condition_1": "A course.", "condition_1_proof": "A certificate.", "condition_1_days": 60}
    appeals.vote_on_grounds(story, "disproportionate")
    story.by("amos", Verb.VARY_ON_APPEAL, succeeds=["disproportionate"], **said, **course)


@pytest.mark.parametrize(
    ("links", "chapters"),
    [
        (ANYWHERE, ("deliberation",)),
        (OF_A_CASE, ("deliberation", weighed, told.decide)),
        (OF_A_CASE, ("deliberation", weighed, branches.sent_back)),
        (OF_A_CASE, ("appeal_window", appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal, put_forward)),
    ],
    ids=["deliberation", "decided", "sent_back", "appeal"],
)
def test_nobody_reads_a_key_of_the_database_on_any_page(
    town: web.Town, links: re.Pattern[str], chapters: tuple[Any, ...]
) -> None:
    story = town.case_in(chapters[0])
    for chapter in chapters[1:]:
        chapter(story)
    assert found(town, story, links) == {}
