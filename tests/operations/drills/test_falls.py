"""What an installation leans on falls and comes back: it is seen within two minutes, people go on, and nothing is lost."""

import re
from collections.abc import Iterator
from time import monotonic, sleep

import psycopg
import pytest
from playwright.sync_api import Browser, FilePayload

from tests import axe, stage
from tests.casework.web.reporting import WORDS
from tests.full_disk import fill
from tests.journeys.filing import Filing
from tests.journeys.test_crashes import TOLD_ALL
from tests.journeys.town import until
from tests.operations.drills.running import MAIL, Installation, installation

FILE = FilePayload(name="scan.txt", mimeType="text/plain", buffer=b"A page of the letter.\n" * 150_000)
SEEN_WITHIN = 120
"""Seconds."""
NO_ROOM = "There is no room for files just now."
BEGUN = "SELECT 1 FROM operations_pulse WHERE part = 'nightly' AND begun_at > coalesce(worked_at, '-infinity')"
HIDDEN_BEHIND = "Something went wrong on our side"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Installation]:
    """One installation for all falls, each of which leaves it as it found it."""
    with installation(stage.Services.start(), tmp_path_factory.mktemp("drill"), browser) as running:
        running.rows("SELECT 1")
        well(running)
        yield running


def well(here: Installation) -> None:
    """Wait until nothing is wrong, and the address outside is told so."""
    begun = monotonic()
    here.town.ring("operations.pulse")
    until(lambda: here.status() == [], "a status page without a warning")
    here.town.ring("operations.pulse")
    until(lambda: "/pulse" in here.watcher.since(begun), "the ping that all is well")


def seen(here: Installation, *found: tuple[str, str]) -> None:
    """Each of these faults is on the status page, and named by the doctor with what mends it; nothing else is."""
    until(lambda: len(here.status()) >= len(found), f"warnings: {found}")
    said, named = here.status(), here.doctor()
    assert [any(words in each for each in said) for words, _ in found] == [True] * len(found), said
    assert len(said) == len(found), said
    assert {name for _, name in found} <= named.keys(), named


def reports(here: Installation) -> str:
    """Report without a file; return the reference."""
    filing = Filing.begun(here.town.browser.new_context(base_url=here.town.stack.url).request)
    filing.answer()
    for page, data in ("evidence", {}), ("declaration", {"declared": "on"}):
        answer = filing.ready(page, data)()
        assert answer is not None
        assert answer.status == 302, (page, answer.text())
    receipt = filing.page("receipt")
    assert WORDS.findall(receipt)
    return re.search(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt)[0]  # type: ignore[index]


def received(here: Installation) -> int:
    return here.rows("SELECT count(*) FROM ledger_entry WHERE type = 'report.received'")[0][0]


def ready(here: Installation) -> int:
    return here.town.browser.new_context(base_url=here.town.stack.url).request.get("/readyz").status


def test_mail_cache_disk_and_signer_fall_together_and_are_seen_while_people_go_on(here: Installation) -> None:
    before, mails = received(here), len(here.town.stack.letters())
    here.process(MAIL).popen.kill()
    here.process(MAIL).popen.wait()
    here.cache.popen.kill()
    here.cache.popen.wait()
    here.freeze_signer(frozen=True)
    ballast = fill(here.disk)
    fallen = monotonic()
    stored = {path for path in here.disk.rglob("*") if path.is_file()}
    here.town.stack.manage("shell", "--no-imports", "-c", TOLD_ALL)
    here.town.ring("notifications.post")
    until(lambda: "/pulse/fail" in here.watcher.since(fallen), "the ping that something is wrong")
    seen(
        here,
        ("The mail server does not answer.", "mail-down"),
        ("The shared cache does not answer", "cache-down"),
        ("is full (errno 28, ENOSPC)", "disk-full"),
        ("The signer does not serve.", "signer-down"),
    )
    assert monotonic() - fallen < SEEN_WITHIN
    looks_right(here)
    assert ready(here) == 200
    filing = Filing.begun(here.town.browser.new_context(base_url=here.town.stack.url).request)
    filing.answer()
    answer = filing.ready("evidence", {}, FILE)()
    assert answer is not None
    assert (answer.status, NO_ROOM in answer.text()) == (422, True)
    reports(here)
    someone = here.town.stranger()
    someone.comes_in(here.town.keys["rex"])
    assert someone.opens("/member/") == 200
    assert {path for path in here.disk.rglob("*") if path.is_file()} == stored
    full = [line for line in here.log("evidence") if line["event"] == "disk_is_full"]
    assert {(line["errno"], line["errno_name"]) for line in full} == {(28, "ENOSPC")}
    down = [line for line in here.log("worker") if line["event"] == "signer_is_down"]
    assert {line["task"] for line in down} == {"ledger.seal"}

    here.house.processes.remove(here.process(MAIL))
    here.house.start_mail_catcher()
    here.start_cache()
    here.freeze_signer(frozen=False)
    ballast.unlink()
    well(here)
    with psycopg.connect(here.house.environment["DATABASE_URL"]) as served:
        served.execute("UPDATE notifications_message SET mail_due = placed_at WHERE tries > 0 AND mail_due IS NOT NULL")
    here.town.ring("notifications.post")
    until(lambda: len(here.town.stack.letters()) > mails, "the mail that was refused")
    until(lambda: unsigned(here) == 0, "the signature under all entries")
    assert received(here) == before + 2


