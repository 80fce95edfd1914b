"""The one door to a case: who may, what is locked, what is known; and the only writer of object permissions."""

from casework.access.actor import Actor, Via, the_clock
from casework.access.appointing import (
    Given,
    Listed,
    give_office,
    office_given,
    proposed_office,
    put_forward_or_give,
)
from casework.access.beside import Beside, case_beside
from casework.access.door import (
    SHOWN_TO_OFFICERS,
    acting_for,
    allowed,
    case_for,
    case_shown,
    entered,
    person_in,
    refuse_unless_open,
    require,
    require_held,
    require_office,
    require_step,
    rights_in,
)
from casework.access.folding import forget_folds, recorded
from casework.access.grants import reconcile
from casework.access.history import case_behind, case_called, facts_of, keys_of_cases, recorded_in
from casework.access.holders import holders_of, holding
from casework.access.newcomers import may_file, new_case
from casework.access.representing import representative_called
from casework.access.requests import KEY, note_refusal, refuse_twice
from casework.access.turns import wait_for_a_turn

__all__ = [
    "KEY",
    "SHOWN_TO_OFFICERS",
    "Actor",
    "Beside",
    "Given",
    "Listed",
    "Via",
    "acting_for",
    "allowed",
    "case_behind",
    "case_beside",
    "case_called",
    "case_for",
    "case_shown",
    "entered",
    "facts_of",
    "forget_folds",
    "give_office",
    "holders_of",
    "holding",
    "keys_of_cases",
    "may_file",
    "new_case",
    "note_refusal",
    "office_given",
    "person_in",
    "proposed_office",
    "put_forward_or_give",
    "reconcile",
    "recorded",
    "recorded_in",
    "refuse_twice",
    "refuse_unless_open",
    "representative_called",
    "require",
    "require_held",
    "require_office",
    "require_step",
    "rights_in",
    "the_clock",
    "wait_for_a_turn",
]
