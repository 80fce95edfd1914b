"""The files of tests that take longest, the longest first: workers take whole files, so these must not come last."""

from pathlib import Path

TESTS = Path(__file__).parent
LONG = [
    TESTS / name
    for name in (
        "journeys/test_straight_road.py",
        "access_matrix/test_matrix.py",
        "journeys/test_first_administrator.py",
        "local/test_run.py",
        "invariants/test_stored_walk.py",
        "casework/web/test_receipts_of_acts.py",
        "journeys/test_restore.py",
        "journeys/test_crashes.py",
        "access_matrix/test_every_page.py",
        "attacks/test_sign_in_siege.py",
        "journeys/test_consent_order.py",
        "casework/law/test_refusals.py",
        "journeys/test_appeal_in_part.py",
        "local/populate/test_populate.py",
        "operations/test_plain_processes.py",
        "upgrade/test_stored_set.py",
        "invariants/test_pure_walk.py",
        "journeys/test_not_proven.py",
        "journeys/test_dismissed_reviewed_reinstated.py",
        "journeys/test_oath_by_passkey.py",
        "casework/web/test_public_look.py",
        "casework/web/test_queue_look.py",
        "access_matrix/test_equal_time.py",
    )
]


def place(file: Path) -> int:
    """Return where a file comes among the long ones; one number after them for every other."""
    return LONG.index(file) if file in LONG else len(LONG)
