"""The sweep denies by person, not by spelling: in fields that name people, and in no narrative by less than a full name."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.forms import CharField

from accounts.models import User
from accounts.offices import Office, appoint
from accounts.pseudonyms import pseudonym
from casework.access import the_clock, view_of
from casework.forms.base import Reasons
from casework.models import Case
from casework.procedure.corrections.actions import report_retaliation
from casework.procedure.intake.actions import acknowledge_complaint, file_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import identify_respondent
from casework.queries.conflicts.sealed_names import sealed_names_of
from casework.record.rights.conditions import When
from casework.record.rights.parties import ACTING
from casework.verbs import VERBS
from casework.vocabulary import Accused, CaseCompartment, IdentityChoice, Mention, Report, Reporter, Seat, Verb
from casework.vocabulary.report import Plain
from casework.vocabulary.report_fields import TABLE, free_fields
from casework.vocabulary.report_shape import Kind, Naming, ReportField
from ledger import queries as ledger
from policy.actions import Entrant, enrol_member
from tests.casework.desk_cast import MONDAY, REPORT, SINCE, Desk, by_code
from tests.casework.taking import words
from tests.policy.ways import CAST, FIRM, Cast, ways

pytestmark = pytest.mark.django_db
QUIET = replace(REPORT, said={}, accused=(Accused(name="Rex Marlowe"),))
SAMPLE = {
    "in Latin letters",
    "with a title",
    "the surname first",
    "a short form",
    "the first name",
    "a title and the surname",
    "the address at another provider",
    "the office",
}
IN_FOUR_SCRIPTS = [
    one for one in CAST if one.name in {"Robert Łukaszewicz", "Александр Щербаков", "محمد الهاشمي", "王小明"}
]
ALONE = [one for one in CAST if one.alone]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def written(field: str, line: str) -> Report:
    """Return a report that has a line in one of the fields that name people."""
    if field == "accused":
        return replace(QUIET, accused=(Accused(name=line),))
    if field == "keep_away":
        return replace(QUIET, keep_away=(line,))
    return replace(QUIET, said={field: [line]})


def office_holder(one: Cast) -> UUID:
    """Return the pseudonym of one of the cast, in office."""
    user = User.objects.create_person(email=one.email, name=one.name)
    appoint(user=user, office=Office(one.office), since=SINCE)
    return pseudonym(user)


def standing_of(desk: Desk, person: UUID, report: Report) -> Mention | None:
    """Return how a person stands to a case once everybody was compared with it."""
    return desk.swept(report).view.people.conflict_of(person)


@pytest.mark.parametrize("one", IN_FOUR_SCRIPTS, ids=lambda one: one.latin[1])
@pytest.mark.parametrize("field", ["accused", "keep_away", "witnesses"])
def test_a_holder_is_kept_from_a_report_however_the_name_is_written(desk: Desk, one: Cast, field: str) -> None:
    person = office_holder(one)
    for way, line, sureness in ways(one):
        if way in SAMPLE:
            certain = sureness == FIRM and field != "witnesses"
            expected = Mention.RECORDED if certain else Mention.PROVISIONAL
            assert standing_of(desk, person, written(field, line)) is expected, way


@pytest.mark.parametrize("one", ALONE, ids=lambda one: one.latin[0])
def test_equal_names_of_one_word_are_one_person(desk: Desk, one: Cast) -> None:
    person = office_holder(one)
    assert standing_of(desk, person, written("accused", one.name)) is Mention.RECORDED
    assert standing_of(desk, person, written("keep_away", f"{one.title} {one.latin[0]}")) is Mention.RECORDED


def test_free_text_denies_nobody_by_a_bare_name_an_address_or_an_office(desk: Desk) -> None:
    said = "Ines told it to Ms Farrow. I also wrote to ines@society.example and to the intake officer."
    texts = {field.key: said for field in free_fields() if field.naming is Naming.IN_TEXT}
    report = replace(QUIET, narrative=said, said=texts)
    details = (Accused(name="Rex Marlowe", details=said),)
    assert desk.swept(replace(report, accused=details)).view.people.conflicts == ()


@pytest.mark.parametrize("field", TABLE, ids=lambda field: field.name)
def test_a_full_name_in_a_field_keeps_its_holder_out_as_its_row_says(desk: Desk, field: ReportField) -> None:
    said: Plain = ["Sol Brand"] if field.kind is Kind.NAMES else "Sol Brand was there."
    own = field.key == field.seal
    report = replace(QUIET, narrative=str(said)) if own else replace(QUIET, said={field.key: said})
    expected = None if field.naming is Naming.NOT_READ else Mention.PROVISIONAL
    assert standing_of(desk, desk.person("sol"), report) is expected


def test_an_office_that_is_named_leaves_an_outside_alternate(desk: Desk) -> None:
    case = desk.swept(replace(QUIET, keep_away=("the intake officer",)))
    assert case.view.people.conflict_of(desk.person("ines")) is Mention.PROVISIONAL
    assert case.view.people.conflict_of(desk.person("ivo")) is None
    assert (desk.rights("ines", case), "acknowledge_complaint" in desk.rights("ivo", case)) == (set(), True)


def test_a_line_that_names_every_office_and_everybody_leaves_an_outside_alternate(desk: Desk) -> None:
    line = ", ".join([user.name for user in desk.people.values()] + [office.value for office in Office])
    case = desk.swept(replace(QUIET, keep_away=(line,)))
    assert (desk.rights("ines", case), "acknowledge_complaint" in desk.rights("ivo", case)) == (set(), True)


def test_who_was_named_by_less_than_a_full_name_is_let_in_by_a_ruling(desk: Desk) -> None:
    case = desk.swept(replace(QUIET, keep_away=("Sol",)))
    case = acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    ruling = {"subject": desk.person("sol"), "stands": False, "reasons": "It is another Sol."}
    do(Verb.RULE_ON_MENTION, reference=case.reference, by=desk.by("vera"), **ruling)
    case = sweep_conflicts(reference=case.reference, by=the_clock())
    assert case.view.people.conflict_of(desk.person("sol")) is Mention.LIFTED


def test_an_officer_whom_the_register_knows_by_another_name_is_compared_under_both(desk: Desk) -> None:
    enrol_member(
        by=desk["regi"],
        entrant=Entrant(number="M-77", name="Ines Quarrington", joined=SINCE, user=desk["ines"]),
        at=MONDAY,
    )
    for line in ("Ines Farrow", "Quarrington, Ines"):
        assert standing_of(desk, desk.person("ines"), written("accused", line)) is Mention.RECORDED
    by_address = written("keep_away", desk["ines"].email or "")
    assert standing_of(desk, desk.person("ines"), by_address) is Mention.PROVISIONAL


def test_another_accused_person_of_a_report_is_kept_from_each_of_its_cases(desk: Desk) -> None:
    """The text is one: "They both did it" is about the officer too."""
    report = replace(
        QUIET, accused=(Accused(name="Rex Marlowe"), Accused(name="Ms Ines Farrow"), Accused(name="Brand"))
    )
    filed = file_complaint(by=None, report=report)
    for reference in filed.cases:
        case = sweep_conflicts(reference=reference, by=the_clock())
        assert case.view.people.conflict_of(desk.person("ines")) is Mention.RECORDED
        assert case.view.people.conflict_of(desk.person("sol")) is Mention.PROVISIONAL
        assert (desk.rights("ines", case), "acknowledge_complaint" in desk.rights("ivo", case)) == (set(), True)


def test_a_member_identified_in_one_case_is_kept_from_the_others_of_the_report(
    desk: Desk,
) -> None:
    """The report calls her by a name that neither her account nor the register has."""
    enrol_member(
        by=desk["regi"], entrant=Entrant(number="M-77", name="Ines Farrow", joined=SINCE, user=desk["ines"]), at=MONDAY
    )
    report = replace(QUIET, accused=(Accused(name="Rex Marlowe"), Accused(name="Aggie Holloway")))
    filed = file_complaint(by=None, report=report)
    rex, aggie = [sweep_conflicts(reference=one, by=the_clock()) for one in filed.cases]
    reporter = by_code(filed)
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        report_retaliation(
            reference=aggie.reference,
            by=reporter,
            who="Rex Marlowe",
            detriment="My shifts are gone.",
            first_day=MONDAY.date(),
        )
        grown = Case.objects.exclude(reference__in=filed.cases).get()
        sweep_conflicts(reference=grown.reference, by=the_clock())
        case = acknowledge_complaint(reference=aggie.reference, by=desk.by("ines"))
        screener, answers = desk.screeners(case)[0], ("imminent_harm", "power_imbalance", "dishonesty", "harassment")
        do(
            Verb.TRIAGE_CASE,
            reference=case.reference,
            by=screener,
            severity=2,
            notes="calm",
            **dict.fromkeys(answers, False),
        )
        seen = ["see_case" in desk.rights("ines", one) for one in (rex, aggie, grown)]
        assert seen == [True, True, False]  # she took up the case out of which the last one grew
        identify_respondent(reference=aggie.reference, by=screener, member="M-77")
    found = [view_of(one, MONDAY).people.conflict_of(desk.person("ines")) for one in (rex, aggie, grown)]
    assert found == [Mention.RECORDED] * 3
    assert [desk.rights("ines", one) for one in (rex, grown)] == [set()] * 2
    assert "acknowledge_complaint" in desk.rights("ivo", rex)
    assert (ledger.stream(rex.stream)[-1].body["role"], words(rex, "basis", CaseCompartment.IDENTITY)) == (
        "clock",
        ["same_person"],
    )


def test_a_report_about_a_whole_office_leaves_an_outside_alternate(
    desk: Desk,
) -> None:
    names = ("Rex Marlowe", "Ines Farrow", "Ivo Standish")
    filed = file_complaint(by=None, report=replace(QUIET, accused=tuple(Accused(name=name) for name in names)))
    cases = [sweep_conflicts(reference=reference, by=the_clock()) for reference in filed.cases]
    assert ["acknowledge_complaint" in desk.rights("ivo", case) for case in cases] == [True, True, False]
    assert [desk.rights("ines", case) for case in cases] == [set()] * 3


def test_the_alternate_who_stays_is_rather_one_whom_the_report_does_not_complain_of(desk: Desk) -> None:
    other = User.objects.create_person(email="uma@society.example", name="Uma Ferris")
    appoint(user=other, office=Office.INTAKE, since=SINCE, alternate=True, order=9)
    accused = tuple(Accused(name=name) for name in ("Rex Marlowe", "Ivo Standish"))
    case = desk.swept(replace(QUIET, accused=accused, keep_away=("Ines Farrow", "Uma Ferris")))
    barred = case.view.people.barred
    assert (desk.person("ivo") in barred, desk.person("ines") in barred, pseudonym(other) in barred) == (
        True,
        True,
        False,
    )


def test_where_no_name_is_known_what_tells_who_it_was_keeps_the_holder_out(desk: Desk) -> None:
    unknown = Accused(details="The intake officer who answered the telephone", unknown=True)
    case = desk.swept(replace(QUIET, accused=(unknown,)))
    assert case.view.people.conflict_of(desk.person("ines")) is Mention.PROVISIONAL
    assert desk.rights("ines", case) == set()


@pytest.mark.parametrize(
    ("who", "stands"),
    [
        ("Ms Ines Farrow", Mention.RECORDED),
        ("Farrow", Mention.PROVISIONAL),
        ("ines@society.example", Mention.PROVISIONAL),
        ("the intake officer", Mention.PROVISIONAL),
        ("Rex Marlowe and Ines", Mention.PROVISIONAL),
        ("", None),
    ],
)
def test_somebody_named_later_for_retaliation_is_compared_like_the_accused(
    desk: Desk, who: str, stands: Mention | None
) -> None:
    filed = file_complaint(by=None, report=QUIET)
    reporter = by_code(filed)
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    report_retaliation(
        reference=filed.cases[0],
        by=reporter,
        who=who,
        detriment="Ines told it to Ms Farrow.",
        first_day=MONDAY.date(),
    )
    grown = Case.objects.exclude(reference=filed.cases[0]).get()
    case = sweep_conflicts(reference=grown.reference, by=the_clock())
    assert case.view.people.conflict_of(desk.person("ines")) is stands


def test_a_name_given_later_shuts_out_its_bearer_and_is_checked_for_in_letters(desk: Desk) -> None:
    filed = file_complaint(by=None, report=replace(QUIET, reporter=Reporter(choice=IdentityChoice.ANONYMOUS)))
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    said = Reporter(choice=IdentityChoice.OPEN, name="Ines Farrow")
    do(Verb.GIVE_NAME, reference=filed.cases[0], by=by_code(filed), choice=said.choice, identity=said.value())
    case = sweep_conflicts(reference=filed.cases[0], by=the_clock())
    assert case.view.people.conflict_of(desk.person("ines")) is Mention.RECORDED
    assert sealed_names_of(case).names == ("Ines Farrow",)


def test_a_reporter_names_somebody_later_in_one_field_only() -> None:
    """A new field that names people must be compared, and listed here."""
    rights = {one.right if isinstance(one, When) else one for _, some in ACTING[Seat.COMPLAINANT] for one in some}
    later = [verb for verb in VERBS if verb in rights]
    fields = {f"{verb}.{name}": field for verb in later for name, field in VERBS[verb].form.base_fields.items()}
    lines = {name for name, one in fields.items() if isinstance(one, CharField) and not isinstance(one, Reasons)}
    own = {f"give_name.{name}" for name in ("name", "email", "phone")}
    titles = {"add_evidence.title", *(f"supply_information.caption_{number}" for number in range(1, 6))}
    assert lines - own - titles - {"claim_code.code"} == {"report_retaliation.who"}
