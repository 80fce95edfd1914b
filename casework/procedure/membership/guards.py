"""Guards of a respondent's standing as a member."""

from datetime import date

from casework.vocabulary import Membership
from casework.workflow.guard import Asked, guard


@guard("The member’s standing has not changed.")
def standing_has_changed(case: Asked, standing: Membership, since: date) -> bool:
    return standing is not case.view.membership.standing and since <= case.view.today


@guard("No resignation has been received.")
def resignation_was_received(case: Asked, on: date) -> bool:
    return on <= case.view.today


@guard("A resignation waits for the end of the case already.")
def no_resignation_waits(case: Asked) -> bool:
    return not case.view.membership.deferred


@guard("No resignation waits.")
def resignation_waits(case: Asked) -> bool:
    return case.view.membership.deferred
