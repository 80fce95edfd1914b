"""A case in any state on the database, everybody seated: recorded events instead of a whole story told step by step."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor, the_clock
from casework.models import Case
from casework.record import events as e
from casework.record.events import Event, Moved
from casework.recording import record
from casework.vocabulary import Answer, CaseState, ClosingCode, IdentityChoice, Route, Seat
from casework.workflow.guard import Acting
from ledger.clock import now
from policy.actions import Entrant, enrol_member, import_oath
from policy.models import CodeEdition, Member
from policy.rules import Level

S = CaseState
WITHOUT_A_SEAT = (Seat.PUBLIC, Seat.CLOCK)
GIVEN = tuple(seat for seat in Seat if seat not in (*WITHOUT_A_SEAT, Seat.COMPLAINANT, Seat.RESPONDENT))
SINCE = date(2024, 1, 1)
NOTICED = (S.SUBMITTED, S.SCREENING, S.INVESTIGATION, S.AWAITING_RESPONSE)
CHARGED = (*NOTICED, S.RESPONSE_REVIEW, S.CASE_TO_ANSWER, S.PANEL_FORMING, S.HEARING, S.DELIBERATION)
DECIDED = (*CHARGED, S.BOARD_DECISION, S.APPEAL_WINDOW)
ROADS: dict[CaseState, tuple[CaseState, ...]] = {
    S.SUBMITTED: (S.SUBMITTED,),
    S.SCREENING: (S.SUBMITTED, S.SCREENING),
    S.INFORMATION_REQUESTED: (S.SUBMITTED, S.SCREENING, S.INFORMATION_REQUESTED),
    S.EARLY_RESOLUTION: (S.SUBMITTED, S.SCREENING, S.EARLY_RESOLUTION),
    S.DISMISSED: (S.SUBMITTED, S.SCREENING, S.DISMISSED),
    S.DISMISSAL_REVIEW: (S.SUBMITTED, S.SCREENING, S.DISMISSED, S.DISMISSAL_REVIEW),
    S.CONSENT_PROPOSED: (*NOTICED, S.RESPONSE_REVIEW, S.CASE_TO_ANSWER, S.CONSENT_PROPOSED),
    S.APPEAL: (*DECIDED, S.APPEAL),
    S.MONITORING: (*DECIDED, S.MONITORING),
    S.CLOSED: (*DECIDED, S.CLOSED),
    **{state: DECIDED[: DECIDED.index(state) + 1] for state in DECIDED[2:]},
}
"""The states that lead to each."""


def _view(allegation: UUID) -> dict[CaseState, Moved]:
    """Return the event that carries a case into each state, past the filing."""
    return {
        S.SCREENING: e.CaseAcknowledged(),
        S.INFORMATION_REQUESTED: e.InformationRequested(),
        S.EARLY_RESOLUTION: e.EarlyResolutionOffered(),
        S.DISMISSED: e.CaseDismissed(code=ClosingCode.OUT_OF_SCOPE, allegations=(), codes=(ClosingCode.OUT_OF_SCOPE,)),
        S.DISMISSAL_REVIEW: e.ReviewRequested(),
        S.INVESTIGATION: e.InvestigationOpened(),
        S.AWAITING_RESPONSE: e.NoticeServed(allegations=(allegation,), evidence=()),
        S.RESPONSE_REVIEW: e.ResponseFiled(allegations=(allegation,), answers=(Answer.DENY,)),
        S.CASE_TO_ANSWER: e.ReportFinalised(comments=()),
        S.CONSENT_PROPOSED: e.ConsentProposed(level=Level.L2),
        S.PANEL_FORMING: e.CaseFound(charged=(allegation,)),
        S.HEARING: e.PanelFormed(hearing_on=now().date() + timedelta(days=60)),
        S.DELIBERATION: e.DeliberationOpened(last_word_offered=True),
        S.BOARD_DECISION: e.SanctionRecommended(
            level=Level.L2, graded=(), severities=(), low=Level.L1, high=Level.L3, net=0
        ),
        S.APPEAL_WINDOW: e.BoardDecided(carried=None, level=Level.L0, route=Route.PANEL),
        S.APPEAL: e.AppealLodged(side=Seat.RESPONDENT),
        S.MONITORING: e.AppealLapsed(closing_code=None),
        S.CLOSED: e.AppealLapsed(closing_code=ClosingCode.PROVEN_NO_SANCTION),
    }


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A case in some state; `seated` has one person for each seat that a case gives, `barred` an officer in conflict."""

    case: Case
    seated: dict[Seat, User]
    barred: User
    stranger: User
    superuser: User

    def by(self, seat: Seat) -> Actor:
        """Return the holder of a seat, as an actor."""
        return the_clock() if seat is Seat.CLOCK else Actor(user=self.seated[seat], proven=True)


