"""R11: a proof of service dated before its letter, or in the future, is listed and is no finding."""

from typing import Any
from uuid import uuid4

import pytest

from ledger import verify

LETTER, CASE = str(uuid4()), str(uuid4())


def entry(index: int, kind: str, day: str, **body: Any) -> verify.Entry:
    own = {"id": str(uuid4()), "stream": CASE, "type": kind, "actor": str(uuid4()), "role": "adviser", "occurred": None}
    return verify.Entry(index, "", {**own, "at": f"{day}T10:00:00.000Z", "commit": {}, "data": {}, **body})


def listed(posted_on: str) -> list[str]:
    """What is listed if a decision of 29 November has a proof, entered on 30 November, that it was posted on this day."""
    report = verify.Report()
    recount = verify.Recount(report)
    recount.read(entry(1, "case.reported", "2026-06-01", data={"rulebook": "x"}))
    recount.read(entry(2, "case.response_commented", "2026-11-29", id=LETTER, commit={"words": "x"}))
    data = {"about": LETTER, "reader": "respondent", "posted_on": posted_on, "served_on": posted_on}
    recount.read(entry(3, "case.service_proven", "2026-11-30", data=data))
    assert {code for code, _ in report.tamper} <= {"second-signature"}
    return report.listed


@pytest.mark.parametrize(
    ("posted_on", "many"), [("2026-11-01", 1), ("2026-12-02", 1), ("2026-11-29", 0), ("2026-11-30", 0)]
)
def test_a_proof_of_a_day_that_cannot_be_is_listed(posted_on: str, many: int) -> None:
    assert (
        listed(posted_on)
        == ["entry 3 proves service by a letter sent before it was written, or on a future day"] * many
    )
