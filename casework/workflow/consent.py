"""Steps of a case: an admission against an agreed term."""

from datetime import date

from django_fsm import GET_STATE

from casework.events import (
    ConsentAccepted,
    ConsentLapsed,
    ConsentProposed,
    ConsentRejected,
    ConsentReturned,
    Terms,
    terms_of,
)
from casework.facts.consent import Offer
from casework.guards.base import refuse_unless
from casework.guards.board import ballot_carried_a_remittal, board_has_not_remitted, route_is_consent
from casework.guards.consent import (
    approval_reasons_are_written,
    both_sides_signed_the_term,
    consent_time_is_over,
    fewer_than_two_offers,
    full_admission_is_signed,
    lies_inside,
    reporter_was_heard,
    severity_allows_consent,
    term_is_inside_the_matrix,
)
from casework.guards.panel import hearing_is_30_days_ahead
from casework.vocabulary import CaseState as S
from casework.vocabulary import Route
from casework.workflow.base import CaseMachine, step
from casework.workflow.remembering import Remembering

OFFERED_IN = [S.CASE_TO_ANSWER, S.PANEL_FORMING, S.HEARING]
BACK = GET_STATE(lambda case, **given: S(case.consent_from), states=OFFERED_IN)
"""The state in which the offer was made."""


class Consenting(CaseMachine, Remembering):
    """One side offers a term against a full admission; the hearing waits meanwhile."""

    class Meta:
        abstract = True

    @step(OFFERED_IN, to=S.CONSENT_PROPOSED, where=[severity_allows_consent, fewer_than_two_offers])
    def propose_consent(self, *, terms: Terms) -> ConsentProposed:
        """Offer a term inside the range for what would be admitted."""
        refuse_unless(lies_inside(self, terms), "term_is_inside_the_matrix")
        self.consent_from = self.state
        return ConsentProposed(**terms_of(terms))

    @step(
        S.CONSENT_PROPOSED,
        to=S.BOARD_DECISION,
        where=[full_admission_is_signed, both_sides_signed_the_term, term_is_inside_the_matrix, reporter_was_heard],
    )
    def accept_consent(self, *, reasons_written: bool) -> ConsentAccepted:
        """Take the signed offer to the board, which may not go above its term."""
        refuse_unless(approval_reasons_are_written(reasons_written), "approval_reasons_are_written")
        self.route = Route.CONSENT
        offer = self._offer
        return ConsentAccepted(offer=offer.id, **terms_of(offer.terms))

    @step(S.CONSENT_PROPOSED, to=BACK)
    def reject_consent(self) -> ConsentRejected:
        """Say no, for either side or as approver; nothing of the offer reaches the panel."""
        return ConsentRejected(offer=self._offer.id)

    @step(S.CONSENT_PROPOSED, to=BACK, where=[consent_time_is_over])
    def consent_lapses(self) -> ConsentLapsed:
        """Let the offer end with its time."""
        return ConsentLapsed(offer=self._offer.id)

    @step(S.BOARD_DECISION, to=BACK, where=[ballot_carried_a_remittal, board_has_not_remitted, route_is_consent])
    def return_consent(self, *, hearing_on: date | None = None) -> ConsentReturned:
        """Send an accepted offer back as if it had not been made. A hearing that was noticed gets a new day."""
        if self.consent_from != S.HEARING:
            return ConsentReturned()
        refuse_unless(hearing_on and hearing_is_30_days_ahead(self, hearing_on), "hearing_is_30_days_ahead")
        return ConsentReturned(hearing_on=hearing_on)

    @property
    def _offer(self) -> Offer:
        offer = self.facts.consent.open
        assert offer is not None, "a case in consent_proposed has an offer"
        return offer
