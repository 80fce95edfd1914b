"""A backup taken while reports come in goes into an empty cluster, agrees with the record again, and only then serves."""

import json
import shutil
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from local import embedded
from local.plan import Plan
from local.stack import Stack, StepFailed
from tests.coverage_env import coverage_environment
from tests.journeys.town import Town, until
from tests.live import LiveStack, end_at_once

TELL = """
from accounts.models import User
from accounts.vocabulary import Office
from casework.access import Actor
from casework.administration.appointments import end_appointment
from casework.procedure.intake.actions import file_complaint
from casework.vocabulary import Seat, Verb
from local.demo import story
from ledger.clock import now
from ledger.tasks import seal
from policy.actions import sign_oath
from policy.models import OathSignature
people = {user.name.split()[0].lower(): user for user in User.objects.filter(kind="person")}
def report(about): return file_complaint(by=None, report=story.report_about(about, "Vic Load", on=now().date()))
"""
TOLD = """
one = story.Story(people=people)
story.bring_report(one, "Rex Respond", reporter="Wilma Quill")
story.screen(one)
print(one.case)
"""
LOAD = """
from pathlib import Path
from time import sleep
while not Path("ENOUGH").exists():
    report("Rosa Member")
    sleep(0.05)
print("done")
"""
AFTER = """
gone = one.holding(Seat.SCREENER)[-1]
one.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
end_appointment(by=Actor(user=people["adam"]), user=people["rhea"], office=Office.REVIEWER, until=now().date())
report("Rosa Member")
rosa, way = people["rosa"], OathSignature.Method.RE_AUTHENTICATION
sign_oath(member=rosa.member, by=rosa, method=way, effective=now().date(), at=now())
seal()
print(gone)
"""
INVESTIGATOR = "print(one.investigator)"
ENTRIES = "SELECT entry FROM ledger_entry ORDER BY log_index"
HIDDEN = "There is nothing here for you to see"
OATHS = "SELECT member_id, position, effective, at, digest FROM policy_oathsignature ORDER BY at, member_id"
LOST = "SELECT count(*) FROM policy_oathsignature WHERE statement IS NULL"
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'vault_keys')"
IN_ANOTHER_WAY = """
from pathlib import Path
from operations.restore_files import end_refilling, refill
with refill(Path("{}"), Path("{}")):
    end_refilling()
"""
"""The tables and files alone, as after a restore by PostgreSQL's own means."""
OFFICE = "SELECT until IS NULL FROM accounts_appointment WHERE office = 'reviewer' ORDER BY id"


@dataclass
class Elsewhere:
    """An installation with the same secrets and signer on an empty cluster of its own; its web, once it was started."""

    local_stack: Stack
    door: socket.socket

    @property
    def stack(self) -> LiveStack:
        return LiveStack(self.local_stack.plan.base_url, self.local_stack.plan.mail, self.local_stack, self.door)


@pytest.fixture
def elsewhere(town: Town, tmp_path: Path) -> Iterator[Elsewhere]:
    folder, data = tmp_path / "elsewhere", tmp_path / "cluster"
    services = embedded.start(embedded.Place.at(data), durable=False)
    door = socket.create_server(("127.0.0.1", 0), backlog=128)
    folder.mkdir()
    for name in ("secrets", "signer"):
        shutil.copytree(town.stack.local_stack.plan.folder / name, folder / name)
    shutil.copy(town.stack.local_stack.plan.folder / "clock", folder / "clock")
    (folder / "static").symlink_to(town.stack.local_stack.plan.folder / "static")
    local_stack = Stack.on(Plan(services.place, folder, door.getsockname()[1], "restored"))
    local_stack.environment.update(coverage_environment())
    yield Elsewhere(local_stack, door)
    end_at_once(local_stack)
    local_stack.stop()
    door.close()
    services.stop()


def said(local_stack: Stack, *words: str) -> str:
    """What a command printed, whether it succeeded or not."""
    try:
        return local_stack.step(words[0], *words)
    except StepFailed:
        return (local_stack.plan.run_dir / f"{words[0]}.log").read_text(encoding="utf-8")


def tell(local_stack: Stack, words: str, case: str = "") -> str:
    """Have people act in this installation; the last line that was printed."""
    known = f"one = story.Story(people=people, case='{case}')\n" if case else ""
    return local_stack.step("shell", "shell", "--no-imports", "-c", TELL + known + words).strip().splitlines()[-1]


