"""What the tests of the record share."""

import pytest

from ledger import verify

WHOLE_CASES = frozenset(
    {
        "test_stages",
        "test_drills_ballots",
        "test_drills_panels",
        "test_whole_case",
        "test_restoring",
        "test_bundles_for_seats",
        "test_kills",
        "test_real_returns",
    }
)
"""The modules whose logs the product wrote, step by step."""


@pytest.fixture(autouse=True)
def _stages_of_whole_cases_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stories of the drills hold only what their own rule reads: R11 and R12 are not asked of them."""
    if request.module.__name__.rpartition(".")[2] not in WHOLE_CASES:
        monkeypatch.setattr(verify, "STAGES_OF", {})
