"""Who is tied to whom: by name however spelt, by work, chapter, committee or family."""

from datetime import date
from uuid import UUID

import pytest

from policy.conflicts import Basis, Employment, PersonDetails, matches
from policy.names import Name, employers_match, is_mentioned
from policy.separation import FREE, INCOMPATIBLE, OFFICES, PARTIES, may_also_sit

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Smith", "Smith, Anna"),
        ("Anna Smith", "ANNA  SMITH"),
        ("Anna Smith", "A. Smith"),
        ("Anna Smith", "Anna Maria Smith"),
        ("Anna Smith", "Anna Smyth"),
        ("Jon Smith", "John Smith"),
        ("Anna Smith", "Аnnа Smіth"),
        ("Anna Smith", "Anna Smith"),
        ("Jürgen Müller", "Jurgen Muller"),
        ("Søren Łukasz", "Soren Lukasz"),
        ("Siobhán O'Neil", "Siobhan O’Neil"),
        ("Wei Li", "Li Wei"),
        ("MJ García", "María José García-López"),
        ("JL Mueller", "Jean-Luc Müller"),
        ("JRR Tolkien", "John Ronald Reuel Tolkien"),
        ("Dr H. C. Andersen", "Hans Christian Andersen"),
        ("Dr. med. Phil Jones", "Philip Jones"),
        ("Wm. Smith", "William Smith"),
        ("Mohd Hashimi", "Mohammed Al-Hashimi"),
        ("George Papadopoulos", "Γιώργος Παπαδόπουλος"),
    ],
)
def test_one_name_is_found_however_it_is_spelt(one: str, other: str) -> None:
    assert Name(one).matches(Name(other))
    assert Name(other).matches(Name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Smith", "Anna Jones"),
        ("Anna Smith", "Peter Smith"),
        ("Smith", "Anna Smith"),
        ("A. S.", "Anna Smith"),
        ("", "Anna Smith"),
        ("Lee Wong", "Leo Wang"),
        ("Wei Li", "Wei Xu"),
        ("MJ García", "María Luisa García"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert not Name(one).matches(Name(other))
    assert not Name(other).matches(Name(one))


def test_a_name_is_found_inside_a_report_and_a_surname_alone_is_not() -> None:
    text = "I told Ms Anna Smyth in May, and nothing was done."
    assert is_mentioned("Anna Smith", text) is True
    assert is_mentioned("Peter Smith", text) is False
    assert is_mentioned("Smith", text) is False


def test_an_initial_in_a_report_has_a_dot() -> None:
    assert is_mentioned("Ines Farrow", "It was I. Farrow who signed.") is True
    assert is_mentioned("Ines Farrow", "I never met Farrow. I wrote to Farrow, a friend of his.") is False


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王小明", "这封信是王小明签的。"),
        ("Anna Maria Smith", "It was Anna Smith who signed."),
        ("Mohammed Al-Hashimi", "وقعها محمد الهاشمي أمس"),
        ("Robert Smith", "I told Bob Smith."),
    ],
)
def test_a_name_is_found_in_a_report_in_its_own_script_and_shortened(name: str, text: str) -> None:
    assert is_mentioned(name, text) is True


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Northwind Ltd", "NORTHWIND Limited", True),
        ("Bank of Leeds", "Leeds Bank plc", True),
        ("Northwind Traders", "Northwind Traderz", True),
        ("Northwind", "Southwold", False),
        ("The Group", "Acme", False),
        ("", "", False),
    ],
)
def test_employers_are_compared_without_their_legal_form(one: str, other: str, same: bool) -> None:
    assert employers_match(one, other) is same


def person(**more: object) -> PersonDetails:
    return PersonDetails(**{"name": "Ola Berg", **more})  # type: ignore[arg-type]


def party(**more: object) -> PersonDetails:
    return PersonDetails(**{"name": "Rex Hall", **more})  # type: ignore[arg-type]


def test_strangers_have_no_tie() -> None:
    assert matches(person(), party(), TODAY) == frozenset()


def test_nothing_known_is_no_tie() -> None:
    assert matches(PersonDetails(), PersonDetails(), TODAY) == frozenset()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"key": UUID(int=1)}, {"key": UUID(int=1)}),
        ({"number": "M-12"}, {"number": " m-12"}),
        ({"email": "Ola@Example.org"}, {"email": "ola@example.org "}),
        ({}, {"name": "Berg, Ola"}),
    ],
)
def test_the_same_person_is_found_by_key_number_address_or_name(
    mine: dict[str, object], theirs: dict[str, object]
) -> None:
    assert matches(person(**mine), party(**theirs), TODAY) == {Basis.SAME_PERSON}


