"""What an installation leans on falls and comes back: it is seen within two minutes, people go on, and nothing is lost.

Each fall is seen in three places: on the status page, by the doctor, and at the address outside, which hears `/fail`, or
nothing where the part that would tell it has fallen.
"""

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
from tests.operations.drills.running import MAIL, PULSE_SECONDS, Installation, installation

FILE = FilePayload(name="scan.txt", mimeType="text/plain", buffer=b"A page of the letter.\n" * 150_000)
SEEN_WITHIN = 120
"""Seconds."""
LATE = 3
"""Seconds that a ping may be on its way when something falls."""
NO_ROOM = "There is no room for files just now."
BEGUN = "SELECT 1 FROM operations_pulse WHERE part = 'nightly' AND begun_at > coalesce(worked_at, '-infinity')"
CHECKED = "SELECT count(*) FROM ledger_entry WHERE type = 'record.checked'"
LETTERS = "SELECT count(*) FROM notifications_message"
WELL, FAIL = "/pulse", "/pulse/fail"
DATABASE_DOWN = "The database does not answer. Start it, or correct DATABASE_URL."


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Installation]:
    """One installation for all falls, each of which leaves it as it found it."""
    with installation(stage.Services.start(), tmp_path_factory.mktemp("drill"), browser) as running:
        well(running)
        yield running
        record_agrees(running)


def record_agrees(here: Installation) -> None:
    """After the falls, the record and what stands beside it agree: a nightly check finds nothing."""
    before = number(here, CHECKED)
    here.check_record()
    until(lambda: number(here, CHECKED) == before + 1, "a nightly check")
    well(here)


def told(here: Installation, path: str, since: float) -> float:
    """Return how long after a moment the address outside hears this."""
    until(lambda: path in here.watcher.since(since), f"{path} at the address outside", SEEN_WITHIN)
    return next(at for at, asked in here.watcher.asked if at > since and asked == path) - since


def well(here: Installation) -> None:
    """Wait until nothing is wrong, and the address outside is told so."""
    until(lambda: here.status() == [], "a status page without a warning", SEEN_WITHIN)
    told(here, WELL, monotonic())


def silent(here: Installation, fallen: float) -> None:
    """The address outside hears nothing for longer than the time between two pulses, of which nobody was to be told."""
    sleep(max(fallen + LATE + PULSE_SECONDS + LATE - monotonic(), 0))
    assert here.watcher.since(fallen + LATE) == []


def seen(here: Installation, fallen: float, *found: tuple[str, str]) -> None:
    """Each of these faults is on the status page, and named by the doctor with what mends it; nothing else is."""
    until(lambda: len(here.status()) >= len(found), f"warnings: {found}", SEEN_WITHIN)
    said, named = here.status(), here.doctor()
    assert [any(words in each for each in said) for words, _ in found] == [True] * len(found), said
    assert len(said) == len(found), said
    assert {name for _, name in found} <= named.keys(), named
    assert all(named[name] for _, name in found)
    assert monotonic() - fallen < SEEN_WITHIN


def reports(here: Installation) -> str:
    """Report without a file; return the reference."""
    filing = Filing.begun(here.town.browser.new_context(base_url=here.town.stack.url).request)
    filing.answer()
    for page, data in ("evidence", {}), ("check", {"declared": "on"}):
        answer = filing.ready(page, data)()
        assert answer is not None
        assert answer.status == 302, (page, answer.text())
    receipt = filing.page("receipt")
    assert WORDS.findall(receipt)
    return re.search(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt)[0]  # type: ignore[index]


def number(here: Installation, statement: str) -> int:
    return int(here.rows(statement)[0][0])


def received(here: Installation) -> int:
    return number(here, "SELECT count(*) FROM ledger_entry WHERE type = 'report.received'")


def unsigned(here: Installation) -> int:
    return number(
        here, "SELECT (SELECT size FROM ledger_loghead) - (SELECT coalesce(max(size), 0) FROM ledger_checkpoint)"
    )


def ready(here: Installation) -> int:
    return here.town.browser.new_context(base_url=here.town.stack.url).request.get("/readyz").status


def looks_right(here: Installation) -> None:
    """The page that warns passes axe at both widths."""
    page = here.town["adam"].page
    page.goto("/admin/status/")
    for again, width in enumerate((1280, 360)):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe.wrong(page, again=bool(again)) == []


def kill_the_check(here: Installation) -> None:
    """End the nightly check at once, in the middle of its work."""
    with psycopg.connect(here.services.place.database_url("postgres", here.local_stack.plan.database)) as lock:
        lock.execute("LOCK TABLE casework_registerentry, policy_oathsignature IN ACCESS EXCLUSIVE MODE")
        here.check_record()
        until(lambda: here.rows(BEGUN) != [], "the nightly check")
        here.town.stack.kill("checker")


