"""The parts of gunicorn that differ here: a thread answers the connection that it accepted itself, and no access is logged.

Gunicorn's own threads (`gthread`) get each connection from another thread, and hand it back to be closed: 0.1 ms a request,
of 0.6 for one that does nothing. docs/adr/0016-one-proxy-everywhere.md says what this worker leaves to the proxy.
"""

import os
import select
import socket
import time
from threading import Thread
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http import wsgi
from gunicorn.workers.sync import SyncWorker

HEARTBEAT_SECONDS = 1.0
FIRST_BYTE_SECONDS = 5.0
"""How long a new connection may say nothing before it is closed."""
APART_SECONDS = 0.2
"""Between two threads of a process when they begin, longer than between two processes. See `_serve`."""
MOST_HELD = 64 * 1024


class NoAccessLog(Logger):  # type: ignore[misc]
    """Writes what happens to the server, never who asked for what.

    Without this class, gunicorn puts together a line for each request because `logconfig_dict` is set. No handler writes it.
    """

    def access(self, *_: object) -> None:
        """Do nothing."""


class OneWrite:
    """The connection of an answer. It sends headers and a short body at once, so that the proxy wakes up once for both."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._held: list[bytes] = []
        self._size = 0
        self.has_sent = False

    def sendall(self, data: bytes) -> None:
        """Hold the data, or send it with all that is held when that has become much."""
        self._held.append(data)
        self._size += len(data)
        if self._size > MOST_HELD:
            self.flush()

    def sendfile(self, *args: Any, **kwargs: Any) -> int:
        self.flush()
        return self._connection.sendfile(*args, **kwargs)

    def flush(self) -> None:
        """Send what is held."""
        data, self._held, self._size = b"".join(self._held), [], 0
        if data:
            self.has_sent = True
            self._connection.sendall(data)


class AcceptingThreads(SyncWorker):  # type: ignore[misc]
    """Threads of which each takes one connection after another, for one request each."""

    alive: bool

    def run(self) -> None:
        """Serve until the server is told to stop, then wait for the requests that are being answered."""
        self._stopped, stop = os.pipe()
        for listener in self.sockets:
            listener.setblocking(False)
        threads = [Thread(target=self._serve, args=(number,), daemon=True) for number in range(self.cfg.threads)]
        for thread in threads:
            thread.start()
        while self.alive and self.is_parent_alive():
            self.notify()
            if select.select([self.PIPE[0]], [], [], HEARTBEAT_SECONDS)[0]:
                os.read(self.PIPE[0], 64)
        self.alive = False
        os.close(stop)
        until = time.monotonic() + self.cfg.graceful_timeout
        for thread in threads:
            self.notify()
            thread.join(max(until - time.monotonic(), 0))

    def _serve(self, number: int) -> None:
        """Answer connections. The first idle thread in the order in which they began gets the next one.

        So a caller who comes alone meets the same thread each time, whose connection to the database is warm. The threads of
        a process begin one after another, so that in this order the processes take turns.
        """
        time.sleep(number * APART_SECONDS)
        listeners = {each.fileno(): each for each in self.sockets}
        try:
            with select.epoll() as waiting:
                waiting.register(self._stopped, select.EPOLLIN)
                for descriptor in listeners:
                    waiting.register(descriptor, select.EPOLLIN | select.EPOLLEXCLUSIVE)
                while self.alive:
                    for descriptor, _ in waiting.poll(maxevents=1):
                        if descriptor in listeners:
                            self._take(listeners[descriptor])
        except Exception:
            self.log.exception("A thread that answers requests has ended, and its process with it")
            self.alive = False

    def _take(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):  # another thread was faster, or the caller has left
            return
        if _says_something(client):
            self.handle(listener, client, address)
        else:
            client.close()

    def handle_request(self, listener: socket.socket, req: Any, client: socket.socket, addr: Any) -> None:
        """Answer one request and close its connection. What fails before anything was sent is answered by `handle`."""
        answer, environ = wsgi.create(req, client, addr, listener.getsockname(), self.cfg)
        answer.force_close()
        answer.sock = sending = OneWrite(client)
        environ["wsgi.multithread"] = True
        try:
            self._send(answer, environ)
            sending.flush()
        except OSError:
            raise
        except Exception:
            if not sending.has_sent:
                raise
            self.log.exception("An answer broke off")
            raise StopIteration from None
        if getattr(req.body.reader, "length", None) == 0:  # all that was sent has been read, so nothing is cut off
            client.close()

    def _send(self, answer: Any, environ: Any) -> None:
        parts = self.wsgi(environ, answer.start_response)
        try:
            if isinstance(parts, environ["wsgi.file_wrapper"]):
                answer.write_file(parts)
            else:
                for part in parts:
                    answer.write(part)
            answer.close()
            answer.sock.flush()
        finally:
            if hasattr(parts, "close"):
                parts.close()


def _says_something(client: socket.socket) -> bool:
    waiting = select.poll()
    waiting.register(client, select.POLLIN)
    return bool(waiting.poll(FIRST_BYTE_SECONDS * 1000))
