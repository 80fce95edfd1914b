"""Refuses a new rulebook whose terms contradict each other, so that a step would be impossible, or always late."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from policy.deadlines import DAY, FURTHEST_HEARING, counted_back, deadline, placed_in_channel
from policy.editions.names import LIMITS
from policy.editions.node import Node
from policy.editions.source import KeyPath, Source
from policy.rules import Rules

DAYS_TRIED = 365
"""The terms are compared on so many days, from the first day of the rulebook on."""


class Check(NamedTuple):
    """What must hold on some day, and why a rulebook is refused if it holds on none."""

    path: KeyPath
    reason: str
    holds: Callable[[Rules, date], bool]


def check_terms(rules: Rules, source: Source) -> None:
    """EditionError, with file, line and reason, for a limit that is missing, and for terms that contradict each other.

    Only for a new rulebook: one that is stored stays as it is.
    """
    Node(source, ("limits",)).only(LIMITS)
    days = [rules.in_force_from + n * DAY for n in range(DAYS_TRIED)]
    for path, reason, holds in CHECKS:
        if not any(holds(rules, day) for day in days):
            raise source.wrong(path, reason)


def _last(rules: Rules, clock: str, day: date) -> date:
    """Return the last day of a clock that starts on a day."""
    rule = rules.clocks[clock]
    return deadline(start=day, days=rule.days or 0, business=rule.business, calendar=rules.calendar)


def _is_within_a_year(last: date, day: date) -> bool:
    """Whether a hearing called on a day can be held once its notice is over."""
    return (last + DAY - day).days <= FURTHEST_HEARING


def _leaves_time(rules: Rules, clock: str, day: date) -> bool:
    """Whether what is due before a hearing can come on the day of its call, if its notice is as short as it can be."""
    first = _last(rules, "HEARING_NOTICE", day) + DAY
    return counted_back(end=first, days=rules.clocks[clock].days or 0, calendar=rules.calendar) >= day


def _ballot_fits(rules: Rules, day: date) -> bool:
    """Whether a ballot that opens as soon as the papers have been out can end in the time for the vote."""
    opens = _last(rules, "BOARD_PAPERS", day) + DAY
    return opens + rules.limits["ballot_least_days"] * DAY <= _last(rules, "BOARD_VOTE", day)


NO_HEARING = "a hearing is called for a day within a year, and this notice leaves none"
CHECKS: Sequence[Check] = (
    Check(
        ("clocks", "BOARD_VOTE"),
        "the time for the vote is shorter than the days for which a ballot has to stay open (ballot_least_days)",
        lambda rules, day: rules.limits["ballot_least_days"] <= (rules.clocks["BOARD_VOTE"].days or 0),
    ),
    Check(
        ("clocks", "BOARD_VOTE"),
        "the time for the vote ends before a ballot can: the papers are out first (BOARD_PAPERS), and then the ballot is open "
        "(ballot_least_days)",
        _ballot_fits,
    ),
    Check(
        ("clocks", "CONSENT"),
        "an offer of consent ends before the reporter’s time to comment on it (CONSENT_VIEWS), so silence would stop it",
        lambda rules, day: (
            _last(rules, "CONSENT_VIEWS", placed_in_channel(day, rules.calendar)) < _last(rules, "CONSENT", day)
        ),
    ),
    Check(
        ("clocks", "HEARING_NOTICE"),
        NO_HEARING,
        lambda rules, day: _is_within_a_year(_last(rules, "HEARING_NOTICE", day), day),
    ),
    Check(
        ("clocks", "APPEAL_NOTICE"),
        NO_HEARING,
        lambda rules, day: _is_within_a_year(_last(rules, "APPEAL_NOTICE", day), day),
    ),
    Check(
        ("clocks", "BUNDLE"),
        "the papers are due before the notice of the hearing (HEARING_NOTICE) has arrived",
        lambda rules, day: _leaves_time(rules, "BUNDLE", day),
    ),
    Check(
        ("clocks", "NEW_CHARGES"),
        "the time for new allegations ends before the notice of the hearing (HEARING_NOTICE) has arrived",
        lambda rules, day: _leaves_time(rules, "NEW_CHARGES", day),
    ),
    Check(
        ("clocks", "APPEAL_SIFT"),
        "the time to look at an appeal ends before the time to challenge its panel (APPEAL_CHALLENGE)",
        lambda rules, day: _last(rules, "APPEAL_CHALLENGE", day) < _last(rules, "APPEAL_SIFT", day),
    ),
    Check(
        ("clocks", "APPEAL_HEARING"),
        "the time to hear an appeal ends before the notice of its hearing (APPEAL_NOTICE)",
        lambda rules, day: _last(rules, "APPEAL_NOTICE", day) < _last(rules, "APPEAL_HEARING", day),
    ),
    Check(
        ("clocks", "LIMITATION_LONGSTOP"),
        "the final limit of a report is shorter than the limit that can be waived (LIMITATION)",
        lambda rules, day: (rules.clocks["LIMITATION"].years or 0) <= (rules.clocks["LIMITATION_LONGSTOP"].years or 0),
    ),
    Check(
        ("limits", "response_extension_by_investigator"),
        "an investigator cannot give more days than may be added in all (the extension of RESPONSE)",
        lambda rules, day: rules.limits["response_extension_by_investigator"] <= rules.clocks["RESPONSE"].extension,
    ),
)