def test_mail_cache_disk_signer_and_check_fail_together_and_people_go_on(
    here: Installation,
) -> None:
    before, mails, checked = received(here), len(here.town.stack.letters()), number(here, CHECKED)
    fallen = monotonic()
    kill_the_check(here)
    here.process(MAIL).popen.kill()
    here.process(MAIL).popen.wait()
    here.cache.popen.kill()
    here.cache.popen.wait()
    here.freeze_signer(frozen=True)
    ballast = fill(here.disk)
    stored = {path for path in here.disk.rglob("*") if path.is_file()}
    here.town.stack.manage("shell", "--no-imports", "-c", TOLD_ALL)
    here.town.send_task("notifications.post")
    assert told(here, FAIL, fallen) < SEEN_WITHIN
    seen(
        here,
        fallen,
        ("The nightly check began", "nightly-killed"),
        ("The mail server does not answer.", "mail-down"),
        ("The shared cache does not answer", "cache-down"),
        ("is full (errno 28, ENOSPC)", "disk-full"),
        ("The signer does not answer.", "signer-down"),
    )
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

    here.local_stack.processes.remove(here.process(MAIL))
    here.local_stack.start_mail_catcher()
    here.start_cache()
    here.freeze_signer(frozen=False)
    ballast.unlink()
    until(lambda: len(here.status()) == 1, "the nightly check alone", SEEN_WITHIN)
    told(here, FAIL, monotonic())
    assert "The nightly check began" in here.status()[0]
    here.local_stack.start_checker()
    here.local_stack.wait_until_ready()
    here.check_record()
    well(here)
    assert number(here, CHECKED) == checked + 1
    with psycopg.connect(here.local_stack.environment["DATABASE_URL"]) as served:
        served.execute("UPDATE notifications_message SET mail_due = placed_at WHERE tries > 0 AND mail_due IS NOT NULL")
    here.town.send_task("notifications.post")
    until(lambda: len(here.town.stack.letters()) > mails, "the mail that was refused")
    until(lambda: unsigned(here) == 0, "the signature under all entries")
    assert received(here) == before + 2


def test_beat_and_worker_stop_and_each_is_named_by_what_it_is(here: Installation) -> None:
    before, letters = received(here), number(here, LETTERS)
    here.town.stack.kill("worker")
    reports(here)
    here.town.stack.kill("beat")
    fallen = monotonic()
    silent(here, fallen)
    seen(
        here,
        fallen,
        ("The beat has sent no task for", "beat-stopped"),
        ("No worker has finished a task for", "worker-down"),
    )
    assert (here.watcher.since(fallen + LATE), ready(here)) == ([], 200)
    here.local_stack.start_worker()
    here.local_stack.wait_until_ready()
    seen(here, fallen, ("The beat has sent no task for", "beat-stopped"))
    here.local_stack.start_beat()
    well(here)
    here.town.send_task("notifications.post")
    until(lambda: number(here, LETTERS) > letters, "the letter to the reporter")
    assert received(here) == before + 1


def test_the_queue_falls_and_beat_and_worker_find_it_again_by_themselves(here: Installation) -> None:
    before, letters = received(here), number(here, LETTERS)
    here.stop_valkey()
    fallen = monotonic()
    seen(here, fallen, ("The queue does not answer.", "queue-down"))
    reports(here)
    assert (ready(here), received(here)) == (200, before + 1)
    silent(here, fallen)
    here.start_valkey()
    well(here)
    here.town.send_task("notifications.post")
    until(lambda: number(here, LETTERS) > letters, "the letter to the reporter")
    assert here.process("beat").popen.poll() is None
    assert here.process("worker").popen.poll() is None


def test_the_database_falls_and_everything_that_was_answered_is_there(here: Installation) -> None:
    before, letters = received(here), number(here, LETTERS)
    reports(here)
    here.stop_database()
    fallen = monotonic()
    asking = here.town.browser.new_context(base_url=here.town.stack.url).request
    assert (asking.get("/healthz").status, asking.get("/readyz").status) == (200, 503)
    for page in ("/admin/status/", "/report/who/"):
        shown = here.town["adam"].page.goto(page)
        assert shown is not None
        assert (shown.status, DATABASE_DOWN in shown.text()) == (503, True)
    signing_in = asking.post("/accounts/login/", form={"login": "a@b.example", "password": "x"})
    assert signing_in.status >= 400
    named = here.doctor()
    assert list(named)[:1] == ["database-down"]
    assert named["database-down"] == "Start it, or correct DATABASE_URL."
    silent(here, fallen)
    here.start_database()
    until(lambda: ready(here) == 200, "the web processes")
    well(here)
    reports(here)
    here.town.send_task("notifications.post")
    until(lambda: number(here, LETTERS) >= letters + 2, "the letters to both reporters")
    until(lambda: unsigned(here) == 0, "the signature under all entries")
    assert received(here) == before + 2
