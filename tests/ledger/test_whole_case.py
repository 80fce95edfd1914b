"""A whole case by the real steps: exported and proven with its openings, and every hand on a stored row is seen."""

import json
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import segno
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from pytest_django import Settings
from structlog.testing import capture_logs

from casework.models import Case
from casework.queries.case.record import record_page
from casework.queries.checks.replay import Drift, drifts
from ledger import verify
from ledger.keyring import Keyring, LogKey
from ledger.models import Entry
from ledger.nightly_result import last_check
from ledger.notes import log_key
from ledger.sync import seal_log
from local.demo.scenario import Story
from notifications.dispatch.account_mails import send_waiting
from operations.tasks import nightly
from tests.casework.web.conftest import Town, books, brought_to, story, town, town_begun
from tests.ledger.exported import recorded, signing
from tests.ledger.story import KEY, ORIGIN, judged
from tests.scenario_fixtures import begins, here, upon

__all__ = ["books", "here", "story", "town"]
begun = town_begun(scope="function")


@pytest.fixture
def ring(settings: Settings, tmp_path: Path) -> Path:
    """The keyring of this deployment."""
    file = tmp_path / "keyring.json"
    settings.KEYRING_FILE = file
    file.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]).json(), encoding="utf-8")
    return file


def _sealed(folder: Path) -> str:
    with signing(folder / "mirror") as socket:
        made = seal_log(socket)
    assert made is not None
    return made.note


def _command(*words: str | Path) -> tuple[int, Any]:
    said = StringIO()
    try:
        call_command(*map(str, words), "--json", stdout=said)
    except SystemExit as end:
        return int(str(end.code)), json.loads(said.getvalue())
    return 0, json.loads(said.getvalue())


@begins(brought_to("final"))
def test_a_case_from_its_report_to_its_end_is_proven_with_its_openings(
    story: Story, ring: Path, tmp_path: Path, capsys: Any
) -> None:
    reference = story.case
    pin, folder = tmp_path / "pin", tmp_path / "export"
    pin.write_text(_sealed(tmp_path), encoding="utf-8")
    call_command("ledger_export", str(folder), "--case", reference, stdout=StringIO())
    stream = Case.objects.get(reference=reference).stream
    alone = judged(capsys, "case", folder, stream, "--keyring", ring, "--pin", pin)
    whole = judged(capsys, "log", folder, "--keyring", ring, "--pin", pin)
    assert alone.tamper == frozenset()
    assert alone.undecided == frozenset()
    assert whole.tamper == frozenset()
    *chain, sealed = json.loads(alone.words)["chain"]
    assert [line.split()[1] for line in chain] == ["allegation.made", "case.opened", "finding.made", "sanction.imposed"]
    assert "7 votes sealed" in sealed


@begins(brought_to("awaiting_response"))
def test_an_export_without_a_case_opens_nothing(town: Town, ring: Path, tmp_path: Path, capsys: Any) -> None:
    _sealed(tmp_path)
    call_command("ledger_export", str(tmp_path / "export"), stdout=StringIO())
    assert not (tmp_path / "export" / "openings.jsonl").exists()
    verdict = judged(capsys, "log", tmp_path / "export", "--keyring", ring)
    assert (verdict.tamper, verdict.undecided) == (frozenset(), frozenset({"oaths-sealed", "unpinned"}))


