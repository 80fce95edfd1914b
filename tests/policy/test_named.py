"""A line of a field that names people: a full name is firm, less than that is provisional, a stranger is nobody."""

import time
from uuid import UUID

import pytest

from policy.named import Holder, LineReading, read_line

INES, IAN, ODETTE, REG, PAUL, SUKARNO = (UUID(int=number) for number in range(1, 7))
HOLDERS = (
    Holder(person=INES, name="Ines Intake", email="ines@society.example", offices=frozenset({"intake"})),
    Holder(person=IAN, name="Ian Intake", email="ian.i@society.example", offices=frozenset({"intake"})),
    Holder(person=ODETTE, name="Dr Odette van Outside", email="odette@society.example", offices=frozenset({"intake"})),
    Holder(person=REG, name="Reg Castellan", offices=frozenset({"registrar"})),
    Holder(person=PAUL, name="Paul Marsh", offices=frozenset({"panelist", "panel_chair"})),
    Holder(person=SUKARNO, name="Sukarno", offices=frozenset({"auditor"})),
)
NOBODY: set[UUID] = set()
INTAKE = {INES, IAN, ODETTE}


@pytest.mark.parametrize(
    ("line", "firm", "provisional"),
    [
        ("Ines Intake", {INES}, NOBODY),
        ("INTAKE, Ines", {INES}, NOBODY),
        ("Professor Inês Intake PhD", {INES}, NOBODY),
        ("Ines Maria Intake", {INES}, NOBODY),
        ("Odette Outside", {ODETTE}, NOBODY),
        ("Sukarno", {SUKARNO}, NOBODY),
        ("Mr. Sukarno", {SUKARNO}, NOBODY),
        ("Please not Ines Intake, she is a friend of his", {INES}, NOBODY),
        ("Ines Intake and Reg Castellan", {INES, REG}, NOBODY),
        ("Ines Otero and Ian Intake", {IAN}, NOBODY),
        ("Ms Intake", NOBODY, {INES, IAN}),
        ("Mrs. Intake", NOBODY, {INES, IAN}),
        ("Dr Intake", NOBODY, {INES, IAN}),
        ("Frau Intake", NOBODY, {INES, IAN}),
        ("Prof. Dr. h.c. Intake", NOBODY, {INES, IAN}),
        ("Dr. h. c. mult. Intake", NOBODY, {INES, IAN}),
        ("Dr. med. Intake", NOBODY, {INES, IAN}),
        ("Dr.-Ing. Intake", NOBODY, {INES, IAN}),
        ("Dr. rer. nat. Ines", NOBODY, {INES}),
        ("Dear Ines", NOBODY, {INES}),
        ("Pak Sukarno", {SUKARNO}, NOBODY),
        ("Dr. Ir. Sukarno", {SUKARNO}, NOBODY),
        ("officer Intake", NOBODY, INTAKE),
        ("Intake", NOBODY, INTAKE),
        ("van Outside", NOBODY, {ODETTE}),
        ("Ines", NOBODY, {INES}),
        ("my colleague Ines please", NOBODY, {INES}),
        ("Ines, Ian", NOBODY, {INES, IAN}),
        ("Ines and Paul", NOBODY, {INES, PAUL}),
        ("ines@society.example", NOBODY, {INES}),
        ("<INES@Society.example>", NOBODY, {INES}),
        ("ines+cases@elsewhere.example", NOBODY, {INES}),
        ("ines.intake@mail.example", NOBODY, {INES}),
        ("oouts@mail.example", NOBODY, NOBODY),
        ("iintake@mail.example", NOBODY, {INES, IAN}),
        ("info@society.example", NOBODY, NOBODY),
        ("i\u200bnes＠society.example", NOBODY, {INES}),
        ("ines (at) society.example", NOBODY, {INES}),
        ("registrar@society.example", NOBODY, {REG}),
        ("intake@society.example", NOBODY, INTAKE),
        ("the intake officer", NOBODY, INTAKE),
        ("all officers of intake", NOBODY, INTAKE),
        ("The Registrar", NOBODY, {REG}),
        ("Registrar Castellan", NOBODY, {REG}),
        ("Registrar Jones", NOBODY, NOBODY),
        ("Chair of the panel", NOBODY, {PAUL}),
        ("Ines from intake", NOBODY, INTAKE),
        ("the chairwoman of the appeal panel", NOBODY, NOBODY),
        ("Ines Otero", NOBODY, NOBODY),
        ("Maria Marsh", NOBODY, NOBODY),
        ("Smith, Ines", NOBODY, NOBODY),
        ("Robert Registrar", NOBODY, NOBODY),
        ("", NOBODY, NOBODY),
        ("  ...  ", NOBODY, NOBODY),
    ],
)
def test_a_line_names_people_for_certain_or_perhaps(line: str, firm: set[UUID], provisional: set[UUID]) -> None:
    assert read_line(line, HOLDERS) == LineReading(firm=frozenset(firm), provisional=frozenset(provisional))


def test_whom_a_line_names_is_everybody_it_may_name() -> None:
    assert read_line("Ian Intake and Reg", HOLDERS).people == {IAN, REG}


@pytest.mark.parametrize(
    "line",
    [
        "x" * 10_000,
        "a@" * 5_000,
        "@" * 10_000,
        "a, " * 3_333,
        " ".join(f"a{number}@b" for number in range(1_200)),
        ", ".join(f"Qx{number}z" for number in range(1_200)),
        "A. " * 3_333,
        "😀" * 10_000,
        "王" * 10_000,
        "'; DROP TABLE casework_case; --",
        "\u202e\u200b\u2060\ufeff",
        "̈" * 10_000,
        "Ines Intake " * 5_000,
    ],
)
def test_a_line_that_is_no_name_is_read_soon_and_without_a_crash(line: str) -> None:
    many = [Holder(person=UUID(int=number), name=f"Holder Number{number}") for number in range(40)]
    begun = time.process_time()
    assert read_line(line, many) == LineReading()
    assert time.process_time() - begun < 2


def test_a_line_that_names_everybody_names_everybody() -> None:
    line = ", ".join(one.name for one in HOLDERS)
    assert read_line(line, HOLDERS).people == {one.person for one in HOLDERS}
