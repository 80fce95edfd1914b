"""What anybody may ask: the Code, the register, how far a report is by its code, and the schema."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework.models import Case
from ledger.models import Entry
from policy.models import CodeEdition
from tests.casework.api.conftest import REPORT, Program
from tests.casework.web.conftest import Town
from tests.casework.web.test_costs import shown_to_all
from vault.codes import new_code


def test_the_code_is_told_in_the_societys_words(program: Program) -> None:
    edition = CodeEdition.objects.get()
    told = program.get("code/").json()
    assert [one["number"] for one in told["commitments"]] == [one.number for one in edition.text.commitments]
    assert told["commitments"][0]["text"] == edition.text.commitments[0].text
    assert program.get(f"code/?edition={edition.key}").json() == told
    assert program.get("code/?edition=none").status_code == 404


def test_the_register_tells_what_the_page_tells(town: Town) -> None:
    assert Program().get("register/").json() == {"results": [], "next": None}
    shown_to_all(town, 51)
    page = Program().get("register/").json()
    assert (len(page["results"]), page["results"][0]) == (
        50,
        {
            "name": "Rex Respond", "number": "T-0", "place": "", "commitments": [2, 10], "sanction": "Reprimand",
            "text": "A promise was denied.", "decided_on": "2026-04-20", "expires_on": None,
        },
    )  # fmt: skip
    (last,) = Program().client.get(reverse("api_register"), {"after": page["next"]}).json()["results"]
    assert last["number"] == "T-50"


def test_a_report_is_followed_by_its_code_and_the_reading_stands_in_the_record(program: Program) -> None:
    taken = program.post("complaints/", REPORT).json()
    for code in (taken["code"], taken["digits"], taken["code"].upper()):
        told = program.get("follow/", **{"Receipt-Code": code})
        assert (told.status_code, told.json()["reference"]) == (200, taken["reference"])
    (case,) = told.json()["cases"]
    assert (case["stage"], Case.objects.get().reference in told.content.decode()) == ("Received", False)
    assert Entry.objects.filter(type="content.opened").count() == 3


def test_a_code_of_nobodys_and_no_code_are_told_the_same(program: Program, django_assert_num_queries: Any) -> None:
    told = []
    for code in (" ".join(new_code().words), "one two three", "x" * 3000, "\x00"):
        with django_assert_num_queries(1):
            answer = program.get("follow/", **{"Receipt-Code": code})
        told.append((answer.status_code, answer.headers["WWW-Authenticate"], answer.content))
    assert set(told) == {(401, "Bearer", told[0][2])}
    assert program.get("follow/").status_code == 401
    assert User.objects.filter(kind="reporter").count() == 0


def test_the_page_for_people_needs_no_script_and_names_every_address(program: Program) -> None:
    page = Client().get(reverse("api"))
    told = program.get("schema/").json()
    names = {operation["operationId"] for methods in told["paths"].values() for operation in methods.values()}
    assert page.status_code == 200
    assert {name for name in names if f'id="{name}"' not in page.content.decode()} == set()
    assert page.cookies == {}