@begins(brought_to("awaiting_response"))
def test_the_auditor_reads_of_which_case_the_ties_were_taken_out(town: Town, story: Story, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    size = Entry.objects.count()
    call_command("ledger_export", str(folder), stdout=StringIO())
    assert Entry.objects.count() == size
    call_command("ledger_export", str(folder), "--case", story.case, stdout=StringIO())
    newest = Entry.objects.latest("log_index")
    case = Case.objects.get(reference=story.case)
    assert Entry.objects.count() == size + 1
    assert newest.type == "ties.exported"
    assert newest.stream == "system"
    assert newest.body["data"] == {"case": str(case.pk)}
    assert len((folder / "openings.jsonl").read_bytes().splitlines()) > 0
    seen = record_page(town.people["audrey"], before=None)[0][0]
    assert (seen.type, seen.data) == (newest.type, newest.body["data"])


def test_a_case_that_does_not_exist_is_not_exported(books: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no case OB-NONE"):
        call_command("ledger_export", str(tmp_path / "export"), "--case", "OB-NONE", stdout=StringIO())


@begins(brought_to("investigation"))
def test_the_live_database_is_checked_by_one_command(town: Town, ring: Path, tmp_path: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text(_sealed(tmp_path), encoding="utf-8")
    rc, found = _command("ledger_verify", "--pin", pin)
    assert rc == 0
    assert found["tamper"] == []
    assert found["entries"] == Entry.objects.count()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledger_loghead SET peaks = decode(repeat('00', length(peaks)), 'hex')", "head"),
        ("UPDATE ledger_loghead SET last_at = ''", "head"),
        ("UPDATE ledger_streamhead SET seq = seq + 1 WHERE stream = 'system'", "stream-head"),
        ("INSERT INTO ledger_node (level, number, hashes, root) VALUES (0, 7, '', '')", "tile"),
    ],
)
def test_a_row_beside_the_log_that_was_changed_is_named(
    db: None, ring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, code: str
) -> None:
    monkeypatch.setattr(verify, "STAGES_OF", {})  # the story skips stages
    recorded()
    _sealed(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    rc, found = _command("ledger_verify")
    assert (rc, [each for each, _ in found["tamper"]]) == (1, [code])


def test_without_a_keyring_there_is_nothing_to_check_with(db: None, settings: Settings) -> None:
    settings.KEYRING_FILE = None
    with pytest.raises(CommandError, match="KEYRING_FILE is not set"):
        call_command("ledger_verify", stdout=StringIO())


DRIFTS = (
    ("UPDATE casework_case SET state = 'closed'", "state"),
    ("UPDATE casework_case SET closing_code = 'settled'", "closing_code"),
    ("UPDATE casework_case SET severity = 4", "severity"),
    ("UPDATE casework_case SET commitments = '{7}'", "commitments"),
    ("UPDATE casework_case SET due = due - interval '1 day'", "due"),
    ("UPDATE casework_case SET due_clock = 'appeal'", "due_clock"),
    ("UPDATE casework_case SET waiting_on = 'monitor'", "waiting_on"),
    ("UPDATE casework_case SET swept = NOT swept", "swept"),
    ("UPDATE casework_case SET sweep_due = NOT sweep_due", "sweep_due"),
    ("UPDATE casework_case SET filed_at = filed_at - interval '1 day'", "filed_at"),
    ("UPDATE casework_case SET respondent_id = NULL", "respondent"),
    ("UPDATE casework_case SET talks_from = 'screening'", "talks_from"),
    ("UPDATE casework_case SET consent_from = 'screening'", "consent_from"),
    ("UPDATE casework_case SET dismissed_from = 'screening'", "dismissed_from"),
    ("UPDATE casework_case SET route = 'breach'", "route"),
    ("UPDATE casework_clock SET due = due + interval '1 day' WHERE due IS NOT NULL", "clocks"),
    ("DELETE FROM casework_clock", "clocks"),
    ("DELETE FROM casework_seating", "seatings"),
    ("DELETE FROM casework_casegrant", "grants"),
    ("UPDATE casework_casegrant SET listed = NOT listed", "grants"),
)


@upon(brought_to("monitoring"))
def another_reported(town: Town, story: Story) -> Story:
    town.story()
    return story


@begins(another_reported)
def test_what_is_stored_of_a_case_is_what_its_record_says(town: Town) -> None:
    assert list(drifts()) == []
    assert _command("ledger_replay") == (0, {"rc": 0, "drift": []})


@begins(brought_to("awaiting_response"))
def test_projection_drift(story: Story) -> None:
    reference = story.case
    seen = {}
    for statement, field in DRIFTS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            seen[field] = Drift(case=reference, field=field) in set(drifts([reference]))
            told = _command("ledger_replay", reference)
            assert (told[0], {"case": reference, "field": field} in told[1]["drift"]) == (1, True)
            transaction.set_rollback(True)
    assert seen == dict.fromkeys([field for _, field in DRIFTS], True)
    assert list(drifts()) == []


@begins(brought_to("submitted"))
def test_every_night_a_difference_is_an_error_in_the_log(town: Town, ring: Path, tmp_path: Path) -> None:
    _sealed(tmp_path)
    with capture_logs() as quiet:
        nightly()
    assert last_check() is not None
    assert ([line["event"] for line in quiet], last_check().in_doubt) == ([], False)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_streamhead SET seq = seq + 1 WHERE stream LIKE 'case/%%'")
    with capture_logs() as loud:
        nightly()
    assert [(line["event"], line["check"]) for line in loud] == [("record_is_in_doubt", "ledger_verify")]
    found = last_check()
    assert found is not None
    assert (found.verify, found.replay, found.in_doubt) == (1, 0, True)


@begins(brought_to("submitted"))
def test_a_finding_alarms_auditor_and_administrator_and_tells_nothing_else(
    town: Town,
    ring: Path,
    tmp_path: Path,
    settings: Settings,
    mailoutbox: list[Any],
) -> None:
    _sealed(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_case SET severity = 4")
    with capture_logs():
        nightly()
    send_waiting()
    audrey, adam = town.people["audrey"], town.people["adam"]
    assert {mail.to[0] for mail in mailoutbox} == {audrey.email, adam.email}
    assert {mail.subject.partition(" – ")[0] for mail in mailoutbox} == {"The record is in doubt"}
    assert all(f"\n{settings.BASE_URL}/ledger/state/\n" in mail.body for mail in mailoutbox)
    for who, path in (
        ("audrey", reverse("record")),
        ("audrey", reverse("record_state")),
        ("adam", reverse("record_state")),
    ):
        assert "The record is in doubt" in town.browser(who).get(path).content.decode()
    assert [town.browser(who).get(reverse("record_state")).status_code for who in ("ines", "rex")] == [404, 404]


def test_a_check_that_cannot_be_made_is_an_alarm_too(db: None, settings: Settings) -> None:
    settings.KEYRING_FILE = None
    with capture_logs() as loud:
        nightly()
    found = last_check()
    assert found is not None
    assert [line["event"] for line in loud] == ["keyring_file_is_not_set", "record_is_in_doubt"]
    assert {line["check"] for line in loud} == {"ledger_verify"}
    assert found.verify == 3
    assert found.in_doubt is True


def test_the_printed_checkpoint_is_the_published_one_and_its_code_says_the_same(
    town: Town, ring: Path, tmp_path: Path
) -> None:
    empty = town.browser("audrey").get(reverse("record_state")).content.decode()
    town.case_in("submitted")
    note = _sealed(tmp_path)
    page = unescape(town.browser("audrey").get(reverse("record_state")).content.decode())
    assert "Nothing was signed yet" in empty
    assert [line in page for line in note.rstrip("\n").split("\n")] == [True] * len(note.rstrip("\n").split("\n"))
    drawn = segno.make(note, error="m", micro=False).svg_inline(
        scale=4, svgclass="ob-qr", lineclass=None, omitsize=True
    )
    assert drawn in page
