"""Guards of the votes on the grounds of an appeal, and of the decision that follows them."""

from collections.abc import Collection

from casework.procedure.appeal_panel.guards import appeal_panel_is_seated
from casework.record.state.appeal_votes import grounds_by_result, right_grounds
from casework.vocabulary import AppealState
from casework.workflow.guard import Asked, guard


@guard("Hear the appeal first.")
def appeal_was_heard(case: Asked) -> bool:
    return bool(case.view.appeal.in_state(AppealState.HEARD))


@guard("You have voted on the grounds. A vote stays as it is.")
def vote_on_grounds_is_new(case: Asked) -> bool:
    return case.acting.person not in {person for person, _right in case.view.appeal.votes}


@guard("The vote is over: two of the three agree on each ground.")
def vote_on_grounds_runs(case: Asked) -> bool:
    return case.view.appeal.found is None


@guard("Choose among the grounds that were heard. A ground that you do not choose fails.")
def vote_is_on_what_was_heard(case: Asked, codes: Collection[str]) -> bool:
    return set(codes) <= case.view.appeal.arguable


@guard("The panel first votes on each ground. A ground is decided once two of the three agree on it.")
def every_ground_is_decided(case: Asked) -> bool:
    """Whether a majority agrees on each ground. True if no appeal was heard: another guard says that."""
    heard = case.view.appeal.in_state(AppealState.HEARD)
    return not heard or all(right is not None for _code, right in grounds_by_result(case.view))


@guard("The panel voted that no ground succeeds, so the appeal can only be dismissed.")
def a_ground_was_found_right(case: Asked) -> bool:
    """Whether a ground succeeds, or the vote has not decided them yet: another guard says that."""
    found = case.view.appeal.found
    return found is None or bool(found)


@guard("The panel voted that a ground succeeds, so the appeal cannot be dismissed.")
def no_ground_was_found_right(case: Asked) -> bool:
    return not case.view.appeal.found


VOTED = (appeal_panel_is_seated, appeal_was_heard, every_ground_is_decided)
FAILED, SUCCEEDED = (*VOTED, no_ground_was_found_right), (*VOTED, a_ground_was_found_right)
"""What each way to decide an appeal asks first: that no ground succeeds, or that one does."""


@guard("This is not what the panel voted, ground by ground. A ground succeeds if two of the three voted so.")
def decision_follows_the_votes(case: Asked, codes: Collection[str]) -> bool:
    return set(codes) == right_grounds(case.view)
