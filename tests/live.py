"""A live house for a journey: the processes of `make run`, on a database of the tests' own services."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from redis import Redis

from config.embedded import Place
from config.house import House, Plan


@dataclass(frozen=True)
class LiveStack:
    """A running house: where people reach it, where its mail lands, and its processes, which may be killed."""

    url: str
    mail: Path
    house: House
    web_socket: socket.socket

    def letters(self) -> list[str]:
        """What the mail server took, in the order it came."""
        return [file.read_text(encoding="utf-8") for file in sorted(self.mail.glob("*.eml"))]

    def manage(self, *words: str) -> str:
        """Run a manage.py command in this house; what it printed."""
        return self.house.step(words[0], *words)

    def kill(self, name: str) -> None:
        """End a process of the house and all its children at once, with no chance to tidy up."""
        process = next(each for each in self.house.processes if each.name == name)
        os.killpg(process.popen.pid, signal.SIGKILL)
        process.popen.wait()
        self.house.processes.remove(process)

    def revive(self, name: str) -> None:
        """Start a killed process again: "web", on the socket it had, or "worker"."""
        if name == "web":
            self.house.start_web(self.web_socket)
        else:
            self.house.start_worker()
        self.house.wait_until_ready()


@contextmanager
def stack(place: Place, folder: Path, name: str) -> Iterator[LiveStack]:
    """Start a house whose files lie in `folder`; its database is gone afterwards."""
    database = f"live_{sha256(name.encode()).hexdigest()[:12]}"
    web_socket = socket.create_server(("127.0.0.1", 0), backlog=128)
    Redis.from_url(place.cache_url, db=0).flushdb()
    house = House.on(Plan(place, folder, web_socket.getsockname()[1], database))
    try:
        house.prepare(lambda _: None)
        house.open(web_socket, lambda _: None)
        house.wait_until_ready()
        yield LiveStack(house.plan.base_url, house.plan.mail, house, web_socket)
    finally:
        house.stop()
        web_socket.close()
        place.drop_database(database)
