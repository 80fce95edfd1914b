"""What each seat reads: the confidentiality matrix, a block of states at a time (procedure, section 8)."""

from casework.record.rights.blocks import Blocks, Rows
from casework.record.rights.conditions import (
    When,
    a_late_application_waits,
    an_adviser_is_needed,
    ballot_is_counted,
    blind_reading_is_open,
    both,
    declared,
    findings_are_saved,
    findings_were_told,
    has_declared,
    is_free_to_sit,
    keep_away_lines_wait,
    no_ballot_runs,
    papers_are_out,
    report_was_finished,
    reports_openly,
    took_part,
    was_settled,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import Reading as R
from casework.vocabulary import Seat
from casework.vocabulary.states import (
    ACKNOWLEDGED,
    ANSWERING,
    ASKING,
    DECIDED,
    EVERYWHERE,
    INTAKE,
    MEASURED,
    PANEL,
    SANCTIONED,
    SHOWING,
)

CONSENT = frozenset({S.CONSENT_PROPOSED})
TALKS = frozenset({S.EARLY_RESOLUTION})
SETTLED: set[R | When] = {When(R.READ_TALKS, was_settled)}
NAMED: set[R | When] = {When(R.READ_OPEN_NAME, reports_openly)}
HEARD = frozenset({S.HEARING, S.DELIBERATION})
BOARD = frozenset({S.BOARD_DECISION})
APPEALS = frozenset({S.APPEAL_WINDOW, S.APPEAL})
FINAL = frozenset({S.MONITORING, S.CLOSED})
LATE: set[R | When] = {
    When(R.SEE_CASE, a_late_application_waits),
    *(
        When(right, both(a_late_application_waits, is_free_to_sit))
        for right in (R.READ_PEOPLE, R.READ_FINDINGS, R.READ_PACK)
    ),
}
RESULT: set[R | When] = {When(R.READ_RESULT, ballot_is_counted)}
DECLARING = frozenset({S.PANEL_FORMING}) | BOARD | APPEALS | FINAL
NOTIFIED = ANSWERING | DECIDED

WITH_THEM: Rows[R | When] = (
    (EVERYWHERE, {R.READ_OWN_EVIDENCE, R.READ_INTERIM}),
    (TALKS, {R.READ_TALKS}),
    ({S.CLOSED}, SETTLED),
    (NOTIFIED, {R.READ_NOTICE, R.READ_BUNDLE, R.READ_RESPONSE, When(R.READ_REPORT, report_was_finished)}),
    (NOTIFIED, {R.READ_OFFER}),
    (DECIDED, {R.READ_FINDINGS, R.READ_HISTORY, R.READ_CONDITION_EVIDENCE}),
    (BOARD | DECIDED, {When(R.READ_PACK, papers_are_out)}),
    (PANEL | BOARD, {When(R.READ_FINDINGS, findings_were_told)}),
)
"""What the respondent and a representative read: all but the texts about the respondent's health."""

ON_THE_PANEL: Rows[R | When] = (
    (PANEL, {R.SEE_CASE}),
    (PANEL, declared(R.READ_PEOPLE, R.READ_BUNDLE, R.READ_RESPONSE, R.READ_NOTICE, R.READ_REPORT)),
    (HEARD, declared(R.READ_WITNESS)),
    ({S.DELIBERATION}, declared(R.READ_DELIBERATION, R.READ_FINDINGS)),
    ({S.DELIBERATION}, {When(R.READ_HISTORY, both(findings_are_saved, is_free_to_sit))}),
)
ON_THE_APPEAL_PANEL: Rows[R | When] = (
    (APPEALS, {R.SEE_CASE}),
    (APPEALS, declared(R.READ_PEOPLE, R.READ_BUNDLE, R.READ_RESPONSE, R.READ_NOTICE, R.READ_REPORT)),
    (APPEALS, declared(R.READ_FINDINGS, R.READ_HISTORY, R.READ_PACK)),
    ({S.APPEAL}, declared(R.READ_APPEAL_PAPERS)),
)

MATRIX: Blocks[R | When] = {
    Seat.OUTSIDE_ALTERNATE: (({S.SUBMITTED}, {When(R.READ_KEEP_AWAY, keep_away_lines_wait)}),),
    Seat.BLIND_READER: ((ACKNOWLEDGED, {When(R.READ_STORY, blind_reading_is_open)}),),
    Seat.COMPLAINANT: (
        (EVERYWHERE, {R.READ_OWN_COMPLAINT, R.READ_OWN_EVIDENCE}),
        (TALKS, {R.READ_TALKS}),
        ({S.CLOSED}, SETTLED),
        (NOTIFIED, {R.READ_RESPONSE_SUMMARY}),
        (CONSENT, {R.READ_OFFER}),
        (DECIDED, {R.READ_FINDINGS_SUMMARY}),
    ),
    Seat.RESPONDENT: (*WITH_THEM, (ANSWERING, {R.READ_HEALTH})),
    Seat.REPRESENTATIVE: WITH_THEM,
    Seat.INTAKE: (
        (EVERYWHERE, {R.SEE_CASE, R.READ_PEOPLE}),
        (INTAKE, {R.READ_COMPLAINT, R.READ_EVIDENCE, *NAMED}),
    ),
    Seat.SCREENER: (
        (EVERYWHERE, {R.SEE_CASE, R.READ_PEOPLE, R.READ_INTERIM}),
        (TALKS, {R.READ_TALKS}),
        (INTAKE, {R.READ_COMPLAINT, R.READ_EVIDENCE, *NAMED}),
    ),
    Seat.REVIEWER: (
        (EVERYWHERE - {S.SUBMITTED}, {R.SEE_CASE, R.READ_PEOPLE, R.READ_COMPLAINT, R.READ_EVIDENCE, R.READ_RESPONSE}),
        (EVERYWHERE, {R.READ_CHANNEL}),
        (DECLARING, {R.READ_DECLARATIONS}),
        (DECIDED, {R.READ_FINDINGS}),
        ({S.CLOSED}, SETTLED),
    ),
    Seat.INVESTIGATOR: (
        (MEASURED, {R.READ_INTERIM}),
        (TALKS, {R.READ_TALKS}),
        (EVERYWHERE - INTAKE | {S.EARLY_RESOLUTION}, {R.SEE_CASE, R.READ_PEOPLE, R.READ_COMPLAINT, R.READ_EVIDENCE}),
        (EVERYWHERE - INTAKE | {S.EARLY_RESOLUTION}, NAMED),
        (EVERYWHERE - INTAKE, {R.READ_RESPONSE, R.READ_REPORT, R.READ_NOTICE}),
        (CONSENT, {R.READ_OFFER}),
        (HEARD | DECIDED, {R.READ_MINUTE}),
        (DECIDED, {R.READ_FINDINGS, R.READ_HISTORY}),
    ),
    Seat.DECIDER: (
        (EVERYWHERE - INTAKE, {R.SEE_CASE, R.READ_PEOPLE, R.READ_COMPLAINT, R.READ_EVIDENCE, R.READ_NOTICE}),
        (EVERYWHERE - INTAKE, {R.READ_RESPONSE, R.READ_REPORT, *NAMED}),
        (DECIDED, {R.READ_FINDINGS}),
    ),
    Seat.CONSENT_APPROVER: (
        (CONSENT, {R.SEE_CASE, R.READ_COMPLAINT, R.READ_EVIDENCE, R.READ_RESPONSE, R.READ_REPORT, R.READ_NOTICE}),
        (CONSENT, {R.READ_OFFER}),
    ),
    Seat.INTERIM_MEMBER: (
        (MEASURED, {R.SEE_CASE, R.READ_PEOPLE, R.READ_INTERIM, R.READ_COMPLAINT, R.READ_EVIDENCE, R.READ_RESPONSE}),
        (MEASURED, {R.READ_NOTICE, R.READ_REPORT}),
    ),
    Seat.PANEL_CHAIR: (*ON_THE_PANEL, (HEARD, declared(R.READ_LATE_EVIDENCE))),
    Seat.PANEL_MEMBER: ON_THE_PANEL,
    Seat.ADVISER: (
        (ACKNOWLEDGED - PANEL - SHOWING, {When(r, an_adviser_is_needed) for r in (R.SEE_CASE, R.READ_PEOPLE)}),
        (ANSWERING, {R.READ_HEALTH}),
        (ASKING, {R.READ_ADJUSTMENT}),
        (PANEL | SHOWING, {R.SEE_CASE, R.READ_PEOPLE, R.READ_BUNDLE, R.READ_RESPONSE, R.READ_NOTICE}),
        (PANEL, {R.READ_REPORT}),
        (HEARD, {R.READ_WITNESS}),
        ({S.APPEAL}, {R.READ_APPEAL_PAPERS}),
        ({S.DELIBERATION}, {R.READ_DELIBERATION, R.READ_FINDINGS, When(R.READ_HISTORY, findings_are_saved)}),
        ({S.DELIBERATION, S.BOARD_DECISION}, {R.READ_LATE_EVIDENCE}),
        (SHOWING, {R.READ_FINDINGS, R.READ_PACK, *RESULT}),
    ),
    Seat.BOARD_SECRETARY: (
        (SHOWING, {R.SEE_CASE, R.READ_PEOPLE, R.READ_FINDINGS, R.READ_HISTORY, R.READ_PACK}),
        (SHOWING, {When(R.READ_ROLL_CALL, no_ballot_runs), *RESULT}),
    ),
    Seat.BOARD_MEMBER: (
        (BOARD, {R.SEE_CASE}),
        (BOARD, {When(r, has_declared) for r in (R.READ_BUNDLE, R.READ_RESPONSE, R.READ_NOTICE, R.READ_REPORT)}),
        (BOARD, {When(r, has_declared) for r in (R.READ_FINDINGS, R.READ_HISTORY, R.READ_PACK)}),
        (SHOWING, {When(r, took_part) for r in (R.READ_OWN_VOTE, R.READ_RESULT)}),
    ),
    Seat.APPEAL_CHAIR: (*ON_THE_APPEAL_PANEL, (FINAL, LATE)),
    Seat.APPEAL_MEMBER: ON_THE_APPEAL_PANEL,
    Seat.MONITOR: (
        (SANCTIONED, {R.SEE_CASE, R.READ_PEOPLE, R.READ_FINDINGS_SUMMARY, R.READ_HISTORY, R.READ_CONDITION_EVIDENCE}),
    ),
    Seat.PROTECTION_OFFICER: ((EVERYWHERE, {R.SEE_CASE, R.READ_CHANNEL, R.READ_INTERIM}),),
    Seat.REGISTRAR: (
        (EVERYWHERE - {S.SUBMITTED}, {R.SEE_CASE}),
        ({S.MONITORING, S.CLOSED}, {R.READ_FINDINGS_SUMMARY}),
    ),
    Seat.DPO: (
        (EVERYWHERE - {S.SUBMITTED}, {R.SEE_CASE}),
        ({S.MONITORING, S.CLOSED}, {R.SEE_CASE, R.READ_PEOPLE, R.READ_FINDINGS, R.READ_RECORD}),
    ),
    Seat.CUSTODIAN: (({S.CLOSED}, {R.SEE_CASE}),),
    Seat.AUDITOR: ((EVERYWHERE, {R.SEE_CASE, R.READ_RECORD, When(R.READ_ROLL_CALL, no_ballot_runs)}),),
}
