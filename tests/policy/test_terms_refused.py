"""Terms of a rulebook that contradict each other: each refusal with its sentence, and the terms that are just possible."""

from collections.abc import Mapping
from typing import Any

import pytest

from policy.editions import EditionError, check_terms, rules_from
from policy.editions.source import Source
from policy.editions.terms import CHECKS
from tests.policy.books import guild
from tests.policy.refusals import changed_rules, changed_values

BUSINESS = {"days": 1, "business": True}
CASES: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "for which a ballot has to stay open": (
        {"clocks.BOARD_VOTE.days": 40, "limits.ballot_least_days": 41, "clocks.BOARD_PAPERS": BUSINESS},
        {"clocks.BOARD_VOTE.days": 40, "limits.ballot_least_days": 30},
    ),
    "ends before a ballot can": (
        {"clocks.BOARD_VOTE.days": 20, "clocks.BOARD_PAPERS.days": 20},
        {"clocks.BOARD_VOTE.days": 20, "clocks.BOARD_PAPERS.days": 17},
    ),
    "an offer of consent ends before": ({"clocks.CONSENT.days": 14}, {"clocks.CONSENT.days": 17}),
    "HEARING_NOTICE: a hearing is called": ({"clocks.HEARING_NOTICE.days": 366}, {"clocks.HEARING_NOTICE.days": 365}),
    "APPEAL_NOTICE: a hearing is called": (
        {"clocks.APPEAL_NOTICE.days": 366, "clocks.APPEAL_HEARING.days": 500},
        {"clocks.APPEAL_NOTICE.days": 365, "clocks.APPEAL_HEARING.days": 500},
    ),
    "the papers are due before the notice": ({"clocks.BUNDLE.days": 45}, {"clocks.BUNDLE.days": 31}),
    "the time for new allegations ends": ({"clocks.NEW_CHARGES.days": 45}, {"clocks.NEW_CHARGES.days": 31}),
    "the time to look at an appeal ends": ({"clocks.APPEAL_SIFT.days": 10}, {"clocks.APPEAL_SIFT.days": 11}),
    "the time to hear an appeal ends": ({"clocks.APPEAL_HEARING.days": 21}, {"clocks.APPEAL_HEARING.days": 22}),
    "the final limit of a report": ({"clocks.LIMITATION_LONGSTOP.years": 2}, {"clocks.LIMITATION_LONGSTOP.years": 3}),
    "an investigator cannot give more days": ({"clocks.RESPONSE.extension": 13}, {"clocks.RESPONSE.extension": 14}),
}
"""By some words of the refusal: terms that are refused, and terms that are just possible."""


def said(changes: Mapping[str, Any]) -> str:
    """Return the key and the reason of a refusal; "" if ICSRM's rulebook may be published with these changes."""
    values = changed_values(changes)
    source = Source("new", values, {("clocks", name): n for n, name in enumerate(values["clocks"], start=1)})
    try:
        check_terms(rules_from(values, name="new"), source)
    except EditionError as refused:
        names = list(values["clocks"])
        return f"{names[refused.line - 1]}: {refused.reason}"
    return ""


@pytest.mark.parametrize(("words", "refused", "possible"), [(words, *both) for words, both in CASES.items()])
def test_terms_that_leave_no_day_are_refused(
    words: str, refused: Mapping[str, Any], possible: Mapping[str, Any]
) -> None:
    assert words in said(refused)
    assert said(possible) == ""


def test_each_check_refuses_something() -> None:
    found = {said(refused).split(": ", maxsplit=1)[1] for refused, _ in CASES.values()}
    assert found == {check.reason for check in CHECKS}


def test_a_new_rulebook_names_every_limit() -> None:
    values = changed_values({"limits.ballot_least_days": None})
    with pytest.raises(EditionError, match=r"^new: \"ballot_least_days\" is missing in limits$"):
        check_terms(rules_from(values, name="new"), Source("new", values))


def test_a_rulebook_that_is_stored_keeps_its_terms_and_gives_voters_two_days() -> None:
    rules = changed_rules({"limits.ballot_least_days": None, "clocks.CONSENT.days": 14})
    assert (rules.limits["ballot_least_days"], rules.clocks["CONSENT"].days) == (2, 14)


def test_an_invented_body_is_not_refused_for_its_holidays() -> None:
    books = guild()
    check_terms(books.rules, Source("guild", books.rulebook_values))
