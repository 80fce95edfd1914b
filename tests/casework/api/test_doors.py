"""Who comes in by the API: a token and nothing else, as far as it goes; and every refusal in one shape, in one order."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Token
from accounts.vocabulary import Scope
from casework.models import Case, Refusal
from ledger.models import Entry
from tests.casework.api.conftest import REPORT, Program, of
from tests.casework.web.conftest import Town

URN = "urn:oathbound:"
CURSORS = ("x", "é", "bnVsbA==", "WzEsMl0=", "\x00", "A" * 5000)


def refused(answer: Any) -> tuple[int, str]:
    """The status and the kind of a refusal, which is a problem body."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert sorted(answer.json()) == ["detail", "errors", "reasons", "status", "title", "type"]
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["type"].removeprefix(URN)


@pytest.mark.parametrize("said", ["Bearer", "Bearer ", "Bearer x", "Basic aW5lczp4", "Bearer ob_" + "é" * 40, "\x00"])
def test_a_header_that_is_no_token_opens_nothing(program: Program, said: str) -> None:
    answer = program.get("cases/", Authorization=said)
    assert (refused(answer), answer.headers["WWW-Authenticate"]) == ((401, "bad-token"), "Bearer")


def test_without_a_token_there_is_one_answer_and_a_session_is_none(town: Town) -> None:
    case = town.story().case
    ines = town.browser("ines")
    for path in ("cases/", f"cases/{case}/", "cases/OB-ZZZZ-ZZZZ/", f"cases/{case}/transitions/"):
        assert refused(ines.get(f"/api/v1/{path}")) == (401, "no-token")
        assert refused(Client().get(f"/api/v1/{path}")) == (401, "no-token")


def test_a_token_that_is_over_or_ended_opens_nothing(town: Town) -> None:
    ines = of(town.people["ines"])
    assert ines.get("cases/").status_code == 200
    town.clock.shift(timedelta(days=90))
    assert refused(ines.get("cases/")) == (401, "bad-token")
    later = of(town.people["ines"])
    Token.objects.all().delete()
    assert refused(later.get("cases/")) == (401, "bad-token")


def test_a_token_goes_as_far_as_its_scopes_and_says_so_before_any_case_is_looked_for(town: Town) -> None:
    case, ines = town.story().case, town.people["ines"]
    step = "transitions/acknowledge_complaint/"
    for reference in (case, "OB-ZZZZ-ZZZZ"):
        assert refused(of(ines, Scope.ACT).get(f"cases/{reference}/")) == (403, "no-scope")
        assert refused(of(ines, Scope.READ).post(f"cases/{reference}/{step}", {}, **ANY)) == (403, "no-scope")
    assert refused(of(ines, Scope.READ, Scope.ACT).post("complaints/", REPORT)) == (403, "no-scope")
    assert Refusal.objects.count() == 0


def test_what_is_not_yours_is_as_if_it_did_not_exist_and_is_counted_alike(town: Town) -> None:
    case, mona = town.story().case, of(town.people["mona"])
    told = []
    for reference in (case, "OB-ZZZZ-ZZZZ"):
        paths = (f"cases/{reference}/", f"cases/{reference}/timeline/", f"cases/{reference}/transitions/")
        answers = [mona.get(path) for path in paths]
        answers += [
            mona.post(f"cases/{reference}/transitions/triage_case/", {"input": {"x": 1}}, **ANY) for _ in range(2)
        ]
        told.append([(refused(answer), answer.content) for answer in answers])
    assert told[0] == told[1]
    assert {answer for answer, _ in told[0]} == {(404, "unseen")}
    assert sorted(Refusal.objects.values_list("count", flat=True)) == [1, 1, 1, 1, 1, 1, 2, 2]


def test_an_address_method_or_reference_that_is_none_is_answered_in_the_same_shape(town: Town) -> None:
    ines = of(town.people["ines"])
    assert refused(ines.get("no/such/place")) == (404, "unseen")
    assert refused(ines.client.delete(reverse("api_cases"))) == (405, "no-method")
    assert refused(ines.client.options(reverse("api_cases"))) == (405, "no-method")
    for reference in ("%00", "a" * 3000, "OB-%F0%28%8C", "é"):
        assert refused(ines.get(f"cases/{reference}/")) == (404, "unseen")
    assert refused(ines.get(f"cases/{town.story().case}/transitions/no_such_step/")) == (404, "unseen")


