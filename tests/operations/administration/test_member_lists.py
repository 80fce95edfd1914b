"""A list of members is compared first, and then changes the register whole or not at all: each fault by row, in words."""

import hashlib
import resource
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from accounts.models import User
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.export import export_log
from ledger.models import Entry
from operations.member_lists import work_on
from policy.actions import (
    Entrant,
    NotAllowed,
    confirm_members,
    enrol_member,
    publish_editions,
    record_standing,
    sign_oath,
    upload_members,
)
from policy.actions.import_members import file_digest
from policy.models import Employment, Member, MemberImport, OathSignature, Standing
from policy.queries import details_of_member, signature_in_force, standing_on
from tests.ledger.dictionary import found
from tests.operations.administration.listing import HEADING, NOON, confirmed, imported, list_of, officer, uploaded
from tests.policy.books import ICSRM

REX = "M-1,Rex Marlowe,2024-05-01,Corvid Works,rex@b.example"
UNA = "M-2,Una Bell,2024-05-01,,"
FORMULA = "begins as a formula does. Write the words themselves, or nothing."
WITH_EVERYTHING = "number,name,joined,given,family,place,employer,chapter,committees,email"


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def adam() -> User:
    return officer()


def entries(*types: str) -> list[tuple[str, dict[str, Any]]]:
    rows = Entry.objects.filter(type__startswith="member").order_by("log_index")
    return [(row.type, row.body["data"]) for row in rows if not types or row.type in types]


def test_a_preview_says_who_is_new_changed_gone_and_as_before_and_writes_nothing(adam: User) -> None:
    imported(adam, REX, UNA, "M-3,Leo Ash,2024-05-01,,", "M-4,Ida Moor,2024-05-01,,")
    before = (Entry.objects.count(), Member.objects.count(), User.objects.count())
    rows = (REX.replace("Corvid", "Heron"), UNA, "M-5,Nell Fox,2026-03-01,,nell@b.example")
    kept = uploaded(adam, list_of(*rows), whole=True)
    assert kept.state == "ready"
    assert kept.shown == {
        "counts": {"new": 1, "changed": 1, "left": 2, "unchanged": 1},
        "new": [{"row": 4, "number": "M-5", "name": "Nell Fox", "differs": []}],
        "changed": [
            {"row": 2, "number": "M-1", "name": "Rex Marlowe", "differs": [["employer", "Corvid Works", "Heron Works"]]}
        ],
        "left": [
            {"row": 0, "number": number, "name": name, "differs": [["standing", "joined", "2026-03-02"]]}
            for number, name in (("M-3", "Leo Ash"), ("M-4", "Ida Moor"))
        ],
    }
    assert (Entry.objects.count(), Member.objects.count(), User.objects.count()) == before


def test_a_confirmed_list_changes_the_register_and_one_entry_holds_its_digest(adam: User) -> None:
    first = imported(adam, REX, UNA)
    assert first.state == "imported"
    joined = {"standing": "joined", "effective": "2024-05-01"}
    counts = {"new": 2, "changed": 0, "left": 0, "unchanged": 0, "whole": False, "file": file_digest(first)}
    assert entries() == [
        ("member.standing_recorded", joined), ("member.standing_recorded", joined), ("members.imported", counts)
    ]  # fmt: skip
    last = Entry.objects.get(type="members.imported").body
    assert (last["actor"], last["role"], last["stream"]) == (str(pseudonym(adam)), "administrator", "system")
    rex = Member.objects.get(number="M-1")
    assert rex.email == "rex@b.example"
    assert rex.standing_now == "joined"
    assert first.content is None
    assert first.sha256 not in str(last)
    assert rex.user is not None
    assert (rex.user.name, rex.user.has_usable_password(), rex.user.has_right_seal(None)) == (
        "Rex Marlowe",
        False,
        True,
    )


def test_no_name_of_a_short_list_is_guessed_from_an_export(adam: User, tmp_path: Path) -> None:
    imported(adam, REX)
    export_log(tmp_path)
    names = [f"{given} {family}" for given in ("Una", "Rex", "Leo", "Ida") for family in ("Bell", "Marlowe", "Ash")]
    lists = [list_of(REX.replace("Rex Marlowe", name)).decode() for name in names]
    assert found(tmp_path, [*names, *lists]) == []
    plain = hashlib.sha256(list_of(REX)).hexdigest()
    (tmp_path / "more").write_text(f'{{"file":"{plain}"}}', encoding="utf-8")
    assert found(tmp_path, lists) == [list_of(REX).decode()]


def test_a_registrar_imports_as_registrar(adam: User) -> None:
    imported(officer(Office.REGISTRAR, "Regi Book"), UNA)
    assert Entry.objects.get(type="members.imported").body["role"] == "registrar"


