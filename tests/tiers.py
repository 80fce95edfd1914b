"""Which tests belong to `make quick`: those that need no database, no browser and no process of their own."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
NEEDS_MORE = frozenset(
    {"browser", "committed", "converter_socket", "db", "django_db_setup", "page", "playwright", "transactional_db"}
)
STARTS_PROCESSES = tuple(
    TESTS / name
    for name in ("access_matrix", "attacks", "benchmarks", "config", "journeys", "local", "operations", "upgrade")
)
TAKES_LONG = frozenset(
    TESTS / name
    for name in (
        "converter/kinds/test_office.py",
        "converter/test_every_kind.py",
        "invariants/test_pure_walk.py",
        "ledger/test_interoperability.py",
    )
)

KILLS = [
    str(TESTS / name)
    for name in ("journeys/test_crashes.py", "ledger/test_kills.py", "notifications/test_waiting_killed.py")
]
"""What only `make long` runs: processes that are killed again and again."""
WHOLE_STORIES = [
    str(TESTS / name)
    for name in (
        "access_matrix/test_equal_time.py",
        "access_matrix/test_no_uuid.py",
        "attacks/test_fork_resolved.py",
        "attacks/test_sign_in_siege.py",
        "attacks/test_steps_and_files.py",
        "attacks/test_wall_by_person.py",
        "casework/web/test_receipts_of_acts.py",
        "casework/web/test_ten_thousand_messages.py",
        "converter/test_many_pages.py",
        "converter/test_table_of_kinds.py",
        "invariants/test_stored_walk.py",
        "journeys/test_consent_order.py",
        "journeys/test_desk_road.py",
        "journeys/test_dismissed_reviewed_reinstated.py",
        "journeys/test_evidence_through.py",
        "journeys/test_first_administrator.py",
        "journeys/test_from_empty_to_first_report.py",
        "journeys/test_not_proven.py",
        "journeys/test_restore.py",
        "journeys/test_straight_road.py",
        "ledger/test_interpreters.py",
        "local/populate/test_every_road.py",
        "local/populate/test_over_demonstration.py",
        "local/test_run_with_a_demonstration.py",
        "operations/test_mail_stopped.py",
        "operations/test_nightly_killed.py",
        "upgrade/test_stored_set.py",
    )
]
"""What only `make long` runs as well: long stories whose parts other tests try one by one."""


def is_quick(item: pytest.Item) -> bool:
    """Whether a test runs in the process of pytest alone, and not for long."""
    if item.path in TAKES_LONG or any(item.path.is_relative_to(folder) for folder in STARTS_PROCESSES):
        return False
    return NEEDS_MORE.isdisjoint(getattr(item, "fixturenames", ())) and item.get_closest_marker("django_db") is None


def leave_the_quick(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what is not quick."""
    left_out = [item for item in items if not is_quick(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if is_quick(item)]
