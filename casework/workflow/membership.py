"""Steps of a case: the respondent's standing as a member. A standing that ends frees nobody."""

from datetime import date

from casework.events import ResignationAccepted, ResignationDeferred, StandingRecorded
from casework.guards import membership as g
from casework.guards.base import refuse_unless
from casework.guards.screening import respondent_is_known
from casework.vocabulary import CaseState as S
from casework.vocabulary import Membership
from casework.workflow.base import CaseMachine, step

OPEN = [state for state in S if state is not S.CLOSED]


class Belonging(CaseMachine):
    """Lapse and resignation while a case is open."""

    class Meta:
        abstract = True

    @step(list(S), where=[respondent_is_known])
    def record_standing(self, *, standing: Membership, since: date) -> StandingRecorded:
        """Record that the respondent's standing has changed; only conditions and terms wait for a member who is gone."""
        refuse_unless(g.standing_has_changed(self, standing, since), "standing_has_changed")
        return StandingRecorded(standing=standing, since=since)

    @step(OPEN, where=[respondent_is_known, g.no_resignation_waits])
    def defer_resignation(self, *, received_on: date) -> ResignationDeferred:
        """Let a resignation wait for the end of the case; every clock runs on."""
        refuse_unless(g.resignation_was_received(self, received_on), "resignation_was_received")
        return ResignationDeferred(received_on=received_on)

    @step(S.CLOSED, where=[g.resignation_waits])
    def accept_resignation(self) -> ResignationAccepted:
        """Let the resignation that waited take effect, now that the case is over."""
        return ResignationAccepted()
