"""People of the desk on the database, and a case brought along by the real actions."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypedDict

import time_machine

from accounts.models import User
from accounts.offices import Office, appoint
from accounts.pseudonyms import pseudonym
from casework.access import Actor, the_clock
from casework.models import Case
from casework.procedure.intake.actions import Filed, acknowledge_complaint, file_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import frame_allegation, identify_respondent, open_investigation
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import Accused, IdentityChoice, IdentityDecision, Report, Reporter, Seat, Verb
from policy.actions import Entrant, enrol_member, import_oath, publish_editions

ICSRM = Path(__file__).parents[2] / "policy" / "editions" / "icsrm"
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SINCE = date(2024, 1, 1)
OFFICES = {
    "ines": Office.INTAKE,
    "ivo": Office.INTAKE,
    "sol": Office.SCREENER,
    "sam": Office.SCREENER,
    "sky": Office.SCREENER,
    "vera": Office.REVIEWER,
    "ola": Office.INVESTIGATOR,
    "dee": Office.DECIDER,
    "regi": Office.REGISTRAR,
}
NAMES = {
    "ines": "Ines Farrow",
    "ivo": "Ivo Standish",
    "sol": "Sol Brand",
    "sam": "Sam Okafor",
    "sky": "Sky Pemberton",
    "vera": "Vera Lindqvist",
    "ola": "Ola Nwosu",
    "dee": "Dee Hartmann",
    "regi": "Regi Castellan",
    "rex": "Rex Marlowe",
}
MARL = "The tender was given to a friend, whimbrel."
REPORT = Report(
    accused=(Accused(name="Rex Marlowe", employer="Corvid Works"),),
    commitments=(2, 3),
    help_asked=False,
    narrative=MARL,
    first_day=date(2026, 1, 12),
    last_day=date(2026, 1, 12),
    said={"witnesses": ["Wanda Quill"]},
    reporter=Reporter(choice=IdentityChoice.CONFIDENTIAL, name="Pia Sandgrouse", email="pia@example.org"),
    declared=True,
)


class Period(TypedDict):
    """When something happened, as an allegation has it."""

    first_day: date
    last_day: date
    ongoing: bool
    known_on: date | None


def period(first_day: date, last_day: date) -> Period:
    """Return a time that is over, and of which nobody says since when it is known."""
    return {"first_day": first_day, "last_day": last_day, "ongoing": False, "known_on": None}


def by_code(filed: Filed) -> Actor:
    """Return the reporter of a report, who was given its code."""
    assert filed.code is not None
    user = User.objects.reporter_with(lookup_id=filed.code.lookup_id)
    assert user is not None
    return Actor(user=user)


class Desk:
    """The people, by first name, and what is done so often that a test need not say how. Made on a Monday at ten."""

    def __init__(self) -> None:
        """Publish the books, appoint the officers, enrol Rex and enter his oath."""
        publish_editions(folder=ICSRM)
        self.people = {
            key: User.objects.create_person(email=f"{key}@society.example", name=name) for key, name in NAMES.items()
        }
        for key, office in OFFICES.items():
            appoint(user=self.people[key], office=office, since=SINCE, alternate=key == "ivo")
        self.rex = enrol_member(
            by=self["regi"],
            entrant=Entrant(number="M-0042", name=NAMES["rex"], joined=SINCE, user=self["rex"]),
            at=MONDAY,
        )
        import_oath(member=self.rex, by=self["regi"], second=self["ines"], effective=SINCE, at=MONDAY)

    def __getitem__(self, name: str) -> User:
        return self.people[name]

    def by(self, name: str) -> Actor:
        """Return a person as an actor."""
        return Actor(user=self.people[name], proven=True)

    def person(self, name: str) -> Any:
        """Return the pseudonym a person goes by in office."""
        return pseudonym(self.people[name])

    def file(self, report: Report = REPORT, **given: Any) -> Case:
        """File a report by the public; return its first case."""
        filed = file_complaint(by=None, report=report, **given)
        return Case.objects.get(reference=filed.cases[0])

    def swept(self, report: Report = REPORT) -> Case:
        """The same, after its first sweep."""
        return sweep_conflicts(reference=self.file(report).reference, by=the_clock())

    def screening(self) -> Case:
        """The same, acknowledged; the rota takes Sam and Sol, or the next people."""
        return acknowledge_complaint(reference=self.swept().reference, by=self.by("ines"))

    def screeners(self, case: Case) -> list[Actor]:
        """Return those who screen a case, by name."""
        seated = {row.user_id for row in case.seatings.filter(seat="screener")}
        return [self.by(name) for name, user in self.people.items() if user.pk in seated]

    def framed(self) -> tuple[Case, Any]:
        """The same, triaged, Rex found and one allegation in scope; return the case and the allegation's key."""
        case = self.screening()
        by = self.screeners(case)[0]
        answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), False)
        do(Verb.TRIAGE_CASE, reference=case.reference, by=by, severity=2, notes="calm", **answers)
        identify_respondent(reference=case.reference, by=by, member="m-0042")
        day = date(2026, 1, 12)
        case = frame_allegation(
            reference=case.reference, by=by, commitment=2, act="Gave the tender away.", **period(day, day)
        )
        (one,) = case.view.allegations.all
        wanted = {"allegation": one.id, "in_scope": True, "code": None, "waived": False, "reasons": "It would."}
        return do(Verb.SCOPE_ALLEGATION, reference=case.reference, by=by, **wanted), one.id

    def investigation(self) -> Case:
        """The same, under investigation by Ola, the identity decided on."""
        case, _ = self.framed()
        by = self.screeners(case)[0]
        seat = {"person": self.person("ola"), "seat": Seat.INVESTIGATOR, "reason": ""}
        seat_officer(reference=case.reference, by=self.by("ines"), **seat)
        open_investigation(reference=case.reference, by=by)
        decided = {"decision": IdentityDecision.STAYS_SEALED, "asked": True, "reasons": "Asked in the channel."}
        return do(Verb.DECIDE_IDENTITY, reference=case.reference, by=self.by("ola"), **decided)

    def rights(self, name: str, case: Case) -> set[str]:
        """Return the rights a person holds in a case now, as stored."""
        return set(case.grants.filter(user=self.people[name]).values_list("permission__codename", flat=True))


def desk_on(moment: datetime = MONDAY) -> tuple[Desk, Any]:
    """Return the desk and the traveller that holds the clock still."""
    traveller = time_machine.travel(moment, tick=False)
    traveller.start()
    return Desk(), traveller


__all__ = ["MARL", "MONDAY", "REPORT", "Desk", "by_code", "desk_on", "period"]
