"""The least and the most that each number of a rulebook may be."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.policy.refusals import refusal

LARGE_PANEL = {"bodies.panel.sizes": [99]}
OWN_TERM = {"ladder.L6.shortest": {"days": 0}}
BOUNDS: Mapping[str, tuple[int, int]] = {
    "calendar.post_days": (1, 30),
    "calendar.channel_days": (0, 30),
    "clocks.SWEEP.days": (1, 3660),
    "clocks.RESPONSE.extension": (0, 3660),
    "clocks.REOPEN.years": (1, 99),
    "bodies.panel.least": (1, 99),
    "bodies.panel.lay": (0, 99),
    "bodies.board.quorum.0.least": (1, 999),
    "bodies.board.quorum.1.filled_from": (1, 999),
    "bodies.board.quorum.1.least": (1, 999),
    "ladder.L6.longest.days": (0, 36_135),
    "ladder.L6.longest.months": (0, 1_188),
    "ladder.L6.longest.years": (0, 99),
    "ladder.L7.no_return.least_years": (1, 99),
    "ladder.L7.no_return.most_years": (3, 99),
    "ladder.L5.display.unmet_years": (1, 99),
    "closing_codes.not_proven.years": (1, 99),
    "limits.info_rounds": (0, 9),
    "limits.screen_second_escalation_days": (1, 365),
    "limits.early_resolution_severity": (1, 4),
    "limits.response_extension_by_investigator": (0, 365),
    "limits.consent_offers": (0, 9),
    "limits.consent_severity": (1, 4),
    "limits.consent_days_before_hearing": (0, 60),
    "limits.adjournments_per_side": (0, 9),
    "limits.hearing_new_date_days": (1, 365),
    "limits.ballot_least_days": (1, 60),
    "limits.minutes_days": (1, 30),
    "limits.document_days": (1, 365),
    "limits.first_reminder_days": (1, 4),
    "limits.second_reminder_days": (5, 8),
    "limits.deemed_service_days": (9, 30),
    "limits.bundle_served_days": (0, 9),
    "limits.monitors": (2, 9),
    "limits.employer_years": (0, 99),
    "limits.slow_lane_days": (1, 7),
    "limits.message_read_days": (1, 30),
    "limits.well_after_days": (7, 365),
    "limits.well_again_days": (7, 365),
    "limits.read_twice_of_100": (0, 100),
    "limits.second_reader_of_reporter": (0, 2),
    "limits.second_reader_of_member": (0, 2),
    "limits.report_names_holders": (0, 1),
    "limits.pattern_from": (2, 99),
    "limits.pattern_step": (0, 8),
    "limits.net_factors": (0, 8),
}
BESIDE: Mapping[str, Mapping[str, Any]] = {
    "bodies.panel.least": LARGE_PANEL,
    "bodies.panel.lay": LARGE_PANEL,
    "bodies.board.quorum.1.filled_from": {"bodies.board.quorum.1.least": 1, "bodies.board.quorum.0.least": 1},
    "bodies.board.quorum.1.least": {"bodies.board.quorum.1.filled_from": 999},
    "ladder.L6.longest.days": OWN_TERM | {"ladder.L6.longest": {}},
    "ladder.L6.longest.months": OWN_TERM | {"ladder.L6.longest": {}},
    "ladder.L6.longest.years": OWN_TERM | {"ladder.L6.longest": {}},
    "ladder.L7.no_return.least_years": {"ladder.L7.no_return.most_years": 99},
}
"""What else has to change so that a number is free to be its least and its most."""


def said(key: str, value: int) -> str:
    return refusal({**BESIDE.get(key, {}), key: value})


@pytest.mark.parametrize("key", BOUNDS)
def test_a_number_may_be_its_least_and_its_most(key: str) -> None:
    assert [said(key, value) for value in BOUNDS[key]] == ["", ""]


@pytest.mark.parametrize("key", BOUNDS)
def test_a_number_beyond_its_least_and_its_most_is_refused(key: str) -> None:
    least, most = BOUNDS[key]
    reason = f'"{key.rpartition(".")[2]}" must be a whole number from {least} to {most}'
    assert [said(key, least - 1), said(key, most + 1)] == [reason, reason]


@pytest.mark.parametrize("size", [1, 99])
def test_a_body_may_have_from_one_to_99_members(size: int) -> None:
    assert refusal({"bodies.interim.sizes": [size], "bodies.interim.least": 1}) == ""


@pytest.mark.parametrize("size", [0, 100])
def test_a_body_of_no_or_of_100_members_is_refused(size: int) -> None:
    reason = '"sizes" must be a whole number from 1 to 99'
    assert refusal({"bodies.interim.sizes": [3, size], "bodies.interim.least": 1}) == reason
