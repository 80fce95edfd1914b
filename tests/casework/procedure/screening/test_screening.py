"""Screening on the database: rights, entries, sealed texts, and every refusal with nothing written."""

from base64 import b64encode
from datetime import date
from typing import Any

import pytest
import time_machine

from casework.access import Actor, the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import frame_allegation, identify_respondent, open_investigation
from casework.queries.checks.replay import drifts
from casework.recording import open_texts
from casework.vocabulary import (
    CaseCompartment,
    CaseState,
    ClosingCode,
    IdentityDecision,
    Mention,
    NoRight,
    NotNow,
    NotSeen,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.models import Entry
from policy.actions import Entrant, enrol_member
from policy.models import Member, OathSignature
from tests.casework.desk_cast import MONDAY, Desk, period

pytestmark = pytest.mark.django_db
PERIOD = period(date(2026, 1, 12), date(2026, 1, 12))
CALM = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), False)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def kinds(case: Case) -> list[str]:
    return [entry.type for entry in ledger.stream(case.stream)]


def identify(case: Case, by: Actor, member: str = "M-0042") -> Case:
    return identify_respondent(reference=case.reference, by=by, member=member)


def test_triage_is_one_entry_and_its_notes_are_sealed(desk: Desk) -> None:
    case = desk.screening()
    by = desk.screeners(case)[0]
    case = do(
        Verb.TRIAGE_CASE, reference=case.reference, by=by, severity=3, notes="dunnock", **CALM | {"harassment": True}
    )
    entry = ledger.stream(case.stream)[-1]
    assert entry.type == "case.risk_triaged"
    assert entry.body["data"] == CALM | {"harassment": True, "severity": 3}
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "notes")]) == {(entry.id, "notes"): "dunnock"}
    assert case.severity == 3


def test_identifying_binds_the_case_to_the_member_under_a_name_of_its_own(desk: Desk) -> None:
    case = desk.screening()
    case = identify(case, desk.screeners(case)[0])
    (respondent,) = case.view.people.holding(Seat.RESPONDENT)
    assert respondent != desk.person("rex")
    assert Case.objects.get(pk=case.pk).respondent == desk.rex
    assert desk.rights("rex", case) == set()
    assert b"M-0042" not in b"".join(bytes(entry.entry) for entry in ledger.stream(case.stream))


def test_a_member_without_an_account_is_identified_and_reached_on_paper(desk: Desk) -> None:
    case = desk.screening()
    enrol_member(
        by=desk["regi"], entrant=Entrant(number="M-0099", name="Una Offline", joined=date(2024, 1, 1)), at=MONDAY
    )
    case = identify(case, desk.screeners(case)[0], "M-0099")
    (respondent,) = case.view.people.holding(Seat.RESPONDENT)
    assert (Case.objects.get(pk=case.pk).respondent, case.view.screening.respondent) == (
        Member.objects.get(number="M-0099"),
        respondent,
    )
    assert (case.seatings.filter(seat="respondent").count(), list(drifts([case.reference]))) == (0, [])


def test_a_member_who_is_not_there_is_refused_and_nothing_is_written(desk: Desk) -> None:
    case = desk.screening()
    entries = Entry.objects.count()
    with pytest.raises(NotNow) as refused:
        identify(case, desk.screeners(case)[0], "M-9999")
    assert refused.value.reasons == (REASONS["member_is_in_the_register"],)
    assert (Entry.objects.count(), Case.objects.get(pk=case.pk).respondent) == (entries, None)


def test_an_officer_who_turns_out_to_be_the_member_loses_the_case_at_once(desk: Desk) -> None:
    case = desk.screening()
    enrol_member(
        by=desk["regi"],
        entrant=Entrant(number="M-0077", name="Dee Hartmann", joined=date(2024, 1, 1), user=desk["dee"]),
        at=MONDAY,
    )
    case = identify(case, desk.screeners(case)[0], "M-0077")
    assert case.view.people.conflict_of(desk.person("dee")) is Mention.RECORDED


