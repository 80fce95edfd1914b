"""The second table of expected steps: what is expected at the same time as the first."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from casework.record.rights.posting import LETTERS_KEPT_BY, POSTING
from casework.record.turns import conditions as c
from casework.record.turns.expected import Condition, Expected, row
from casework.record.turns.letters import day_of_post
from casework.record.turns.table import (
    COMMENT_AS_REPORTER,
    DECLARE,
    EXPLAIN,
    LATE_APPEALS,
    RULE_ON_DECLARATION,
    SEAT_APPROVER,
    SEAT_REVIEWER,
    SPEAK_ON_OFFER,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName as C
from casework.vocabulary import Seat
from casework.vocabulary import Verb as V
from casework.vocabulary.states import (
    ACKNOWLEDGED,
    ASKING,
    EVERYWHERE,
    IN_REVIEW,
    INQUIRY,
    INTAKE,
    MEASURED,
    OPEN,
    PANEL,
    REGISTERED,
    RULING,
    UNDECIDED,
)


def _duties(verb: V, clock: C) -> Iterator[tuple[frozenset[S], Expected]]:
    """Yield a periodic duty for the seat that leads each stage."""
    for states, seats in LEADING:
        yield states & ACKNOWLEDGED, row(seats, verb, clock, wanted=c.is_near(clock))


def _seat_reviewer(wanted: Condition, *clocks: C) -> Expected:
    """Return the turn of intake to seat a reviewer for whom something waits."""
    empty = c.every(wanted, c.is_empty(Seat.REVIEWER))
    return row(Seat.INTAKE, V.SEAT_OFFICER, *clocks, wanted=empty, fills=Seat.REVIEWER)


def _letters() -> Iterator[tuple[frozenset[S], Expected]]:
    """Yield what is expected of each seat that may post letters, of those it prints whole: one step at a time, for all."""
    for seat in POSTING:
        near = row(seat, V.REMIND_READER, wanted=c.a_reminder_by_post_is_near(seat))
        yield WRITING, replace(near, on=partial(day_of_post, seat=seat))
        proof_alone = c.every(c.a_letter_is_not_opened(seat), c.no_reminder_by_post_is_near(seat))
        yield WRITING, row(seat, V.RECORD_SERVICE, wanted=proof_alone)


WRITING = frozenset(LETTERS_KEPT_BY)
"""The states in which an officer makes sure that letters to the respondent arrive."""
LEADING: tuple[tuple[frozenset[S], tuple[Seat, ...]], ...] = (
    (INTAKE | {S.DISMISSED, S.DISMISSAL_REVIEW}, (Seat.SCREENER,)),
    (INQUIRY | {S.CASE_TO_ANSWER, S.CONSENT_PROPOSED}, (Seat.INVESTIGATOR,)),
    (PANEL, (Seat.ADVISER,)),
    (frozenset({S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL}), (Seat.BOARD_SECRETARY,)),
    (frozenset({S.MONITORING}), (Seat.MONITOR,)),
)
"""The seat that tells both sides of the progress, by stage."""
GIVING_FEEDBACK: tuple[tuple[frozenset[S], Seat], ...] = (
    (INTAKE - {S.SUBMITTED} | IN_REVIEW, Seat.SCREENER),
    (ACKNOWLEDGED - INTAKE - IN_REVIEW, Seat.INVESTIGATOR),
)
"""The one seat that gives the reporter feedback at each stage. It reads the thread with the reporter there."""
HOLDING: tuple[tuple[frozenset[S], tuple[Seat, ...]], ...] = (
    (INTAKE - {S.SUBMITTED}, (Seat.SCREENER,)),
    (INQUIRY | {S.CASE_TO_ANSWER, S.CONSENT_PROPOSED}, (Seat.DECIDER,)),
    (PANEL | {S.BOARD_DECISION, S.APPEAL_WINDOW, S.MONITORING}, (Seat.ADVISER, Seat.REVIEWER)),
    (frozenset({S.APPEAL}), (Seat.APPEAL_CHAIR,)),
)
ANSWERERS = (Seat.INVESTIGATOR, Seat.DECIDER, Seat.PANEL_CHAIR, Seat.ADVISER, Seat.APPEAL_CHAIR, Seat.REVIEWER)
"""The seats that answer a request at some stage."""
SECOND_READERS = (Seat.REVIEWER, Seat.DECIDER, Seat.INTAKE, Seat.SCREENER, Seat.INVESTIGATOR, Seat.ADVISER)
"""The seats that may read a message before it goes out."""
ENDED = frozenset({S.MONITORING, S.CLOSED})
REFILLED: tuple[tuple[frozenset[S], tuple[Seat, ...], tuple[C, ...]], ...] = (
    (INTAKE - {S.SUBMITTED}, (Seat.SCREENER,), (C.SCREEN,)),
    (INQUIRY | {S.CASE_TO_ANSWER, S.CONSENT_PROPOSED}, (Seat.INVESTIGATOR, Seat.DECIDER), (C.CTA, C.INVESTIGATION)),
)
"""The seats that intake fills as soon as somebody leaves them, even if the case could go on with the remaining holders."""
WITH_A_DECIDER = frozenset(
    {
        *(V.SCOPE_ALLEGATION, V.ADD_ALLEGATION, V.DISCLOSE_REDACTED_COPY),
        *(V.EXTEND_INVESTIGATION, V.STOP_INVESTIGATION, V.REFER_CASE),
    }
)
"""The investigator's steps that a decider has to sign too. A test compares this with the steps."""

