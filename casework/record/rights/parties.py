"""What the seats of the parties may do, a block of states at a time (procedure, section 4)."""

from collections.abc import Mapping

from casework.record.rights.blocks import Blocks, Rows
from casework.record.rights.conditions import (
    When,
    both,
    may_act_in,
    representation_is_not_accepted,
    was_decided,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import Right, Scope, Seat, Verb
from casework.vocabulary import Verb as V
from casework.vocabulary.states import (
    ANSWERING,
    ASKING,
    EVERYWHERE,
    GATHERING,
    MEASURED,
    OPEN,
    REPRESENTED,
    SANCTIONED,
    UNDECIDED,
)

ACCUSED: Rows[Verb | When] = (
    (EVERYWHERE, {V.OPEN_LETTER, V.REPORT_RETALIATION}),
    (ASKING, {V.MAKE_REQUEST, V.WITHDRAW_REQUEST}),
    (GATHERING | {S.PANEL_FORMING, S.HEARING}, {V.ADD_EVIDENCE}),
    ({S.EARLY_RESOLUTION}, {V.ACCEPT_TERMS, V.TALKS_FAIL}),
    ({S.AWAITING_RESPONSE}, {V.ACKNOWLEDGE_NOTICE, V.RESPOND_TO_NOTICE}),
    ({S.RESPONSE_REVIEW}, {V.ASK_TO_SET_ASIDE, V.COMMENT_ON_REPORT}),
    ({S.CASE_TO_ANSWER, S.PANEL_FORMING, S.HEARING}, {V.PROPOSE_CONSENT}),
    ({S.CONSENT_PROPOSED}, {V.SIGN_CONSENT, V.REJECT_CONSENT}),
    ({S.PANEL_FORMING, S.HEARING}, {V.CHALLENGE_MEMBER, V.ANSWER_HEARING_DAYS}),
    ({S.HEARING, S.DELIBERATION}, {V.CONFIRM_LAST_WORD, V.FILE_LAST_WORD}),
    ({S.DELIBERATION}, {V.SUBMIT_ON_SANCTION}),
    ({S.HEARING, S.DELIBERATION, S.BOARD_DECISION}, {V.FILE_LATE_EVIDENCE, V.SPEAK_ON_LATE_EVIDENCE}),
    (SANCTIONED, {V.FILE_CONDITION_EVIDENCE}),
    ({S.MONITORING}, {V.EXPLAIN_BREACH}),
    ({S.APPEAL_WINDOW}, {V.LODGE_APPEAL, V.WAIVE_APPEAL}),
    ({S.APPEAL}, {V.CROSS_APPEAL, V.WITHDRAW_APPEAL, V.MAKE_APPEAL_SUBMISSION, V.OFFER_NEW_EVIDENCE}),
    ({S.APPEAL}, {V.CHALLENGE_APPEAL_MEMBER}),
    ({S.APPEAL_WINDOW, S.MONITORING, S.CLOSED}, {When(V.APPLY_LATE, was_decided)}),
    (REPRESENTED, {V.APPOINT_REPRESENTATIVE}),
    (REPRESENTED | {S.CLOSED}, {V.END_REPRESENTATION}),
    (MEASURED, {V.ANSWER_INTERIM}),
    (ANSWERING, {V.FLAG_HEALTH, V.CLEAR_HEALTH}),
)
OWN = frozenset({V.OPEN_LETTER, V.END_REPRESENTATION, V.MAKE_REQUEST, V.WITHDRAW_REQUEST, V.REPORT_RETALIATION})
"""What every representative may do: it is in their own name, or commits the respondent to nothing."""
BEFORE_ACCEPTING = frozenset({V.OPEN_LETTER, V.ACCEPT_REPRESENTATION, V.END_REPRESENTATION})
"""What somebody has who is asked to be a representative, until they accept."""
SCOPES: Mapping[Right, Scope] = {
    V.ACKNOWLEDGE_NOTICE: Scope.ANSWER,
    V.RESPOND_TO_NOTICE: Scope.ANSWER,
    V.ASK_TO_SET_ASIDE: Scope.ANSWER,
    V.COMMENT_ON_REPORT: Scope.ANSWER,
    V.ADD_EVIDENCE: Scope.ANSWER,
    V.ANSWER_INTERIM: Scope.ANSWER,
    V.FLAG_HEALTH: Scope.ANSWER,
    V.CLEAR_HEALTH: Scope.ANSWER,
    V.FILE_CONDITION_EVIDENCE: Scope.ANSWER,
    V.ACCEPT_TERMS: Scope.AGREE,
    V.TALKS_FAIL: Scope.AGREE,
    V.PROPOSE_CONSENT: Scope.AGREE,
    V.SIGN_CONSENT: Scope.AGREE,
    V.REJECT_CONSENT: Scope.AGREE,
    V.CHALLENGE_MEMBER: Scope.HEARING,
    V.ANSWER_HEARING_DAYS: Scope.HEARING,
    V.CONFIRM_LAST_WORD: Scope.HEARING,
    V.FILE_LAST_WORD: Scope.HEARING,
    V.SUBMIT_ON_SANCTION: Scope.HEARING,
    V.FILE_LATE_EVIDENCE: Scope.HEARING,
    V.SPEAK_ON_LATE_EVIDENCE: Scope.HEARING,
    V.LODGE_APPEAL: Scope.APPEAL,
    V.CROSS_APPEAL: Scope.APPEAL,
    V.APPLY_LATE: Scope.APPEAL,
    V.WAIVE_APPEAL: Scope.APPEAL,
    V.WITHDRAW_APPEAL: Scope.APPEAL,
    V.CHALLENGE_APPEAL_MEMBER: Scope.APPEAL,
    V.MAKE_APPEAL_SUBMISSION: Scope.APPEAL,
    V.OFFER_NEW_EVIDENCE: Scope.APPEAL,
}
"""What a representative does in the respondent's place; all other steps stay with the respondent alone."""


def _for_representative(rows: Rows[Verb | When]) -> Rows[Verb | When]:
    return tuple(
        (states, {own for right in rights if (own := _as_representative(right)) is not None}) for states, rights in rows
    )


def _as_representative(right: Verb | When) -> Verb | When | None:
    """Return a right of the respondent as a representative has it; None if it stays with the respondent."""
    if right in OWN:
        return right
    verb = right.right if isinstance(right, When) else right
    scope = SCOPES.get(verb)
    within = None if scope is None else may_act_in(scope)
    return within and When(verb, both(right.condition, within) if isinstance(right, When) else within)


ACTING: Blocks[Verb | When] = {
    Seat.COMPLAINANT: (
        (EVERYWHERE, {V.CLAIM_CODE, V.OPEN_LETTER, V.REPORT_RETALIATION}),
        (OPEN, {V.GIVE_NAME}),
        ({S.SUBMITTED}, {V.EXPLAIN_KEEP_AWAY}),
        (ASKING, {V.MAKE_REQUEST, V.WITHDRAW_REQUEST}),
        (UNDECIDED, {V.ASK_WITHDRAWAL, V.TAKE_BACK_WITHDRAWAL}),
        (GATHERING, {V.ADD_EVIDENCE}),
        ({S.INFORMATION_REQUESTED}, {V.SUPPLY_INFORMATION}),
        ({S.EARLY_RESOLUTION}, {V.ACCEPT_TERMS, V.TALKS_FAIL}),
        ({S.DISMISSED}, {V.REQUEST_REVIEW}),
        ({S.RESPONSE_REVIEW}, {V.COMMENT_ON_RESPONSE, V.COMMENT_ON_REPORT}),
        ({S.CONSENT_PROPOSED}, {V.COMMENT_ON_CONSENT}),
        ({S.CLOSED}, {V.SAY_HOW_IT_IS}),
    ),
    Seat.RESPONDENT: ACCUSED,
    Seat.REPRESENTATIVE: (
        *_for_representative(ACCUSED),
        (REPRESENTED, {When(V.ACCEPT_REPRESENTATION, representation_is_not_accepted)}),
    ),
    Seat.WITNESS: (
        (EVERYWHERE, {V.OPEN_LETTER, V.REPORT_RETALIATION}),
        (GATHERING, {V.ADD_EVIDENCE}),
        ({S.PANEL_FORMING, S.HEARING}, {V.ANSWER_HEARING_DAYS}),
    ),
}
