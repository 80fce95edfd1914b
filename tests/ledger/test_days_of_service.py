"""R11: a proof of service or a reminder of a day that cannot be is listed and is no finding."""

from typing import Any
from uuid import uuid4

import pytest

from ledger import verify

LETTER, CASE = str(uuid4()), str(uuid4())


def entry(index: int, kind: str, day: str, **body: Any) -> verify.Entry:
    own = {"id": str(uuid4()), "stream": CASE, "type": kind, "actor": str(uuid4()), "role": "adviser", "occurred": None}
    return verify.Entry(index, "", {**own, "at": f"{day}T10:00:00.000Z", "commit": {}, "data": {}, **body})


def reminders(*sent_on: str, failed: str = "2026-11-05", channel: str = "post") -> list[str]:
    """What is listed if the reminders of a letter of 2 November, whose mail `failed`, are entered on 30 November."""
    report = verify.Report()
    recount = verify.Recount(report)
    recount.read(entry(1, "case.reported", "2026-06-01", data={"rulebook": "x"}))
    recount.read(entry(2, "case.response_commented", "2026-11-02", id=LETTER, commit={"words": "x"}))
    about = {"about": LETTER, "reader": "respondent"}
    if failed:
        recount.read(entry(3, "case.service_failed", failed, data={**about, "channel": "mail", "came_back_on": failed}))
    for index, day in enumerate(sent_on, 4):
        data = {**about, "channel": channel, "sent_on": day}
        recount.read(entry(index, "case.reader_reminded", "2026-11-30", data=data))
    assert not report.tamper
    return report.listed


def returned(came_back_on: str) -> list[str]:
    """What is listed if it is entered on 30 November that a letter of 20 November came back by post on this day."""
    report = verify.Report()
    recount = verify.Recount(report)
    recount.read(entry(1, "case.reported", "2026-06-01", data={"rulebook": "x"}))
    recount.read(entry(2, "case.response_commented", "2026-11-20", id=LETTER, commit={"words": "x"}))
    data = {"about": LETTER, "reader": "respondent", "channel": "post", "came_back_on": came_back_on}
    recount.read(entry(3, "case.service_failed", "2026-11-30", data=data))
    assert not report.tamper
    return report.listed


@pytest.mark.parametrize(
    ("came_back_on", "many"), [("2026-11-10", 1), ("2026-12-02", 1), ("2026-11-20", 0), ("2026-11-30", 0)]
)
def test_a_return_on_a_day_that_cannot_be_is_listed(came_back_on: str, many: int) -> None:
    words = "entry 3 says that a letter came back before it was written, or on a future day"
    assert returned(came_back_on) == [words] * many


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


@pytest.mark.parametrize(
    ("sent_on", "wrong"),
    [
        (("2026-11-05", "2026-11-10"), []),
        (("2026-11-02", "2026-11-10"), [4]),
        (("2026-11-01",), [4]),
        (("2026-12-02",), [4]),
        (("2026-11-06", "2026-11-06"), [5]),
        (("2026-11-10", "2026-11-05"), [5]),
    ],
)
def test_a_reminder_of_a_day_that_cannot_be_is_listed(sent_on: tuple[str, ...], wrong: list[int]) -> None:
    assert reminders(*sent_on) == [
        f"entry {index} enters a reminder for a day on which it could not be sent" for index in wrong
    ]


@pytest.mark.parametrize(("failed", "many"), [("2026-11-05", 0), ("2026-11-30", 1), ("", 1)])
def test_a_reminder_by_post_from_before_mail_failed_is_listed(failed: str, many: int) -> None:
    assert len(reminders("2026-11-06", failed=failed)) == many


def test_a_reminder_by_mail_waits_for_no_failure() -> None:
    assert reminders("2026-11-05", failed="", channel="mail") == []
