"""From an empty database to people in office: by commands, on the record, each fault by row and column."""

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Appointment, User
from accounts.offices import offices_of
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework.queries.checks.replay import drifts
from ledger.models import Entry
from policy.models import Member

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADAM = "adam@society.example"
PEOPLE = "name,email,office,since,lay\n"


@pytest.fixture(autouse=True)
def today(db: None) -> Any:
    with time_machine.travel(DAY, tick=False):
        yield


def run(*words: Any) -> str:
    said = StringIO()
    call_command(*map(str, words), stdout=said)
    return said.getvalue()


def list_of(folder: Path, text: str) -> Path:
    (folder / "list.csv").write_text(text, encoding="utf-8")
    return folder / "list.csv"


def test_the_first_administrator_sets_a_password_by_a_link_that_works_once() -> None:
    link = run("first_administrator", ADAM, "Adam Keeper").splitlines()[-1]
    jar = Client()
    page = jar.get(link.removeprefix("http://localhost:8000"), follow=True)
    jar.post(
        page.redirect_chain[-1][0], {"password1": "four unrelated words here", "password2": "four unrelated words here"}
    )
    user = User.objects.get(email=ADAM)
    assert (user.check_password("four unrelated words here"), offices_of(user, DAY.date())) == (
        True,
        frozenset({Office.ADMINISTRATOR}),
    )
    assert (
        "new password"
        not in Client().get(link.removeprefix("http://localhost:8000"), follow=True).content.decode().lower()
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [((ADAM, "Adam"), "There is an administrator."), (("nobody", "No"), "There is an administrator.")],
)
def test_there_is_one_first_administrator(words: tuple[str, str], said: str) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    with pytest.raises(CommandError, match=said):
        run("first_administrator", *words)
    assert User.objects.filter(kind=User.Kind.PERSON).count() == 1


def test_the_first_office_stands_in_the_record_as_given_by_the_installation() -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    (entry,) = Entry.objects.filter(type="office.given")
    clock, adam = User.objects.clock(), User.objects.get(email=ADAM)
    assert (entry.body["role"], entry.body["actor"]) == ("clock", str(pseudonym(clock)))
    assert (entry.body["data"]["person"], entry.body["data"]["office"]) == (str(pseudonym(adam)), "administrator")
    assert list(drifts()) == []


def test_what_is_no_address_makes_nobody() -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        run("first_administrator", "adam at society", "Adam Keeper")
    assert User.objects.filter(kind=User.Kind.PERSON).count() == 0


def test_a_list_gives_everybody_their_offices_and_each_is_an_entry(tmp_path: Path) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    before = Entry.objects.count()
    rows = "Ines Farrow,ines@society.example,intake,2026-03-02,\nPia Lay,pia@society.example,panelist,2026-03-02,yes\n"
    again = "Ines Farrow,ines@society.example,screener,2026-03-02,no\n"
    said = run("import_people", list_of(tmp_path, PEOPLE + rows + again), "--by", ADAM)
    assert said.startswith("3 offices given, 2 accounts made, and no mail is sent")
    ines = User.objects.get(email="ines@society.example")
    assert offices_of(ines, DAY.date()) == {Office.INTAKE, Office.SCREENER}
    assert (Appointment.objects.get(user__email="pia@society.example").lay, Entry.objects.count() - before) == (True, 3)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("name,email,office\nA,a@b.example,intake\n", ["Row 1: there is no column “since”."]),
        (PEOPLE.replace("lay", "Lay"), ["Row 1: nobody knows a column “Lay”."]),
        (PEOPLE + "A,a@b.example,king,2026-03-02,\n", ["Row 2, column office: “king” is no office"]),
        (
            PEOPLE + "A,a@b.example,intake,2026-03-02,\nB,not an address,intake,2 March,\n",
            ["Row 3, column email: Enter a valid email address.", "Row 3, column since: Enter a valid date."],
        ),
        (PEOPLE + "A,a@b.example,intake\n", ["Row 2: it has more or fewer columns"]),
        (PEOPLE + "A,a@b.example,intake,2026-03-01,\n", ["Row 2: An office begins today or later"]),
        (PEOPLE + "A,a@b.example,intake,2026-03-02,yes\n", ["Row 2: This person holds this office already, or"]),
        (PEOPLE + 2 * "A,a@b.example,intake,2026-03-02,\n", ["Row 3: This person holds this office already"]),
        (
            PEOPLE + "A,a@b.example,intake,2026-03-02,\nB,a@b.example,dpo,2026-03-02,\n",
            ["Row 3, column name: This address belongs to somebody with another name."],
        ),
    ],
)
def test_a_bad_row_is_named_and_nobody_is_let_in(tmp_path: Path, text: str, faults: list[str]) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    people, entries = User.objects.count(), Entry.objects.count()
    with pytest.raises(CommandError) as refused:
        run("import_people", list_of(tmp_path, text), "--by", ADAM)
    lines = str(refused.value).splitlines()
    assert [line.startswith(fault) for line, fault in zip(lines, faults, strict=True)] == [True] * len(faults)
    assert (User.objects.count(), Entry.objects.count()) == (people, entries)


