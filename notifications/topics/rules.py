"""Whom each event of a case notifies, and of what.

`RULES` has the events that notify somebody, `NOT_NOTIFIED` (notifications/topics/not_notified.py) all others with the
reason. A new event belongs in one of the two: the check `notifications.E02` says so. `TOPICS` says what withdraws a
notification.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from casework.record import events as e
from casework.record.rights.posting import POSTING
from casework.record.state.hearing_time import Sitting, sitting_of
from casework.record.state.people import APPEAL_PANEL, PARTIES
from casework.record.turns import ALONGSIDE, EXPECTED
from casework.record.turns.alongside import ANSWERERS
from casework.vocabulary import CaseState as S
from casework.vocabulary import Reading, Seat, Thread
from notifications.topics.asked import fills_a_seat
from notifications.topics.messages_to_read import TOPIC_OF
from notifications.topics.table import Topic


class Rule(NamedTuple):
    """Whom to notify, and of what: the holders of `seats` or, if it is given, of the seats in `by_stage` for the state now.

    `people`: only those holders whom the event names. `right`: only those whose seat reads it. `of_a_party`: only if a
    party acted. `by_day`: the act may be a reporter's, so no mail may reveal its hour. `day`: the hearing or the moment in the
    event that the notification is about. `seats_in`: only the seats that the event gives.
    """

    topic: Topic
    seats: frozenset[Seat]
    people: Callable[[Any], Collection[UUID]] | None = None
    right: Callable[[Any], Reading] | None = None
    of_a_party: bool = False
    by_day: bool = False
    day: Callable[[Any], Sitting | datetime | date] | None = None
    by_stage: Mapping[S, frozenset[Seat]] | None = None
    seats_in: Callable[[Any], frozenset[Seat]] | None = None


def rule(topic: Topic, *seats: Seat, by_day: bool = False) -> Rule:
    return Rule(topic, frozenset(seats), by_day=by_day)


OFFICES = frozenset(Seat) - PARTIES
PANEL = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)
ROWS = (*(row for rows in EXPECTED.values() for row in rows), *(row for _states, row in ALONGSIDE))
ACTING = frozenset(seat for row in ROWS if not fills_a_seat(row) for seat in row.seats) - PARTIES
FILLING = frozenset(seat for row in ROWS if fills_a_seat(row) for seat in row.seats)
TURNS = (Rule(Topic.TURN, ACTING), Rule(Topic.EMPTY_SEAT, FILLING))
"""A case that moved: whose turn it is, or who fills the seat."""
TURNS_BY_DAY = tuple(each._replace(by_day=True) for each in TURNS)
SIGNATURES = (Rule(Topic.SIGNATURE, OFFICES),)
STEP_LEFT = (Rule(Topic.STEP_LEFT, OFFICES),)
"""A person to whom a step came back may have left, or somebody may have taken their seat."""
LEFT = (Rule(Topic.EMPTY_SEAT, FILLING), *STEP_LEFT)
"""Somebody may have left the seat whose turn it is."""
FOUND_IN_REPORT = (*(one._replace(by_day=True) for one in LEFT), rule(Topic.MENTION, Seat.REVIEWER, by_day=True))
"""A sweep finds it soon after the reporter wrote."""
NEW_REPORT = (rule(Topic.REPORT, Seat.INTAKE, by_day=True),)
READERS: Mapping[S, frozenset[Seat]] = {
    S.SUBMITTED: frozenset({Seat.INTAKE}),
    **dict.fromkeys((S.SCREENING, S.INFORMATION_REQUESTED, S.EARLY_RESOLUTION), frozenset({Seat.SCREENER})),
    **dict.fromkeys(
        (S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW, S.CASE_TO_ANSWER, S.CONSENT_PROPOSED),
        frozenset({Seat.INVESTIGATOR}),
    ),
    S.PANEL_FORMING: frozenset({Seat.ADVISER}),
    **dict.fromkeys((S.HEARING, S.DELIBERATION), frozenset(PANEL)),
    S.BOARD_DECISION: frozenset({Seat.ADVISER}),
}
"""Who works on the papers of a case in each state."""
NEWS = (Rule(Topic.ANSWER, frozenset(), by_day=True, by_stage=READERS),)
"""A side answered, perhaps a reporter."""
PAPERS = (Rule(Topic.PAPER, frozenset(), by_day=True, by_stage=READERS),)


def right_to_read(event: Any) -> Reading:
    right: Reading = event.thread.opens
    return right


def writer_in(thread: Thread, event: Any) -> tuple[UUID, ...]:
    return (event.writer,) if event.thread is thread else ()


def right_to_reach(event: Any) -> Reading:
    """Return the right of those who reach a witness: who a protected one is, the adviser alone reads outside the panel."""
    known: Reading
    (known,) = event.sealed["witness"].opens
    return known if event.protected else Reading.READ_NOTICE


MESSAGE: Mapping[Thread, tuple[Rule, ...]] = {
    thread: (Rule(topic, OFFICES, right=right_to_read, of_a_party=True, by_day=True),)
    for thread, topic in TOPIC_OF.items()
}
"""A party wrote in a thread: told to everybody who reads the thread, and to nobody else."""
BACK = tuple(
    Rule(topic, OFFICES, people=partial(writer_in, thread), right=right_to_read)
    for thread, topic in ((Thread.REPORTER, Topic.MESSAGE_BACK), (Thread.RESPONDENT, Topic.MEMBER_MESSAGE_BACK))
)
"""A second reader returned a message: told to its author, in the two threads that have one."""
STANDS_AS_IT_IS = frozenset(
    {
        *(Topic.TURN, Topic.EMPTY_SEAT, Topic.SECOND_READING, Topic.BLIND_READING, Topic.STEP_LEFT),
        *(Topic.STEP_UNSIGNED, Topic.FINDINGS),
    }
)
"""What says how the case stands. A person is told of it also where the event that led there is hidden from them."""
LETTERS = Rule(Topic.UNOPENED, frozenset(POSTING))
"""No event notifies of a letter that nobody opened: a periodic task does (`notifications/waiting/times.py`)."""


def seat_in(event: Any) -> frozenset[Seat]:
    return frozenset({event.seat})


def hearing(event: Any) -> Sitting:
    return sitting_of(event)


def answering(event: Any) -> date:
    last: date = event.answer_by
    return last


def closing(event: Any) -> datetime:
    moment: datetime = event.closes_at
    return moment


ONE_SEATED = Rule(Topic.SEAT, OFFICES, people=lambda event: (event.person,), seats_in=seat_in)
ALTERNATE_SEATED = Rule(Topic.SEAT, frozenset({Seat.BOARD_MEMBER}), people=lambda event: (event.person,))
MONITORS_SEATED = Rule(Topic.SEAT, frozenset({Seat.MONITOR}), people=lambda event: event.persons)
PANEL_SEATED = Rule(Topic.SEAT, frozenset(PANEL), people=lambda event: (event.chair, *event.members))
APPEAL_SEATED = PANEL_SEATED._replace(seats=frozenset(APPEAL_PANEL))
DAYS = Rule(Topic.DAYS, frozenset({*PANEL, Seat.ADVISER, Seat.INVESTIGATOR}), day=answering)
HEARING_DAY = Rule(Topic.HEARING, frozenset(PANEL), day=hearing)
APPEAL_DAY = Rule(Topic.HEARING, frozenset({Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER}), day=hearing)
VOTES = Rule(Topic.BALLOT, frozenset({Seat.BOARD_MEMBER}), day=closing)
FILING = rule(Topic.FILING, Seat.REVIEWER)
FINAL = (*TURNS, rule(Topic.SANCTION, Seat.REGISTRAR))
ASKED_FOR = rule(Topic.REQUEST, *ANSWERERS)
ORDERED = rule(Topic.DOCUMENT, Seat.INVESTIGATOR)
WITNESS = (rule(Topic.WITNESS, Seat.INVESTIGATOR, Seat.ADVISER)._replace(right=right_to_reach),)

RULES: Mapping[type[e.Event], tuple[Rule, ...]] = {
    e.ConflictsSwept: NEW_REPORT,
    e.KeepAwayRuled: NEW_REPORT,
    e.CaseAcknowledged: TURNS,
    e.OfficerSeated: (ONE_SEATED, *TURNS, *STEP_LEFT),
    e.AdjudicatorSeated: (ONE_SEATED, rule(Topic.CONSENT, Seat.CONSENT_APPROVER)),
    e.SeatReplaced: (ONE_SEATED, *TURNS, *STEP_LEFT),
    e.MonitorsSeated: (MONITORS_SEATED, *TURNS, *STEP_LEFT),
    e.AlternateSeated: (ALTERNATE_SEATED, rule(Topic.DECLARATION, Seat.BOARD_MEMBER)),
    e.ConflictDetected: FOUND_IN_REPORT,
    e.ConflictDeclared: LEFT,
    e.Recused: LEFT,
    e.SilentMembersRecused: TURNS,
    e.MentionRuled: LEFT,
    e.StepProposed: SIGNATURES,
    e.StepSigned: (*SIGNATURES, Rule(Topic.STEP_SIGNED, OFFICES)),
    e.StepReturned: (Rule(Topic.STEP_BACK, OFFICES, people=lambda event: (event.proposer,)),),
    e.ClockEscalated: (rule(Topic.OVERDUE, Seat.INTAKE),),
    e.BlindReaderSeated: (rule(Topic.BLIND_READING, Seat.BLIND_READER),),
    e.RiskReadBlind: (rule(Topic.FAR_APART, Seat.INTAKE),),
    e.InformationSupplied: TURNS_BY_DAY,
    e.InformationLapsed: TURNS,
    e.EvidenceAdded: PAPERS,
    e.NameGiven: NEWS,
    e.FilingAdded: (*PAPERS, FILING, *LEFT),
    e.ReporterMessageSent: MESSAGE[Thread.REPORTER],
    e.RespondentMessageSent: MESSAGE[Thread.RESPONDENT],
    e.ReporterProtectionMessageSent: MESSAGE[Thread.REPORTER_PROTECTION],
    e.RespondentProtectionMessageSent: MESSAGE[Thread.RESPONDENT_PROTECTION],
    e.MessagePutForward: (rule(Topic.SECOND_READING, *OFFICES), *LEFT),
    e.MessageReturned: BACK,
    e.ReviewRequested: TURNS_BY_DAY,
    e.CaseReinstated: TURNS,
    e.InvestigationResumed: TURNS,
    e.InvestigationOpened: TURNS,
    e.WithdrawalAsked: (
        rule(Topic.WITHDRAWAL_CHECK, Seat.PROTECTION_OFFICER, by_day=True),
        rule(Topic.WITHDRAWAL, Seat.REVIEWER, by_day=True),
    ),
    e.EarlyResolutionOffered: TURNS,
    e.TalksFailed: TURNS_BY_DAY,
    e.TalksLapsed: TURNS,
    e.TermsAccepted: NEWS,
    e.RespondentRequestMade: (ASKED_FOR,),
    e.ReporterRequestMade: (ASKED_FOR._replace(by_day=True),),
    e.RespondentRequestAnswered: (ORDERED, *LEFT),
    e.ReporterRequestAnswered: (ORDERED, *LEFT),
    e.ResponseFiled: (*TURNS, *NEWS),
    e.DefaultProposed: (rule(Topic.DEFAULT, Seat.DECIDER),),
    e.DefaultRecorded: TURNS,
    e.SetAsideAsked: (rule(Topic.SET_ASIDE, Seat.DECIDER),),
    e.ServiceFailed: (Rule(Topic.SERVICE, frozenset(POSTING)),),
    e.ResponseCommented: NEWS,
    e.ReportCommented: NEWS,
    e.ReportFinalised: TURNS,
    e.CaseToAnswerVoted: (rule(Topic.VOTE_OVER, Seat.DECIDER),),
    e.ConsentProposed: (rule(Topic.APPROVER, Seat.ADVISER),),
    e.ConsentSigned: (rule(Topic.CONSENT, Seat.CONSENT_APPROVER),),
    e.ConsentCommented: NEWS,
    e.ConsentRejected: TURNS,
    e.ConsentLapsed: TURNS,
    e.ConsentReturned: TURNS,
    e.ConsentAccepted: TURNS,
    e.CaseFound: TURNS,
    e.PanelNamed: (PANEL_SEATED, rule(Topic.DECLARATION, *PANEL)),
    e.InterestsDeclared: (rule(Topic.TOLD, Seat.REVIEWER), *TURNS, *STEP_LEFT),
    e.DeclarationRuled: (*TURNS, *STEP_LEFT),
    e.MemberChallenged: (rule(Topic.CHALLENGE, *PANEL, Seat.REVIEWER, by_day=True),),
    e.ChallengeRuled: LEFT,
    e.HearingDaysOffered: (DAYS,),
    e.PanelFormed: (*TURNS, HEARING_DAY),
    e.PanelDissolved: TURNS,
    e.WitnessCalled: WITNESS,
    e.AppealWitnessCalled: WITNESS,
    e.HearingAdjourned: (HEARING_DAY,),
    e.HearingReopened: (*TURNS, HEARING_DAY),
    e.BundleServed: (rule(Topic.BUNDLE, *PANEL),),
    e.DeliberationOpened: (*TURNS, rule(Topic.FIRST_VIEW, *PANEL)),
    e.FirstViewGiven: (rule(Topic.FINDINGS, *PANEL),),
    e.MinuteGiven: (rule(Topic.MINUTE, *PANEL), rule(Topic.ANSWER, Seat.INVESTIGATOR)),
    e.LastWordConfirmed: (rule(Topic.ANSWER, *PANEL),),
    e.LastWordFiled: (rule(Topic.ANSWER, *PANEL),),
    e.SanctionViewsFiled: (rule(Topic.ANSWER, *PANEL),),
    e.LateEvidenceFiled: (rule(Topic.LATE_EVIDENCE, Seat.PANEL_CHAIR, Seat.ADVISER),),
    e.LateEvidenceAnswered: (rule(Topic.ANSWER, Seat.PANEL_CHAIR, Seat.ADVISER),),
    e.RequestWithdrawn: LEFT,
    e.WithholdingProposed: (rule(Topic.WITHHOLDING, Seat.REVIEWER), *LEFT),
    e.WithholdingReturned: (rule(Topic.WITHHOLDING_BACK, Seat.INVESTIGATOR),),
    e.ItemServedWhole: (rule(Topic.COPY_OWED, Seat.INVESTIGATOR),),
    e.LateFilingOffered: (rule(Topic.LATE_EVIDENCE, Seat.PANEL_CHAIR, Seat.ADVISER), FILING, *LEFT),
    e.SanctionRecommended: TURNS,
    e.BoardPackSent: (rule(Topic.DECLARATION, Seat.BOARD_MEMBER),),
    e.BallotKeysMade: (VOTES,),
    e.BallotCounted: (rule(Topic.RESULT, Seat.BOARD_SECRETARY),),
    e.BallotVoided: (rule(Topic.RESULT, Seat.BOARD_SECRETARY),),
    e.DecisionLetterWritten: (rule(Topic.LETTER, Seat.BOARD_MEMBER),),
    e.DecisionLetterSigned: (rule(Topic.LETTER_SIGNED, Seat.BOARD_SECRETARY),),
    e.DecisionLetterWithdrawn: (rule(Topic.LETTER_BACK, Seat.BOARD_SECRETARY),),
    e.AppealHeard: (rule(Topic.GROUNDS, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER),),
    e.AppealGroundsVoted: (rule(Topic.VOTE_OVER, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER),),
    e.BoardMinutesWritten: (rule(Topic.MINUTES, Seat.BOARD_MEMBER),),
    e.BoardMinutesReturned: (rule(Topic.MINUTES_BACK, Seat.BOARD_SECRETARY),),
    e.RemittedToPanel: (*TURNS, rule(Topic.RETURNED, *PANEL)),
    e.RemittedToNewPanel: TURNS,
    e.BreachReturned: (*TURNS, rule(Topic.RETURNED, Seat.MONITOR)),
    e.DecisionVoided: TURNS,
    e.AppealLapsed: FINAL,
    e.AppealWaived: FINAL,
    e.AppealRefused: FINAL,
    e.AppealWithdrawn: FINAL,
    e.AppealDismissed: FINAL,
    e.AppealVaried: FINAL,
    e.AppealLodged: (*TURNS, rule(Topic.SIFT, Seat.APPEAL_CHAIR)),
    e.LateAppealAdmitted: (*TURNS, rule(Topic.SIFT, Seat.APPEAL_CHAIR), rule(Topic.LIFTING, Seat.REGISTRAR)),
    e.CrossAppealLodged: (rule(Topic.SIFT, Seat.APPEAL_CHAIR),),
    e.AppealPanelSeated: (
        APPEAL_SEATED,
        *TURNS,
        rule(Topic.DECLARATION, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER),
        rule(Topic.SIFT, Seat.APPEAL_CHAIR),
        rule(Topic.LATE_APPEAL, Seat.APPEAL_CHAIR),
    ),
    e.AppealMemberChallenged: (rule(Topic.APPEAL_CHALLENGE, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER, Seat.REVIEWER),),
    e.AppealChallengeRuled: LEFT,
    e.AppealHearingCalled: (APPEAL_DAY,),
    e.AppealHearingAdjourned: (APPEAL_DAY,),
    e.AppealSubmissionMade: (rule(Topic.ANSWER, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER),),
    e.NewEvidenceOffered: (rule(Topic.NEW_EVIDENCE, Seat.APPEAL_CHAIR),),
    e.LateAppealAsked: (rule(Topic.LATE_APPEAL, Seat.APPEAL_CHAIR),),
    e.DecisionQuashed: (rule(Topic.LIFTING, Seat.REGISTRAR),),
    e.AppealRemittedToPanel: (*TURNS, rule(Topic.LIFTING, Seat.REGISTRAR)),
    e.AppealRemittedToBoard: TURNS,
    e.ConditionEvidenceFiled: (rule(Topic.CONDITION, Seat.MONITOR),),
    e.ConditionLapsed: (rule(Topic.CONDITION_OVERDUE, Seat.MONITOR),),
    e.BreachExplained: (rule(Topic.ANSWER, Seat.MONITOR),),
    e.BreachReported: TURNS,
    e.TermEnded: (rule(Topic.LIFTING, Seat.REGISTRAR),),
    e.InterimProposed: (rule(Topic.ADJUDICATOR, Seat.ADVISER),),
    e.InterimAnswered: (rule(Topic.ANSWER, Seat.INTERIM_MEMBER),),
    e.MergeUndone: TURNS,
    e.WellbeingTold: (
        rule(Topic.ANSWER, Seat.REVIEWER, Seat.PROTECTION_OFFICER, by_day=True),
        Rule(Topic.EMPTY_SEAT, FILLING, by_day=True),
    ),
    e.CaseReopened: TURNS,
    e.CaseReopenedForHearing: TURNS,
}
