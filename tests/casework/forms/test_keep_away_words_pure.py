"""The words for a reporter about a line that somebody outside looks at."""

from datetime import date

from casework.forms.keep_away import line_words
from casework.queries.conflicts.keep_away_taken import LineTaken


def test_a_line_that_waits_names_the_last_day_only_while_a_clock_counts_it() -> None:
    said = [line_words(LineTaken(kept=0, waits=True, spared=False, by=day)) for day in (date(2026, 3, 5), None)]
    ends = (
        "They see only this line and what you add. They have time until 5 March 2026. Nobody reads",
        "They see only this line and what you add. Nobody reads",
    )
    assert [end in words for end, words in zip(ends, said, strict=True)] == [True, True]
