"""The only way to a case. It checks rights, locks and reads the case, and alone writes object permissions."""

from casework.access.actor import Actor, the_clock
from casework.access.appointing import Given, Listed
from casework.access.door import (
    SHOWING,
    SHOWN_TO_OFFICERS,
    case_for,
    case_shown,
    case_written,
    enter_case,
    refuse_unless_open,
    require,
    require_held,
    require_office,
    require_step,
    rights_in,
)
from casework.access.filing import may_file, name_reporter, new_case, new_cases
from casework.access.fold_cache import forget_folds, read_recorded
from casework.access.grants import look_at_letters_later, reconcile, refresh_turns, store_first_rows, turn_rows
from casework.access.history import case_behind, case_called, keys_of_cases, recorded_in, view_of
from casework.access.holders import Named, first_holders, holders_of, seat_holders
from casework.access.in_seat import cases_in_seat
from casework.access.linked_case import build_linked_case, keep_new_people_away
from casework.access.person_entries import entry_about, system_entry
from casework.access.read_ahead import ReadCase, read_cases
from casework.access.representing import representative_called
from casework.access.requests import KEY, claim, note_refusal, refuse_twice

__all__ = [
    "KEY",
    "SHOWING",
    "SHOWN_TO_OFFICERS",
    "Actor",
    "Given",
    "Listed",
    "Named",
    "ReadCase",
    "build_linked_case",
    "case_behind",
    "case_called",
    "case_for",
    "case_shown",
    "case_written",
    "cases_in_seat",
    "claim",
    "enter_case",
    "entry_about",
    "first_holders",
    "forget_folds",
    "holders_of",
    "keep_new_people_away",
    "keys_of_cases",
    "look_at_letters_later",
    "may_file",
    "name_reporter",
    "new_case",
    "new_cases",
    "note_refusal",
    "read_cases",
    "read_recorded",
    "reconcile",
    "recorded_in",
    "refresh_turns",
    "refuse_twice",
    "refuse_unless_open",
    "representative_called",
    "require",
    "require_held",
    "require_office",
    "require_step",
    "rights_in",
    "seat_holders",
    "store_first_rows",
    "system_entry",
    "the_clock",
    "turn_rows",
    "view_of",
]