def rows(local_stack: Stack, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(local_stack.environment["DATABASE_URL"]) as served:
        return served.execute(statement).fetchall()


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return int(answer.code)


def test_a_backup_under_load_restores_into_an_empty_cluster(town: Town, elsewhere: Elsewhere, tmp_path: Path) -> None:
    lived, new = town.stack.local_stack, elsewhere.local_stack
    case = tell(lived, TOLD)
    before = len(rows(lived, ENTRIES))
    enough = tmp_path / "enough"
    load = threading.Thread(target=tell, args=(lived, LOAD.replace("ENOUGH", str(enough))))
    load.start()
    until(lambda: len(rows(lived, ENTRIES)) > before, "the first report under load")
    lived.step("backup", "backup", str(tmp_path / "backup"), str(tmp_path / "keys"))
    size = json.loads((tmp_path / "backup" / "manifest.json").read_text())["size"]
    until(lambda: len(rows(lived, ENTRIES)) > size, "a report after the backup")
    enough.touch()
    load.join()
    assert before < size

    gone = tell(lived, AFTER, case)
    late = len(rows(lived, ENTRIES))
    mirror = shutil.copytree(lived.plan.signer / "mirror", tmp_path / "mirror")
    lived.stop()

    truncated = shutil.copytree(mirror, tmp_path / "truncated")
    (truncated / "log.jsonl").write_bytes(b"".join((mirror / "log.jsonl").read_bytes().splitlines(True)[: size - 1]))
    folders = (str(tmp_path / "backup"), str(tmp_path / "keys"))
    shut = said(new, "restore", *folders, f"--mirror={truncated}")
    assert f"The installation stays closed. The mirror holds {size - 1} entries and the tables {size}" in shut
    assert rows(new, TABLES) == [(0,)]
    new.step("shell", "shell", "--no-imports", "-c", IN_ANOTHER_WAY.format(*folders))
    refuses_to_serve(elsewhere)

    told = new.step("restore", "restore", f"--mirror={mirror}")
    assert told.splitlines()[0].startswith(f"{late - size} entries came back from the mirror")
    assert (
        told.splitlines()[-1] == "The record is complete, and the stored rows agree with it. The installation may open."
    )
    assert "1 oath counts again, though what was signed is lost: the record has the digest." in told
    # The restore adds two entries: that it happened, and which rows were lost.
    assert rows(new, ENTRIES)[:-2] == rows(lived, ENTRIES)
    assert (rows(new, OATHS), rows(new, LOST)) == (rows(lived, OATHS), [(1,)])
    assert rows(new, OFFICE) == rows(lived, OFFICE) == [(False,), (True,), (True,)]
    assert json.loads(new.step("ledger_replay", "ledger_replay", "--json")) == {"rc": 0, "drift": []}
    serves(town, elsewhere, case, gone)


def refuses_to_serve(elsewhere: Elsewhere) -> None:
    """Between the backup and the tail the check refuses, and a web that runs already answers nobody."""
    assert "ledger.E002" in said(elsewhere.local_stack, "check", "--database", "default")
    elsewhere.local_stack.start_web()
    elsewhere.local_stack.start_proxy(elsewhere.door)
    url = elsewhere.local_stack.plan.base_url
    until(lambda: status(f"{url}/healthz") == 200, "the web")
    assert [status(f"{url}/{path}") for path in ("readyz", "register/")] == [503, 500]
    for _ in range(2):
        elsewhere.local_stack.processes.pop().stop()


def serves(town: Town, elsewhere: Elsewhere, case: str, gone: str) -> None:
    """Who investigates reads what was typed; who stepped aside after the backup finds nothing; the doctor misses nothing."""
    local_stack = elsewhere.local_stack
    local_stack.step("check", "check", "--database", "default")
    local_stack.open(elsewhere.door, lambda _: None)
    local_stack.wait_until_ready()
    there = Town(elsewhere.stack, town.browser, town.keys)
    stays = tell(local_stack, INVESTIGATOR, case)
    assert there[stays].opens(f"/desk/cases/{case}/") == 200
    assert "being asked to honour a written promise" in there[stays].text
    assert (there[gone].opens(f"/desk/cases/{case}/"), there[gone].heading) == (404, HIDDEN)
    assert local_stack.step("doctor", "doctor").startswith("Nothing is missing.\n")
