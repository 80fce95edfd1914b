"""What a rulebook may say of calendar, clocks, bodies and closed files."""

from datetime import date, time
from typing import Any

import pytest

from policy.quorum import Option
from policy.rules import ClockRule, Level, Share
from tests.policy.books import guild
from tests.policy.refusals import VALUES, changed_rules, refusal

BANDS = "the bands of the quorum rise, and none asks for more people than there are seats"
OPTIONS = [option.value for option in Option if option is not Option.FINDING]


@pytest.mark.parametrize("zone", ["Europe/Lundon", "../etc/passwd", "Europe", "x" * 300])
def test_what_is_no_time_zone_is_refused(zone: str) -> None:
    assert refusal({"calendar.zone": zone}) == f'"{zone}" is not a time zone'


@pytest.mark.parametrize("country", ["QQ", "GBR", "UK", "gb"])
def test_a_country_is_named_by_its_two_letters(country: str) -> None:
    assert refusal({"calendar.country": country}) == f'no public holidays are known for the country "{country}"'


def test_a_part_of_another_country_is_refused() -> None:
    assert refusal({"calendar.country": "FR"}) == '"ENG" is not a part of FR'


def test_a_calendar_need_name_no_part_of_the_country_and_no_closed_day() -> None:
    calendar = changed_rules({"calendar.subdivision": None, "calendar.closed": None}).calendar
    assert (calendar.subdivision, calendar.closed) == (None, ())


@pytest.mark.parametrize("day", ["caturday", "Saturday", "sat"])
def test_the_weekend_is_made_of_days_of_the_week(day: str) -> None:
    reason = "the weekend is a list of at most five days such as saturday"
    assert refusal({"calendar.weekend": ["sunday", day]}) == reason


def test_a_weekend_of_six_days_is_refused() -> None:
    week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    assert refusal({"calendar.weekend": week}) == "the weekend is a list of at most five days such as saturday"


def test_a_weekend_has_five_days_at_most_and_may_have_none() -> None:
    week = ["wednesday", "thursday", "friday", "saturday", "sunday", "sunday"]
    assert changed_rules({"calendar.weekend": week}).calendar.weekend == {2, 3, 4, 5, 6}
    assert changed_rules({"calendar.weekend": []}).calendar.weekend == frozenset()


def test_the_calendar_is_read_as_it_stands() -> None:
    calendar = guild().rules.calendar
    assert (calendar.zone, calendar.country, calendar.subdivision) == ("Africa/Cairo", "EG", None)
    assert (calendar.weekend, calendar.cut_off) == (frozenset({4, 5}), time(14))
    assert calendar.closed == ((date(2026, 8, 10), "Founders' Day"),)


@pytest.mark.parametrize("name", ["CTA", "RESPONSE"])
def test_less_than_seven_days_are_business_days(name: str) -> None:
    reason = "a period of less than seven days is counted in business days: write business = true"
    assert refusal({f"clocks.{name}": {"days": 6}}) == reason
    assert refusal({f"clocks.{name}": {"days": 6, "business": True}}) == ""


def test_seven_days_may_be_calendar_days() -> None:
    assert changed_rules({"clocks.CTA.days": 7}).clocks["CTA"] == ClockRule(name="CTA", days=7)


def test_less_than_seven_days_before_a_hearing_are_calendar_days() -> None:
    assert changed_rules({"clocks.BUNDLE.days": 3}).clocks["BUNDLE"] == ClockRule(name="BUNDLE", days=3, back=True)


@pytest.mark.parametrize("name", ["BUNDLE", "NEW_CHARGES"])
def test_days_before_a_hearing_are_no_business_days_and_not_extended(name: str) -> None:
    assert refusal({f"clocks.{name}.business": True}) == '"business" is not known here'
    assert refusal({f"clocks.{name}.extension": 7}) == '"extension" is not known here'


@pytest.mark.parametrize("name", sorted(VALUES["clocks"]))
def test_only_four_clocks_can_be_extended(name: str) -> None:
    can = name in ("INFO", "RESPONSE", "INVESTIGATION", "FEEDBACK")
    assert refusal({f"clocks.{name}.extension": 9}) == ("" if can else '"extension" is not known here')


@pytest.mark.parametrize("name", ["REOPEN", "LIMITATION", "LIMITATION_LONGSTOP"])
def test_the_time_for_reopening_and_reporting_is_given_in_years(name: str) -> None:
    assert changed_rules({f"clocks.{name}.years": 9}).clocks[name] == ClockRule(name=name, days=None, years=9)
    assert refusal({f"clocks.{name}": {"days": 90}}) == '"days" is not known here'


def test_what_the_decision_gives_is_a_clock_without_a_length() -> None:
    assert changed_rules({}).clocks["TERM"] == ClockRule(name="TERM", days=None)


