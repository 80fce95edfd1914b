"""An entry that no step can have written is a finding that names it and its case, and the other cases are checked on."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from structlog.testing import capture_logs

from casework.models import Case
from casework.queries.checks.replay import drifts
from casework.queries.invariants import breaches
from ledger.canonical import encode
from ledger.entries import b64
from ledger.models import Entry
from ledger.nightly_result import last_check
from operations.record_check import Checked, nightly_check
from operations.tasks import nightly
from tests.casework.web.conftest import Town
from tests.operations.superuser import begun, named, planted, ruler
from tests.scenario_fixtures import here
from tests.share import share_of

__all__ = ["begun", "here", "ruler"]

type Change = Callable[[dict[str, Any]], object]


def of_type(kind: str, **data: Any) -> Change:
    """Another type, with these clear fields."""
    return lambda body: body.update(type=kind, data=data)


BROKEN: dict[str, Change | bytes] = {
    "bytes that are no text": b"\xff\xfe",
    "unreadable JSON": b'{"v":1,',
    "no entry": b"{}",
    "an unknown type": of_type("case.forgiven"),
    "a missing field": of_type("allegation.made"),
    "a field of the wrong type": of_type("case.note_added", note=7),
    "a state that is none": of_type("case.acknowledged", **{"from": "submitted", "to": "forgiven"}),
    "a role that is none": lambda body: body.update(role="king"),
    "an actor that is none": lambda body: body.update(actor="the king"),
    "data that is a list": lambda body: body.update(data=[]),
}


def entry_after(stream: str, change: Change | bytes) -> tuple[bytes, dict[str, Any]]:
    """The bytes of a broken entry at the end of a stream, and the columns with which they are put in."""
    last = Entry.objects.filter(stream=stream).latest("seq")
    columns: dict[str, Any] = {"stream": stream, "seq": last.seq + 1, "type": last.type}
    if isinstance(change, bytes):
        return change, columns
    body = {**last.body, "seq": last.seq + 1, "prev": b64(bytes(last.leaf))}
    change(body)
    return encode(body), columns | {"type": body["type"]}


@pytest.fixture
def first(here: tuple[Town, Checked]) -> Case:
    """The case in whose record something is put."""
    return Case.objects.order_by("filed_at")[0]


@pytest.fixture
def ring() -> Any:
    with override_settings(KEYRING_FILE=Path(settings.FILES_DIR) / "keyring.json"):
        yield


@pytest.mark.parametrize("broken", share_of(BROKEN, one_in=8))
def test_a_broken_entry_of_a_case_is_named_with_its_case_and_the_others_are_checked(
    first: Case, ring: None, broken: str
) -> None:
    entry, columns = entry_after(first.stream, BROKEN[broken])
    others = Case.objects.exclude(pk=first.pk)
    with planted(entry, **columns) as place, connection.cursor() as cursor:
        cursor.execute("UPDATE casework_case SET severity = severity + 1 WHERE id <> %s", [first.pk])
        found = {(drift.case, drift.field.partition(":")[0]) for drift in drifts()}
        assert (first.reference, f"entry {place} {columns['type']} is broken") in found
        assert {(case.reference, "severity") for case in others} <= found
        told = {(breach.case, breach.invariant) for breach in breaches()}
        assert {(case.reference, 17) for case in (first, *others)} <= told
        (words,) = (breach.words for breach in breaches([first.reference]))
        assert words.startswith(f"entry {place} {columns['type']} is broken")
        with capture_logs():
            checked = nightly_check(old=False)
        assert checked.failed == set()
        assert any(field.startswith(f"entry {place} ") for field in named(checked))


@pytest.mark.parametrize(
    "kind", ["office.given", "office.ended", "sign_in.besieged", "record.checked", "record.restored"]
)
@pytest.mark.parametrize(
    "change", [b"{}", lambda body: body.update(data={"person": 7}), lambda body: body.update(data=7)]
)
def test_a_broken_entry_of_the_system_is_named(
    here: tuple[Town, Checked], ring: None, kind: str, change: Change | bytes
) -> None:
    entry, columns = entry_after("system", change)
    with planted(entry, **columns | {"type": kind}), capture_logs():
        found = nightly_check(old=False)
        assert found.failed == set()
        assert named(found)
        last_check()
        nightly()


@pytest.mark.parametrize("change", [b"{}", lambda body: body.update(data={}), lambda body: body.update(data=7)])
def test_a_broken_entry_of_a_member_is_named_with_the_stream(
    here: tuple[Town, Checked], ring: None, change: Change | bytes
) -> None:
    stream = Entry.objects.filter(type="oath.signed")[0].stream
    entry, columns = entry_after(stream, change)
    with planted(entry, **columns | {"type": "oath.signed"}) as place, capture_logs():
        found = nightly_check(old=False)
        assert found.failed == set()
        said = StringIO()
        with pytest.raises(SystemExit):
            call_command("ledger_replay", stdout=said)
        words = {f"{stream}: entry {place} oath.signed is broken", f"{stream}: no row of oath.signed"}
        assert words & set(said.getvalue().splitlines())
        assert words & {f"{drift.case}: {drift.field}" for drift in found.drifts}
