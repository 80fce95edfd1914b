"""Steps of the public register: deeds of people, never of a clock."""

from datetime import date

from casework.events import PublicationTextApproved, SanctionPublished
from casework.guards import publication as g
from casework.guards.base import refuse_unless
from casework.guards.monitoring import sanction_is_active
from casework.vocabulary import CaseState as S
from casework.workflow.base import CaseMachine, step

FINAL = [S.MONITORING, S.CLOSED]


class Publishing(CaseMachine):
    """Steps of publication."""

    class Meta:
        abstract = True

    @step(FINAL, where=[sanction_is_active, g.level_is_public, g.text_not_approved_by_this_seat, g.entry_is_not_live])
    def approve_publication_text(self, *, drafted: bool, same: bool) -> PublicationTextApproved:
        """Approve the words for the register, as one of the two who must; `same`: they are the ones the other approved."""
        refuse_unless(drafted, "text_is_drafted")
        refuse_unless(same, "text_is_the_same")
        sanction = self.facts.sanctions.current
        assert sanction is not None
        return PublicationTextApproved(sanction=sanction.id)

    @step(
        FINAL,
        where=[
            sanction_is_active,
            g.level_is_public,
            g.text_is_approved_by_both,
            g.no_appeal_or_late_application_is_pending,
            g.entry_is_not_live,
        ],
    )
    def publish_sanction(self, *, nobody_else: bool, expires_on: date | None) -> SanctionPublished:
        """Enter the sanction in the public register. `nobody_else`: the text points at nobody else."""
        refuse_unless(g.nobody_else_is_identifiable(nobody_else), "nobody_else_is_identifiable")
        refuse_unless(g.expiry_is_set(self, expires_on), "expiry_is_set")
        sanction = self.facts.sanctions.current
        assert sanction is not None
        return SanctionPublished(sanction=sanction.id, expires_on=expires_on)
