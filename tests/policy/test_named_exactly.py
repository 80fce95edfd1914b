"""Whom a line names at the bounds: lists, addresses, titles around a name, slips, and how much of a line is read."""

from uuid import UUID

import pytest

from policy.named import MOST_PARTS, MOST_WORDS, Holder, read_line

ANN, BO, PAUL, INES, SUE, MAX, WANG, RAHMAN = (UUID(int=number) for number in range(1, 9))
HOLDERS = (
    Holder(person=ANN, name="Ann Mary Leeson", email="A.Leeson+work@Society.example"),
    Holder(person=BO, name="Y Li", email="bo@society.example", offices=frozenset({"monitor"})),
    Holder(person=PAUL, name="Paul Marsh"),
    Holder(person=INES, name="Ines Intake", offices=frozenset({"intake"})),
    Holder(person=SUE, name="Sue van Parker", email="s@society.example"),
    Holder(person=MAX, name="Max Peter Smith"),
    Holder(person=WANG, name="王小明"),
    Holder(person=RAHMAN, name="عبدالرحمن"),
)
NOBODY: set[UUID] = set()


@pytest.mark.parametrize(
    ("line", "firm", "provisional"),
    [
        ("Marsh, P", {PAUL}, NOBODY),
        ("Leeson, A", {ANN}, NOBODY),
        ("Leeson,, A", NOBODY, {ANN}),
        ("Leeson and A", NOBODY, {ANN}),
        ("Marsh and P", NOBODY, {PAUL}),
        ("Smith and Max, Peter", NOBODY, {MAX}),
        ("Smith,, Ines", NOBODY, {INES, MAX}),
        ("Jones,, Ines", NOBODY, {INES}),
        ("Jones, Ines", NOBODY, NOBODY),
        ("Jones and Ines", NOBODY, {INES}),
        ("Jones, Ines Otero", NOBODY, NOBODY),
        ("Jones, the Ines", NOBODY, {INES}),
        ("Marsh, Ines", NOBODY, {PAUL, INES}),
        ("Marsh, Ines, Jones", NOBODY, {PAUL, INES}),
        ("Ines,", NOBODY, {INES}),
        ("小明", NOBODY, {WANG}),
        ("bdlrhmn", {RAHMAN}, NOBODY),
        ("bdlrhm", NOBODY, NOBODY),
        ("Leeson", NOBODY, {ANN}),
        ("Mary", NOBODY, {ANN}),
        ("AnnMary", NOBODY, {ANN}),
        ("Annmery", NOBODY, NOBODY),
        ("MaryLeeson", NOBODY, {ANN}),
        ("YLi", NOBODY, NOBODY),
        ("Li", NOBODY, {BO}),
        ("bo", NOBODY, {BO}),
        ("Y", NOBODY, NOBODY),
        ("s", NOBODY, NOBODY),
        ("van", NOBODY, NOBODY),
        ("Parker", NOBODY, {SUE}),
        ("Parkar", NOBODY, {SUE}),
        ("Mursh", NOBODY, {PAUL}),
        ("Mars", NOBODY, NOBODY),
        ("Pauls", NOBODY, NOBODY),
        ("Pual", NOBODY, NOBODY),
        ("Ines Paul", NOBODY, NOBODY),
        ("Monitor Marsh", NOBODY, {PAUL}),
        ("Monitor", NOBODY, {BO}),
        ("my dear Paul please", NOBODY, {PAUL}),
        ("a.leeson@society.example", NOBODY, {ANN}),
        ("aleeson@elsewhere.example", NOBODY, {ANN}),
        ("a.lee-son+x@elsewhere.example", NOBODY, {ANN}),
        ("A.Leeson+work@society.example", NOBODY, {ANN}),
        ("paulm@elsewhere.example", NOBODY, {PAUL}),
        ("pmarsh@elsewhere.example", NOBODY, {PAUL}),
        ("marshp@elsewhere.example", NOBODY, {PAUL}),
        ("marshpaul@elsewhere.example", NOBODY, {PAUL}),
        ("paul.m@elsewhere.example", NOBODY, {PAUL}),
        ("paul-marsh7@elsewhere.example", NOBODY, {PAUL}),
        ("paul@elsewhere.example", NOBODY, {PAUL}),
        ("paul7@elsewhere.example", NOBODY, {PAUL}),
        ("paul.otero@elsewhere.example", NOBODY, NOBODY),
        ("7@elsewhere.example", NOBODY, NOBODY),
        ("@elsewhere.example", NOBODY, NOBODY),
        ("li@elsewhere.example", NOBODY, {BO}),
        ("yli@elsewhere.example", NOBODY, NOBODY),
        ("monitor@elsewhere.example", NOBODY, {BO}),
        ("office@elsewhere.example", NOBODY, NOBODY),
        ("Paul Marsh paul@elsewhere.example", {PAUL}, NOBODY),
        ("ines@elsewhere.example Marsh", NOBODY, {INES, PAUL}),
    ],
)
def test_a_line_names_exactly_these(line: str, firm: set[UUID], provisional: set[UUID]) -> None:
    found = read_line(line, HOLDERS)
    assert found.firm == firm
    assert found.provisional == provisional


@pytest.mark.parametrize(
    ("name", "mailboxes"),
    [
        ("Paul Marsh", {"paulmarsh", "marshpaul", "pmarsh", "marshp", "paulm"}),
        ("Ann Mary Lee", {"annlee", "leeann", "alee", "leea", "annl"}),
        ("Bo Li", {"boli", "libo"}),
        ("Bo Y", set()),
        ("Sukarno", set()),
    ],
)
def test_addresses_are_made_of_the_first_and_the_last_name(name: str, mailboxes: set[str]) -> None:
    assert Holder(person=PAUL, name=name).short_mailboxes == mailboxes


@pytest.mark.parametrize(
    ("name", "bare"), [("Ann Lee", ["ann", "lee"]), ("A. van Lee", ["lee", "avan", "vanlee"]), ("Ann", ["ann"])]
)
def test_a_person_may_be_called_by_each_name_alone(name: str, bare: list[str]) -> None:
    assert [word.main for word in Holder(person=PAUL, name=name).bare] == bare


@pytest.mark.parametrize(("before", "named"), [(9_996, {INES}), (9_997, NOBODY)])
def test_ten_thousand_characters_of_a_line_are_read(before: int, named: set[UUID]) -> None:
    assert read_line(" " * before + "Ines", HOLDERS).people == named


@pytest.mark.parametrize(("before", "named"), [(MOST_PARTS - 1, {INES}), (MOST_PARTS, NOBODY)])
def test_two_hundred_parts_of_a_line_are_read(before: int, named: set[UUID]) -> None:
    assert MOST_PARTS == 200
    assert read_line("Qx," * before + "Ines", HOLDERS).people == named
    addresses = " ".join(f"qx{number}x@e.example" for number in range(before))
    assert read_line(f"{addresses} ines@e.example", HOLDERS).people == named


@pytest.mark.parametrize(("before", "named"), [(MOST_WORDS - 1, {INES}), (MOST_WORDS, NOBODY)])
def test_forty_words_of_a_part_are_read(before: int, named: set[UUID]) -> None:
    assert MOST_WORDS == 40
    assert read_line("dear " * before + "Ines", HOLDERS).people == named
