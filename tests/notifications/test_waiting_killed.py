"""Workers that are killed while the mail server refuses one mail in five: one item each, a mail at least once, nobody else.

Three hundred events in every run; `make long LONG=kills` has ten thousand.
"""

import os
import random
import signal
import time
from collections import Counter
from typing import Any, NoReturn

import pytest
from django.db import connection

from accounts.models import AccountMail, User
from accounts.offices import Office, appoint
from casework.procedure.intake.actions import acknowledge_complaint
from ledger.clock import now
from ledger.models import Entry
from notifications.dispatch import account_mails
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Cursor, Item, MailChoice
from notifications.topics.table import Topic
from notifications.waiting.mails import choose_mails, write_waiting_mails
from tests.casework.desk_cast import SINCE, Desk
from tests.notifications.conftest import Server, Sink

EVENTS = 200 * int(os.environ.get("OATHBOUND_KILLS", "0")) or 300
SEED = int(os.environ.get("OATHBOUND_SEED", "7"))
SCREENERS = 12
EACH = 5
"""The events of a report until it is with its screeners: filed, swept, acknowledged, and two seats."""


class Refusing(Sink):
    """Refuses one recipient in five for now, the first at once."""

    asked = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Take or refuse."""
        self.refusal = "" if self.asked % 5 else "451 Later"
        self.asked += 1
        return await super().handle_RCPT(server, session, envelope, address, options)


def work() -> NoReturn:
    """Run the tasks of a worker in a loop until it is killed."""
    connection.connect()
    while True:
        while place_letters():
            pass
        write_waiting_mails()
        account_mails.send_waiting()


def killed_after(seconds: float) -> None:
    """Let a separate process work, and kill it."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def all_is_due() -> None:
    """The next morning comes, and the minutes that a refused mail waits are over."""
    Item.objects.filter(mail_due__isnull=False).update(mail_due=now())
    AccountMail.objects.filter(next_try__isnull=False).update(next_try=now())


# The child takes no lock that a thread of the mail server could hold: at worst it hangs until it is killed.
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_each_is_told_once_and_mailed_at_least_once_and_nobody_else(committed: None, closed: Server) -> None:
    chance = random.Random(SEED)
    sink = closed.controller.handler = closed.sink = Refusing()
    closed.start()
    desk = Desk()
    for n in range(SCREENERS):
        person = User.objects.create_person(email=f"s{n}@society.example", name=f"Screener {n}")
        appoint(user=person, office=Office.SCREENER, since=SINCE)
        choose_mails(person.pk, MailChoice.Often.AT_ONCE)
    cases = []
    for n in range(EVENTS // EACH):
        cases.append(acknowledge_complaint(reference=desk.swept().reference, by=desk.by("ines")))
        if n % 20 == 19:
            killed_after(chance.uniform(0.1, 1.0))
    for _ in range(5):
        all_is_due()
        killed_after(chance.uniform(0.1, 1.0))
    deadline = time.monotonic() + 60 + EVENTS / 50
    while AccountMail.objects.filter(next_try__isnull=False).exists() or place_letters() or write_waiting_mails():
        all_is_due()
        account_mails.send_waiting()
        assert time.monotonic() < deadline
    told = Counter(Item.objects.values_list("person__email", "case", "topic"))
    assert set(told.values()) == {1}
    waiting = {(row[0], row[1]) for row in told if row[2] in (Topic.SEAT, Topic.TURN)}
    assert waiting == {(row.user.email, row.case_id) for case in cases for row in case.seatings.filter(seat="screener")}
    assert {email for email, _, topic in told if topic not in (Topic.SEAT, Topic.TURN)} <= {"ines@society.example"}
    assert Cursor.objects.get().log_index == Entry.objects.latest("log_index").log_index
    named = Counter(mail["To"] for mail in sink.mails)
    assert named.keys() - {"ines@society.example"} == {email for email, _ in waiting}
    assert not Item.objects.filter(withdrawn_at__isnull=True, mailed_at__isnull=True).exists()
    assert len({mail["Message-ID"] for mail in sink.mails}) == AccountMail.objects.filter(sent_at__isnull=False).count()