ALONGSIDE: tuple[tuple[frozenset[S], Expected], ...] = (
    (EVERYWHERE, row(Seat.REVIEWER, V.RULE_ON_MENTION, C.MENTION, wanted=c.a_mention_waits)),
    (ACKNOWLEDGED, row(Seat.BLIND_READER, V.READ_BLIND, C.BLIND_READING, wanted=c.is_open(C.BLIND_READING))),
    *((ASKING, row(seat, V.ANSWER_REQUEST, C.REQUEST, wanted=c.a_request_waits_for(seat))) for seat in ANSWERERS),
    (
        ASKING - {S.APPEAL_WINDOW, S.APPEAL},
        _seat_reviewer(c.a_request_waits_for(Seat.REVIEWER), C.REQUEST),
    ),
    (RULING, row(Seat.REVIEWER, (V.LOOK_THROUGH_FILING, V.EXCLUDE_FILING), C.FILING_CHECK, wanted=c.a_filing_waits)),
    (
        RULING - {S.APPEAL_WINDOW, S.APPEAL},
        _seat_reviewer(c.a_filing_waits, C.FILING_CHECK),
    ),
    (RULING, row(Seat.REVIEWER, V.RULE_WITHHOLDING, C.WITHHOLDING, wanted=c.a_withholding_waits)),
    (
        RULING - {S.APPEAL_WINDOW, S.APPEAL},
        _seat_reviewer(c.a_withholding_waits, C.WITHHOLDING),
    ),
    (
        RULING - {S.APPEAL_WINDOW, S.APPEAL},
        _seat_reviewer(c.came_back_to_a_left(Seat.REVIEWER)),
    ),
    (OPEN, row(SECOND_READERS, (V.RELEASE_MESSAGE, V.RETURN_MESSAGE), wanted=c.a_message_is_put_forward)),
    (
        RULING - {S.APPEAL_WINDOW, S.APPEAL},
        _seat_reviewer(c.every(c.a_message_is_put_forward, c.is_empty(Seat.DECIDER))),
    ),
    (frozenset({S.EARLY_RESOLUTION, S.DISMISSED}), _seat_reviewer(c.nobody_else_reads_the_message)),
    (RULING, row(Seat.INVESTIGATOR, (V.DISCLOSE_EVIDENCE, V.DISCLOSE_REDACTED_COPY), wanted=c.a_copy_is_owed)),
    (ASKING, row(Seat.INVESTIGATOR, V.PRODUCE_DOCUMENT, C.DOCUMENT_ORDER, wanted=c.a_document_is_ordered)),
    (
        frozenset({S.SCREENING}),
        row(
            Seat.INTAKE,
            V.SEAT_OFFICER,
            C.SCREEN,
            wanted=c.has_room(Seat.SCREENER),
            fills=Seat.SCREENER,
        ),
    ),
    (
        INQUIRY,
        row(
            Seat.INTAKE,
            V.SEAT_OFFICER,
            C.INVESTIGATION,
            wanted=c.nobody_signs(Seat.DECIDER, *sorted(WITH_A_DECIDER)),
            fills=Seat.DECIDER,
        ),
    ),
    *(
        (states, row(Seat.INTAKE, V.SEAT_OFFICER, *clocks, wanted=c.was_left(seat), fills=seat))
        for states, seats, clocks in REFILLED
        for seat in seats
    ),
    (frozenset({S.RESPONSE_REVIEW}), COMMENT_AS_REPORTER),
    (
        frozenset({S.CONSENT_PROPOSED}),
        row(Seat.INVESTIGATOR, V.SIGN_CONSENT, C.CONSENT, wanted=c.has_not_signed_offer(Seat.INVESTIGATOR)),
    ),
    (frozenset({S.CONSENT_PROPOSED}), SPEAK_ON_OFFER),
    (frozenset({S.CONSENT_PROPOSED}), SEAT_APPROVER),
    (
        frozenset({S.PANEL_FORMING, S.HEARING}),
        row(Seat.RESPONDENT, V.ANSWER_HEARING_DAYS, wanted=c.respondent_is_asked_about_days),
    ),
    (
        frozenset({S.HEARING, S.DELIBERATION}),
        row(Seat.RESPONDENT, V.FILE_LAST_WORD, C.LAST_WORD, wanted=c.is_open(C.LAST_WORD)),
    ),
    (
        frozenset({S.DELIBERATION}),
        row((Seat.ADVISER, Seat.PANEL_CHAIR), V.GIVE_MINUTE, C.MINUTE, wanted=c.minute_is_to_be_given),
    ),
    *(
        (
            frozenset({S.DELIBERATION}),
            row(seat, V.APPROVE_MINUTE, C.MINUTE_APPROVAL, wanted=c.minute_is_to_be_approved_by(seat)),
        )
        for seat in (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)
    ),
    (frozenset({S.BOARD_DECISION}), DECLARE),
    (frozenset({S.BOARD_DECISION}), RULE_ON_DECLARATION),
    (frozenset({S.BOARD_DECISION, S.MONITORING}), SEAT_REVIEWER),
    *(
        (states, row(seat, V.GIVE_FEEDBACK, C.FEEDBACK, wanted=c.is_near(C.FEEDBACK)))
        for states, seat in GIVING_FEEDBACK
    ),
    *_duties(V.SEND_STATUS, C.STATUS),
    *_letters(),
    *(
        (
            states,
            row(seats, V.REVIEW_HOLD, C.HOLD_REVIEW, wanted=c.every(c.a_hold_is_in_force, c.is_near(C.HOLD_REVIEW))),
        )
        for states, seats in HOLDING
    ),
    (EVERYWHERE, row(Seat.ADVISER, V.REVIEW_HEALTH, C.HEALTH_REVIEW, wanted=c.is_near(C.HEALTH_REVIEW))),
    (
        MEASURED,
        row(Seat.RESPONDENT, V.ANSWER_INTERIM, C.INTERIM_SHOW_CAUSE, wanted=c.respondent_may_answer_interim),
    ),
    (
        MEASURED,
        row(
            Seat.ADVISER,
            V.SEAT_ADJUDICATOR,
            C.INTERIM_SHOW_CAUSE,
            C.INTERIM_URGENT,
            C.INTERIM_REVIEW,
            wanted=c.every(c.interim_stands, c.has_room(Seat.INTERIM_MEMBER, "interim")),
        ),
    ),
    (MEASURED, row(Seat.INTERIM_MEMBER, V.IMPOSE_INTERIM, C.INTERIM_SHOW_CAUSE, wanted=c.interim_is_proposed)),
    (
        MEASURED,
        row(Seat.INTERIM_MEMBER, V.REVIEW_INTERIM, C.INTERIM_URGENT, C.INTERIM_REVIEW, wanted=c.interim_review_is_near),
    ),
    (
        UNDECIDED,
        row(
            Seat.INTAKE,
            V.SEAT_OFFICER,
            C.WITHDRAWAL_WAIT,
            wanted=c.every(c.withdrawal_is_asked, c.is_empty(Seat.PROTECTION_OFFICER)),
            fills=Seat.PROTECTION_OFFICER,
        ),
    ),
    (UNDECIDED, row(Seat.PROTECTION_OFFICER, V.CHECK_COERCION, C.WITHDRAWAL_WAIT, wanted=c.coercion_is_unchecked)),
    (
        UNDECIDED,
        row(
            (Seat.PROTECTION_OFFICER, Seat.REVIEWER),
            (V.ACCEPT_WITHDRAWAL, V.RELEASE_COMPLAINT),
            C.WITHDRAWAL_WAIT,
            wanted=c.withdrawal_can_be_decided,
        ),
    ),
    (frozenset({S.MONITORING}), EXPLAIN),
    (ENDED, row(Seat.REGISTRAR, V.APPLY_SANCTION, wanted=c.sanction_is_not_entered)),
    (REGISTERED, row(Seat.REGISTRAR, V.LIFT_SANCTION, wanted=c.sanction_is_to_be_lifted)),
    (ENDED, row((Seat.ADVISER, Seat.DPO), V.APPROVE_PUBLICATION_TEXT, wanted=c.publication_is_due)),
    (ENDED, row(Seat.BOARD_SECRETARY, V.PUBLISH_SANCTION, wanted=c.publication_is_due)),
    *((frozenset({S.CLOSED}), one) for one in LATE_APPEALS),
    (frozenset({S.CLOSED}), row(Seat.REGISTRAR, V.ACCEPT_RESIGNATION, wanted=c.resignation_waits)),
    (
        frozenset({S.CLOSED}),
        row(
            Seat.INTAKE,
            V.SEAT_OFFICER,
            wanted=c.every(
                c.reporter_said_how_they_are, c.is_empty(Seat.REVIEWER), c.is_empty(Seat.PROTECTION_OFFICER)
            ),
            fills=Seat.PROTECTION_OFFICER,
        ),
    ),
    (
        frozenset({S.CLOSED}),
        row((Seat.DPO, Seat.CUSTODIAN), V.ERASE_CONTENT, C.RETENTION, wanted=c.file_may_be_erased),
    ),
)
"""What else is expected at the same time: every row that is wanted in the state of the case."""