@pytest.mark.parametrize(
    "known",
    [
        ({"key": UUID(int=1)}, {"key": UUID(int=2)}),
        ({"number": "M-12"}, {"number": "M-13"}),
        ({"email": "ola@example.org"}, {"email": "rex@example.org"}),
        ({"chapter": "North"}, {"chapter": "South"}),
        ({"committees": frozenset({"Awards"})}, {"committees": frozenset({"Finance"})}),
    ],
)
def test_two_keys_numbers_addresses_or_chapters_are_no_tie(known: tuple[dict[str, object], dict[str, object]]) -> None:
    mine, theirs = known
    assert matches(person(**mine), party(**theirs), TODAY) == frozenset()
    assert matches(person(**theirs), party(**mine), TODAY) == frozenset()


@pytest.mark.parametrize(
    ("until", "tied"), [(None, True), (date(2023, 6, 1), True), (date(2023, 5, 31), False), (date(2026, 5, 1), True)]
)
def test_an_employer_counts_now_and_for_three_years(until: date | None, tied: bool) -> None:
    mine = person(employments=(Employment(employer="Northwind Ltd", until=until),))
    theirs = party(employments=(Employment(employer="Northwind Limited"),))
    expected = {Basis.EMPLOYER} if tied else frozenset()
    assert matches(mine, theirs, TODAY) == expected
    assert matches(theirs, mine, TODAY) == expected


def test_the_years_an_employer_counts_are_the_rulebooks() -> None:
    mine = person(employments=(Employment(employer="Northwind", until=date(2025, 1, 1)),))
    theirs = party(employments=(Employment(employer="Northwind"),))
    assert matches(mine, theirs, TODAY, employer_years=1) == frozenset()


def test_chapter_and_committee_are_ties() -> None:
    mine = person(chapter="North", committees=frozenset({"Awards", "Finance"}))
    theirs = party(chapter=" north", committees=frozenset({"finance"}))
    assert matches(mine, theirs, TODAY) == {Basis.CHAPTER, Basis.COMMITTEE}


@pytest.mark.parametrize(
    ("field", "basis"), [("family", Basis.FAMILY), ("sponsors", Basis.SPONSOR), ("mentors", Basis.MENTOR)]
)
def test_family_sponsors_and_mentors_are_ties_from_either_side(field: str, basis: Basis) -> None:
    assert matches(person(**{field: frozenset({"Rex Hall"})}), party(), TODAY) == {basis}
    assert matches(person(), party(**{field: frozenset({"Ola Berg"})}), TODAY) == {basis}


ALL_BUT = {
    "panel_chair": set(),
    "panel_member": set(),
    "appeal_chair": set(),
    "appeal_member": set(),
    "auditor": set(),
    "board_member": {"interim_member"},
    "investigator": {"intake", "screener", "blind_reader", "registrar"},
    "decider": {"intake", "screener", "blind_reader", "interim_member", "monitor", "registrar"},
    "consent_approver": {"intake", "screener", "blind_reader", "interim_member", "monitor", "registrar"},
    "reviewer": {"intake", "interim_member", "monitor"},
    "adviser": {"intake", "screener", "blind_reader", "registrar"},
    "board_secretary": {"intake", "screener", "blind_reader", "interim_member", "monitor", "registrar"},
    "custodian": {"protection_officer", "registrar", "dpo"},
    "dpo": {"custodian", "protection_officer", "registrar"},
    "protection_officer": {"intake", "monitor", "custodian", "registrar", "dpo"},
}


@pytest.mark.parametrize("office", sorted(ALL_BUT))
def test_an_office_bars_every_other_but_those_that_bar_nothing_back(office: str) -> None:
    allowed = {each for each in ALL_BUT[office] if each in FREE or office in ALL_BUT[each]}
    assert INCOMPATIBLE[office] == PARTIES | OFFICES - allowed - {office}


def test_incompatibility_is_mutual_and_never_with_oneself() -> None:
    assert {(a, b) for a in INCOMPATIBLE for b in INCOMPATIBLE[a]} == {
        (b, a) for a in INCOMPATIBLE for b in INCOMPATIBLE[a]
    }
    assert [seat for seat in INCOMPATIBLE if seat in INCOMPATIBLE[seat]] == []


def test_intake_screening_interim_monitoring_and_register_go_together() -> None:
    assert {(a, b) for a in FREE for b in FREE if not may_also_sit([a], b)} == set()


def test_a_complainant_may_be_a_witness_and_no_other_party_or_officer() -> None:
    assert INCOMPATIBLE["complainant"] == (PARTIES | OFFICES) - {"complainant", "witness"}
    assert may_also_sit(["complainant"], "witness") is True
    assert may_also_sit(["complainant"], "respondent") is False


def test_history_counts_as_a_whole() -> None:
    assert may_also_sit(["intake", "screener"], "investigator") is True
    assert may_also_sit(["intake", "investigator"], "decider") is False
    assert may_also_sit([], "panel_member") is True


def test_in_a_linked_case_parties_are_compared_with_offices_only() -> None:
    assert may_also_sit(["respondent"], "complainant", linked=True) is True
    assert may_also_sit(["respondent"], "panel_member", linked=True) is False
    assert may_also_sit(["panel_member"], "respondent", linked=True) is False
