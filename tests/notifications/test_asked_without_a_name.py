"""What a reporter without a name is asked: by a letter that they see, with a day on their page, or by nobody at all."""

from pathlib import Path

from casework.queries.reports.reporter_dates import ANONYMOUS_DATES, DATES
from casework.record.clocks import START
from casework.record.rights import RIGHTS
from casework.record.turns import ALONGSIDE, EXPECTED
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from casework.workflow.step import steps_by_code
from notifications.letters.table import LETTERS, TOLD_ANONYMOUSLY

REPORTER = Seat.COMPLAINANT
ROWS = [one for rows in EXPECTED.values() for one in rows] + [one for _states, one in ALONGSIDE]
ASKED = {(verb, clock) for one in ROWS if REPORTER in one.seats for verb in one.verbs for clock in one.clocks}
"""Each step that is expected of a reporter, with the clocks that give its day."""
TEMPLATES = Path("templates/letters")


def test_a_step_has_a_day_on_the_page_of_who_gave_no_name_exactly_if_it_is_open_to_them() -> None:
    assert len(ASKED) > 5
    found = {(verb, clock): (verb in steps_by_code(), clock in ANONYMOUS_DATES) for verb, clock in ASKED}
    assert {one: both for one, both in found.items() if both[0] != both[1]} == {}
    assert {clock for _verb, clock in ASKED} <= DATES.keys()


def test_a_letter_that_gives_a_reporter_days_is_shown_exactly_if_the_step_is_open() -> None:
    days = {clock: verb in steps_by_code() for verb, clock in ASKED}
    letters = {
        (event, posts[REPORTER].template): {days[clock] for clock in START.get(event, ()) if clock in days}
        for event, posts in LETTERS.items()
        if REPORTER in posts
    }
    giving = {one: is_open for one, is_open in letters.items() if is_open}
    assert len(giving) > 5
    assert [one for one, is_open in giving.items() if is_open != {one[1] in TOLD_ANONYMOUSLY}] == []


def test_no_letter_that_is_shown_without_a_name_asks_for_a_step_that_is_not_open() -> None:
    """The templates name a step by its label, or by the page of the step."""
    rights = {right for (seat, _state), some in RIGHTS.items() if seat is REPORTER for right in some}
    steps = {right for right in rights if isinstance(right, Verb) and right in VERBS}
    closed = steps - steps_by_code()
    assert len(closed) > 5
    asking = {
        (name, verb)
        for name in TOLD_ANONYMOUSLY
        for verb in closed
        for words in [(TEMPLATES / f"{name}.html").read_text()]
        if str(VERBS[verb].label) in words or f"'{verb.value}'" in words
    }
    assert asking == set()
