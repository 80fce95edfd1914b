"""Commitments that a report may be about: the words that point to them are counted and shown."""

import pytest

from policy import editions
from policy.suggestions import suggestions
from tests.policy.books import ICSRM

CODE = editions.read(ICSRM).code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He hid a fee of 300 until I had signed.", [(2, ("hid", "fee"))]),
        ("She LIED, and lied again; it was forged.", [(10, ("LIED", "forged"))]),
        ("The certificate was late, and so were other certificates. I forget when.", []),
        ("The certificate was outdated.", [(3, ("certificate", "outdated"))]),
        ("They never delivered, and billed us for it.", [(7, ("never delivered", "billed"))]),
        ("A gift, a secret, and a joke about my wheelchair: he denied it.", [(2, 2), (9, 2)]),
        ("He sent us an invoice for repairs that were never done.", [(7, ("invoice", "never done"))]),
        ("We were charged twice, and the bill was copied from May.", [(7, ("charged", "bill", "copied"))]),
        (
            "The test records were signed, but those tests were never run.",
            [(5, ("test records", "signed", "tests", "never run")), (10, ("signed", "never run"))],
        ),
        ("She was paid to praise the machine.", [(2, ("paid", "praise"))]),
        ("The sponsor sent it as a gift, and her review does not say so.", [(2, ("sponsor", "gift", "review"))]),
        ("I paid him. The result was good. My hours were long.", []),
        ("Coffee and feelings.", []),
        ("", []),
    ],
)
def test_the_words_that_point_to_a_commitment_are_shown_as_they_were_typed(
    text: str, found: list[tuple[int, tuple[str, ...] | int]]
) -> None:
    said = [(each.number, each.words) for each in suggestions(CODE, text)]
    assert [(number, words if isinstance(shown, tuple) else len(words)) for (number, words), (_, shown) in zip(
        said, found, strict=True)] == found  # fmt: skip


def test_three_are_suggested_at_most_and_four_words_shown_for_each() -> None:
    text = " ".join(word.strip("?").replace("*", "") for each in CODE.commitments for word in each.keywords)
    found = suggestions(CODE, text)
    assert (len(found), {len(each.words) for each in found}) == (3, {4})


def test_each_commitment_has_keywords_and_its_examples_point_to_it() -> None:
    missed = [
        each.number
        for each in CODE.commitments
        if each.number not in {one.number for one in suggestions(CODE, " ".join(each.examples))}
    ]
    assert missed == []
