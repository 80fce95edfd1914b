"""Processes are killed where it hurts most: what was answered as received is there, and each letter lies there once."""

import os
import random
import re
import threading
import time
from collections.abc import Callable
from contextlib import closing

import psycopg
from playwright.sync_api import APIResponse, FilePayload

from notifications.mail.throttle import ASKING, MINUTE
from tests.casework.web.reporting import WORDS
from tests.journeys.filing import Filing
from tests.journeys.reporting import follows_up
from tests.journeys.town import Town, until

TOLD_ALL = (
    "from local.demo.people import EVERYBODY; from local.demo import story; from accounts.models import User;"
    " people = {user.name.split()[0].lower(): user for user in User.objects.filter(kind='person')};"
    " one = story.Story(people=people); story.bring_report(one, 'Rex Respond', reporter='Wilma Quill');"
    " story.screen(one); story.investigate(one); print(one.code)"
)
FILE = FilePayload(name="scan.txt", mimeType="text/plain", buffer=b"A page of the letter.\n" * 150_000)
SUBJECTS = ["A letter went to the member", "What happens with your name", "We have your report"]
TRIES, LONGEST = int(os.environ.get("OATHBOUND_KILLS", "2")), 0.5
CHANCE = random.Random(os.environ.get("OATHBOUND_SEED"))
HELD_BY_THE_DEAD = (ASKING + 2 * MINUTE).total_seconds()
"""A worker that is killed while it sends a mail holds that mail for so long, and the next try is up to a minute later."""
GIVES_UP = 3
"""Seconds. What is sent while no web is there waits at its socket: it is answered late, or its sender has left."""


def test_a_worker_killed_before_the_letters_loses_none_and_places_each_once(town: Town) -> None:
    town.stack.kill("worker")
    code = town.stack.manage("shell", "--no-imports", "-c", TOLD_ALL).split("\n")[-2].strip()
    for _ in range(3):
        town.stack.local_stack.start_worker()
        town.send_task("notifications.post")
        time.sleep(CHANCE.uniform(1, 4))
        town.stack.kill("worker")
    town.stack.revive("worker")
    town.send_task("notifications.post")
    until(lambda: len(subjects(town, code)) >= len(SUBJECTS), "the letters")
    rex = town["rex"]
    rex.opens("/member/")
    lying = rex.page.locator("a[href^='/member/letters/']").all_inner_texts()
    assert (subjects(town, code), lying) == (SUBJECTS, ["Notice of investigation"])
    until(lambda: len(town.stack.letters()) > 0, "the mail to the respondent", patience=HELD_BY_THE_DEAD)
    named = {line for letter in town.stack.letters() for line in letter.splitlines() if line.startswith("Message-ID:")}
    assert len(named) == 1


def subjects(town: Town, code: str) -> list[str]:
    """Return what lies in the reporter's inbox, newest first."""
    reporter = town.people.setdefault("reporter", town.stranger())
    follows_up(reporter, code)
    reporter.opens("/follow-up/letters/")
    return reporter.page.locator("a[href^='/follow-up/letters/']").all_inner_texts()


def test_a_web_killed_while_reports_come_in_loses_nothing_and_leaves_no_half(shared_town: Town) -> None:
    sent = [one_report(shared_town) for _ in range(TRIES)]
    with closing(psycopg.connect(shared_town.stack.local_stack.environment["DATABASE_URL"])) as served:
        received = served.execute("SELECT count(*) FROM ledger_entry WHERE type = 'report.received'").fetchone()
        cases = served.execute("SELECT count(*) FROM casework_case").fetchone()
    assert received == (TRIES,)
    assert cases == (TRIES,)
    assert len({code for _, code in sent}) == TRIES
    for reference, code in sent:
        somebody = shared_town.stranger()
        follows_up(somebody, code)
        assert reference in somebody.text


def one_report(town: Town) -> tuple[str, str]:
    """Report while a web server is killed during the upload and again during the sending; return reference and code."""
    filing = Filing.begun(town.browser.new_context(base_url=town.stack.url).request)
    filing.answer()
    answered = through_a_crash(town, "evidence", filing.ready("evidence", {}, FILE, patience=GIVES_UP))
    kept = filing.page("evidence").count("scan.txt</h3>")
    assert kept in ((1,) if answered else (0, 1))
    answered = through_a_crash(town, "web", filing.ready("check", {"declared": "on"}, patience=GIVES_UP))
    if not answered:
        filing.ready("check", {"declared": "on"})()
    receipt = filing.page("receipt")
    reference = re.search(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt)
    assert reference is not None
    return reference[0], " ".join(WORDS.findall(receipt))


def through_a_crash(town: Town, web: str, send: Callable[[], APIResponse | None]) -> bool:
    """Send while a web server is killed at a random moment, and start it again; whether it answered, not the proxy for it."""
    crash = threading.Timer(CHANCE.uniform(0, LONGEST), town.stack.kill, [web])
    crash.start()
    answer = send()
    crash.join()
    town.stack.revive(web)
    return answer is not None and answer.status != 503
