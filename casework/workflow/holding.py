"""Steps of a case: clocks that wait for a reason, and files that may not be deleted."""

from casework.events import ContentErased, HoldPlaced, HoldReleased, HoldReviewed, LegalHoldLifted, LegalHoldPlaced
from casework.guards.base import refuse_unless
from casework.guards.holding import (
    clocks_are_named,
    clocks_may_be_held,
    hold_is_in_force,
    keeping_time_is_over,
    legal_hold_is_in_force,
    no_data_request_is_open,
    no_legal_hold,
)
from casework.guards.joining import content_still_exists
from casework.guards.publication import entry_is_not_live
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName
from casework.workflow.base import CaseMachine, step

RUNNING = [s for s in S if s not in (S.SUBMITTED, S.CLOSED)]


class Holding(CaseMachine):
    """Letting time stand still, and keeping what would be deleted."""

    class Meta:
        abstract = True

    @step(RUNNING)
    def place_hold(self, *, clocks: tuple[ClockName, ...]) -> HoldPlaced:
        """Let the named clocks wait, and no other."""
        refuse_unless(clocks_are_named(clocks), "clocks_are_named")
        refuse_unless(clocks_may_be_held(self, clocks), "clocks_may_be_held")
        return HoldPlaced(clocks=clocks)

    @step(RUNNING, where=[hold_is_in_force])
    def review_hold(self) -> HoldReviewed:
        """Look again, and let the clocks wait on."""
        return HoldReviewed()

    @step(RUNNING, where=[hold_is_in_force])
    def release_hold(self) -> HoldReleased:
        """Let all clocks run on, the days they waited given back."""
        return HoldReleased()

    @step(list(S), where=[no_legal_hold, content_still_exists])
    def place_legal_hold(self) -> LegalHoldPlaced:
        """Keep the file, whatever the rules on keeping say."""
        return LegalHoldPlaced()

    @step(list(S), where=[legal_hold_is_in_force])
    def lift_legal_hold(self) -> LegalHoldLifted:
        """Let the rules on keeping hold again."""
        return LegalHoldLifted()

    @step(
        S.CLOSED,
        where=[
            content_still_exists,
            keeping_time_is_over,
            no_legal_hold,
            no_data_request_is_open,
            entry_is_not_live,
        ],
    )
    def erase_content(self, *, keys: int) -> ContentErased:
        """Destroy the keys of the file: nobody can read it any more, and nothing reopens it."""
        return ContentErased(keys=keys)
