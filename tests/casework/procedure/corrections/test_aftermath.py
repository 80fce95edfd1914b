"""What may follow: a slip put right, a knowing falsehood, and somebody treated worse for having taken part."""

from datetime import timedelta

import pytest

from casework.access import the_clock
from casework.access.history import case_called
from casework.models import Case, Clock
from casework.procedure.intake.actions import acknowledge_complaint, sweep_conflicts
from casework.procedure.seats.actions import seat_officer
from casework.queries.evidence.outgoing import HELD
from casework.queries.threads.follow_up import own_cases
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, CaseState, NoRight, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.quorum import Option
from tests.casework.answer_cast import refused
from tests.casework.board_cast import Table, for_
from tests.casework.taking import last, reason, take, trying, words

pytestmark = pytest.mark.django_db
SLIP = {
    "error": "“Ninety hours” in the second line.",
    "correction": "“Ninety days”, twite.",
    "summary": "A number was wrong.",
    "clerical": "on",
    "heard": "on",
    "afresh": "no",
}
LIE = {
    "who": "The person who reported",
    "falsehood": "The mail was made up, twite.",
    "said_on": "2026-03-02",
    "shown": "on",
}
HARM = {"who": "Rex Marlowe", "detriment": "My shifts were taken away, twite.", "first_day": "2026-03-02"}


def referred(table: Table) -> Case:
    """A case that two screeners have closed, because another body can deal with it better."""
    case = table.screening()
    first, second = table.screeners(case)
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    take(case, Verb.TRIAGE_CASE, first, severity="2", notes="calm", **answers)
    typed = {"forum": "The ombudsman", "reasons": "It is theirs.", "disclosure": "The report.", "consented": "yes"}
    return take(case, Verb.REFER_CASE, first, second, **typed)


def the_other(case: Case) -> Case:
    return Case.objects.exclude(pk=case.pk).get(linked=case.linked)


def swept(case: Case) -> Case:
    return sweep_conflicts(reference=case.reference, by=the_clock())


def letters(case: Case) -> list[tuple[str, str]]:
    while place_letters():
        pass
    rows = Message.objects.filter(case=case).order_by("placed_at").values_list("template", "seat")
    return list(rows)


def test_what_was_plainly_meant_is_said_to_both_sides_and_the_old_words_stay(table: Table) -> None:
    case = table.decided(table.recommended(), for_(Option.L4))
    decision = next(one.id for one in ledger.stream(case.stream) if one.type == "case.board_decided")
    table.serve(case, decision)
    due = Clock.objects.get(case=case, name="APPEAL").due
    case = take(case, Verb.CORRECT_SLIP, table.by("bea"), table.by("ava"), **SLIP)
    assert last(case) == ("case.slip_corrected", {"decision": str(decision), "afresh": False})
    assert [words(case, field, CaseCompartment.DECISION) for field in ("error", "correction", "summary")] == [
        SLIP["error"],
        SLIP["correction"],
        SLIP["summary"],
    ]
    assert Clock.objects.get(case=case, name="APPEAL").due == due
    assert letters(case)[-2:] == [("slip_corrected", "respondent"), ("slip_corrected", "complainant")]

    case = take(case, Verb.CORRECT_SLIP, table.by("bea"), table.by("ava"), **SLIP | {"afresh": "yes"})
    assert (case.state, Clock.objects.get(case=case, name="APPEAL").due) == (CaseState.APPEAL_WINDOW, None)
    table.wait(days=5)
    case = table.serve(case, table.last(case))
    again = Clock.objects.get(case=case, name="APPEAL").due
    assert due is not None
    assert again is not None
    assert again - due >= timedelta(days=5)

    betrayed = SLIP | {"correction": "As Pia Sandgrouse said."}
    assert refused(case, trying(case, Verb.CORRECT_SLIP, table.by("bea"), **betrayed))[0] == str(HELD)
    take(case, Verb.CORRECT_SLIP, table.by("bea"), **SLIP)
    for name, kind in (("ola", NoRight), ("sol", NoRight), ("una", NotSeen)):
        assert refused(case, trying(case, Verb.CORRECT_SLIP, table.by(name))) is kind
    table.wait(days=40)
    assert refused(case, trying(case, Verb.CORRECT_SLIP, table.by("ava"))) == (reason(case, "slip_time_is_open"),)


def test_a_knowing_falsehood_opens_a_case_that_nobody_sees_who_handled_the_first(table: Table) -> None:
    case = referred(table)
    case = take(case, Verb.REFER_BAD_FAITH, table.by("vera"), table.by("vic"), **LIE)
    assert (case.state, last(case)) == (
        CaseState.CLOSED,
        ("case.bad_faith_referred", {"other": str(the_other(case).pk)}),
    )
    assert words(case, "falsehood") == LIE["falsehood"]
    other = swept(the_other(case))
    filed = ledger.stream(other.stream)[0]
    assert other.state == CaseState.SUBMITTED
    assert filed.type == "report.received"
    assert filed.body["role"] == "clock"
    assert filed.body["data"]["reporter"] is None
    handled = case.view.people.holding(Seat.SCREENER) | {table.person(name) for name in ("vera", "vic", "ines")}
    assert other.view.people.barred == handled
    other = acknowledge_complaint(reference=other.reference, by=table.by("ivo"))
    assert other.view.people.holding(Seat.SCREENER).isdisjoint(handled)
    for name in ("vera", "vic", "ines"):
        assert refused(other, trying(other, Verb.RULE_ON_MENTION, table.by(name))) is NotSeen