def test_a_former_member_is_not_bound_and_a_former_employer_is_still_compared(adam: User) -> None:
    publish_editions(folder=ICSRM)
    imported(adam, REX, UNA)
    rex, una = Member.objects.select_related("user").order_by("number")
    assert rex.user is not None
    again = OathSignature.Method.RE_AUTHENTICATION
    sign_oath(member=rex, by=rex.user, method=again, effective=NOON.date(), at=NOON)
    imported(adam, REX.replace("Corvid", "Heron"), whole=True)
    rex.refresh_from_db()
    assert [job.employer for job in details_of_member(rex).employments] == ["Corvid Works", "Heron Works"]
    assert Employment.objects.get().until == NOON.date()
    left = standing_on(una, NOON.date())
    assert left is not None
    assert (left.kind, una.standings.count()) == ("lapsed", 2)
    imported(adam, "M-9,Nell Fox,2026-03-01,,", whole=True)
    assert signature_in_force(rex, NOON.date()) is None
    assert entries("members.imported")[-1][1] | {"file": ""} == {
        "new": 1, "changed": 0, "left": 1, "unchanged": 0, "whole": True, "file": "",
    }  # fmt: skip


def test_a_column_that_a_list_does_not_have_stays_as_it_is(adam: User) -> None:
    full = "M-1,Rex Marlowe,2024-05-01,Rex,Marlowe,Leeds,Corvid Works,North,Awards; Ethics,rex@b.example"
    imported(adam, full, heading=WITH_EVERYTHING)
    again = uploaded(adam, list_of("m-1,Rex Marlowe,2024-05-01", heading="number,name,joined"))
    assert again.shown["counts"] == {"new": 0, "changed": 0, "left": 0, "unchanged": 1}
    emptied = uploaded(adam, list_of("M-1,Rex Marlowe,2024-05-01,,", heading="number,name,joined,place,committees"))
    assert emptied.shown["changed"][0]["differs"] == [["place", "Leeds", ""], ["committees", ["Awards", "Ethics"], []]]


def test_a_member_without_an_account_gets_one_by_a_list(adam: User) -> None:
    imported(adam, UNA)
    kept = imported(adam, f"{UNA}una@b.example")
    assert kept.shown["changed"][0]["differs"] == [["email", "", "una@b.example"]]
    assert Member.objects.get().email == "una@b.example"


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([REX, UNA, REX], ["Row 4: the number M-1 is in row 2 already."]),
        ([REX, REX.replace("M-1", "m-1")], ["Row 3: the number m-1 is in row 2 already."]),
        ([REX, REX.replace("M-1", "M-2")], ["Row 3: the address rex@b.example is in row 2 already."]),
        (["M-1,Rex,last May,,"], ["Row 2, column joined: Enter a valid date."]),
        (["M-1,Rex"], ["Row 2: it has more or fewer columns than the heading."]),
        (
            ['M-1,"=HYPERLINK(""http://x"")",2024-05-01,,', "M-2,Una,2024-05-01,@x,"],
            [
                f"Row 2, column name: “=HYPERLINK(\"http://x\")” {FORMULA}",
                f"Row 3, column employer: “@x” {FORMULA}",
            ],
        ),
        (["M-9,Adam Other,2024-05-01,,adam@society.example"], ["Row 2: This address belongs to somebody with another name."]),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_imported_is_named_and_nothing_is_kept_of_the_list(
    adam: User, rows: list[str], faults: list[str]
) -> None:
    kept = uploaded(adam, list_of(*rows))
    assert (kept.state, kept.shown, kept.content) == ("refused", {"faults": faults}, None)
    assert (Member.objects.count(), Entry.objects.count()) == (0, 0)


