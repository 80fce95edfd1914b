"""A running installation whose mail server stops, or whose worker is killed while it sends: every mail arrives."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller
from django.urls import reverse

from tests import live, stage
from tests.access_matrix.visitor import Visitor
from tests.journeys.town import until

PEOPLE = ("mia", "ola", "sam")
MOVE_IN = (
    "from accounts.models import User;"
    f" [User.objects.create_person(email=f'{{each}}@example.org', name=each.title()) for each in {PEOPLE}]"
)
WRITE = (
    "from accounts.mails import MailKind, write_mail; from accounts.models import User;"
    " write_mail(User.objects.get(email='sam@example.org').pk, MailKind.SIGN_IN_CHANGED)"
)
STATES = """
SELECT count(*) FILTER (WHERE next_try IS NOT NULL), count(*) FILTER (WHERE sent_at IS NOT NULL),
       count(*) FILTER (WHERE next_try > made_at), (SELECT count(*) FROM accounts_resetrequest)
FROM accounts_accountmail
"""


class Installation:
    """A running installation, whose mail server is this test's own."""

    def __init__(self, stack: live.LiveStack, database: "psycopg.Connection[Any]") -> None:
        """Take the place of its mail server: from now on nobody listens there."""
        self.stack, self.database = stack, database
        self.port = stack.local_stack.mail_socket.getsockname()[1]
        stack.kill("mail")
        stack.local_stack.mail_socket.close()

    def ask(self, address: str) -> int:
        """Ask for a new password at the page; the status of the answer."""
        return Visitor(self.stack.url).fills(reverse("account_reset_password"), {"email": address}).status

    def states(self) -> tuple[int, ...]:
        """How many mails wait, were sent, were tried and put off, and how many requests nobody has looked at."""
        found = self.database.execute(STATES).fetchone()
        assert found is not None
        return tuple(found)

    def send_task(self) -> None:
        """Send the task now that beat would send within a minute."""
        self.stack.send_task("notifications.account_mails")

    def a_minute_passes(self) -> None:
        """Let what was put off for a minute be due, and forget that the mail server was away."""
        self.database.execute("UPDATE accounts_accountmail SET next_try = next_try - interval '1 minute'")
        _, cache = live.both_of(self.stack.local_stack.plan.place, self.stack.local_stack.plan.shelf)
        for key in cache.scan_iter("*mail-server-is-away"):
            cache.delete(key)

    @contextmanager
    def mail_server(self, on_data: Callable[[], None] = lambda: None) -> Iterator[list[EmailMessage]]:
        """A mail server that is there again; `on_data` is done when it has taken a mail and not answered yet."""
        taken: list[EmailMessage] = []

        class Takes:
            async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
                taken.append(message_from_bytes(envelope.content, policy=default))
                on_data()
                return "250 Taken"

        controller = Controller(Takes(), hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield taken
        finally:
            controller.stop()


def test_no_mail_is_lost_while_the_server_is_down_or_when_a_worker_is_killed(tmp_path: Path) -> None:
    with live.stack(stage.Services.start(), tmp_path, "mail") as stack:
        url = stack.local_stack.environment["DATABASE_URL"]
        with closing(psycopg.connect(url, autocommit=True)) as database:
            stack.manage("shell", "--no-imports", "-c", MOVE_IN)
            installation = Installation(stack, database)
            while_the_server_is_down(installation)
            a_killed_worker_sends_again_under_the_same_message_id(installation)


def while_the_server_is_down(installation: Installation) -> None:
    """Requests and a mail wait, each person gets each mail once, and nobody gets one for an address that is unknown."""
    asked = [installation.ask(f"{name}@example.org") for name in ("mia", "mia", "ola", "nobody")]
    installation.stack.manage("shell", "--no-imports", "-c", WRITE)
    until(lambda: at_least_one_was_tried(installation), "three mails that wait, of which some were tried")
    installation.a_minute_passes()
    with installation.mail_server() as taken:
        installation.send_task()
        installation.send_task()
        until(lambda: installation.states()[:2] == (0, 3), "three mails that were sent")
    assert (asked, sorted(str(mail["To"]) for mail in taken)) == ([302] * 4, [f"{name}@example.org" for name in PEOPLE])
    assert len({mail["Message-ID"] for mail in taken}) == 3
    links = [word for mail in taken for word in mail.get_content().split() if reverse("account_reset_password") in word]
    assert [
        Visitor(installation.stack.url).get(link.removeprefix(installation.stack.url)).status for link in links
    ] == [
        302,
        302,
    ]


def at_least_one_was_tried(installation: Installation) -> bool:
    """Whether three mails wait, none was sent, some were tried, and every request was looked at."""
    waiting, sent, tried, requests = installation.states()
    return (waiting, sent, tried > 0, requests) == (3, 0, True, 0)


def a_killed_worker_sends_again_under_the_same_message_id(installation: Installation) -> None:
    """At least once: what the server took before the worker could write that down comes again, and is the same mail."""
    stack = installation.stack
    killed: list[bool] = []

    def kill() -> None:
        if not killed:
            killed.append(True)
            stack.kill("worker")

    with installation.mail_server(kill) as taken:
        for name in PEOPLE:
            installation.ask(f"{name}@example.org")
        until(lambda: bool(killed), "the kill")
        assert installation.states()[1] == 3
        stack.revive("worker")
        installation.send_task()
        until(lambda: installation.states()[:2] == (0, 6), "all mails")
    named = [str(mail["Message-ID"]) for mail in taken]
    assert (len(named), len(set(named)), named[0] in named[1:]) == (4, 3, True)
