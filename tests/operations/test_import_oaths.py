"""Paper oaths and standing of the past from a CSV file: by two officers, a result a row, and bound on the right days."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.second_factor import enrol_totp, totp_now
from accounts.vocabulary import Office
from ledger import queries as ledger
from operations.prompt import NOBODY
from policy.actions import Entrant, enrol_member, publish_editions, sign_oath
from policy.models import Member, OathSignature
from policy.queries import signature_in_force, standing_on
from tests.casework.desk_cast import ICSRM

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a long and quiet sentence"
HISTORY = """number,what,on
M-1,signed,2024-02-01
M-1,lapsed,2025-01-10
M-1,reinstated,2025-06-01
M-1,signed,2025-06-01
M-9,signed,2024-02-01
"""
type Import = Callable[..., str]


@pytest.fixture
def member(db: None) -> Iterator[Member]:
    """Rex, a member, and two officers who sign in with password and code."""
    with time_machine.travel(DAY, tick=False):
        publish_editions(folder=ICSRM)
        for name, office in (("regi", Office.REGISTRAR), ("ines", Office.INTAKE)):
            user = User.objects.create_person(email=f"{name}@society.example", name=name.title(), password=PASSWORD)
            appoint(user=user, office=office, since=date(2024, 1, 1))
        rex = User.objects.create_person(email="rex@society.example", name="Rex Marlowe", password=PASSWORD)
        regi = User.objects.get(email="regi@society.example")
        yield enrol_member(
            by=regi, entrant=Entrant(number="M-1", name="Rex Marlowe", joined=date(2024, 2, 1), user=rex), at=DAY
        )


@pytest.fixture
def enter(member: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """The command as the two officers give it; what it printed."""

    def run(text: str = HISTORY, *, by: str = "regi", second: str = "ines", password: str = PASSWORD) -> str:
        path, said = tmp_path / "history.csv", []
        path.write_text(text, encoding="utf-8")
        emails = [f"{name}@society.example" for name in (by, second)]
        for email in emails:
            said += [password, totp_now(enrol_totp(User.objects.get(email=email)))]
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(said) + "\n"))
        out = io.StringIO()
        try:
            call_command("import_oaths", path, "--by", emails[0], "--second", emails[1], stdout=out)
        except CommandError as refused:
            return f"{out.getvalue()}{refused}"
        return out.getvalue()

    return run


def test_each_row_has_its_result_and_the_member_is_bound_on_just_those_days(member: Member, enter: Import) -> None:
    assert enter().splitlines() == [
        "row,number,what,on,result",
        "2,M-1,signed,2024-02-01,entered",
        "6,M-9,signed,2024-02-01,No member has this number.",
        "3,M-1,lapsed,2025-01-10,entered",
        "4,M-1,reinstated,2025-06-01,entered",
        "5,M-1,signed,2025-06-01,entered",
        "Not entered: 1 of 5 rows. The others were.",
    ]
    days = [
        date(2024, 1, 31),
        date(2024, 2, 1),
        date(2025, 1, 9),
        date(2025, 1, 10),
        date(2025, 5, 31),
        date(2025, 6, 1),
    ]
    bound = [signature_in_force(member, day) for day in days]
    assert [one and one.effective.isoformat() for one in bound] == [
        None, "2024-02-01", "2024-02-01", None, None, "2025-06-01",
    ]  # fmt: skip
    assert [str(standing_on(member, day)).split()[0] for day in days] == [
        "None", "joined", "joined", "lapsed", "lapsed", "reinstated",
    ]  # fmt: skip
    entries = ledger.stream(member.stream)[1:]
    second = str(pseudonym(User.objects.get(email="ines@society.example")))
    assert [(entry.type, entry.body["data"]["second"]) for entry in entries] == [
        ("oath.imported", second),
        ("oath.ended", second),
        ("member.standing_recorded", second),
        ("member.standing_recorded", second),
        ("oath.imported", second),
    ]


def test_a_file_entered_twice_changes_nothing_of_standing_and_says_so(member: Member, enter: Import) -> None:
    enter("number,what,on\nM-1,suspended,2025-01-10\n")
    before = len(ledger.stream(member.stream))
    assert "This standing is recorded for that day already." in enter("number,what,on\nM-1,suspended,2025-01-10\n")
    assert len(ledger.stream(member.stream)) == before


def test_nothing_is_put_before_a_signature_made_here(member: Member, enter: Import) -> None:
    assert member.user is not None
    way = OathSignature.Method.RE_AUTHENTICATION
    sign_oath(member=member, by=member.user, method=way, effective=DAY.date(), at=DAY)
    before = len(ledger.stream(member.stream))
    assert enter().count("This member has signed here already.") == 4
    assert len(ledger.stream(member.stream)) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"second": "regi"}, NOBODY), ({"second": "rex"}, "holds the office that is needed"),
        ({"by": "ines", "second": "regi"}, "holds the office that is needed"), ({"password": "another"}, NOBODY),
        ({"text": "number,what,on\nM-1,promoted,2024-02-01\n"}, "“promoted” is none of signed, joined"),
        ({"text": "number,what,on\nM-1,signed,01.02.2024\n"}, "Row 2, column on"),
        ({"text": "number,what,on\nM-1,signed,2027-01-01\n"}, "cannot lie in the future"),
    ],
)  # fmt: skip
def test_two_officers_a_known_word_and_a_day_that_is_over_are_needed(
    member: Member, enter: Import, words: dict[str, str], said: str
) -> None:
    before = len(ledger.stream(member.stream))
    assert said in enter(**words)
    assert len(ledger.stream(member.stream)) == before
