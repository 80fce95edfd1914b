"""The one door to a case: who may, what is locked, what is known; and the only writer of object permissions."""

from casework.access.account_changes import (
    CHANGE_GONE,
    CHANGE_SIGNED,
    address_of,
    asked_for,
    change_asked,
    ended_change,
    is_as_recorded,
    locked_change,
)
from casework.access.actor import Actor, Via, the_clock
from casework.access.appointing import (
    MARGIN,
    Given,
    Listed,
    give_office,
    office_ended,
    office_given,
    proposed_office,
    put_forward_or_give,
)
from casework.access.door import (
    SHOWN_TO_OFFICERS,
    acting_for,
    case_for,
    case_shown,
    enter_case,
    person_in,
    refuse_unless_open,
    require,
    require_held,
    require_office,
    require_step,
    rights_allowed,
    rights_in,
)
from casework.access.filing import may_file, new_case
from casework.access.fold_cache import forget_folds, read_recorded
from casework.access.grants import reconcile
from casework.access.history import case_behind, case_called, keys_of_cases, recorded_in, view_of
from casework.access.holders import holders_of, holding
from casework.access.inviting import invitation_draft
from casework.access.linked_case import LinkedCase, build_linked_case
from casework.access.person_entries import entry_about
from casework.access.representing import representative_called
from casework.access.requests import KEY, note_refusal, refuse_twice
from casework.access.turns import wait_for_a_turn

__all__ = [
    "CHANGE_GONE",
    "CHANGE_SIGNED",
    "KEY",
    "MARGIN",
    "SHOWN_TO_OFFICERS",
    "Actor",
    "Given",
    "LinkedCase",
    "Listed",
    "Via",
    "acting_for",
    "address_of",
    "asked_for",
    "build_linked_case",
    "case_behind",
    "case_called",
    "case_for",
    "case_shown",
    "change_asked",
    "ended_change",
    "enter_case",
    "entry_about",
    "forget_folds",
    "give_office",
    "holders_of",
    "holding",
    "invitation_draft",
    "is_as_recorded",
    "keys_of_cases",
    "locked_change",
    "may_file",
    "new_case",
    "note_refusal",
    "office_ended",
    "office_given",
    "person_in",
    "proposed_office",
    "put_forward_or_give",
    "read_recorded",
    "reconcile",
    "recorded_in",
    "refuse_twice",
    "refuse_unless_open",
    "representative_called",
    "require",
    "require_held",
    "require_office",
    "require_step",
    "rights_allowed",
    "rights_in",
    "the_clock",
    "view_of",
    "wait_for_a_turn",
]
