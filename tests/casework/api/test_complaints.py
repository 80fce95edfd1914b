"""A report sent by a program: filed once, answered with a reference and a code, refused in the words of the pages."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from casework.access import turns
from casework.models import Case
from casework.vocabulary import CaseCompartment
from casework.vocabulary.report_samples import sample_said
from ledger.models import Entry
from tests.casework.api.conftest import REPORT, Program
from tests.casework.web.reporting import sealed
from vault.codes import parse

URN = "urn:oathbound:"
NO_SUCH_DAY = "Day on which it happened or began must be a real date. Or say it in your own words"


def test_a_report_is_filed_as_it_was_written_and_its_code_opens_it(program: Program) -> None:
    answer = program.post("complaints/", REPORT)
    told, case = answer.json(), Case.objects.get()
    assert (answer.status_code, sorted(told)) == (201, ["code", "digits", "reference"])
    assert sealed(case, CaseCompartment.REPORTER, "reference") == told["reference"]
    assert parse(told["code"]).lookup_id == parse(told["digits"]).lookup_id
    assert User.objects.reporter_with(lookup_id=parse(told["code"]).lookup_id) is not None
    assert case.commitments == [2, 10]
    assert sealed(case, CaseCompartment.CASE, "accused") == {
        "name": "Rex Marlowe", "employer": "Corvid Works", "number": "M-77", "details": "", "unknown": False,
    }  # fmt: skip
    assert sealed(case, CaseCompartment.CASE, "narrative") == "The tender was given to a friend, whimbrel."
    assert sealed(case, CaseCompartment.CASE, "particulars") == sample_said() | {
        "first_day": "2026-01-12", "last_day": "2026-01-12", "known_on": None, "about": False, "ongoing": False,
        "lasted": "It was one day, or one moment", "days_said": {}, "help_asked": False,
        "place": "Leeds", "witnesses": ["Wanda Quill", "Otto Finch"], "elsewhere": "No", "remedy": "That it stops.",
        "risk": "I do not know, or would rather not say",
    }  # fmt: skip
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away") == ["Ines Farrow"]
    assert sealed(case, CaseCompartment.IDENTITY, "identity") == {
        "choice": "confidential", "name": "Pia Sandgrouse", "email": "pia@example.org", "phone": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "first", "last", "about"),
    [
        ({"lasted": "day", "first_day": "2025"}, "2025-01-01", "2025-12-31", True),
        ({"lasted": "period", "first_day": "2025-11", "last_day": "2025-12-02"}, "2025-11-01", "2025-12-02", True),
        ({"lasted": "day", "first_day": "2025-11-05", "about": True}, "2025-11-05", "2025-11-05", True),
        ({"lasted": "ongoing", "first_day": ""}, None, None, False),
    ],
)
def test_days_are_known_as_roughly_as_they_are_told(
    program: Program, said: dict[str, Any], first: str | None, last: str | None, about: bool
) -> None:
    assert program.post("complaints/", {**REPORT, **said}).status_code == 201
    particulars = sealed(Case.objects.get(), CaseCompartment.CASE, "particulars")
    assert (particulars["first_day"], particulars["last_day"], particulars["about"]) == (first, last, about)


def test_the_same_request_sent_again_is_one_report_and_tells_no_code(program: Program) -> None:
    key = uuid4()
    first = program.post("complaints/", REPORT, key=key).json()
    again = program.post("complaints/", REPORT, key=key)
    assert (again.status_code, again.json()) == (200, {"reference": first["reference"], "code": None, "digits": None})
    assert Case.objects.count() == 1


def test_the_same_request_is_one_report_also_while_many_others_are_written(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 0)
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.0)
    key = uuid4()
    first, second = (program.post("complaints/", REPORT, key=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["reference"] == first.json()["reference"]
    assert Case.objects.count() == 1


def test_a_key_used_with_another_body_is_refused_and_nothing_is_written(program: Program) -> None:
    key = uuid4()
    program.post("complaints/", REPORT, key=key)
    entries = Entry.objects.count()
    other = program.post("complaints/", {**REPORT, "place": "Hull"}, key=key)
    reason = "This key was used for another request. Give each new request a new key."
    assert (other.status_code, other.headers["Content-Type"]) == (422, "application/problem+json")
    assert other.json() == {
        "type": URN + "bad-shape",
        "title": "What was sent cannot be used.",
        "status": 422,
        "detail": reason,
        "reasons": [reason],
        "errors": {"Idempotency-Key": [reason]},
    }
    assert (Case.objects.count(), Entry.objects.count()) == (1, entries)


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"subject": "?"}, {"subject": ["There is no such field."]}),
        ({"accused": [{"nme": "Rex"}]}, {"accused.0.nme": ["There is no such field."]}),
        ({"accused": [], "unknown": False},
         {"accused.0.name": ["Give a name, or tick “I do not know who it was” further down."]}),
        ({"narrative": 7}, {"narrative": ["Not a valid string."]}),
        ({"declared": False}, {"declared": ["Tick the box if what you have written is true as far as you know."]}),
        ({"identity": "open", "reporter": {"name": "Pia", "notify": True}},
         {"reporter.email": ["Give the address that we should write to, or untick the box below."]}),
        ({"first_day": "2026-02-30"}, {"first_day": [NO_SUCH_DAY]}),
        ({"commitments": [77]}, {"commitments": ["Select a valid choice. 77 is not one of the available choices."]}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_field_by_field_in_the_words_of_the_pages(
    program: Program, said: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    answer = program.post("complaints/", {**REPORT, **said})
    assert (answer.status_code, answer.json()["errors"]) == (422, errors)
    assert not Case.objects.exists()


def test_filing_asks_few_questions_of_the_database(program: Program, django_assert_num_queries: Any) -> None:
    program.post("complaints/", REPORT)
    with django_assert_num_queries(10):
        program.post("complaints/", REPORT)
