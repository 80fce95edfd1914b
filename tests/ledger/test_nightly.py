"""Every night goes on from the last good point, finds a hand on what is new the same night, and on what is old in seven."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from structlog.testing import capture_logs

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft, append
from ledger.clock import now
from ledger.entries import b64
from ledger.models import Checkpoint, Entry
from ledger.nightly_result import claims, last_check
from ledger.sync import seal_log
from ledger.table_sets import SLICES
from operations.record_check import LOCK, Checked, nightly_check
from operations.tasks import nightly
from tests.casework.web.conftest import BEGAN, Town, books, town
from tests.ledger.exported import signing
from tests.ledger.records import draft, superuser, written
from tests.ledger.test_whole_case import ring
from tests.ledger.two_cases import begun
from tests.scenario_fixtures import here

__all__ = ["begun", "books", "here", "ring", "town"]


class Night:
    """What is signed in the evening and checked in the night, once a day."""

    def __init__(self, clock: time_machine.Traveller, folder: Path) -> None:
        self.clock, self.folder = clock, folder
        self.falls()
        assert self.codes() == (2, 0)

    def sign(self) -> None:
        """Have the log signed as far as it goes."""
        with signing(self.folder / "mirror") as socket:
            seal_log(socket)

    def falls(self) -> None:
        """A day later all is signed and checked."""
        self.clock.shift(timedelta(days=1))
        self.sign()
        with capture_logs():
            nightly()

    def passes(self) -> set[str]:
        """A day later the check runs over what was signed before, and writes its entry; what it found."""
        self.clock.shift(timedelta(days=1))
        found = nightly_check()
        with capture_logs():
            nightly()
        return words(found)

    def codes(self) -> tuple[int, int]:
        """The codes that the last night wrote."""
        last = last_check()
        assert last is not None
        return last.verify, last.replay


@pytest.fixture
def night(town: Town, ring: Path, tmp_path: Path) -> Night:
    """A town with two cases, whose record was found good once."""
    return Night(town.clock, tmp_path)


@pytest.fixture
def quiet(books: None, ring: Path, tmp_path: Path) -> Iterator[Night]:
    """The books and a few entries, found good once."""
    with time_machine.travel(BEGAN, tick=False) as clock:
        written(draft(), draft())
        yield Night(clock, tmp_path)


def words(found: Checked) -> set[str]:
    """What a check found: codes of the record, and the fields that drifted."""
    return {code for code, _ in found.report.tamper} | {drift.field for drift in found.drifts}


@contextmanager
def changed(*statements: str) -> Iterator[None]:
    """Change rows behind the triggers, and take it back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            table = next(word for word in statement.split() if "_" in word)
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement)
            assert cursor.rowcount > 0, statement
        yield
        transaction.set_rollback(True)