def test_not_proven_is_no_lie_and_an_open_case_is_no_place_to_say_so(table: Table) -> None:
    case = referred(table)
    unsure = {name: value for name, value in LIE.items() if name != "shown"}
    take(case, Verb.REFER_BAD_FAITH, table.by("vera"), **LIE)
    assert refused(case, trying(case, Verb.REFER_BAD_FAITH, table.by("vera"), **unsure)) == (
        REASONS["second_person_signed"],
    )
    for name, kind in (("sam", NoRight), ("una", NotSeen)):
        assert refused(case, trying(case, Verb.REFER_BAD_FAITH, table.by(name), **LIE)) is kind
    assert Case.objects.filter(linked=case.linked).count() == 1


def test_retaliation_is_heard_by_other_people_under_the_code_the_reporter_has(table: Table) -> None:
    case = table.investigation()
    reporter = table.reporter(case)
    before = own_cases(reporter.user)
    case = take(case, Verb.REPORT_RETALIATION, reporter, **HARM)
    assert (case.state, last(case)) == (
        CaseState.INVESTIGATION,
        ("case.retaliation_reported", {"other": str(the_other(case).pk)}),
    )
    assert words(case, "detriment", CaseCompartment.IDENTITY) == HARM["detriment"]
    other = swept(the_other(case))
    assert own_cases(reporter.user) == [*before, other.reference]
    handled = case.view.people.holding(Seat.SCREENER) | case.view.people.holding(Seat.INVESTIGATOR)
    handled |= {table.person("ines")}
    assert other.view.people.barred == handled
    filed = ledger.stream(other.stream)[0]
    text = open_texts(other, CaseCompartment.IDENTITY, [(filed.id, "identity")])[filed.id, "identity"]
    assert (text["name"], text["choice"]) == ("Pia Sandgrouse", "confidential")
    assert letters(case)[-1:] == [("no_retaliation", "complainant")]
    for name in ("ola", "sol", "sam", "sky"):
        if table.person(name) in handled:
            assert refused(other, trying(other, Verb.RECUSE_OFFICER, table.by(name))) is NotSeen


def test_the_reporter_and_their_protector_alone_can_say_it_at_any_time(table: Table) -> None:
    case = referred(table)
    seat = {"person": table.person("prue"), "seat": Seat.PROTECTION_OFFICER, "reason": "Of the office."}
    case = seat_officer(reference=case.reference, by=table.by("ines"), **seat)
    for name, kind in (("ines", NoRight), ("una", NotSeen), ("rex", NotSeen)):
        assert refused(case, trying(case, Verb.REPORT_RETALIATION, table.by(name), **HARM)) is kind
    case = take(case, Verb.REPORT_RETALIATION, table.by("prue"), **HARM | {"who": ""})
    other = swept(the_other(case))
    filed = ledger.stream(other.stream)[0]
    assert (filed.body["role"], filed.body["data"]["reporter"]) == ("clock", None)
    assert other.view.people.barred == case.view.people.holding(Seat.SCREENER) | {table.person("ines")}


def test_who_handles_the_first_case_later_does_not_see_the_one_about_retaliation_either(table: Table) -> None:
    case = table.swept()
    case = take(case, Verb.REPORT_RETALIATION, table.reporter(case), **HARM)
    other = swept(the_other(case))
    assert other.view.people.barred == frozenset()
    other = acknowledge_complaint(reference=other.reference, by=table.by("ines"))
    looking = other.view.people.holding(Seat.SCREENER)
    case = acknowledge_complaint(reference=case.reference, by=table.by("ines"))
    new = case.view.people.holding(Seat.SCREENER)
    assert (bool(new), new.isdisjoint(looking)) == (True, True)
    other = case_called(other.reference, now())
    assert other.view.people.barred == new | {table.person("ines")}
    assert other.view.people.holding(Seat.SCREENER) == looking
    assert refused(other, trying(other, Verb.SEAT_OFFICER, table.by("ines"))) is NotSeen
    assert (ledger.stream(other.stream)[-1].type, ledger.stream(other.stream)[-1].body["role"]) == (
        "case.conflict_detected", "clock"
    )  # fmt: skip


def test_a_member_is_heard_too_and_the_reporter_does_not_learn_of_it(table: Table) -> None:
    case = table.charged()
    case = take(case, Verb.REPORT_RETALIATION, table.by("rex"), **HARM | {"who": ""})
    filed = ledger.stream(swept(the_other(case)).stream)[0]
    assert filed.body["data"]["reporter"] is None
    told = letters(case)
    assert ("no_retaliation", "respondent") in told
    assert ("no_retaliation", "complainant") not in told
