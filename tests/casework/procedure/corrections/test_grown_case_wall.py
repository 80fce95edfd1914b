"""The wall around a case that grew out of another holds on every road by which people come into the first one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from casework.access import the_clock
from casework.access.history import case_called
from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint, file_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import identify_respondent
from casework.verbs import VERBS
from casework.vocabulary import Accused, Seat, Verb
from ledger.clock import now
from policy.actions import Entrant, enrol_member
from policy.models import Employment, Member
from policy.quorum import Option
from tests.casework.board_cast import BOARD, Table, for_
from tests.casework.desk_cast import REPORT, SINCE, by_code
from tests.casework.taking import last, take
from vault.models import WrappedKey

pytestmark = pytest.mark.django_db
HARM = {"who": "Rex Marlowe", "detriment": "My shifts were taken away, twite.", "first_day": "2026-03-02"}


def grown_out_of(table: Table, case: Case, by: Any = None) -> Case:
    """Somebody is treated worse for the case; return the case about that, after its sweep."""
    before = set(Case.objects.values_list("pk", flat=True))
    take(case, Verb.REPORT_RETALIATION, by or table.reporter(case), **HARM)
    other = Case.objects.exclude(pk__in=before).get(linked=case.linked)
    return sweep_conflicts(reference=other.reference, by=the_clock())


def as_it_is(case: Case) -> Case:
    return case_called(case.reference, now())


def barred_from(case: Case) -> frozenset[UUID]:
    return as_it_is(case).view.people.barred


def dismissed(table: Table) -> Case:
    case, one = table.framed()
    first, second = table.screeners(case)
    said = {f"code_{one.hex}": "out_of_scope", f"reasons_{one.hex}": "Not ours."}
    return take(case, Verb.DISMISS_CASE, first, second, **said)


def test_new_screeners_of_a_reinstated_case_do_not_see_the_one_that_grew_out_of_it(table: Table) -> None:
    case = dismissed(table)
    case = take(case, Verb.REQUEST_REVIEW, table.reporter(case), ground="You missed the mail.")
    other = grown_out_of(table, case)
    case = take(case, Verb.REINSTATE_CASE, table.by("vera"), reasons="There is more to it.")
    new = case.view.people.holding(Seat.SCREENER) | {table.person("vera")}
    assert len(new) > 1
    assert new <= barred_from(other)


def test_new_screeners_of_a_reopened_case_do_not_see_the_one_that_grew_out_of_it(table: Table) -> None:
    case = dismissed(table)
    table.clock.move_to(now() + timedelta(days=33))
    case = do(Verb.REVIEW_LAPSES, reference=case.reference, by=the_clock())
    other = grown_out_of(table, case)
    ground = {"kind": "new_evidence", "words": "A mail came up."}
    case = take(case, Verb.REOPEN_CASE, table.by("vera"), table.by("vic"), **ground)
    new = case.view.people.holding(Seat.SCREENER) | {table.person("vera"), table.person("vic")}
    assert len(new) > 2
    assert new <= barred_from(other)


def test_both_who_refer_a_knowing_falsehood_are_kept_from_an_earlier_case_about_retaliation(table: Table) -> None:
    case = dismissed(table)
    table.clock.move_to(now() + timedelta(days=33))
    case = do(Verb.REVIEW_LAPSES, reference=case.reference, by=the_clock())
    other = grown_out_of(table, case)
    lie = {"who": "The reporter", "falsehood": "The mail was made up.", "said_on": "2026-03-02", "shown": "on"}
    take(case, Verb.REFER_BAD_FAITH, table.by("vera"), table.by("vic"), **lie)
    assert {table.person("vera"), table.person("vic")} <= barred_from(other)


def test_who_comes_into_the_first_case_does_not_see_what_grew_out_of_what_grew_out_of_it(table: Table) -> None:
    case = table.swept()
    other = grown_out_of(table, case)
    third = grown_out_of(table, other, table.reporter(case))
    case = acknowledge_complaint(reference=case.reference, by=table.by("ines"))
    new = case.view.people.holding(Seat.SCREENER) | {table.person("ines")}
    assert new <= barred_from(other)
    assert new <= barred_from(third)


def colleague(table: Table) -> Member:
    """Una, who is a member too."""
    entrant = Entrant(number="M-0090", name="Una Held", joined=SINCE, user=table["una"])
    return enrol_member(by=table["regi"], entrant=entrant, at=now())


def test_who_is_tied_to_the_member_that_a_screener_finds_does_not_see_what_grew(table: Table) -> None:
    case = table.screening()
    other = grown_out_of(table, case)
    third = grown_out_of(table, other, table.reporter(case))
    for each in (table.rex, colleague(table)):
        Employment.objects.create(member=each, employer="Brambling Ltd")
    case = identify_respondent(reference=case.reference, by=table.screeners(case)[0], member="M-0042")
    assert case.view.people.barred
    assert case.view.people.barred <= barred_from(other)
    assert case.view.people.barred <= barred_from(third)


def test_a_case_goes_on_after_the_file_that_grew_out_of_it_was_destroyed(table: Table) -> None:
    case = table.swept()
    other = grown_out_of(table, case)
    other = acknowledge_complaint(reference=other.reference, by=table.by("ines"))
    first, second = table.screeners(other)
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    take(other, Verb.TRIAGE_CASE, first, severity="2", notes="calm", **answers)
    typed = {"forum": "The ombudsman", "reasons": "It is theirs.", "disclosure": "The report.", "consented": "yes"}
    take(other, Verb.REFER_CASE, first, second, **typed)
    table.clock.move_to(now() + timedelta(days=3 * 366))
    take(other, Verb.ERASE_CONTENT, table.by("dia"), table.by("cora"), reviewed="on")
    end = last(other)
    case = acknowledge_complaint(reference=case.reference, by=table.by("ines"))
    assert case.view.people.holding(Seat.SCREENER)
    assert last(other) == end
    assert not WrappedKey.objects.filter(subject=other.pk).exists()


def rights_of(table: Table, name: str, case: Case) -> set[str]:
    return set(case.grants.filter(user=table[name]).values_list("permission__codename", flat=True))


def test_a_case_that_grew_is_left_to_somebody_from_outside_where_everybody_handled_the_first(table: Table) -> None:
    case = table.swept(replace(REPORT, keep_away=("Ines Farrow",)))
    assert rights_of(table, "ines", case) == set()
    case = acknowledge_complaint(reference=case.reference, by=table.by("ivo"))
    other = grown_out_of(table, case)
    assert {Verb.ACKNOWLEDGE_COMPLAINT.value} <= rights_of(table, "ivo", other)
    assert rights_of(table, "ines", other) == set()


def test_a_later_step_in_the_first_case_leaves_what_grew_to_somebody_too(table: Table) -> None:
    case = table.swept(replace(REPORT, keep_away=("Ines Farrow",)))
    other = grown_out_of(table, case)
    acknowledge_complaint(reference=case.reference, by=table.by("ivo"))
    assert {Verb.ACKNOWLEDGE_COMPLAINT.value} <= rights_of(table, "ivo", other)
    assert rights_of(table, "ines", other) == set()


def test_who_handles_the_other_case_of_the_same_report_does_not_see_what_grew_either(table: Table) -> None:
    two = replace(REPORT, accused=(*REPORT.accused, Accused(name="Somebody Else")))
    filed = file_complaint(by=None, report=two)
    case, beside = (sweep_conflicts(reference=one, by=the_clock()) for one in filed.cases)
    beside = acknowledge_complaint(reference=beside.reference, by=table.by("ines"))
    other = grown_out_of(table, case, by_code(filed))
    handled = beside.view.people.holding(Seat.SCREENER) | {table.person("ines")}
    assert len(handled) > 1
    assert handled <= barred_from(other)


def test_the_board_of_the_first_case_may_see_the_one_that_grew_out_of_it(table: Table) -> None:
    """The page of the step says so: a society has one board."""
    case = table.decided(table.recommended(), for_(Option.L4))
    other = grown_out_of(table, case)
    barred = barred_from(other)
    assert case.view.people.holding(Seat.SCREENER) <= barred
    assert barred.isdisjoint(table.person(name) for name in BOARD)
    assert "Only the board can be the same" in str(VERBS[Verb.REPORT_RETALIATION].sentence)
