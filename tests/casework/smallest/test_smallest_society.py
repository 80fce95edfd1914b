"""The smallest society that can take one case to an appeal: these fifteen, and nobody of them can be spared."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office as O
from casework.models import Case
from casework.procedure.appeal_panel.actions import seat_appeal_panel
from casework.procedure.investigation_report.actions import finalise_report, share_draft_report
from casework.procedure.panel.actions import name_panel
from casework.procedure.plain_step import do
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from policy.actions import Entrant, enrol_member, import_oath, publish_editions
from policy.quorum import Option
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.board_cast import BOARD, POOL, Table, for_
from tests.casework.desk_cast import ICSRM, MONDAY, SINCE
from tests.casework.taking import take, trying
from tests.house_rules.source import ROOT

pytestmark = pytest.mark.django_db
CAST: dict[str, tuple[O, ...]] = {
    "ola": (O.INVESTIGATOR, O.INTAKE, O.SCREENER),
    "dee": (O.DECIDER, O.SCREENER, O.REGISTRAR),
    "dan": (O.DECIDER, O.MONITOR),
    "dot": (O.DECIDER, O.MONITOR),
    "cleo": (O.PANELIST,),
    "milo": (O.PANELIST,),
    "nora": (O.PANELIST,),
    "ava": (O.ADVISER,),
    "bea": (O.BOARD_SECRETARY,),
    "bo": (O.BOARD_MEMBER,),
    "bil": (O.BOARD_MEMBER,),
    "bev": (O.BOARD_MEMBER,),
    "amos": (O.APPEAL_PANELIST,),
    "anouk": (O.APPEAL_PANELIST,),
    "arne": (O.APPEAL_PANELIST,),
}
LAY = ("nora", "anouk")
ALSO = {"ines": "ola", "sol": "ola", "sam": "dee", "regi": "dee"}
DOC = Path(ROOT) / "docs" / "how-to" / "smallest-society.md"


def made(key: str) -> User:
    """Make a person."""
    return User.objects.create_person(email=f"{key}@society.example", name=f"{key.title()} Held")


class Smallest(Table, Inquiry):  # type: ignore[misc]  # the two casts have a `final` each
    """The fifteen, a member to answer, and nobody else."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        """Appoint them; names that others go by in longer casts are theirs too."""
        self.clock = clock
        publish_editions(folder=ICSRM)
        self.people = {
            key: User.objects.create_person(email=f"{key}@society.example", name=f"{key.title()} Held")
            for key in (*CAST, "rex")
        }
        for key, offices in CAST.items():
            for office in offices:
                lay = key in LAY and office in (O.PANELIST, O.APPEAL_PANELIST)
                appoint(user=self[key], office=office, since=SINCE, lay=lay)
        self.people |= {name: self[other] for name, other in ALSO.items()}
        self.people |= {name: self["ola"] for name in (*BOARD, *POOL) if name not in self.people}
        rex = Entrant(number="M-0042", name="Rex Marlowe", joined=SINCE, user=self["rex"])
        self.rex = enrol_member(by=self["regi"], entrant=rex, at=MONDAY)
        import_oath(member=self.rex, by=self["regi"], second=self["ines"], effective=SINCE, at=MONDAY)

    def serve(self, case: Case, about: UUID | None = None, **given: Any) -> Case:
        """Let Ola serve the notice; of a letter, let Rex open it."""
        return Inquiry.serve(self, case, **given) if about is None else Table.serve(self, case, about)


@pytest.fixture
def few(db: None) -> Iterator[Smallest]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Smallest(clock)


def charged(few: Smallest) -> Case:
    """From the report to the charges; without the third decider no report is final."""
    case = few.disclose(few.evidenced())
    for name in ("dee", "dan"):
        seat = {"person": few.person(name), "seat": Seat.DECIDER, "reason": "One of three."}
        case = seat_officer(reference=case.reference, by=few.by("ines"), **seat)
    case = few.serve(case)
    case = few.answer(do(Verb.ACKNOWLEDGE_NOTICE, reference=case.reference, by=few.by("rex")))
    do(Verb.COMMENT_ON_RESPONSE, reference=case.reference, by=Inquiry.reporter(few, case), comment="I was there.")
    case = share_draft_report(reference=case.reference, by=few.by("ola"), draft="What was found out.")
    do(Verb.OPEN_LETTER, reference=case.reference, by=few.by("rex"), about=few.last(case))
    few.wait(days=28)
    final = {"report": "What was found out, at the end."}
    early = lambda: finalise_report(reference=case.reference, by=few.by("ola"), **final)  # noqa: E731
    assert refused(case, early) == (REASONS["three_deciders_are_seated"],)
    third = {"person": few.person("dot"), "seat": Seat.DECIDER, "reason": "One of three."}
    seat_officer(reference=case.reference, by=few.by("ines"), **third)
    case = finalise_report(reference=case.reference, by=few.by("ola"), **final)
    for name in ("dee", "dan"):
        few.vote(case, name, sees=True)
    return do(Verb.FIND_CASE_TO_ANSWER, reference=case.reference, by=few.by("dee"), reasons="There is a prospect.")


def heard(few: Smallest, case: Case) -> Case:
    """To saved findings; two are no panel, and three without a lay person are none."""
    two = {"chair": few.person("cleo"), "members": [few.person("nora")], "rota_reason": "So few."}
    assert len(refused(case, lambda: name_panel(reference=case.reference, by=few.by("ava"), **two))) == 1
    case = few.name(case, "cleo", "milo", "nora", reason="All there are.")
    case = few.declared(case, "cleo", "milo", "nora")
    case = do(Verb.SERVE_PANEL_LIST, reference=case.reference, by=few.by("ava"))
    case = few.serve(case, few.last(case))
    few.wait(days=11)
    day = now().date() + timedelta(days=45)
    case = do(Verb.FORM_PANEL, reference=case.reference, by=few.by("ava"), hearing_on=day, arrangements="Room 4.")
    case = few.serve(case, few.last(case))
    do(Verb.SERVE_BUNDLE, reference=case.reference, by=few.by("ola"), evidence=[few.copy_in(case)])
    few.wait(days=45)
    panel = [few.person(one) for one in ("cleo", "milo", "nora")]
    do(Verb.OPEN_HEARING, reference=case.reference, by=few.by("cleo"), present=panel, respondent_present=True)
    sitting = {"throughout": panel, "respondent_present": True, "note": ""}
    do(Verb.RECORD_ATTENDANCE, reference=case.reference, by=few.by("ava"), **sitting)
    case = do(Verb.OPEN_DELIBERATION, reference=case.reference, by=few.by("cleo"), last_word_offered=True)
    case = few.sign(Verb.RECORD_FINDINGS, few.signed_by_each(case), "cleo", "milo", typed=few.finding(case))
    case = few.weighing(case)
    case = few.serve(case, few.last(case))
    few.wait(days=15)
    return few.recommend(case)


def decided(few: Smallest, case: Case) -> Case:
    """To the decision; two who may vote are no board."""
    case = few.packed(case)
    for name in ("bo", "bil"):
        take(case, Verb.DECLARE_INTERESTS, few.by(name), answer="free")
    few.wait(days=10)
    early = trying(case, Verb.OPEN_BALLOT, few.by("bea"), **few.closing())
    assert refused(case, early) == (REASONS["enough_voters_are_free"],)
    take(case, Verb.DECLARE_INTERESTS, few.by("bev"), answer="free")
    case = few.voted(take(case, Verb.OPEN_BALLOT, few.by("bea"), **few.closing()), for_(Option.L4))
    case = few.sent(case)
    return few.serve(case, next(one.id for one in ledger.stream(case.stream) if one.type == "case.board_decided"))


def test_fifteen_people_take_a_case_to_an_appeal_and_one_fewer_is_refused(few: Smallest) -> None:
    case = decided(few, heard(few, charged(few)))
    assert case.state == CaseState.APPEAL_WINDOW
    appeal = {"grounds": ["procedure"], "statement": "A page was not read."}
    case = take(case, Verb.LODGE_APPEAL, few.by("rex"), **appeal)
    members = [few.person(one) for one in ("anouk", "arne")]
    two = {"chair": few.person("amos"), "members": members[:1], "rota_reason": "So few."}
    assert len(refused(case, lambda: seat_appeal_panel(reference=case.reference, by=few.by("ava"), **two))) == 1
    whole = two | {"members": members}
    case = seat_appeal_panel(reference=case.reference, by=few.by("ava"), **whole)
    assert case.view.people.holding(Seat.APPEAL_CHAIR) | case.view.people.holding(Seat.APPEAL_MEMBER) == {
        few.person("amos"),
        *members,
    }
    acted = {person for person, _ in case.view.people.acts | case.view.people.seats}
    assert {name for name in CAST if few.person(name) not in acted} == set()


def test_the_page_says_who_they_are() -> None:
    page = DOC.read_text(encoding="utf-8")
    assert f"{len(CAST)} people" in page
    offices = {office for given in CAST.values() for office in given}
    assert {office.value for office in offices if office.value.replace("_", " ") not in page.lower()} == set()
