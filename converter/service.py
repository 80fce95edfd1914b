"""Listens on the socket, and gives each connection a keeper: a process that keeps one job."""

import os
import shutil
import signal
import socket
import tempfile
from pathlib import Path
from types import FrameType

from converter import keeper
from converter.keeper import Rules

MOST_CONNECTIONS = 128


class Service:
    """Serves until `stop`. Each connection gets a keeper, and the keeper waits until its job has a place."""

    def __init__(self, path: Path, rules: Rules) -> None:
        self._rules = rules
        self._keepers: set[int] = set()
        self._stopped = False
        self._slots = os.memfd_create("slots", os.MFD_CLOEXEC)
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(str(path))
        path.chmod(0o660)
        self._socket.listen(MOST_CONNECTIONS)

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        self._stopped = True
        self._socket.close()

    def serve(self) -> None:
        for left in Path(tempfile.gettempdir()).glob(f"{self._rules.folders}*"):
            shutil.rmtree(left)
        while not self._stopped:
            self._wait_for_room()
            try:
                connection, _ = self._socket.accept()
            except OSError:
                if self._stopped:
                    break
                raise
            self._begin(connection)
        for child in self._keepers:
            os.kill(child, signal.SIGKILL)
        while self._keepers:
            self._reap(block=True)

    def _begin(self, connection: socket.socket) -> None:
        child = os.fork()
        if child == 0:
            self._socket.close()
            keeper.run(connection, self._rules, self._slots)
        connection.close()
        self._keepers.add(child)

    def _wait_for_room(self) -> None:
        while self._reap(block=False):
            pass
        while len(self._keepers) >= MOST_CONNECTIONS and not self._stopped:
            self._reap(block=True)

    def _reap(self, *, block: bool) -> bool:
        if not self._keepers:
            return False
        child, _ = os.waitpid(-1, 0 if block else os.WNOHANG)
        self._keepers.discard(child)
        return child != 0
