"""The adviser, panelists and a charged case on the database; what other desks do to get there is put into the record."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import time_machine
from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import access
from casework.models import Case
from casework.procedure.panel.actions import name_panel
from casework.procedure.plain_step import do
from casework.record.events import (
    CaseFound,
    Event,
    EvidenceAdded,
    EvidenceDisclosed,
    FilingsLookedThrough,
    FindingMade,
    LetterOpened,
    Moved,
    NoticeServed,
    ReportFinalised,
    ResponseFiled,
)
from casework.recording import record
from casework.verbs import VERBS, perform
from casework.vocabulary import Answer, CaseState, Seat, Verb
from casework.workflow.guard import Acting
from ledger import queries as ledger
from ledger.clock import now
from policy.sanctions import weights
from tests.casework.desk_cast import SINCE, Desk
from tests.casework.taking import take

PANELISTS = {
    "cleo": "Cleo Adair",
    "milo": "Milo Brandt",
    "nora": "Nora Lisle",
    "pip": "Pip Vasari",
    "quin": "Quin Osei",
}
LAY = frozenset({"nora"})
OTHERS = {"ava": ("Ava Thorne", Office.ADVISER), "bea": ("Bea Calloway", Office.BOARD_SECRETARY)}
SECRET = "The ledger was rewritten at night, nightjar."


class PanelCast(Desk):
    """The desk with an adviser, a board secretary and five panelists, of whom Nora is lay."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        """Appoint them, in the order of the rota."""
        super().__init__()
        self.clock = clock
        for key, (name, office) in OTHERS.items():
            self.appointed(key, name, office)
        for order, (key, name) in enumerate(PANELISTS.items()):
            self.appointed(key, name, Office.PANELIST, lay=key in LAY, order=order)

    def appointed(self, key: str, name: str, office: Office, **given: Any) -> None:
        """Make a person and give them an office."""
        self.people[key] = User.objects.create_person(email=f"{key}@society.example", name=name)
        appoint(user=self.people[key], office=office, since=SINCE, **given)

    def wait(self, **length: int) -> None:
        """Let time pass."""
        self.clock.shift(timedelta(**length))

    def own(self, case: Case) -> UUID:
        """Return the pseudonym Rex goes by in a case."""
        return pseudonym(self["rex"], str(case.id))

    @transaction.atomic
    def let(self, case: Case, event: Event, *, person: UUID, seat: Seat) -> Case:
        """Put an event into the record as its own step would, with some text in each sealed field."""
        found = Case.objects.get(pk=case.pk)
        found.view = access.view_of(found, now())
        found.acting = Acting(person=person, seats=frozenset({seat}))
        if isinstance(event, Moved):
            event = event.between(CaseState(found.state), event.to_state)
            vars(found)["state"] = event.to_state.value
            found.closing_code = getattr(event, "closing_code", None) or ""
        found.keep(event)
        access.reconcile(found)
        record(event, subject=found, sealed=dict.fromkeys(event.sealed, "Something."))
        return found

    def serve(self, case: Case, about: UUID) -> Case:
        """Let Rex open the letter about an event today."""
        letter = LetterOpened(about=about, reader=Seat.RESPONDENT, served_on=now().date())
        return self.let(case, letter, person=self.own(case), seat=Seat.RESPONDENT)

    def let_in(self, case: Case) -> Case:
        """Let Vera, a reviewer, look through what Rex filed."""
        read = FilingsLookedThrough(filings=tuple(sorted(case.view.evidence.unread)))
        return self.let(case, read, person=self.person("vera"), seat=Seat.REVIEWER)

    def last(self, case: Case) -> UUID:
        """Return the key of the latest entry of a case."""
        return ledger.stream(case.stream)[-1].id

    def charged(self, *, answer: Answer = Answer.DENY) -> Case:
        """Return a case with one charge of commitment 2, one copy with Rex, and no panel yet."""
        case = self.investigation()
        (one,) = case.view.allegations.all
        ola, rex, dee = self.person("ola"), self.own(case), self.person("dee")
        document, copy = uuid4(), uuid4()
        case = self.let(
            case, EvidenceAdded(evidence=document, side=Seat.INVESTIGATOR), person=ola, seat=Seat.INVESTIGATOR
        )
        disclosed = EvidenceDisclosed(evidence=document, copy=copy, one_holder=False)
        case = self.let(case, disclosed, person=ola, seat=Seat.INVESTIGATOR)
        served = NoticeServed(to_state=CaseState.AWAITING_RESPONSE, allegations=(one.id,), evidence=(copy,))
        case = self.let(case, served, person=ola, seat=Seat.INVESTIGATOR)
        answered = ResponseFiled(to_state=CaseState.RESPONSE_REVIEW, allegations=(one.id,), answers=(answer,))
        case = self.let(case, answered, person=rex, seat=Seat.RESPONDENT)
        final = ReportFinalised(to_state=CaseState.CASE_TO_ANSWER, comments=())
        case = self.let(case, final, person=ola, seat=Seat.INVESTIGATOR)
        found = CaseFound(to_state=CaseState.PANEL_FORMING, charged=(one.id,))
        return self.let(case, found, person=dee, seat=Seat.DECIDER)

    def copy_in(self, case: Case) -> UUID:
        """Return the copy that Rex was given."""
        return case.view.evidence.copies[0].id

    def name(self, case: Case, *names: str, reason: str = "") -> Case:
        """Let Ava name a panel, the chair first."""
        chair, *members = (self.person(one) for one in names or ("cleo", "milo", "nora"))
        return name_panel(reference=case.reference, by=self.by("ava"), chair=chair, members=members, rota_reason=reason)

    def declared(self, case: Case, *names: str) -> Case:
        """Let people say that nothing ties them to anybody in the case."""
        for name in names:
            case = take(case, Verb.DECLARE_INTERESTS, self.by(name), answer="free")
        return case

    def listed(self, **given: Any) -> Case:
        """The same, Cleo, Milo and Nora named, their list with Rex, and the time to challenge over."""
        case = self.declared(self.name(self.charged(**given)), "cleo", "milo", "nora")
        case = do(Verb.SERVE_PANEL_LIST, reference=case.reference, by=self.by("ava"))
        case = self.serve(case, self.last(case))
        self.wait(days=11)
        return case

    def formed(self, **given: Any) -> Case:
        """The same, called to a hearing in 45 days, the notice with Rex."""
        case = self.listed(**given)
        day = now().date() + timedelta(days=45)
        case = do(
            Verb.FORM_PANEL, reference=case.reference, by=self.by("ava"), hearing_on=day, arrangements="Room 4, at ten."
        )
        return self.serve(case, self.last(case))

    def heard(self, **given: Any) -> Case:
        """The same, the bundle served, the hearing opened on its day and attended by all."""
        case = self.formed(**given)
        do(Verb.SERVE_BUNDLE, reference=case.reference, by=self.by("ola"), evidence=[self.copy_in(case)])
        self.wait(days=45)
        panel = [self.person(one) for one in ("cleo", "milo", "nora")]
        do(Verb.OPEN_HEARING, reference=case.reference, by=self.by("cleo"), present=panel, respondent_present=True)
        sitting = {"throughout": panel, "respondent_present": True, "note": ""}
        return do(Verb.RECORD_ATTENDANCE, reference=case.reference, by=self.by("ava"), **sitting)

    def deliberating(self, **given: Any) -> Case:
        """The same, the panel in its room."""
        case = self.heard(**given)
        return do(Verb.OPEN_DELIBERATION, reference=case.reference, by=self.by("cleo"), last_word_offered=True)

    def typed(self, values: dict[str, Any]) -> QueryDict:
        """Return values as a browser sends them."""
        sent = QueryDict(mutable=True)
        for name, value in values.items():
            sent.setlist(name, [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)])
        return sent

    def sign(self, verb: Verb, case: Case, *names: str, typed: dict[str, Any]) -> Case:
        """Let the first person put a step forward by its form, and each other one sign it."""
        for name in names:
            case = perform(VERBS[verb], reference=case.reference, by=self.by(name), typed=self.typed(typed))
        return case

    def finding(self, case: Case, *, proven: bool = True) -> dict[str, Any]:
        """Return what the panel types on its one charge."""
        return {
            "charge_1_rests_on": [self.copy_in(case)] if proven else [],
            "charge_1_facts": SECRET,
            "charge_1_reasons": "The copies agree.",
        }

    def signed_by_each(self, case: Case, *, proven: bool = True, **against: bool) -> Case:
        """Let each of the panel form a first view and sign on the one particular; `against` has who says otherwise."""
        for verb in (Verb.GIVE_FIRST_VIEW, Verb.SIGN_FINDINGS):
            for name in ("cleo", "milo", "nora"):
                case = self.sign(verb, case, name, typed=self.opinion(against.get(name, proven)))
        return case

    def opinion(self, proven: bool) -> dict[str, Any]:
        """Return what a member types on a charge with one particular."""
        said = {"happened_1_1": "yes" if proven else "no"}
        return said | {"breaches_1_1": "yes"} if proven else said

    def found(self, *, proven: bool = True) -> Case:
        """The same, its finding saved by Cleo and Milo."""
        case = self.signed_by_each(self.deliberating(), proven=proven)
        return self.sign(Verb.RECORD_FINDINGS, case, "cleo", "milo", typed=self.finding(case, proven=proven))

    def weighing(self, case: Case) -> Case:
        """Let Cleo name all that the rulebook lets weigh."""
        typed = {"severities": [1, 2, 3, 4], "factors": list(range(len(weights(case.view.rules))))}
        return self.sign(Verb.NAME_FACTORS, case, "cleo", typed=typed)

    def spoken_for(self) -> Case:
        """The same, something proven, and Rex's time to speak on the sanction over."""
        case = self.weighing(self.found())
        saved = ledger.stream(case.stream)[-1]
        case = self.serve(case, saved.id)
        self.wait(days=15)
        return case


def made(case: Case) -> list[FindingMade]:
    """Return the findings of a case as its events hold them."""
    return list(case.view.deliberation.findings)