def test_a_file_that_is_no_text_is_told_where(tmp_path: Path) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    (tmp_path / "list.csv").write_bytes(b"name,email,office,since\nJos\xe9,")
    with pytest.raises(CommandError, match="not UTF-8 at byte 27"):
        run("import_people", tmp_path / "list.csv", "--by", ADAM)
    with pytest.raises(CommandError, match="cannot be read"):
        run("import_people", tmp_path / "none.csv", "--by", ADAM)


def test_only_who_holds_the_office_brings_people_in(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds the office administrator today"):
        run("import_people", list_of(tmp_path, PEOPLE), "--by", ADAM)
    run("first_administrator", ADAM, "Adam Keeper")
    with pytest.raises(CommandError, match="holds the office registrar today"):
        run("import_members", list_of(tmp_path, "number,name,joined\n"), "--by", ADAM)


def test_checking_a_list_writes_nothing(tmp_path: Path) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    path, before = list_of(tmp_path, PEOPLE + "A,a@b.example,intake,2026-03-02,\n"), Entry.objects.count()
    assert run("import_people", path, "--by", ADAM, "--check") == "1 office can be given. Nothing was written.\n"
    past = list_of(tmp_path, PEOPLE + "A,a@b.example,intake,2026-03-01,\n")
    with pytest.raises(CommandError, match="Row 2: An office begins today or later"):
        run("import_people", past, "--by", ADAM, "--check")
    assert (Entry.objects.count(), User.objects.filter(email="a@b.example").exists()) == (before, False)


def with_registrar(tmp_path: Path) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    run("import_people", list_of(tmp_path, PEOPLE + "Reg,reg@society.example,registrar,2026-03-02,\n"), "--by", ADAM)


def test_members_come_in_with_what_conflicts_are_compared_by(tmp_path: Path) -> None:
    with_registrar(tmp_path)
    rex = "M-1,Rex Marlowe,2024-05-01,Corvid Works,Awards; Ethics,rex@b.example\n"
    text = "number,name,joined,employer,committees,email\n" + rex
    said = run("import_members", list_of(tmp_path, text), "--by", "reg@society.example")
    member = Member.objects.get(number="M-1")
    assert said.startswith("1 member entered, and no mail is sent")
    assert (member.employer, member.committees, member.email) == ("Corvid Works", ["Awards", "Ethics"], "rex@b.example")


def test_a_number_that_stands_twice_stops_the_list_and_both_rows_are_named(tmp_path: Path) -> None:
    with_registrar(tmp_path)
    text = "number,name,joined\nM-1,Rex Marlowe,2024-05-01\nM-2,Una Bell,2024-05-01\nM-1,Rex Again,2024-05-01\n"
    with pytest.raises(CommandError, match=r"^Row 4: the number M-1 is in row 2 already\.$"):
        run("import_members", list_of(tmp_path, text), "--by", "reg@society.example")
    assert Member.objects.count() == 0


def test_an_office_ends_with_the_day_and_its_end_is_an_entry(tmp_path: Path) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    run("import_people", list_of(tmp_path, PEOPLE + "Ines,ines@society.example,intake,2026-03-02,\n"), "--by", ADAM)
    said = run("end_office", "ines@society.example", "intake", "--by", ADAM, "--until", "2026-03-09")
    assert said == "The office intake ends with 9 March 2026. Seats in cases stay until they are filled again.\n"
    ended = Appointment.objects.get(user__email="ines@society.example")
    newest = Entry.objects.order_by("-log_index")[0]
    assert (ended.until, newest.type) == (date(2026, 3, 9), "office.ended")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nobody@society.example", "intake"), "Nobody has the address nobody@society.example."),
        ((ADAM, "administrator"), "Somebody else has to end your office."),
        (
            ("ines@society.example", "dpo"),
            "This person does not hold this office on that day, or it ends then already.",
        ),
        (("ines@society.example", "intake", "--until", "2026-03-01"), "An office ends today or later"),
    ],
)
def test_an_office_that_cannot_end_says_why_and_stays(tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    run("first_administrator", ADAM, "Adam Keeper")
    run("import_people", list_of(tmp_path, PEOPLE + "Ines,ines@society.example,intake,2026-03-02,\n"), "--by", ADAM)
    entries = Entry.objects.count()
    with pytest.raises(CommandError, match=why):
        run("end_office", *words, "--by", ADAM)
    assert (list(Appointment.objects.values_list("until", flat=True)), Entry.objects.count()) == ([None, None], entries)
