"""The outside watch learns whether all is well, and nothing else."""

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from operations.models import Pulse
from operations.pulse.ping import ping
from operations.pulse.tasks import pulse
from tests.operations.nobody_there import no_mail_server

ROOT = Path(__file__).resolve().parents[2]
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
__all__ = ["no_mail_server"]


Asked_for = list[tuple[str, str, bytes]]


@pytest.fixture
def listener(free_port: int) -> Iterator[tuple[str, Asked_for]]:
    """An address that watches from outside, and what it was asked."""
    asked: Asked_for = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, str(self.headers["User-Agent"]), self.rfile.read(0)))
            self.send_response(302 if self.path.startswith("/elsewhere") else 200)
            self.send_header("Location", "/followed")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", free_port), Answers)
    serving = Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{free_port}", asked
    server.shutdown()
    serving.join()
    server.server_close()


def test_the_ping_says_well_or_fail_and_follows_nobody(db: None, listener: tuple[str, Asked_for]) -> None:
    address, asked = listener
    ping(f"{address}/abc", well=True)
    ping(f"{address}/abc/", well=False)
    assert asked == [("/abc", "Oathbound", b""), ("/abc/fail", "Oathbound", b"")]
    assert Pulse.objects.get(part="ping").fault == ""
    ping(f"{address}/elsewhere", well=True)
    assert (len(asked), Pulse.objects.get(part="ping").fault) == (3, "ping-refused")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "https://[", "no address"])
def test_an_address_that_nobody_answers_at_is_noted_and_stops_nothing(db: None, address: str) -> None:
    ping(address, well=True)
    assert Pulse.objects.get(part="ping").fault == "ping-refused"


def test_the_minute_pings_fail_while_something_is_wrong(
    db: None, no_mail_server: None, settings: Any, listener: tuple[str, Asked_for]
) -> None:
    address, asked = listener
    settings.PING_URL = ""
    pulse()
    assert asked == []
    settings.PING_URL = f"{address}/abc"
    pulse()
    assert [path for path, *_ in asked] == ["/abc/fail"]