@dataclass(frozen=True, kw_only=True)
class Town:
    """The people of all situations of a test, and the member complained of."""

    people: dict[str, User]
    member: Member

    @classmethod
    def made(cls) -> "Town":
        """Make a person for each seat, and a few without one."""
        names = [seat.value for seat in (*GIVEN, Seat.RESPONDENT)] + ["second_intake", "stranger"]
        people = {
            name: User.objects.create_person(email=f"{name}@society.example", name=name.title()) for name in names
        }
        people["superuser"] = User.objects.create_person(email="root@society.example", name="Root", is_superuser=True)
        member = enrol_member(
            by=people["registrar"],
            entrant=Entrant(number="M-1", name="Rex Marlowe", joined=SINCE, user=people["respondent"]),
            at=now(),
        )
        import_oath(member=member, by=people["registrar"], second=people["intake"], effective=SINCE, at=now())
        return cls(people=people, member=member)


@transaction.atomic
def situation(state: CaseState, town: Town) -> Situation:
    """Return a case in `state`, all seats of the table held, by events recorded one after the other."""
    reporter = User.objects.new_reporter(code_digest=uuid4().bytes * 2)
    reporter.save()
    case = access.new_case(by=reporter, linked=uuid4(), moment=now())
    sitting = town.people
    filed = e.CaseFiled(
        reporter=case.acting.person,
        for_someone=False,
        identity=IdentityChoice.CONFIDENTIAL,
        commitments=(3,),
        rulebook=case.rulebook_id,
    )
    allegation = uuid4()
    edition = CodeEdition.objects.values_list("pk", flat=True).first() or uuid4()
    framed = e.AllegationFramed(
        allegation=allegation, commitment=3, edition=edition, first_day=SINCE, last_day=SINCE + timedelta(days=9)
    )
    case.respondent = town.member
    accused = pseudonym(sitting["respondent"], str(case.id))
    tell(case, filed, e.ConflictsSwept(compared=1))
    tell(case, *(e.OfficerSeated(person=pseudonym(sitting[seat.value]), seat=seat) for seat in GIVEN))
    tell(case, e.OfficerSeated(person=pseudonym(sitting["second_intake"]), seat=Seat.INTAKE))
    tell(case, e.ConflictDetected(person=pseudonym(sitting["second_intake"]), provisional=True))
    tell(case, e.RespondentIdentified(respondent=accused), framed)
    moves = _view(allegation)
    for station in ROADS[state][1:]:
        tell(case, moves[station].between(CaseState(case.state), station))
    access.reconcile(case)
    seated = {seat: sitting[seat.value] for seat in (*GIVEN, Seat.RESPONDENT)} | {Seat.COMPLAINANT: reporter}
    return Situation(
        case=Case.objects.get(pk=case.pk),
        seated=seated,
        barred=sitting["second_intake"],
        stranger=sitting["stranger"],
        superuser=sitting["superuser"],
    )


def tell(case: Case, *events: Event) -> None:
    """Put events into the record of a case as their own steps would, with some words in every sealed field."""
    case.acting = Acting(person=case.acting.person, seats=frozenset({Seat.CLOCK}))
    for event in events:
        if isinstance(event, Moved):
            vars(case)["state"] = event.to_state.value
            case.closing_code = getattr(event, "closing_code", None) or ""
        case.keep(event)
        record(event, subject=case, sealed=dict.fromkeys(event.sealed, "Something."))
