"""What the plain values of a rulebook say of themselves."""

from datetime import date, time

import pytest

from policy.calendars import Calendar
from policy.rules import BallotRules, ClockRule, Ground, Level, Period, Severity, Step, Unit
from tests.policy.books import icsrm

RULES = icsrm().rules
PLAIN = Calendar(zone="Europe/London", country="GB", subdivision="ENG", weekend=frozenset({5, 6}), cut_off=time(16))


def test_levels_and_severities_count_up_by_one() -> None:
    assert ([int(one) for one in Level], [int(one) for one in Severity]) == (list(range(9)), [1, 2, 3, 4])


@pytest.mark.parametrize(("length", "said"), [(0, "0 years"), (1, "1 year"), (2, "2 years")])
def test_a_period_is_said_in_the_singular_or_plural(length: int, said: str) -> None:
    assert str(Period(length=length, unit=Unit.YEARS)) == said


@pytest.mark.parametrize(("filled", "least"), [(0, 0), (2, 0), (3, 2), (6, 2), (7, 5), (8, 5)])
def test_the_least_quorum_is_that_of_the_highest_row_that_is_reached(filled: int, least: int) -> None:
    assert BallotRules(quorum=((3, 2), (7, 5)), shares={}).least(filled) == least


def test_a_body_needs_no_lay_member_unless_its_rules_say_so() -> None:
    assert BallotRules(shares={}).lay == 0


def test_a_clock_runs_in_calendar_days_and_is_extended_only_by_its_rule() -> None:
    plain = ClockRule(name="ANY", days=14)
    assert (plain.business, plain.extension, plain.back) == (False, 0, False)


def test_a_ground_has_a_time_limit_and_is_open_to_both_sides_by_default() -> None:
    plain = Ground(code="new", meaning="New evidence")
    assert (plain.society, plain.endless) == (False, False)


def test_a_step_holds_nothing_in_abeyance_unless_it_says_so() -> None:
    assert Step(level=Level.L3, name="Reprimand", meaning="", sanction=True).abeyance is False


def test_a_step_is_public_when_the_register_shows_it() -> None:
    assert [level for level, step in RULES.ladder.items() if step.public] == [level for level in Level if level >= 4]


def test_names_are_published_from_the_lowest_public_step() -> None:
    assert RULES.public_from is Level.L4


def test_the_board_decides_by_the_rules_of_the_board() -> None:
    assert RULES.ballot is RULES.bodies["board"]


def test_post_and_channel_serve_after_two_days_unless_a_calendar_says_otherwise() -> None:
    assert (PLAIN.post_days, PLAIN.channel_days) == (2, 2)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 3, 6), None),
        (date(2026, 3, 7), "Saturday"),
        (date(2026, 4, 3), "Good Friday"),
    ],
)
def test_a_day_is_closed_for_the_weekend_or_a_holiday(day: date, reason: str | None) -> None:
    assert (PLAIN.closing_reason(day), PLAIN.is_business(day)) == (reason, reason is None)
