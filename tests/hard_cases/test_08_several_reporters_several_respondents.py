"""A case for each person complained of, linked and never merged; each reporter and each respondent sees their own."""

from dataclasses import replace

import pytest

from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint, file_complaint, sweep_conflicts
from casework.queries.threads.follow_up import own_cases
from casework.vocabulary import Accused, IdentityChoice, Reporter, Seat, Verb
from policy.actions import Entrant, enrol_member, import_oath
from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import MONDAY, REPORT, SINCE
from tests.casework.taking import last, take

pytestmark = pytest.mark.django_db
BOTH = (Accused(name="Rex Marlowe", employer="Corvid Works"), Accused(name="Stu Ranger"))


def test_several_reporters_several_respondents(inquiry: Inquiry) -> None:
    ranger = Entrant(number="M-0077", name="Stu Ranger", joined=SINCE, user=inquiry["stranger"])
    stu = enrol_member(by=inquiry["regi"], entrant=ranger, at=MONDAY)
    import_oath(member=stu, by=inquiry["regi"], second=inquiry["ines"], effective=SINCE, at=MONDAY)
    filed = file_complaint(by=None, report=replace(REPORT, accused=BOTH))
    rex_s, stu_s = (Case.objects.get(reference=one) for one in filed.cases)
    assert rex_s.linked == stu_s.linked
    hana = Reporter(choice=IdentityChoice.CONFIDENTIAL, name="Hana Teal")
    hers = inquiry.file(replace(REPORT, reporter=hana))
    pia_, hana_ = inquiry.reporter(rex_s), inquiry.reporter(hers)
    assert (own_cases(pia_.user), own_cases(hana_.user)) == ([rex_s.reference, stu_s.reference], [hers.reference])

    for case in (rex_s, stu_s, hers):
        sweep_conflicts(reference=case.reference, by=the_clock())
        acknowledge_complaint(reference=case.reference, by=inquiry.by("ines"))
    by = next(one for one in inquiry.screeners(rex_s) if one.user in {o.user for o in inquiry.screeners(hers)})
    linked = take(rex_s, Verb.LINK_CASES, by, other=hers.reference, reasons="One tender.")
    assert (last(linked), last(hers)) == (
        ("case.cases_linked", {"other": str(hers.id)}),
        ("case.cases_linked", {"other": str(rex_s.id)}),
    )
    assert (own_cases(pia_.user), own_cases(hana_.user)) == ([rex_s.reference, stu_s.reference], [hers.reference])

    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    for case, member in ((rex_s, "M-0042"), (stu_s, "M-0077")):
        one = inquiry.screeners(case)[0]
        take(case, Verb.TRIAGE_CASE, one, severity="2", notes="Calm.", **answers)
        take(case, Verb.IDENTIFY_RESPONDENT, one, member=member)
    sitting = {
        case.reference: set(case.seatings.filter(seat=Seat.RESPONDENT.value).values_list("user__email", flat=True))
        for case in (rex_s, stu_s, hers)
    }
    assert sitting == {
        rex_s.reference: {"rex@society.example"},
        stu_s.reference: {"stranger@society.example"},
        hers.reference: set(),
    }
    grants = {
        name: {inquiry.rights(name, case) == set() for case in (rex_s, stu_s, hers)} for name in ("rex", "stranger")
    }
    assert grants == {"rex": {True}, "stranger": {True}}, "nobody complained of is a party before they are told"
