"""A day as people write it: 27 March 2026, March 27, 2026, 27/3/2026, 2026-03-27, March 2026, 3/2026, 2019, about 2019."""

import re
from collections.abc import Iterator

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import pgettext_lazy

ABOUT = pgettext_lazy("words before a day, with commas", "about, around, approximately, roughly, circa, ca")
BEFORE = pgettext_lazy("words before a day, with commas", "on, in, the")
GAP = r"(?:[./-]|[.,]?\s+)"
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<day>\d{{1,2}}){GAP}(?P<month>\d{{1,2}}){GAP}(?P<year>\d{{1,4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{GAP}(?:of\s+)?(?P<month>[^\W\d_]+){GAP}(?P<year>\d{{4}})",
        r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})[./-](?P<year>\d{4})",
        rf"(?P<month>[^\W\d_]+){GAP}(?P<year>\d{{4}})",
        r"(?P<year>\d{4})",
    )
)


def date_parts(text: str) -> list[object] | None:
    """Return day, month, year and whether it is a guess, as they were written; None if the text is no date but words.

    "Spring 2026" and "March" are words: they have no month, or no year.
    """
    rest, is_about = _without(text.strip().rstrip("."), ABOUT)
    rest, _is_on = _without(rest, BEFORE)
    for shape in SHAPES:
        if (found := shape.fullmatch(rest)) and (parts := found.groupdict()):
            is_date = "day" in parts or parts.get("month", "1").isdecimal() or parts["month"].casefold() in _months()
            return [parts.get("day", ""), parts.get("month", ""), parts["year"], is_about] if is_date else None
    return None


def _without(text: str, words: object) -> tuple[str, bool]:
    """Return a text without one of the words at its beginning, and whether there was one."""
    first, _, rest = text.partition(" ")
    is_one = first.casefold().rstrip(".") in str(words).split(", ") and bool(rest.strip())
    return (rest.strip(), True) if is_one else (text, False)


def _months() -> Iterator[str]:
    return (str(name).casefold() for known in (MONTHS, MONTHS_3) for name in known.values())
