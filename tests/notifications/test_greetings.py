"""Before a letter goes, the page asks about a greeting that fits neither the member nor who speaks for them."""

from typing import Any

import pytest
from django.urls import reverse

from casework.models import Case
from casework.vocabulary import Verb
from tests.casework.answer_cast import Inquiry
from tests.notifications.test_pages import at_the_desk

ASKS = "Is the greeting right?"


def previewed(inquiry: Inquiry, case: Case, words: str) -> str:
    """The page of a step of Ola with its letters, for words that go to both sides."""
    typed: dict[str, Any] = {"next_step": words, "draft": "letters"}
    answer = at_the_desk(inquiry["ola"]).post(
        reverse("step", args=[case.reference, Verb.SEND_STATUS]), typed, follow=True
    )
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Dear Mr Abel,\nWe read on.", True),
        ("We read on.\nHello Rex Abel, it takes long.", True),
        ("Dear Mr Marlowe,\nWe read on.", False),
        ("Dear Rex, we read on.", False),
        ("Dear colleague,\nWe read on.", False),
        ("We read what Mr Abel sent.", False),
    ],
)
def test_a_greeting_that_fits_no_party_is_asked_about(inquiry: Inquiry, words: str, asks: bool) -> None:
    page = previewed(inquiry, inquiry.noticed(), words)
    assert (ASKS in page, "Abel”. Neither the member nor a representative" in page) == (asks, asks)


def test_somebody_known_elsewhere_is_asked_about_all_the_same(inquiry: Inquiry) -> None:
    """A person with an account who is no party: nothing is compared with anything but this case."""
    page = previewed(inquiry, inquiry.noticed(), f"Dear {inquiry['stranger'].name},\nWe read on.")
    assert (ASKS in page, "“Stu Ranger”" in page) == (True, True)
