"""Whom each event of a case notifies, and of what.

`TELLINGS` has the events that notify somebody, `NOBODY` (notifications/not_notified.py) all others with the reason. A new
event belongs in one of the two: the check `notifications.E02` says so. `THINGS` says what withdraws a notification.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from casework.record import events as e
from casework.record.state.people import PARTIES
from casework.record.turns import ALONGSIDE, EXPECTED, LETTERS_KEPT_BY
from casework.record.turns.alongside import ANSWERERS
from casework.vocabulary import CaseState as S
from casework.vocabulary import Reading, Seat
from notifications.topics import Thing, fills_a_seat


class Telling(NamedTuple):
    """Whom to notify of what: the holders of `seats` or, if it is given, of the seats in `by_stage` for the state now.

    `people`: only those holders whom the event names. `right`: only those whose seat reads it. `of_a_party`: only if a
    party acted. `by_day`: the act may be a reporter's, so no mail may reveal its hour. `day`: the date in the event that the
    notification is about.
    """

    thing: Thing
    seats: frozenset[Seat]
    people: Callable[[Any], Collection[UUID]] | None = None
    right: Callable[[Any], Reading] | None = None
    of_a_party: bool = False
    by_day: bool = False
    day: Callable[[Any], date | datetime] | None = None
    by_stage: Mapping[S, frozenset[Seat]] | None = None


def telling(thing: Thing, *seats: Seat, by_day: bool = False) -> Telling:
    return Telling(thing, frozenset(seats), by_day=by_day)


OFFICES = frozenset(Seat) - PARTIES
PANEL = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)
ROWS = (*(row for rows in EXPECTED.values() for row in rows), *(row for _states, row in ALONGSIDE))
ACTING = frozenset(seat for row in ROWS if not fills_a_seat(row) for seat in row.seats) - PARTIES
FILLING = frozenset(seat for row in ROWS if fills_a_seat(row) for seat in row.seats)
TURNS = (Telling(Thing.TURN, ACTING), Telling(Thing.EMPTY_SEAT, FILLING))
"""A case that moved: whose turn it is, or who fills the seat."""
TURNS_BY_DAY = tuple(each._replace(by_day=True) for each in TURNS)
SIGNATURES = (Telling(Thing.SIGNATURE, OFFICES),)
LEFT = (Telling(Thing.EMPTY_SEAT, FILLING),)
"""Somebody may have left the seat whose turn it is."""
FOUND_IN_REPORT = (*(one._replace(by_day=True) for one in LEFT), telling(Thing.MENTION, Seat.REVIEWER, by_day=True))
"""A sweep finds it soon after the reporter wrote."""
NEW_REPORT = (telling(Thing.REPORT, Seat.INTAKE, by_day=True),)
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
NEWS = (Telling(Thing.ANSWER, frozenset(), by_day=True, by_stage=READERS),)
"""A paper came from a side, perhaps from a reporter."""


def right_to_read(event: Any) -> Reading:
    right: Reading = event.thread.opens
    return right


MESSAGE = (Telling(Thing.ANSWER, OFFICES, right=right_to_read, of_a_party=True, by_day=True),)
"""A party wrote in a thread: told to everybody who reads the thread, and to nobody else."""
STANDS_AS_IT_IS = frozenset({Thing.TURN, Thing.EMPTY_SEAT})
"""What says how the case stands. A person is told of it also where the event that led there is hidden from them."""
LETTERS = Telling(Thing.UNOPENED, frozenset(LETTERS_KEPT_BY.values()))
"""No event notifies of a letter that nobody opened: a periodic task does (`notifications/waiting_times.py`)."""


def seated(people: Callable[[Any], Collection[UUID]]) -> Telling:
    return Telling(Thing.SEAT, OFFICES, people=people)


def hearing(event: Any) -> date:
    day: date = event.hearing_on
    return day


def closing(event: Any) -> datetime:
    moment: datetime = event.closes_at
    return moment


ONE_SEATED = seated(lambda event: (event.person,))
SOME_SEATED = seated(lambda event: event.persons)
PANEL_SEATED = seated(lambda event: (event.chair, *event.members))
HEARING_DAY = Telling(Thing.HEARING, frozenset(PANEL), day=hearing)
APPEAL_DAY = Telling(Thing.HEARING, frozenset({Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER}), day=hearing)
VOTES = Telling(Thing.BALLOT, frozenset({Seat.BOARD_MEMBER}), day=closing)
FINAL = (*TURNS, telling(Thing.SANCTION, Seat.REGISTRAR))
ASKED_FOR = telling(Thing.REQUEST, *ANSWERERS)
ORDERED = telling(Thing.DOCUMENT, Seat.INVESTIGATOR)

TELLINGS: Mapping[type[e.Event], tuple[Telling, ...]] = {
    e.ConflictsSwept: NEW_REPORT,
    e.KeepAwayRuled: NEW_REPORT,
    e.CaseAcknowledged: TURNS,
    e.OfficerSeated: (ONE_SEATED, *TURNS),
    e.AdjudicatorSeated: (ONE_SEATED, telling(Thing.CONSENT, Seat.CONSENT_APPROVER)),
    e.SeatReplaced: (ONE_SEATED, *TURNS),
    e.MonitorsSeated: (SOME_SEATED, *TURNS),
    e.AlternateSeated: (ONE_SEATED, telling(Thing.DECLARATION, Seat.BOARD_MEMBER)),
    e.ConflictDetected: FOUND_IN_REPORT,
    e.ConflictDeclared: LEFT,
    e.Recused: LEFT,
    e.SilentMembersRecused: TURNS,
    e.MentionRuled: LEFT,
    e.StepProposed: SIGNATURES,
    e.StepSigned: SIGNATURES,
    e.ClockEscalated: (telling(Thing.OVERDUE, Seat.INTAKE),),
    e.InformationSupplied: TURNS_BY_DAY,
    e.InformationLapsed: TURNS,
    e.EvidenceAdded: NEWS,
    e.FilingAdded: NEWS,
    e.ReporterMessageSent: MESSAGE,
    e.RespondentMessageSent: MESSAGE,
    e.ReporterProtectionMessageSent: MESSAGE,
    e.RespondentProtectionMessageSent: MESSAGE,
    e.ReviewRequested: TURNS_BY_DAY,
    e.CaseReinstated: TURNS,
    e.InvestigationResumed: TURNS,
    e.InvestigationOpened: TURNS,
    e.WithdrawalAsked: (
        telling(Thing.WITHDRAWAL_CHECK, Seat.PROTECTION_OFFICER, by_day=True),
        telling(Thing.WITHDRAWAL, Seat.REVIEWER, by_day=True),
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
    e.DefaultProposed: (telling(Thing.DEFAULT, Seat.DECIDER),),
    e.DefaultRecorded: TURNS,
    e.SetAsideAsked: (telling(Thing.SET_ASIDE, Seat.DECIDER),),
    e.ServiceFailed: (Telling(Thing.SERVICE, frozenset(LETTERS_KEPT_BY.values())),),
    e.ResponseCommented: NEWS,
    e.ReportCommented: NEWS,
    e.ReportFinalised: TURNS,
    e.ConsentProposed: (telling(Thing.APPROVER, Seat.ADVISER),),
    e.ConsentSigned: (telling(Thing.CONSENT, Seat.CONSENT_APPROVER),),
    e.ConsentCommented: NEWS,
    e.ConsentRejected: TURNS,
    e.ConsentLapsed: TURNS,
    e.ConsentReturned: TURNS,
    e.ConsentAccepted: TURNS,
    e.CaseFound: TURNS,
    e.PanelNamed: (PANEL_SEATED, telling(Thing.DECLARATION, *PANEL)),
    e.InterestsDeclared: (telling(Thing.TOLD, Seat.REVIEWER), *TURNS),
    e.DeclarationRuled: TURNS,
    e.MemberChallenged: (telling(Thing.CHALLENGE, *PANEL, Seat.REVIEWER, by_day=True),),
    e.ChallengeRuled: LEFT,
    e.PanelFormed: (*TURNS, HEARING_DAY),
    e.PanelDissolved: TURNS,
    e.HearingAdjourned: (HEARING_DAY,),
    e.HearingReopened: (*TURNS, HEARING_DAY),
    e.BundleServed: (telling(Thing.BUNDLE, *PANEL),),
    e.DeliberationOpened: (*TURNS, telling(Thing.FINDINGS, *PANEL)),
    e.LastWordConfirmed: (telling(Thing.ANSWER, *PANEL),),
    e.LastWordFiled: (telling(Thing.ANSWER, *PANEL),),
    e.SanctionViewsFiled: (telling(Thing.ANSWER, *PANEL),),
    e.LateEvidenceFiled: (telling(Thing.LATE_EVIDENCE, Seat.PANEL_CHAIR, Seat.ADVISER),),
    e.LateEvidenceAnswered: (telling(Thing.ANSWER, Seat.PANEL_CHAIR, Seat.ADVISER),),
    e.FilingChecked: (telling(Thing.FILING, Seat.REVIEWER), *LEFT),
    e.RequestWithdrawn: LEFT,
    e.WithholdingProposed: (telling(Thing.WITHHOLDING, Seat.REVIEWER), *LEFT),
    e.WithholdingReturned: (telling(Thing.WITHHOLDING_BACK, Seat.INVESTIGATOR),),
    e.ItemServedWhole: (telling(Thing.COPY_OWED, Seat.INVESTIGATOR),),
    e.LateFilingOffered: (telling(Thing.LATE_EVIDENCE, Seat.PANEL_CHAIR, Seat.ADVISER),),
    e.SanctionRecommended: TURNS,
    e.BoardPackSent: (telling(Thing.DECLARATION, Seat.BOARD_MEMBER),),
    e.BallotKeysMade: (VOTES,),
    e.BallotCounted: (telling(Thing.RESULT, Seat.BOARD_SECRETARY),),
    e.BallotVoided: (telling(Thing.RESULT, Seat.BOARD_SECRETARY),),
    e.RemittedToPanel: (*TURNS, telling(Thing.RETURNED, *PANEL)),
    e.RemittedToNewPanel: TURNS,
    e.BreachReturned: (*TURNS, telling(Thing.RETURNED, Seat.MONITOR)),
    e.DecisionVoided: TURNS,
    e.AppealLapsed: FINAL,
    e.AppealWaived: FINAL,
    e.AppealRefused: FINAL,
    e.AppealWithdrawn: FINAL,
    e.AppealDismissed: FINAL,
    e.AppealVaried: FINAL,
    e.AppealLodged: (*TURNS, telling(Thing.SIFT, Seat.APPEAL_CHAIR)),
    e.LateAppealAdmitted: (*TURNS, telling(Thing.SIFT, Seat.APPEAL_CHAIR), telling(Thing.LIFTING, Seat.REGISTRAR)),
    e.CrossAppealLodged: (telling(Thing.SIFT, Seat.APPEAL_CHAIR),),
    e.AppealPanelSeated: (
        PANEL_SEATED,
        *TURNS,
        telling(Thing.DECLARATION, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER),
        telling(Thing.SIFT, Seat.APPEAL_CHAIR),
        telling(Thing.LATE_APPEAL, Seat.APPEAL_CHAIR),
    ),
    e.AppealMemberChallenged: (telling(Thing.APPEAL_CHALLENGE, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER, Seat.REVIEWER),),
    e.AppealChallengeRuled: LEFT,
    e.AppealHearingCalled: (APPEAL_DAY,),
    e.AppealHearingAdjourned: (APPEAL_DAY,),
    e.AppealSubmissionMade: (telling(Thing.ANSWER, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER),),
    e.NewEvidenceOffered: (telling(Thing.NEW_EVIDENCE, Seat.APPEAL_CHAIR),),
    e.LateAppealAsked: (telling(Thing.LATE_APPEAL, Seat.APPEAL_CHAIR),),
    e.DecisionQuashed: (telling(Thing.LIFTING, Seat.REGISTRAR),),
    e.AppealRemittedToPanel: (*TURNS, telling(Thing.LIFTING, Seat.REGISTRAR)),
    e.AppealRemittedToBoard: TURNS,
    e.ConditionEvidenceFiled: (telling(Thing.CONDITION, Seat.MONITOR),),
    e.ConditionLapsed: (telling(Thing.CONDITION_OVERDUE, Seat.MONITOR),),
    e.BreachExplained: (telling(Thing.ANSWER, Seat.MONITOR),),
    e.BreachReported: TURNS,
    e.TermEnded: (telling(Thing.LIFTING, Seat.REGISTRAR),),
    e.InterimProposed: (telling(Thing.ADJUDICATOR, Seat.ADVISER),),
    e.InterimAnswered: (telling(Thing.ANSWER, Seat.INTERIM_MEMBER),),
    e.MergeUndone: TURNS,
    e.CaseReopened: TURNS,
    e.CaseReopenedForHearing: TURNS,
}
