"""Cases on their way, by real steps, and a mail server of their own."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import MONDAY
from tests.notifications.road import BEGAN, Road


class Sink(MessageHandler):
    """Keeps every mail it takes; while `refusal` is set, it answers so to each recipient."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.mails: list[Any] = []
        self.refusal = ""
        self.seconds = 0.0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        """Take a recipient after some time, or refuse it."""
        await asyncio.sleep(self.seconds)
        if not self.refusal:
            envelope.rcpt_tos.append(address)
        return self.refusal or "250 OK"

    def handle_message(self, message: Any) -> None:
        """Keep it."""
        self.mails.append(message)


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    with time_machine.travel(BEGAN, tick=False) as clock:
        yield Road(clock)


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


class Server:
    """A real mail server on the loopback address, which may be started late."""

    def __init__(self, port: int) -> None:
        """Know where it will listen."""
        self.sink = Sink()
        self.controller = Controller(self.sink, hostname="127.0.0.1", port=port)

    @property
    def mails(self) -> list[Any]:
        """What it took."""
        return self.sink.mails

    def start(self) -> None:
        """Begin to listen."""
        self.controller.start()

    def stop(self) -> None:
        """Stop, if it ran."""
        if self.controller.server is not None:
            self.controller.stop()


@pytest.fixture
def closed(settings: Any, free_port: int) -> Iterator[Server]:
    """The mail server the installation hands its letters to; nobody has started it."""
    server = Server(free_port)
    settings.MAILERS = mailers(free_port)
    yield server
    server.stop()


@pytest.fixture
def sink(closed: Server) -> Sink:
    """What a running mail server takes."""
    closed.start()
    return closed.sink


def mailers(port: int) -> dict[str, Any]:
    """Return the setting that hands mails to a server on this port."""
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return {"default": {"BACKEND": backend, "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5}}}
