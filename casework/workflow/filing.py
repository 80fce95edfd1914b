"""Steps of a case: the report and its reception."""

from uuid import UUID

from casework.events import CaseAcknowledged, CaseFiled, CodeClaimed, ConflictsSwept
from casework.guards.base import refuse_unless
from casework.guards.filing import (
    account_and_dates_are_given,
    code_waits_to_be_claimed,
    commitment_is_chosen_or_help_asked,
    conflicts_are_swept,
    respondent_is_named_or_unknown,
    truth_is_declared,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import IdentityChoice
from casework.workflow.base import NEW, CaseMachine, step


class Filing(CaseMachine):
    """From the report to its acknowledgement."""

    class Meta:
        abstract = True

    @step(NEW, to=S.SUBMITTED)
    def file_complaint(
        self,
        *,
        reporter: UUID | None,
        for_someone: bool,
        identity: IdentityChoice,
        commitments: tuple[int, ...],
        help_asked: bool = False,
        named: bool = True,
        unknown: bool = False,
        told: bool = True,
        declared: bool = True,
        slow: bool = False,
    ) -> CaseFiled:
        """File a report about one person. A choice to stay unnamed is kept with the identity, not in the clear."""
        refuse_unless(respondent_is_named_or_unknown(named, unknown), "respondent_is_named_or_unknown")
        refuse_unless(commitment_is_chosen_or_help_asked(commitments, help_asked), "commitment_is_chosen_or_help_asked")
        refuse_unless(account_and_dates_are_given(told), "account_and_dates_are_given")
        refuse_unless(truth_is_declared(declared), "truth_is_declared")
        shown = identity if identity is IdentityChoice.OPEN else IdentityChoice.CONFIDENTIAL
        return CaseFiled(reporter=reporter, for_someone=for_someone, identity=shown, commitments=commitments, slow=slow)

    @step(list(S))
    def sweep_conflicts(self, *, compared: int) -> ConflictsSwept:
        """Record that `compared` people were compared with the people in the case."""
        return ConflictsSwept(compared=compared)

    @step(S.SUBMITTED, to=S.SCREENING, where=[conflicts_are_swept])
    def acknowledge_complaint(self) -> CaseAcknowledged:
        """Acknowledge the report to the reporter, and begin the screening."""
        return CaseAcknowledged()

    @step([s for s in S if s is not S.CLOSED], where=[code_waits_to_be_claimed])
    def claim_code(self) -> CodeClaimed:
        """Let the reporter's own code take the place of the one that staff made."""
        return CodeClaimed()
