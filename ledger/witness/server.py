"""The HTTPS service of a witness: two routes, small bodies, and a deadline for each request.

One event loop serves all connections, so requests are judged one after the other, and a slow client costs a coroutine.
docs/adr/0030 says why this is no library.
"""

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus

from ledger.witness.witness import LONGEST_SUBMISSION, Answer, Witness

REQUEST_SECONDS = 15
LONGEST_HEAD = 8 * 1024
MOST_REQUESTS = 100
MOST_CONNECTIONS, MOST_OF_ONE_ADDRESS = 256, 16
NOT_FOUND = Answer(404, "there is nothing here\n")


class BadRequest(Exception):
    """The bytes are no request that is served; `answer` says why, and the connection ends."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.answer = Answer(status, f"{reason}\n")


class Server:
    """Serves a witness. Without `tls` in plain HTTP, for a proxy on the same machine. `publishes`: anybody may read its
    newest checkpoints.
    """

    def __init__(
        self, witness: Witness, *, tls: ssl.SSLContext | None, publishes: bool, say: Callable[[str], object]
    ) -> None:
        self._witness, self._tls, self._publishes, self._say = witness, tls, publishes, say
        self._most_of_one = MOST_OF_ONE_ADDRESS if tls else MOST_CONNECTIONS  # a proxy has one address for all
        self._open: Counter[str] = Counter()

    async def listen(self, host: str, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._serve, host, port, limit=LONGEST_HEAD)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection. It counts before its TLS handshake, so that half-open ones count too."""
        address = str(writer.get_extra_info("peername")[0])
        if self._open.total() >= MOST_CONNECTIONS or self._open[address] >= self._most_of_one:
            writer.transport.abort()
            return
        self._open[address] += 1
        try:
            with suppress(OSError, EOFError):  # among them TimeoutError, SSLError and IncompleteReadError
                await self._serve_requests(reader, writer)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]
            await _close(writer)

    async def _serve_requests(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._tls is not None:
            await writer.start_tls(self._tls, ssl_handshake_timeout=REQUEST_SECONDS, ssl_shutdown_timeout=1)
        for _ in range(MOST_REQUESTS):
            async with asyncio.timeout(REQUEST_SECONDS):
                if not await self._serve_request(reader, writer):
                    return

    async def _serve_request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection stays open."""
        stays = False
        try:
            method, target, headers = await _read_head(reader)
            body = await reader.readexactly(_length(headers))
            stays = headers.get("connection", "").lower() != "close"
            answer = self._answer(method, target, body)
        except BadRequest as fault:
            answer = fault.answer
        body = answer.body.encode("utf-8")
        head = (
            f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\nContent-Type: {answer.type}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: {'keep-alive' if stays else 'close'}\r\n\r\n"
        )
        writer.write(head.encode("ascii") + body)
        await writer.drain()
        return stays

    def _answer(self, method: str, target: str, body: bytes) -> Answer:
        try:
            match method, target.removeprefix("/").split("/"):
                case "POST", ["add-checkpoint"]:
                    return self._witness.add_checkpoint(body)
                case "GET", [digest, "checkpoint"] if self._publishes:
                    return self._witness.checkpoint(digest)
        except OSError as fault:  # the disk; nothing was cosigned
            self._say(f"Nothing was cosigned: {fault}")
            return Answer(503, "this witness cannot write to its disk\n")
        return NOT_FOUND


async def _read_head(reader: asyncio.StreamReader) -> tuple[str, str, Mapping[str, str]]:
    """The method, target and headers of the next request, by lower-case name; EOFError at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as fault:
        raise BadRequest(431, "the headers have more than 8 KiB") from fault
    first, *lines = head[:-4].decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip() or name.lower() in headers.keys() & {"content-length"}:
            raise BadRequest(400, "this is not a header")
        headers[name.lower()] = value.strip(" \t")
    words = first.split(" ")
    if len(words) != 3 or words[2] not in ("HTTP/1.1", "HTTP/1.0"):
        raise BadRequest(400, "this is not a request")
    return words[0], words[1], headers | ({"connection": "close"} if words[2] == "HTTP/1.0" else {})


def _length(headers: Mapping[str, str]) -> int:
    """How many bytes of body follow."""
    if "transfer-encoding" in headers:
        raise BadRequest(411, "say the length of the body in Content-Length")
    said = headers.get("content-length", "0")
    if not (said.isascii() and said.isdigit()):
        raise BadRequest(400, "this is not a length")
    if len(said) > 8 or int(said) > LONGEST_SUBMISSION:
        raise BadRequest(413, "no submission is as long as this")
    return int(said)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(2):
            await writer.wait_closed()
    writer.transport.abort()
