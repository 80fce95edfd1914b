"""Bodies made to cost: refused by a cheap check, with few errors, in an answer that does not grow with them."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from casework.api.bodies import LONGEST_TEXT, MOST_VALUES, is_reasonable
from casework.api.errors import MOST_ERRORS
from casework.models import Case
from tests.casework.api.conftest import REPORT, Program

SMALL = 8_000
"""No refusal has more bytes than this."""
MORE = "There are more mistakes than these. Mend these first."
LETTERS = "abcdefghijklmnopqrstuvwxyz"

COSTLY: dict[str, Any] = {
    "a list of 45,000 texts": {**REPORT, "witnesses": [""] * 45_000},
    "a list of 2,500 persons": {**REPORT, "accused": [{"name": 1, "employer": 2}] * 2_500},
    "14,000 unknown fields": {**REPORT, **{f"f{number}": 1 for number in range(14_000)}},
    "a name of 190,000 letters": {**REPORT, "accused": [{"name": "x" * 190_000}]},
    "an unknown field whose name has 190,000 letters": {**REPORT, "x" * 190_000: 1},
    "an answer of 190,000 letters": {**REPORT, "identity": "x" * 190_000},
    "an e-mail address of 190,000 letters": {**REPORT, "reporter": {"name": "P", "email": "x@" + "a." * 95_000 + "b"}},
    "a day of 190,000 figures": {**REPORT, "first_day": "2" * 190_000},
    "witnesses of 19 kB each": {**REPORT, "witnesses": ["x" * 19_000] * 10},
    "a field in another field, 60 levels deep": {**REPORT, "narrative": json.loads('{"a":' * 60 + "1" + "}" * 60)},
    "30 unknown fields of 5,000 letters": {**REPORT, **{f"{letter}{LETTERS * 190}": 1 for letter in f"{LETTERS}ABCD"}},
}


@pytest.mark.parametrize("body", COSTLY.values(), ids=COSTLY)
def test_a_costly_body_is_refused_in_a_small_answer_with_few_errors(
    program: Program, django_assert_num_queries: DjangoAssertNumQueries, body: Any
) -> None:
    with django_assert_num_queries(0):
        answer = program.post("complaints/", body)
    told = answer.json()
    assert (answer.status_code, told["type"]) == (422, "urn:oathbound:bad-shape")
    assert 1 <= sum(map(len, told["errors"].values())) <= MOST_ERRORS
    assert len(answer.content) < SMALL
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 150_000, 400),
        (b'{"a":' * 30_000, 400),
        (b"1" * 150_000, 400),
        (b'{"narrative": "' + b"x" * 100, 400),
        (b'{"narrative": "\\ud800"}', 400),
        (b'{"a": ' + b" " * 200_001 + b"1}", 413),
    ],
)
def test_what_is_no_json_or_one_byte_too_much_is_refused_in_words(program: Program, body: bytes, status: int) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    answer = program.client.post(reverse("api_complaints"), body, content_type="application/json", headers=key)
    assert (answer.status_code, len(answer.content) < SMALL) == (status, True)
    assert answer.json()["title"]


def test_of_many_errors_twenty_are_told_and_that_there_are_more(program: Program) -> None:
    answer = program.post("complaints/", {**REPORT, **{f"f{number:02}": 1 for number in range(25)}})
    told = answer.json()
    assert list(told["errors"]) == [f"f{number:02}" for number in range(20)]
    assert (len(told["reasons"]), told["reasons"][-1]) == (21, MORE)


def test_a_list_that_is_too_long_is_refused_before_what_it_holds_is_looked_at(program: Program) -> None:
    answer = program.post("complaints/", {**REPORT, "accused": [{"nme": "Rex"}] * 11, "witnesses": [7] * 21})
    assert answer.json()["errors"] == {
        "accused": ["Ensure this field has no more than 10 elements."],
        "witnesses": ["Ensure this field has no more than 20 elements."],
    }


@pytest.mark.parametrize(
    ("make", "fits"),
    [
        (lambda: {"a": [0] * (MOST_VALUES - 1)}, True),
        (lambda: {"a": [0] * MOST_VALUES}, False),
        (lambda: {"a": "x" * LONGEST_TEXT}, True),
        (lambda: {"a": "x" * (LONGEST_TEXT + 1)}, False),
        (lambda: {"x" * (LONGEST_TEXT + 1): 0}, False),
        (lambda: {"a": [[[[[[0]]]]]]}, True),
        (lambda: {"a": [[[[[[[0]]]]]]]}, True),
        (lambda: {"a": [[[[[[[[0]]]]]]]]}, False),
    ],
)
def test_the_limits_of_a_body_are_exact(make: Callable[[], dict[str, Any]], fits: bool) -> None:
    assert is_reasonable(make()) is fits


def test_a_form_of_one_byte_too_much_is_refused_in_words(db: None) -> None:
    browser = Client()
    fits = browser.post(
        reverse("follow_up"), b"code=" + b"x" * 199_995, content_type="application/x-www-form-urlencoded"
    )
    answer = browser.post(
        reverse("follow_up"), b"code=" + b"x" * 199_996, content_type="application/x-www-form-urlencoded"
    )
    assert (fits.status_code, answer.status_code) == (422, 413)
    assert "One page takes up to 200 kB of text." in answer.content.decode()
    assert len(answer.content) < 2 * SMALL