@contextmanager
def elsewhere() -> Iterator[None]:
    """Take the database for another than the one in which its points were written, as after a restore."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION ledger_home() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'moved' $$"
        )
        yield
        transaction.set_rollback(True)


def test_a_night_goes_on_from_the_last_good_point_and_reads_what_is_new(night: Night) -> None:
    size = Entry.objects.count()
    night.falls()
    (claim,) = claims()
    assert (claim.point.size, claim.sealed, claim.of_this_database) == (size, True, True)
    assert claim.point.root == bytes(Checkpoint.objects.get(size=size).root)
    found = nightly_check()
    assert found.since == size
    assert len(found.slices) == 1
    assert words(found) == set()
    assert (found.report.entries, found.codes) == (size + 1, {"ledger_verify": 2, "ledger_replay": 0})


SAME_NIGHT = (
    ("UPDATE ledger_loghead SET peaks = decode(repeat('00', length(peaks)), 'hex')", "head"),
    ("UPDATE ledger_loghead SET size = size - 1", "head"),
    ("UPDATE ledger_loghead SET last_at = ''", "head"),
    ("UPDATE ledger_streamhead SET seq = seq - 1 WHERE stream = 'system'", "stream-head"),
    ("DELETE FROM ledger_streamhead WHERE stream = 'system'", "stream-head"),
    ("DELETE FROM ledger_entry WHERE log_index = 3", "row-missing"),
    ("INSERT INTO ledger_node (level, number, hashes, root) VALUES (0, 7, '', '')", "tile"),
    ("DELETE FROM vault_sealedtext WHERE id = (SELECT min(id) FROM vault_sealedtext)", "text-missing"),
    ("UPDATE vault_sealedtext SET entry_id = gen_random_uuid() WHERE id = (SELECT min(id) FROM vault_sealedtext)",
     "text-foreign"),
    ('DELETE FROM vault_keys.wrapped_key WHERE id = (SELECT min(key_id::text)::uuid FROM vault_sealedtext)', "key-missing"),
    ("DELETE FROM notifications_message WHERE id = (SELECT min(id::text)::uuid FROM notifications_message)",
     "letters-changed"),
    ("UPDATE notifications_message SET placed_at = placed_at - interval '1 day'", "letters-changed"),
    ("UPDATE notifications_message SET template = 'decision' WHERE seat = 'complainant'", "letter-foreign"),
    ("UPDATE policy_codeedition SET title = 'Another Code'", "book-changed"),
    ("UPDATE policy_commitment SET text = text || ' not' WHERE number = 1", "book-changed"),
    ("UPDATE policy_rulebookedition SET content = content || '', key = 'another'", "book-changed"),
    ("UPDATE accounts_appointment SET until = NULL, since = since - 1 WHERE office = 'intake'", "appointment.seal"),
    ("UPDATE accounts_user SET name = 'Somebody Else' WHERE kind = 'reporter'", "user.seal"),
    ("UPDATE accounts_pseudonym SET scope = scope || 'x' WHERE scope <> ''", "pseudonym.seal"),
    ("UPDATE casework_case SET code_name = 'Another'", "seal"),
)  # fmt: skip


def test_what_stands_beside_the_log_is_compared_whole_every_night(night: Night) -> None:
    night.falls()
    seen = {}
    for statement, code in SAME_NIGHT:
        with changed(statement):
            seen[statement] = code in words(nightly_check(old=False))
    assert seen == dict.fromkeys((statement for statement, _ in SAME_NIGHT), True)
    assert words(nightly_check(old=False)) == set()


WITHIN_SEVEN = (
    ("UPDATE vault_sealedtext t SET blob = o.blob FROM vault_sealedtext o WHERE o.id = t.id + 1 AND t.id = "
     "(SELECT min(a.id) FROM vault_sealedtext a JOIN vault_sealedtext b ON b.id = a.id + 1 AND b.key_id = a.key_id)",
     "commitment"),
    ("UPDATE ledger_entry SET entry = set_byte(entry, 20, 65) WHERE log_index = 3", "row-rewritten"),
    ("UPDATE ledger_entry SET type = 'system.tick' WHERE log_index = 3", "row-rewritten"),
    ("UPDATE casework_case SET state = 'closed' WHERE state <> 'closed'", "state"),
    ("DELETE FROM casework_casegrant", "grants"),
    ("UPDATE policy_oathsignature SET effective = effective - 1", "oathsignature.effective"),
    ("UPDATE ledger_checkpoint SET note = replace(note, '— ', '— x')", "checkpoint-signature"),
)  # fmt: skip


def test_a_hand_on_what_is_old_is_named_within_seven_nights(night: Night) -> None:
    night.falls()
    named = {}
    for statement, code in WITHIN_SEVEN:
        with changed(statement):
            named[statement] = any(code in night.passes() for _ in range(SLICES))
    assert named == dict.fromkeys((statement for statement, _ in WITHIN_SEVEN), True)
    assert [night.passes() for _ in range(SLICES)] == [set()] * SLICES


def test_a_night_that_failed_is_made_up_for_by_the_next(quiet: Night) -> None:
    quiet.falls()
    quiet.clock.shift(timedelta(days=3))
    assert len(nightly_check().slices) == 3
    quiet.clock.shift(timedelta(days=30))
    assert len(nightly_check().slices) == SLICES


def claimed(size: int) -> Draft:
    """A good point as somebody appends it who can write to the database, with the seal of the last genuine one."""
    root = bytes(Checkpoint.objects.get(size=size).root)
    own = Entry.objects.filter(type="record.checked").latest("log_index").body["data"]
    data = {**own, "size": size, "root": b64(root)}
    clock = pseudonym(User.objects.clock())
    return Draft(
        id=uuid4(), type="record.checked", stream="system", actor=clock, role="clock", occurred=now(), data=data
    )


def test_a_forged_good_point_is_named_and_not_believed(quiet: Night) -> None:
    quiet.falls()
    stream, back = f"member/{uuid4()}", {"effective": "2020-01-01"}
    with transaction.atomic():
        append(Draft(id=uuid4(), type="oath.signed", stream=stream, actor=uuid4(), role="clock", data=back))
    quiet.sign()
    size = Checkpoint.objects.latest("size").size
    assert "oath-backdated" in words(nightly_check())
    with transaction.atomic():
        append(claimed(size))
    quiet.sign()
    found = nightly_check()
    assert found.since < size
    assert {"oath-backdated", "checked-forged"} <= words(found)
    quiet.falls()
    assert (quiet.codes()[0], nightly_check().since) == (1, found.since)


UNPROVEN = (
    "UPDATE ledger_checkpoint SET note = replace(note, '— ', '— x') WHERE size = {size}",
    "DELETE FROM ledger_checkpoint WHERE size = {size}",
    "UPDATE ledger_entry SET leaf = sha256(leaf) WHERE log_index = {size} - 1",
)


def test_a_point_that_the_log_does_not_bear_out_is_not_believed(quiet: Night) -> None:
    quiet.falls()
    size = claims()[0].point.size
    assert nightly_check().since == size
    for statement in UNPROVEN:
        with changed(statement.format(size=size)):
            assert nightly_check().since == 0


def test_a_point_of_another_database_is_not_believed_and_is_no_forgery(quiet: Night) -> None:
    quiet.falls()
    with elsewhere():
        found = nightly_check()
    assert (found.since, words(found)) == (0, set())


def test_a_task_that_is_delivered_twice_is_recorded_once(quiet: Night) -> None:
    before, same = Entry.objects.count(), str(uuid4())
    with capture_logs() as said:
        for _ in range(2):
            nightly.apply(task_id=same).get()
    assert (Entry.objects.count() - before, [line["event"] for line in said]) == (1, ["check_was_made_already"])


def test_a_second_check_leaves_while_one_runs_and_says_so(quiet: Night) -> None:
    before = Entry.objects.count()
    with superuser() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        with capture_logs() as said:
            nightly()
        with pytest.raises(CommandError, match="being checked already"):
            call_command("ledger_daily")
        other.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    assert (Entry.objects.count(), [line["event"] for line in said]) == (before, ["check_runs_already"])
    nightly()
    assert Entry.objects.count() == before + 1


def test_the_command_checks_as_the_night_does_and_writes_nothing(quiet: Night) -> None:
    quiet.falls()
    before, said = Entry.objects.count(), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("ledger_daily", "--json", stdout=said)
    found = json.loads(said.getvalue())
    assert end.value.code == 2
    assert found["tamper"] == []
    assert found["drift"] == []
    assert found["since"] > 0
    with changed("UPDATE accounts_pseudonym SET scope = 'x'"), pytest.raises(SystemExit) as end:
        call_command("ledger_daily", "--new-only", stdout=said)
    assert (end.value.code, Entry.objects.count()) == (1, before)
    assert ": pseudonym.seal\n" in said.getvalue()