@pytest.mark.parametrize("body", ["panel", "deciders", "interim"])
def test_no_more_people_decide_than_the_smallest_body_has(body: str) -> None:
    sizes = {f"bodies.{body}.sizes": [5, 3]}
    reason = "there cannot be more people who decide than members"
    assert refusal(sizes | {f"bodies.{body}.least": 4}) == reason
    assert refusal(sizes | {f"bodies.{body}.least": 3}) == ""


@pytest.mark.parametrize("body", ["panel", "appeal_panel"])
def test_no_more_lay_members_sit_than_the_smallest_panel_has(body: str) -> None:
    sizes = {f"bodies.{body}.sizes": [5, 3]}
    assert refusal(sizes | {f"bodies.{body}.lay": 4}) == "there cannot be more lay members than members"
    assert refusal(sizes | {f"bodies.{body}.lay": 3}) == ""


def test_a_body_is_read_as_it_stands() -> None:
    bodies = changed_rules(
        {"bodies.interim": {"sizes": [4, 6], "least": 3, "shares": {"finding": "two_thirds"}}}
    ).bodies
    interim = bodies["interim"]
    assert (interim.sizes, interim.lay, interim.quorum) == (frozenset({4, 6}), 0, ((0, 3),))
    assert interim.shares == {"finding": Share.TWO_THIRDS}
    assert (bodies["appeal_panel"].lay, bodies["appeal_panel"].quorum) == (1, ())
    assert (bodies["board"].sizes, bodies["board"].lay) == (frozenset(), 0)


@pytest.mark.parametrize("option", OPTIONS)
def test_the_board_needs_a_share_for_each_option(option: str) -> None:
    assert refusal({f"bodies.board.shares.{option}": None}) == f'"{option}" is missing in bodies.board.shares'


def test_the_board_makes_no_findings_and_a_panel_nothing_else() -> None:
    assert refusal({"bodies.board.shares.finding": "majority"}) == '"finding" is not known here'
    assert refusal({"bodies.panel.shares.L2": "majority"}) == '"L2" is not known here'


def bands(*pairs: tuple[int, int]) -> dict[str, Any]:
    """Return a quorum: from how many filled seats on, and the least number present."""
    return {
        "bodies.board.quorum": [
            {"least": least} if not number else {"filled_from": filled, "least": least}
            for number, (filled, least) in enumerate(pairs)
        ]
    }


@pytest.mark.parametrize("pairs", [[(0, 3)], [(0, 3), (7, 7)], [(0, 3), (7, 5), (11, 7)], [(0, 3), (7, 2)]])
def test_a_quorum_in_rising_bands_is_read(pairs: list[tuple[int, int]]) -> None:
    assert changed_rules(bands(*pairs)).bodies["board"].quorum == tuple(pairs)


@pytest.mark.parametrize(
    "pairs",
    [[], [(0, 3), (7, 8)], [(0, 3), (7, 5), (9, 10)], [(0, 3), (9, 5), (7, 5)], [(0, 3), (7, 5), (7, 6)]],
)
def test_a_quorum_in_other_bands_is_refused(pairs: list[tuple[int, int]]) -> None:
    assert refusal(bands(*pairs)) == BANDS


def test_only_the_first_band_counts_from_no_seat_on() -> None:
    assert refusal({"bodies.board.quorum.0.filled_from": 1}) == '"filled_from" is not known here'
    assert refusal({"bodies.board.quorum.1.filled_from": None}) == '"filled_from" is missing in bodies.board.quorum.1'


def test_a_fixed_start_names_its_level() -> None:
    assert changed_rules({"fixed_starts.retaliation.level": "L8"}).fixed_starts["retaliation"].level is Level.L8
    assert refusal({"fixed_starts.retaliation.level": "L9"}).startswith('"level" is "L9", but it must be one of 0, 1')


def test_a_ground_says_what_it_means_and_whose_it_is() -> None:
    leniency = changed_rules({}).appeal_grounds["undue_leniency"]
    assert (leniency.code, leniency.society, leniency.endless) == ("undue_leniency", True, False)
    assert refusal({"appeal_grounds.undue_leniency.endless": True}) == '"endless" is not known here'


def test_a_ground_of_reopening_may_have_no_time_limit() -> None:
    fraud = changed_rules({}).reopening_grounds["fraud"]
    assert (fraud.code, fraud.society, fraud.endless) == ("fraud", False, True)
    assert refusal({"reopening_grounds.fraud.society": True}) == '"society" is not known here'


def test_a_closed_file_is_kept_for_years_or_until_readmission() -> None:
    codes = changed_rules({"closing_codes.not_proven.years": 9}).closing_codes
    assert (codes["not_proven"].years, codes["expelled"].years) == (9, None)
    reason = 'a file is kept for years, or until = "readmission"'
    assert refusal({"closing_codes.expelled.until": "doomsday"}) == reason
    assert refusal({"closing_codes.expelled.until": "retirement"}) == reason
    assert refusal({"closing_codes.expelled.years": 9}) == '"years" is not known here'
    assert refusal({"closing_codes.not_proven.years": None}) == '"years" is missing in closing_codes.not_proven'