def test_an_allegation_commits_to_the_oath_that_was_in_force(desk: Desk) -> None:
    case = desk.screening()
    by = desk.screeners(case)[0]
    identify(case, by)
    case = frame_allegation(reference=case.reference, by=by, commitment=2, act="Took the fee.", **PERIOD)
    entry = ledger.stream(case.stream)[-1]
    signed = ledger.entry(OathSignature.objects.get(member=desk.rex).entry_id)
    assert entry.type == "allegation.made"
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "oath")]) == {
        (entry.id, "oath"): b64encode(bytes(signed.leaf)).decode()
    }
    assert bytes(signed.leaf) not in bytes(entry.entry)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"commitment": 77}, "commitment_is_in_the_edition_sworn"),
        ({"first_day": date(2026, 3, 3), "last_day": date(2026, 3, 3)}, "conduct_period_is_given"),
    ],
)
def test_an_allegation_that_cannot_stand_writes_nothing(desk: Desk, given: dict[str, Any], reason: str) -> None:
    case = desk.screening()
    by = desk.screeners(case)[0]
    before = kinds(identify(case, by))
    framed: dict[str, Any] = {"commitment": 2, **PERIOD} | given
    with pytest.raises(NotNow) as refused:
        frame_allegation(reference=case.reference, by=by, act="x", **framed)
    assert (refused.value.reasons, kinds(case)) == ((REASONS[reason],), before)


def test_the_investigation_commits_to_the_oaths_without_naming_one(desk: Desk) -> None:
    case = desk.investigation()
    entry = next(one for one in ledger.stream(case.stream) if one.type == "case.opened")
    signed = ledger.entry(OathSignature.objects.get(member=desk.rex).entry_id)
    (one,) = case.view.allegations.all
    value = open_texts(case, CaseCompartment.CASE, [(entry.id, "oaths")])[entry.id, "oaths"]
    assert value == {str(one.id): [b64encode(bytes(signed.leaf)).decode()]}
    assert [ref["rel"] for ref in entry.body["refs"]] == ["allegation"]


def test_when_the_investigation_opens_the_screeners_keep_the_header_alone(desk: Desk) -> None:
    case = desk.investigation()
    name = next(n for n in ("sol", "sam", "sky") if desk.rights(n, case))
    reading = {right for right in desk.rights(name, case) if right.startswith(("read", "see"))}
    assert reading == {"see_case", "read_people", "read_interim"}


def test_an_investigation_says_what_it_lacks(desk: Desk) -> None:
    case, _ = desk.framed()
    before = kinds(case)
    with pytest.raises(NotNow) as refused:
        open_investigation(reference=case.reference, by=desk.screeners(case)[0])
    assert (refused.value.reasons, kinds(case)) == ((REASONS["investigator_is_seated"],), before)


def test_the_identity_is_decided_after_the_reporter_was_asked(desk: Desk) -> None:
    case = desk.screening()
    given: dict[str, Any] = {"decision": IdentityDecision.STAYS_SEALED, "reasons": "Asked."}
    by = desk.screeners(case)[0]
    with pytest.raises(NotNow):
        do(Verb.DECIDE_IDENTITY, reference=case.reference, by=by, asked=False, **given)
    case = do(Verb.DECIDE_IDENTITY, reference=case.reference, by=by, asked=True, **given)
    assert ledger.stream(case.stream)[-1].body["data"] == {"decision": "stays_sealed"}


def test_a_step_of_another_seat_is_refused_and_a_stranger_finds_nothing(desk: Desk) -> None:
    case = desk.screening()
    before = kinds(case)
    for name, refusal in [("ines", NoRight), ("ola", NotSeen), ("rex", NotSeen)]:
        with pytest.raises(refusal):
            do(Verb.TRIAGE_CASE, reference=case.reference, by=desk.by(name), severity=1, notes="x", **CALM)
    assert kinds(case) == before


def test_an_allegation_is_put_out_of_scope_with_a_code(desk: Desk) -> None:
    case = desk.screening()
    by = desk.screeners(case)[0]
    identify(case, by)
    case = frame_allegation(reference=case.reference, by=by, commitment=2, act="x", **PERIOD)
    (one,) = case.view.allegations.all
    given = {"allegation": one.id, "in_scope": False, "code": ClosingCode.OUT_OF_SCOPE, "waived": False}
    case = do(Verb.SCOPE_ALLEGATION, reference=case.reference, by=by, reasons="Not a breach.", **given)
    assert (case.state, case.commitments) == (CaseState.SCREENING, [2, 3])


def test_the_clock_triages_nothing(desk: Desk) -> None:
    case = desk.screening()
    with pytest.raises((NoRight, NotSeen)):
        do(Verb.TRIAGE_CASE, reference=case.reference, by=the_clock(), severity=1, notes="x", **CALM)
