"""A panel, six who can hear an appeal, and a case that the board has decided; what led there is put into the record."""

from datetime import timedelta
from uuid import uuid4

import time_machine

from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework.access import the_clock
from casework.models import Case
from casework.record.events import (
    AppealLapsed,
    BoardDecided,
    DeliberationOpened,
    FindingMade,
    FindingsRecorded,
    PanelFormed,
    SanctionImposed,
    SanctionRecommended,
)
from casework.vocabulary import CaseState, Route, Seat, Verb
from ledger.clock import now
from policy.quorum import Option
from policy.rules import Level, Severity
from tests.casework.panel_cast import PanelCast
from tests.casework.taking import take

APPEALS = {
    "amos": "Amos Ferne",
    "anouk": "Anouk Dale",
    "arne": "Arne Holt",
    "abe": "Abe Kirk",
    "alf": "Alf Moor",
    "ali": "Ali Nash",
}
LAY_IN_APPEALS = frozenset({"anouk", "ali"})
APPEAL = {"grounds": ["procedure", "disproportionate"], "statement": "The third page was not read, wagtail."}


class Court(PanelCast):
    """The people of a panel, and those who hear appeals."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        """Appoint them."""
        super().__init__(clock)
        for key, name in APPEALS.items():
            self.appointed(key, name, Office.APPEAL_PANELIST, lay=key in LAY_IN_APPEALS)

    def decided(self) -> Case:
        """A suspension of ninety days for one proven charge, the decision with Rex."""
        case = self.charged()
        (one,) = case.view.allegations.all
        bea, cleo = self.person("bea"), self.person("cleo")
        finding = FindingMade(
            allegation=one.id,
            commitment=one.commitment,
            edition=one.edition,
            proven=True,
            happened=(True,),
            breaches=(True,),
            evidence=(self.copy_in(case),),
            on_admission=False,
        )
        sheet = SanctionRecommended(
            level=Level.L6,
            term_days=90,
            graded=(one.id,),
            severities=(Severity.S3,),
            low=Level.L6,
            high=Level.L6,
            net=0,
            to_state=CaseState.BOARD_DECISION,
        )
        formed = PanelFormed(hearing_on=now().date(), to_state=CaseState.HEARING)
        closed = DeliberationOpened(last_word_offered=True, to_state=CaseState.DELIBERATION)
        for event in (formed, closed, FindingsRecorded(proven=1), finding, sheet):
            case = self.let(case, event, person=cleo, seat=Seat.PANEL_CHAIR)
        decision = BoardDecided(carried=Option.L6, level=Level.L6, route=Route.PANEL, to_state=CaseState.APPEAL_WINDOW)
        case = self.let(case, decision, person=bea, seat=Seat.BOARD_SECRETARY)
        imposed = SanctionImposed(level=Level.L6, term_days=90, sanction=uuid4(), findings=(one.id,))
        case = self.let(case, imposed, person=bea, seat=Seat.BOARD_SECRETARY)
        return self.serve(case, decision.id)

    def final(self) -> Case:
        """The same, the time to appeal over."""
        case = self.decided()
        self.wait(days=33)
        lapsed = AppealLapsed(to_state=CaseState.MONITORING, closing_code=None)
        return self.let(case, lapsed, person=pseudonym(the_clock().user), seat=Seat.CLOCK)

    def appealed(self) -> Case:
        """The same decision, appealed by Rex."""
        return take(self.decided(), Verb.LODGE_APPEAL, self.by("rex"), **APPEAL)

    def seated(self, case: Case, *names: str) -> Case:
        """Let Ava seat an appeal panel, the chair first, and Rex read who is on it."""
        chair, *members = (str(self.person(one)) for one in names or ("amos", "anouk", "arne"))
        case = take(case, Verb.SEAT_APPEAL_PANEL, self.by("ava"), chair=chair, members=members, rota_reason="")
        if case.state == CaseState.APPEAL:
            case = self.serve(case, self.last(case))
        return case

    def sifted(self) -> Case:
        """The same, its panel seated and free, and one ground found arguable."""
        case = self.declared(self.seated(self.appealed()), "amos", "anouk", "arne")
        self.wait(days=14)
        (one,) = case.view.appeal.live
        ask = {"appeal": str(one.id), "grounds": ["procedure"], "reasons": "The third page matters, wagtail."}
        return take(case, Verb.SIFT_APPEAL, self.by("amos"), **ask)

    def appeal_heard(self) -> Case:
        """The same, heard by all three."""
        case = self.sifted()
        self.wait(days=20)
        day = now().date() + timedelta(days=28)
        called = {
            "hearing_on": day.isoformat(),
            "hearing_at": "10:00",
            "hearing_minutes": "240",
            "arrangements": "In the reading room, wagtail.",
        }
        case = take(case, Verb.CALL_APPEAL_HEARING, self.by("amos"), **called)
        case = self.serve(case, self.last(case))
        self.wait(days=28)
        present = [str(self.person(one)) for one in ("amos", "anouk", "arne")]
        there = {"present": present, "respondent_present": "yes", "last_word_offered": "on"}
        return take(case, Verb.HEAR_APPEAL, self.by("amos"), **there)

    def voted(self, case: Case, *right: str) -> Case:
        """Let Amos and Anouk find these grounds right and no other."""
        said = {f"ground_{code}": "yes" if code in right else "no" for code in case.view.appeal.arguable}
        for name in ("amos", "anouk"):
            case = take(case, Verb.VOTE_ON_GROUNDS, self.by(name), **said)
        return case