def test_a_filter_or_cursor_that_is_none_is_named(town: Town) -> None:
    ines = of(town.people["ines"])
    assert ines.get("cases/?subject=Rex").json()["errors"] == {"subject": ["There is no such filter."]}
    assert list(ines.get("cases/?severity=9").json()["errors"]) == ["severity"]
    for cursor in CURSORS:
        answer = ines.client.get(reverse("api_cases"), {"after": cursor})
        assert (refused(answer), list(answer.json()["errors"])) == ((422, "bad-shape"), ["after"])
        answer = ines.client.get(reverse("api_register"), {"after": cursor})
        assert (refused(answer), list(answer.json()["errors"])) == ((422, "bad-shape"), ["after"])
    assert refused(ines.client.get(reverse("api_code"), {"edition": "\x00"})) == (404, "unseen")


ANY = {"If-Match": "*"}
SENT = {
    b"\xff\xfe{}": (400, "not-json"),
    b"[]": (400, "not-json"),
    b"{": (400, "not-json"),
    b'{"input": {"a": NaN}}': (400, "not-json"),
    b'{"input": {"a": "\\ud800"}}': (400, "not-json"),
    b"[" * 100_000: (400, "not-json"),
    b'{"input": []}': (422, "bad-shape"),
    b'{"inptu": {}}': (422, "bad-shape"),
    b'{"signs": "x"}': (422, "bad-shape"),
    b'{"replace_waiting": "yes"}': (422, "bad-shape"),
    b'{"input": {"colour": "red"}}': (422, "bad-shape"),
    b'{"input": "' + b"x" * 11 * 1024 * 1024 + b'"}': (413, "too-large"),
}


def test_a_body_that_cannot_be_used_is_refused_and_nothing_is_written(town: Town) -> None:
    case, ines = town.story().case, of(town.people["ines"])
    before = Entry.objects.count()
    path = reverse("api_transition", args=[case, "acknowledge_complaint"])

    def sends(body: bytes, kind: str = "application/json") -> Any:
        key = {"Idempotency-Key": str(uuid4())}
        return ines.client.generic("POST", path, body, kind, headers={**key, **ANY})

    assert {body: refused(sends(body)) for body in SENT} == SENT
    assert refused(sends(b"input=1", "application/x-www-form-urlencoded")) == (415, "not-json-type")
    assert refused(ines.client.generic("POST", path, b"{}", "application/json")) == (400, "no-key")
    assert Entry.objects.count() == before


def test_an_officer_of_intake_files_for_somebody_and_nobody_else_does(town: Town) -> None:
    answer = of(town.people["ines"]).post("complaints/", REPORT)
    assert (answer.status_code, sorted(answer.json())) == (201, ["code", "digits", "reference"])
    case = Case.objects.get()
    assert refused(Program().get("follow/", **{"Receipt-Code": answer.json()["code"]})) == (409, "not-now")
    assert refused(of(town.people["dana"]).post("complaints/", REPORT)) == (403, "no-right")
    assert list(Case.objects.all()) == [case]


def test_a_key_of_somebody_elses_is_none(town: Town) -> None:
    key = uuid4()
    assert of(town.people["ines"]).post("complaints/", REPORT, key=key).status_code == 201
    assert refused(of(town.people["ian"]).post("complaints/", REPORT, key=key)) == (404, "unseen")
    assert refused(Program().post("complaints/", REPORT, key=key)) == (404, "unseen")
    assert Case.objects.count() == 1


def test_a_body_is_found_fault_with_only_behind_the_door(town: Town) -> None:
    case, bo = town.story().case, of(town.people["bo"])
    ines = of(town.people["ines"])
    key = {"Idempotency-Key": str(uuid4())}
    for reference in (case, "OB-ZZZZ-ZZZZ"):
        path = reverse("api_transition", args=[reference, "acknowledge_complaint"])
        answers = {
            refused(bo.client.generic("POST", path, body, "application/json", headers=key))
            for body, (status, _) in SENT.items()
            if status != 413
        }
        assert answers == {(404, "unseen")}
    serve = reverse("api_transition", args=[case, "serve_notice"])
    assert refused(ines.client.generic("POST", serve, b"[]", "application/json", headers=key)) == (403, "no-right")
