"""Receipts for a program that follows a report: of each act of the reporter, without the words or with them."""

import json
from base64 import b64decode
from typing import Any
from uuid import uuid4

from casework.models import Case
from ledger import queries as ledger
from tests.casework.api.conftest import REPORT, Program
from tests.ledger.sealing import Seals, seals
from tests.ledger.story import judged

__all__ = ["seals"]


def test_a_report_that_a_program_filed_has_a_receipt_once_it_is_sealed(
    program: Program, seals: Seals, capsys: Any
) -> None:
    code = program.post("complaints/", REPORT).json()["code"]
    (case,) = program.get("follow/", **{"Receipt-Code": code}).json()["cases"]
    (act,) = case["acts"]
    (entry, *_) = ledger.stream(Case.objects.get().stream)
    assert (act["entry"], sorted(act)) == (str(entry.id), ["entry", "on", "what"])
    where = f"follow/receipts/{act['entry']}"
    assert program.get(f"{where}/with-text/", **{"Receipt-Code": code}).json() == {"sealed": False, "receipt": None}
    note = seals.sign().note
    for form, words in (("without-text", []), ("with-text", ["The tender was given to a friend, whimbrel."])):
        read = program.get(f"{where}/{form}/", **{"Receipt-Code": code}).json()
        extra = json.loads(b64decode(read["receipt"].split("\n")[1].removeprefix("extra ")))
        opened = [one["value"] for one in extra["openings"] if one["field"] == "narrative"]
        assert (read["sealed"], opened) == (True, words)
        file, pin = seals.folder / "act.tlog-proof", seals.folder / "pin"
        file.write_text(read["receipt"], encoding="utf-8")
        pin.write_text(note, encoding="utf-8")
        assert judged(capsys, "receipt", file, "--keyring", seals.ring, "--pin", pin).rc == 0


def test_a_receipt_of_what_is_not_ones_own_is_refused_like_one_that_does_not_exist(program: Program) -> None:
    code = program.post("complaints/", REPORT).json()["code"]
    program.post("complaints/", REPORT)
    cases = [ledger.stream(case.stream)[0].id for case in Case.objects.order_by("filed_at")]
    asked = [f"follow/receipts/{one}/without-text/" for one in (cases[1], uuid4())]
    answers = [program.get(path, **{"Receipt-Code": code}) for path in asked]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()
    mine = f"follow/receipts/{cases[0]}"
    assert program.get(f"{mine}/otherwise/", **{"Receipt-Code": code}).status_code == 404
    assert program.get(f"{mine}/without-text/").status_code == 401
