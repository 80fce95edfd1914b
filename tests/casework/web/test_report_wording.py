"""What the pages of a report say where people once hesitated: true sentences, and one name for one thing."""

import re
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.casework.web.reporting import Reporter, text
from tests.casework.web.test_follow import enter
from vault.uploads import Fault

FOLD = re.compile(r"<details.*?</details>", re.DOTALL)


def plainly(page: str) -> str:
    """Return a page without its folds, in single spaces."""
    return " ".join(FOLD.sub("", page).split())


def test_the_page_of_evidence_says_outside_its_folds_what_names_a_reporter(jar: Client) -> None:
    page = Reporter(jar).page("evidence")
    assert "So can a message only you got." in plainly(page)
    assert "Only this browser" not in page
    assert "A program looks for hidden data and makes a copy without it. No person sees it." in " ".join(page.split())


def test_the_first_step_and_the_short_way_say_how_to_stay_unnamed(jar: Client) -> None:
    said = "To stay unnamed, leave out what only you could know."
    assert [said in plainly(Reporter(jar, short=short).page(page)) for short, page in ((False, "what"), (True, "short"))] == [
        True, True,
    ]  # fmt: skip


def test_the_start_says_how_long_it_takes_and_that_bills_for_nothing_belong_here(jar: Client) -> None:
    page = " ".join(text(jar.get(reverse("start"))).split())
    assert "One question a page, about 20 minutes." in page
    assert "a member who bills for work that was not done may break the Code" in page


def test_the_twelve_words_have_one_name_on_every_page(jar: Client) -> None:
    reporter = Reporter(jar)
    pages = [text(jar.get(reverse(name))) for name in ("home", "start", "follow_up", "verify", "contact")]
    reporter.answer()
    pages += [reporter.page(page) for page in ("words", "check")]
    reporter.declare()
    pages.append(reporter.page("receipt"))
    browser, _ = enter(reporter.code())
    pages.append(text(browser.get(reverse("follow_up"))))
    assert [number for number, page in enumerate(pages) if "receipt code" in page or "with your code" in page] == []


def test_letters_and_what_is_said_of_a_refused_file_give_the_twelve_words_that_name_too() -> None:
    letters = (Path(settings.BASE_DIR) / "templates/letters").rglob("*.html")
    said = {one.name: one.read_text() for one in letters} | {one.name: one.value for one in Fault}
    assert [name for name, words in said.items() if "your code" in words or "same code" in words] == []
