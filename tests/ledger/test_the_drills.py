"""Every drill of the design is a test that bears its name: this list fails when one is taken away or renamed."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DRILLS = {
    "flip a byte": "test_flip_a_byte",
    "re-serialise with a space": "test_other_bytes_of_the_same_meaning",
    "duplicate key": "test_other_bytes_of_the_same_meaning",
    "CRLF": "test_other_bytes_of_the_same_meaning",
    "delete the last row": "test_delete_the_last_row",
    "truncate and delete the checkpoints": "test_truncate_and_delete_the_checkpoints",
    "delete the middle and re-chain": "test_delete_the_middle_and_rechain",
    "swap two cases' rows": "test_swap_two_cases_rows",
    "replay": "test_replay",
    "unsigned tail": "test_unsigned_tail",
    "no checkpoint": "test_no_checkpoint",
    "back-date with the real key": "test_back_date_with_the_real_key",
    "insert in the past with the real key (pin)": "test_insert_in_the_past_with_the_real_key",
    "re-sign with another key": "test_re_sign_with_another_key",
    "retired key": "test_retired_key",
    "rotation keeps history valid": "test_rotation_keeps_history_valid",
    "case without oath": "test_case_without_oath",
    "conduct before oath": "test_conduct_before_oath",
    "superseded oath cited": "test_superseded_oath_cited",
    "oath effective in the past": "test_oath_effective_in_the_past",
    "finding cites another edition": "test_finding_cites_another_edition",
    "sanction on no breach": "test_sanction_on_no_breach",
    "statement of another choice": "test_statement_of_another_choice",
    "statement of another day": "test_statement_of_another_day",
    "statement of another text": "test_statement_of_another_text",
    "statement of another Code": "test_statement_of_another_code",
    "statement of another member": "test_statement_of_another_member",
    "statement beside another text": "test_statement_beside_another_text",
    "signature over a replaced proposal": "test_signature_over_a_proposal_that_was_replaced",
    "oath in a foreign stream": "test_oath_in_a_foreign_stream",
    "signature in a foreign stream": "test_signature_in_a_foreign_stream",
    "missing method": "test_missing_method",
    "key ended just before": "test_key_ended_just_before",
    "replacement at once": "test_replacement_at_once",
    "key that never counts": "test_key_that_never_counts",
    "name spelled another way": "test_name_spelled_another_way",
    "rows_lost without restore": "test_rows_lost_without_restore",
    "no signature vouched for beside a tampered entry": "test_no_signature_is_vouched_for_beside_a_tampered_entry",
    "allegation before any oath": "test_allegation_before_any_oath",
    "split before any oath": "test_split_before_any_oath",
    "split into another allegation": "test_split_into_another_allegation",
    "decision in a case that never opened": "test_decision_in_a_case_that_never_opened",
    "decision on an allegation out of scope": "test_decision_on_an_allegation_out_of_scope",
    "oath in no member's stream": "test_oath_in_no_members_stream",
    "allegation framed twice": "test_allegation_framed_twice",
    "allegation under a Code that was not sworn": "test_allegation_under_a_code_that_was_not_sworn",
    "notice cites another allegation": "test_notice_cites_another_allegation",
    "wrong leaf cited": "test_wrong_leaf_cited",
    "openings of entries that do not exist": "test_openings_of_entries_that_do_not_exist",
    "edition words altered": "test_edition_words_altered",
    "edition used before its publication": "test_edition_used_before_its_publication",
    "edition published by one": "test_edition_published_by_one",
    "edition published after it was sent back": "test_edition_published_after_it_was_sent_back",
    "edition published twice": "test_edition_published_twice_with_different_words",
    "edition's day moved": "test_in_force_day_moved",
    "rulebook row altered": "test_quorum_of_the_rulebook_changed",
    "receipt altered in text": "test_receipt_altered_in_text",
    "receipt altered in path": "test_receipt_altered_in_path",
    "receipt altered in index": "test_receipt_altered_in_index",
    "receipt altered in size": "test_receipt_altered_in_size",
    "receipt altered in key": "test_receipt_altered_in_key",
    "split view": "test_split_view",
    "shorter restored database": "test_shorter_restored_database",
    "row rewritten behind the triggers": "test_row_rewritten_behind_the_triggers",
    "signer restarts from its mirror": "test_signer_restarts_from_its_mirror",
    "4 writers with 30 % rollbacks leave no gap": "test_4_writers_with_30_percent_rollbacks_leave_no_gap",
    "kill -9 between COMMIT and signer": "test_kill_9_between_commit_and_signer",
    "kill -9 between fsync and reply": "test_kill_9_between_fsync_and_reply",
    "projection drift": "test_projection_drift",
    "key destroyed": "test_key_destroyed",
    "DST and midnight conduct dates": "test_dst_and_midnight_conduct_dates",
    "two oaths on one day": "test_two_oaths_on_one_day",
    "a conduct period over two oaths": "test_a_conduct_period_over_two_oaths",
    "staging entry in production": "test_staging_entry_in_production",
    "missing trigger blocks the start": "test_missing_trigger_blocks_the_start",
    "fuzz of the note and proof parsers": "test_fuzz_of_the_note_and_proof_parsers",
    "swapped opening in a bundle": "test_a_swapped_opening_is_tampering_whether_a_rule_needs_it_or_not",
    "dropped opening in a bundle": "test_a_dropped_opening_that_a_rule_needs_is_undecided_and_never_proven",
    "opening of another case in a bundle": "test_an_opening_of_another_case_proves_nothing_of_this_one",
}


def _tests() -> set[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in HERE.glob("test_*.py"))
    return {node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("drill", DRILLS)
def test_a_drill_is_a_test_of_its_name(drill: str) -> None:
    assert DRILLS[drill] in _tests()
