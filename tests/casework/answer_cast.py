"""The desk with three deciders, and a case brought from evidence to the deciders' question by the real actions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.access import Actor, the_clock
from casework.models import Case, Clock
from casework.procedure.case_to_answer.actions import vote_case_to_answer
from casework.procedure.evidence.actions import add_evidence, disclose_evidence
from casework.procedure.investigation_report.actions import finalise_report, share_draft_report
from casework.procedure.notice.actions import respond_to_notice, serve_notice
from casework.procedure.plain_step import do
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import Answer, NoRight, NotNow, NotSeen, Seat, Verb
from ledger import queries as ledger
from tests.casework.desk_cast import SINCE, Desk

DECIDERS = {"dan": "Dan Ferreira", "dot": "Dot Achterberg"}
COPY = "A mail in which the contract is promised before the bids were opened."
SECRET = "Promised it over lunch, dotterel."


class Inquiry(Desk):
    """The desk, and what happens in an inquiry so often that a test need not say how."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        """Appoint the two other deciders, and a member who has nothing to do with it."""
        super().__init__()
        self.clock = clock
        for key, name in DECIDERS.items():
            self.people[key] = User.objects.create_person(email=f"{key}@society.example", name=name)
            appoint(user=self.people[key], office=Office.DECIDER, since=SINCE)
        self.people["stranger"] = User.objects.create_person(email="stranger@society.example", name="Stu Ranger")

    def reporter(self, case: Case) -> Actor:
        """Return the one who reported, as a session by code knows them."""
        return Actor(user=case.seatings.get(seat=Seat.COMPLAINANT.value).user)

    def rights_of(self, user: User, case: Case) -> set[str]:
        """Return the rights anybody holds in a case now, as stored."""
        return set(case.grants.filter(user=user).values_list("permission__codename", flat=True))

    def evidence(self, case: Case) -> UUID:
        """Return the first piece of evidence."""
        return case.view.evidence.all[0].id

    def copy(self, case: Case) -> UUID:
        """Return the first copy."""
        return case.view.evidence.copies[0].id

    def the_one(self, case: Case) -> UUID:
        """Return the only allegation."""
        (one,) = case.view.allegations.all
        return one.id

    def evidenced(self) -> Case:
        """Under investigation by Ola, with one piece of evidence from the reporter."""
        case = self.investigation()
        return add_evidence(reference=case.reference, by=self.reporter(case), title="A mail", text=SECRET)

    def disclose(self, case: Case, **given: Any) -> Case:
        """Let Ola prepare a copy of it."""
        copy: dict[str, Any] = {"evidence": self.evidence(case), "title": "A mail", "text": COPY, "one_holder": False}
        return disclose_evidence(reference=case.reference, by=self.by("ola"), **copy | given)

    def disclosed(self) -> Case:
        """The same, with its copy, and Dee, Dan and Dot as deciders."""
        case = self.disclose(self.evidenced())
        for name in ("dee", "dan", "dot"):
            seat = {"person": self.person(name), "seat": Seat.DECIDER, "reason": "Of the three."}
            case = seat_officer(reference=case.reference, by=self.by("ines"), **seat)
        return case

    def serve(self, case: Case, **given: Any) -> Case:
        """Let Ola serve the notice."""
        notice = {"evidence": (self.copy(case),), "words": "You have thirty days."}
        return serve_notice(reference=case.reference, by=self.by("ola"), **notice | given)

    def noticed(self) -> Case:
        """The same, noticed; nobody has opened it."""
        return self.serve(self.disclosed())

    def served(self) -> Case:
        """The same, acknowledged by Rex."""
        return do(Verb.ACKNOWLEDGE_NOTICE, reference=self.noticed().reference, by=self.by("rex"))

    def answer(self, case: Case, **given: Any) -> Case:
        """Let Rex deny it."""
        said = {
            "allegations": (self.the_one(case),),
            "answers": (Answer.DENY,),
            "reasons": [{"allegation": "1", "reasons": "Not so, godwit."}],
        }
        rest = {"summary": "", "files": []}
        return respond_to_notice(reference=case.reference, by=self.by("rex"), **said | rest | given)

    def answered(self) -> Case:
        """The same, denied."""
        return self.answer(self.served())

    def lapsed(self) -> Case:
        """Acknowledged and never answered, the time to answer over."""
        case = self.served()
        self.pass_(case, "RESPONSE")
        return do(Verb.RESPONSE_LAPSES, reference=case.reference, by=the_clock())

    def default_waits(self) -> Case:
        """The same, the days of grace over too."""
        case = self.lapsed()
        self.pass_(case, "RESPONSE_GRACE")
        return do(Verb.PROPOSE_DEFAULT, reference=case.reference, by=the_clock())

    def shared(self) -> Case:
        """Answered, commented on by the reporter, and the draft with both sides."""
        case = self.answered()
        do(Verb.COMMENT_ON_RESPONSE, reference=case.reference, by=self.reporter(case), comment="I was there, plover.")
        return share_draft_report(reference=case.reference, by=self.by("ola"), draft="What was found out.")

    def final(self) -> Case:
        """The same, commented on by both sides, and closed."""
        case = self.shared()
        draft = self.last(case)
        do(Verb.OPEN_LETTER, reference=case.reference, by=self.by("rex"), about=draft)
        for by in (self.reporter(case), self.by("rex")):
            do(Verb.COMMENT_ON_REPORT, reference=case.reference, by=by, comment="As I see it, curlew.")
        return finalise_report(reference=case.reference, by=self.by("ola"), report="What was found out, at the end.")

    def vote(self, case: Case, name: str, *, sees: bool) -> Case:
        """Let a decider vote on the only allegation."""
        return vote_case_to_answer(
            reference=case.reference,
            by=self.by(name),
            allegations=(self.the_one(case),),
            sees_case=(sees,),
            reasons=[{"allegation": "1", "reasons": "Because, avocet."}],
        )

    def last(self, case: Case) -> UUID:
        """Return the key of the latest entry of a case."""
        return ledger.stream(case.stream)[-1].id

    def pass_(self, case: Case, clock: str) -> None:
        """Let time pass until a clock of the case is over."""
        due = Clock.objects.get(case=case, name=clock).due
        assert due is not None
        self.clock.move_to(due + timedelta(hours=1))


def refused(case: Case, doing: Any) -> Any:
    """Return the reasons for which something was refused, or the kind of refusal; nothing may have been written."""
    entries, row = len(ledger.stream(case.stream)), Case.objects.values().get(pk=case.pk)
    with pytest.raises((NotNow, NotSeen, NoRight)) as no:
        doing()
    assert (len(ledger.stream(case.stream)), Case.objects.values().get(pk=case.pk)) == (entries, row)
    return no.value.reasons if isinstance(no.value, NotNow) else type(no.value)
