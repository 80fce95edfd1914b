"""Which signature was in force on which day, read from signatures and endings without a database."""

from datetime import date, timedelta

import pytest

from policy.oaths import Act, Cover, Span, covers_of, in_force, spans_of

DAY = timedelta(days=1)
JANUARY, MARCH, MAY, JULY = (date(2026, month, 1) for month in (1, 3, 5, 7))


def signed(day: date, signature: str | None, position: int = 1) -> Act[str]:
    return Act[str](effective=day, position=position, signature=signature)


@pytest.mark.parametrize(
    ("day", "signature"),
    [(MARCH - DAY, None), (MARCH, "one"), (MAY - DAY, "one"), (MAY, "two"), (JULY - DAY, "two"), (JULY, None)],
)
def test_a_signature_is_in_force_from_its_day_until_the_next_or_an_ending(day: date, signature: str | None) -> None:
    acts = [signed(JULY, None, 3), signed(MARCH, "one", 1), signed(MAY, "two", 2)]
    assert in_force(acts, day) == signature


def test_of_two_on_one_day_the_later_in_the_record_is_in_force() -> None:
    assert in_force([signed(MARCH, "later", 2), signed(MARCH, "earlier", 1)], MARCH) == "later"


def test_a_later_day_counts_more_than_a_later_place_in_the_record() -> None:
    assert in_force([signed(MARCH, "late entry", 2), signed(MAY, "early entry", 1)], MAY) == "early entry"


def test_days_are_covered_without_a_gap_and_split_where_the_signature_changes() -> None:
    acts = [signed(MARCH, "one", 1), signed(MAY, "two", 2)]
    assert covers_of(acts, JANUARY, JULY) == (
        Cover(first=JANUARY, last=MARCH - DAY, signature=None),
        Cover(first=MARCH, last=MAY - DAY, signature="one"),
        Cover(first=MAY, last=JULY, signature="two"),
    )


def test_a_change_on_the_first_or_the_last_day_counts() -> None:
    acts = [signed(MARCH, "one", 1), signed(MAY, "two", 2)]
    assert covers_of(acts, MARCH, MAY) == (
        Cover(first=MARCH, last=MAY - DAY, signature="one"),
        Cover(first=MAY, last=MAY, signature="two"),
    )


def test_a_change_outside_the_days_asked_for_splits_nothing() -> None:
    acts = [signed(JANUARY, "one", 1), signed(JULY, "two", 2)]
    assert covers_of(acts, MARCH, MAY) == (Cover(first=MARCH, last=MAY, signature="one"),)


def test_one_day_is_covered_too() -> None:
    assert covers_of([signed(MARCH, "one")], MARCH, MARCH) == (Cover(first=MARCH, last=MARCH, signature="one"),)


def test_three_days_of_change_with_the_same_signature_are_one_stretch() -> None:
    acts = [signed(JANUARY, "one", 1), signed(MARCH, "one", 2), signed(MAY, "one", 3), signed(JULY, "two", 4)]
    assert covers_of(acts, JANUARY, JULY) == (
        Cover(first=JANUARY, last=JULY - DAY, signature="one"),
        Cover(first=JULY, last=JULY, signature="two"),
    )


def test_the_last_span_has_no_end() -> None:
    assert spans_of([signed(MARCH, "one", 1), signed(MAY, "two", 2)]) == (
        Span(first=MARCH, last=MAY - DAY, edition="one"),
        Span(first=MAY, last=None, edition="two"),
    )


def test_neighbouring_spans_of_the_same_edition_are_joined() -> None:
    acts = [signed(JANUARY, "one", 1), signed(MARCH, "one", 2), signed(MAY, "one", 3), signed(JULY, None, 4)]
    assert spans_of(acts) == (Span(first=JANUARY, last=JULY - DAY, edition="one"),)


def test_spans_of_the_same_edition_with_a_gap_stay_apart() -> None:
    acts = [signed(JANUARY, "one", 1), signed(MARCH, None, 2), signed(MAY, "one", 3)]
    assert spans_of(acts) == (
        Span(first=JANUARY, last=MARCH - DAY, edition="one"),
        Span(first=MAY, last=None, edition="one"),
    )


def test_where_nothing_was_signed_there_is_no_span() -> None:
    assert spans_of([signed(MARCH, None)]) == ()
    assert spans_of([]) == ()
