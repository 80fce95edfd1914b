"""What one open page sends is numbered: what arrives late takes the place of nothing, and another page is still noticed."""

from collections.abc import Sequence
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from casework.access import Actor
from casework.queries.evidence.sealed_drafts import place_of_page
from casework.web.drafts.sendings import is_later
from casework.web.drafts.texts import Part, get_draft, keep_typed
from casework.web.public.writing import open_draft
from tests.casework.web.reporting import Reporter

PART = Part(name="words", holds=lambda name: name == "words")


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("a.10", "a.9", True),
        ("a.9", "a.10", False),
        ("a.2", "a.2", False),
        ("a.2", "b.1", False),
        ("a.2", "", False),
        ("", "a.2", False),
        ("1", "1", False),
    ],
)
def test_only_a_greater_number_of_the_same_page_is_later(one: str, other: str, *, later: bool) -> None:
    assert is_later(one, other) is later


@pytest.mark.parametrize("part", [None, PART], ids=["whole", "part"])
@pytest.mark.parametrize(
    ("arrive", "kept", "differ"),
    [
        ([("a.1", "One"), ("a.2", "Two")], "Two", []),
        ([("a.2", "Two"), ("a.1", "One")], "Two", []),
        ([("a.1", "One"), ("a.3", "One"), ("a.2", "Two")], "One", []),
        ([("a.1", "One"), ("b.2", "Two")], "One", [1]),
        ([("a.1", "One"), ("", "Two")], "One", [1]),
    ],
)
def test_of_what_one_page_sent_the_last_stays_in_whatever_order_it_arrives(
    db: None, part: Part | None, arrive: Sequence[tuple[str, str]], kept: str, differ: list[int]
) -> None:
    by = Actor(user=User(pk=uuid4()))
    place = place_of_page(by.user.pk, "queue_ask", "")
    came = [keep_typed(by, place, {"words": [words]}, 0, part, sending=sending) for sending, words in arrive]
    assert [at for at, (_version, other) in enumerate(came) if other] == differ
    assert get_draft(place, part).typed == {"words": [kept]}


def test_two_pages_of_a_report_that_are_saved_at_once_are_both_kept(jar: Client) -> None:
    reporter = Reporter(jar)
    secret = reporter.jar.cookies["draft"].value
    one, other = (open_draft(reporter.handle, secret) for _both in range(2))
    one.saved("what", {"narrative": ["One, whimbrel."]}, 0)
    other.saved("who", {"people": ["1"], "name_1": ["Rex Marlowe"]}, 0)
    assert "One, whimbrel." in reporter.page("what")
    assert "Rex Marlowe" in reporter.page("who")
