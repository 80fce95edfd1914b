"""The files of tests that take longest, the longest first: workers take whole files, so these must not come last."""

from pathlib import Path

TESTS = Path(__file__).parent
LONG = [
    TESTS / name
    for name in (
        "journeys/test_straight_road.py",
        "access_matrix/test_matrix.py",
        "journeys/test_from_empty_to_first_report.py",
        "journeys/test_fair_hearing.py",
        "journeys/test_first_administrator.py",
        "journeys/test_evidence_through.py",
        "local/test_run.py",
        "invariants/test_stored_walk.py",
        "casework/web/test_receipts_of_acts.py",
        "journeys/test_restore.py",
        "journeys/test_crashes.py",
        "access_matrix/test_every_page.py",
        "attacks/test_sign_in_siege.py",
        "attacks/test_keep_away.py",
        "attacks/test_wall_by_person.py",
        "journeys/test_consent_order.py",
        "casework/law/test_refusals.py",
        "local/populate/test_populate.py",
        "operations/test_plain_processes.py",
        "upgrade/test_stored_set.py",
        "invariants/test_pure_walk.py",
        "journeys/test_not_proven.py",
        "journeys/test_dismissed_reviewed_reinstated.py",
        "journeys/test_oath_by_passkey.py",
        "journeys/test_keyboard_and_script.py",
        "attacks/test_floods.py",
        "attacks/test_steps_and_files.py",
        "attacks/test_planted_accounts.py",
        "attacks/test_signer_socket.py",
        "attacks/test_other_sites.py",
        "attacks/test_slow_bodies.py",
        "access_matrix/test_without_a_trace.py",
        "access_matrix/test_planted_words.py",
        "operations/test_mail_stopped.py",
        "operations/test_nightly_killed.py",
        "casework/web/test_drafts_look.py",
        "casework/web/test_public_look.py",
        "casework/web/test_queue_look.py",
        "converter/test_every_kind.py",
        "converter/test_hostile.py",
        "converter/kinds/test_office.py",
        "access_matrix/test_equal_time.py",
        "access_matrix/test_no_uuid.py",
        "local/test_run_with_a_demonstration.py",
        "casework/web/test_evidence_look.py",
        "converter/test_jobs.py",
        "local/test_half_a_demonstration.py",
        "casework/procedure/evidence/test_planted_name.py",
        "casework/procedure/seats/test_appointment_touches.py",
        "notifications/test_conversation_look.py",
        "notifications/test_waiting_killed.py",
    )
]


def place(file: Path) -> int:
    """Return where a file comes among the long ones; one number after them for every other."""
    return LONG.index(file) if file in LONG else len(LONG)
