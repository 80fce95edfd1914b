"""The report and what follows it in a language that nobody speaks: no English word is left on any page."""

from dataclasses import is_dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from policy import editions
from tests.casework.web.reporting import ANSWERS, WORDS, Reporter, text
from tests.casework.web.test_follow import enter
from tests.casework.web.test_reading_grade import READ, STEP, WITH_A_CODE
from tests.policy.books import ICSRM
from tests.pseudo_language import accented, spoken, words_left

BOOKS = editions.read(ICSRM)
NAMES = ("Oathbound", "ICSRM", "UTC", "html", "py", "tlog", "proof", "Shift")
"""What is the same in every language."""


def data_of(value: Any) -> list[str]:
    """Return every text within the books or within what was typed."""
    if isinstance(value, str):
        return value.splitlines()
    if is_dataclass(value):
        return data_of([getattr(value, name) for name in value.__dataclass_fields__])
    if isinstance(value, dict):
        return [each for one in value.values() for each in data_of(one)]
    return [each for one in value for each in data_of(one)] if isinstance(value, (list, tuple)) else []


OF_THE_SOCIETY = [*NAMES, *data_of([BOOKS.code, BOOKS.oath, BOOKS.rules]), *data_of(ANSWERS)]
KNOWN = (*OF_THE_SOCIETY, settings.CONTACT, settings.CONTACT_ADDRESS, settings.CONTACT_HOURS, "testserver/follow-up")


def test_the_language_leaves_places_and_tags_as_they_are() -> None:
    assert accented("Keep <b>%(n)s</b> {x} &amp;").startswith("Ķééƥ <b>%(n)s</b> {x} &amp;")
    assert words_left("<p title='At'>Ķééƥ it</p><script>no</script>", "it") == ["At"]


def test_no_english_word_is_left_on_a_page_for_everybody(jar: Client) -> None:
    with spoken():
        pages = {name: text(jar.get(reverse(name))) for name in READ if name != "leave"}
    assert 'dir="rtl"' in pages["start"]
    assert {name: left for name, page in pages.items() if (left := words_left(page, *KNOWN))} == {}


def test_no_english_word_is_left_on_any_page_of_the_report(jar: Client) -> None:
    with spoken():
        reporter = Reporter(jar)
        pages = {name: reporter.page(name) for name in ANSWERS}
        pages |= {f"{name} refused": text(reporter.post(name, {})) for name in ("what", "who", "when", "you")}
        reporter.answer()
        pages |= {name: reporter.page(name) for name in ("words", "check")}
        reporter.declare()
        pages["receipt"] = reporter.page("receipt")
    code = WORDS.findall(pages["words"])
    assert {name: left for name, page in pages.items() if (left := words_left(page, *KNOWN, *code))} == {}


def test_no_english_word_is_left_behind_the_code(jar: Client) -> None:
    with spoken():
        reporter = Reporter(jar)
        reporter.answer()
        reporter.declare()
        browser, _ = enter(reporter.code())
        steps = STEP.findall(text(browser.get(reverse("follow_up"))))
        pages = {address: text(browser.get(address)) for address in [*map(reverse, WITH_A_CODE), *steps]}
    assert {name: left for name, page in pages.items() if (left := words_left(page, *KNOWN))} == {}