def unsigned(here: Installation) -> int:
    statement = "SELECT (SELECT size FROM ledger_loghead) - (SELECT coalesce(max(size), 0) FROM ledger_checkpoint)"
    return int(here.rows(statement)[0][0])


def looks_right(here: Installation) -> None:
    """The page that warns passes axe at both widths."""
    page = here.town["adam"].page
    page.goto("/admin/status/")
    for again, width in enumerate((1280, 360)):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe.wrong(page, again=bool(again)) == []


def test_beat_worker_and_nightly_check_stop_and_each_is_named_by_what_it_is(here: Installation) -> None:
    before, entries = received(here), "SELECT count(*) FROM ledger_entry"
    with psycopg.connect(here.services.place.database_url("postgres", here.house.plan.database)) as lock:
        lock.execute("LOCK TABLE casework_registerentry, policy_oathsignature IN ACCESS EXCLUSIVE MODE")
        here.check_record()
        until(lambda: here.rows(BEGUN) != [], "the nightly check")
        here.town.stack.kill("checker")
        here.town.stack.kill("worker")
    sleep(11)  # the beat rings once more, and nobody takes it
    here.town.stack.kill("beat")
    fallen = monotonic()
    reports(here)
    until(lambda: len(here.status()) == 3, "three warnings")
    assert monotonic() - fallen < SEEN_WITHIN
    seen(
        here,
        ("The beat has not rung for", "beat-stopped"),
        ("No worker has finished a task for", "worker-down"),
        ("The nightly check began", "nightly-killed"),
    )
    assert (here.watcher.since(fallen), ready(here)) == ([], 200)
    here.house.start_worker()
    here.house.start_checker()
    here.house.wait_until_ready()
    seen(here, ("The beat has not rung for", "beat-stopped"), ("The nightly check began", "nightly-killed"))
    here.house.start_beat()
    here.check_record()
    well(here)
    assert received(here) == before + 1
    assert here.rows("SELECT count(*) FROM ledger_entry WHERE type = 'record.checked'") == [(1,)]
    assert here.rows(entries)[0][0] > 0


def test_the_queue_falls_and_beat_and_worker_find_it_again_by_themselves(here: Installation) -> None:
    before, placed = received(here), here.rows("SELECT count(*) FROM notifications_message")
    here.stop_valkey()
    fallen = monotonic()
    seen(here, ("The queue does not answer.", "queue-down"))
    reports(here)
    assert (ready(here), received(here)) == (200, before + 1)
    assert monotonic() - fallen < SEEN_WITHIN
    sleep(12)
    here.start_valkey()
    well(here)
    until(lambda: here.rows("SELECT count(*) FROM notifications_message") > placed, "the letter to the reporter")
    assert here.process("beat").popen.poll() is None
    assert here.process("worker").popen.poll() is None


def test_the_database_falls_and_everything_that_was_answered_is_there(here: Installation) -> None:
    before = received(here)
    reports(here)
    here.stop_database()
    asking = here.town.browser.new_context(base_url=here.town.stack.url).request
    assert (asking.get("/healthz").status, asking.get("/readyz").status) == (200, 503)
    page = asking.get("/report/")
    assert (page.status, HIDDEN_BEHIND in page.text()) in ((200, False), (500, True))
    signing_in = asking.post("/accounts/login/", form={"login": "a@b.example", "password": "x"})
    assert signing_in.status >= 400
    assert list(here.doctor())[:1] == ["database-down"]
    here.start_database()
    until(lambda: ready(here) == 200, "the web processes")
    well(here)
    assert received(here) == before + 1
    reports(here)
    until(lambda: unsigned(here) == 0, "the signature under all entries")


def test_after_all_falls_the_record_and_what_stands_beside_it_agree(here: Installation) -> None:
    until(lambda: unsigned(here) == 0, "the signature under all entries")
    assert "0 differences" in here.town.stack.manage("ledger_replay")
    found = here.said("ledger_verify", "--json")
    assert (found["tamper"], [code for code, _ in found["undecided"]]) == ([], ["unpinned"])