def test_what_a_list_may_not_change_of_a_member_is_said_by_row(adam: User) -> None:
    imported(adam, REX, UNA, "M-3,Leo Ash,2024-05-01,,")
    gone = Member.objects.get(number="M-3")
    record_standing(member=gone, by=adam, kind=Standing.Kind.EXPELLED, effective=NOON.date(), at=NOON)
    rows = (REX.replace("rex@", "other@"), UNA.replace("2024-05-01", "2023-05-01"), "M-3,Leo Ash,2024-05-01,,")
    assert uploaded(adam, list_of(*rows)).shown["faults"] == [
        "Row 2: the account of M-1 has another address. A list cannot change it: the administrator corrects it under"
        " People, and both addresses get a mail.",
        "Row 3: M-2 has been a member since 2024-05-01 in the register, and the list says 2023-05-01. A list cannot"
        " change that day.",
        "Row 4: M-3 is no longer a member (expelled). A list cannot bring a member back: record it on the page of the"
        " member, or leave the row out.",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (
            f"{HEADING}\nM-1,José,2024-05-01,,\n".encode("latin-1"),
            "The file is not UTF-8 at byte 41, in row 2: save it as UTF-8.",
        ),
        (HEADING.encode("utf-16"), "The file is not UTF-8 at byte 0, in row 1: save it as UTF-8."),
        (
            list_of("M-1;Rex;2024-05-01;;", heading=HEADING.replace(",", ";")),
            "Row 1: semicolons stand between the columns. Save the list with commas between them.",
        ),
        (
            list_of(heading=HEADING.replace(",", "\t")),
            "Row 1: tabs stand between the columns. Save the list with commas between them.",
        ),
        (list_of('M-1,"Rex,2024-05-01,,'), "Row 2: this is no CSV (unexpected end of data)."),
        (b"number,name\n", "Row 1: there is no column “joined”."),
        (b"\n\n", "Row 1: there is no column “number”."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(adam: User, content: bytes, fault: str) -> None:
    assert uploaded(adam, content).shown["faults"][0] == fault


def test_a_mark_at_the_beginning_windows_lines_and_empty_lines_change_nothing(adam: User) -> None:
    kept = confirmed(uploaded(adam, b"\xef\xbb\xbf" + list_of(REX, "", UNA).replace(b"\n", b"\r\n")))
    assert (kept.state, list(Member.objects.values_list("number", flat=True))) == ("imported", ["M-1", "M-2"])


def test_of_two_previews_confirmed_at_once_the_second_is_shown_again(adam: User) -> None:
    one, other = uploaded(adam, list_of(REX, UNA)), uploaded(adam, list_of(UNA))
    for each in (one, other):
        confirm_members(upload=each.pk, by=adam, plan=each.plan, at=NOON)
    work_on(one.pk)
    work_on(other.pk)
    other.refresh_from_db()
    assert (other.state, other.shown["again"]) == ("ready", True)
    assert other.shown["counts"] == {"new": 0, "changed": 0, "left": 0, "unchanged": 1}
    assert [data["new"] for _, data in entries("members.imported")] == [2]
    assert confirmed(other).state == "imported"


def test_a_register_that_changed_after_the_preview_is_not_written_over(adam: User) -> None:
    kept = uploaded(adam, list_of(REX))
    enrol_member(by=adam, entrant=Entrant(number="M-1", name="Rex Marlowe", joined=date(2024, 5, 1)), at=NOON)
    again = confirmed(kept)
    assert (again.state, again.shown["again"], again.confirmed) == ("ready", True, "")
    assert again.shown["changed"][0]["differs"] == [["employer", "", "Corvid Works"], ["email", "", "rex@b.example"]]


def test_only_the_preview_that_was_shown_can_be_confirmed_once_and_by_its_uploader(adam: User) -> None:
    kept, eve = uploaded(adam, list_of(REX)), officer(name="Eve Second")
    for by, plan in ((adam, "0" * 64), (eve, kept.plan)):
        with pytest.raises(NotAllowed):
            confirm_members(upload=kept.pk, by=by, plan=plan, at=NOON)
    confirmed(kept)
    with pytest.raises(NotAllowed, match="waits no longer"):
        confirm_members(upload=kept.pk, by=adam, plan=kept.plan, at=NOON)
    work_on(kept.pk)
    assert len(entries("members.imported")) == 1


def test_who_keeps_the_register_no_longer_imports_nothing(adam: User) -> None:
    kept = uploaded(adam, list_of(REX))
    confirm_members(upload=kept.pk, by=adam, plan=kept.plan, at=NOON)
    adam.appointments.all().delete()
    work_on(kept.pk)
    kept.refresh_from_db()
    assert kept.shown == {"faults": ["Only a registrar or an administrator keeps the register of members."]}
    assert (kept.state, Member.objects.count()) == ("refused", 0)
    with pytest.raises(NotAllowed):
        upload_members(by=adam, filename="a", content=b"", whole=False, at=NOON)


def test_a_list_that_nobody_confirmed_goes_after_a_week(adam: User) -> None:
    uploaded(adam, list_of(REX))
    upload_members(by=adam, filename="a", content=b"", whole=False, at=NOON + timedelta(days=8))
    assert list(MemberImport.objects.values_list("filename", flat=True)) == ["a"]


def test_many_faults_are_shown_as_far_as_a_page_holds_them_and_the_rest_counted(adam: User) -> None:
    rows = [f"M-{number},,2024-05-01,," for number in range(70)]
    faults = uploaded(adam, list_of(*rows)).shown["faults"]
    assert (len(faults), faults[-1]) == (51, "There are 20 more faults.")
    twice = uploaded(adam, list_of(*["M-1,Rex,2024-05-01,,"] * 131)).shown["faults"]
    assert (len(twice), twice[-1]) == (101, "There are 30 more faults.")


def test_a_hundred_thousand_members_with_one_fault_are_refused_within_seconds(adam: User) -> None:
    rows = [
        f"M-{number:06},Person Number{number},2024-05-01,Corvid Works,p{number}@b.example" for number in range(100_000)
    ]
    content = list_of(*rows, "M-100000,Una Bell,last May,,")
    del rows
    before, spent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    kept = uploaded(adam, content)
    assert kept.shown == {"faults": ["Row 100002, column joined: Enter a valid date."]}
    assert Member.objects.count() == 0
    assert User.objects.count() == 1
    assert Entry.objects.count() == 0
    assert time.process_time() - spent < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000
