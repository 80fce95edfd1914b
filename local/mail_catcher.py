"""A mail server that delivers to nobody: each message it takes becomes a file, for the demonstration and the journeys.

`python -m local.mail_catcher WHERE FOLDER` serves SMTP; WHERE is the descriptor of a listening socket, or HOST:PORT.
"""

import asyncio
import socket
import sys
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from operations import private_files


class ToFiles:
    """Writes each message to `<number>.eml` in a folder, in the order they came."""

    def __init__(self, folder: Path) -> None:
        self._folder = private_files.folder(folder)
        self._numbers = count(1 + max((int(file.stem) for file in folder.glob("*.eml")), default=0))

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        content = envelope.content or b""
        text = content.decode("utf-8", "surrogateescape") if isinstance(content, bytes) else content
        private_files.write(self._folder / f"{next(self._numbers):06}.eml", text)
        return "250 Kept"


async def serve(listening: socket.socket, folder: Path) -> None:
    """Serve until the process is stopped."""
    handler = ToFiles(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, hostname="localhost", enable_SMTPUTF8=True), sock=listening
    )
    await server.serve_forever()


def listening_socket(where: str) -> socket.socket:
    """The socket with this descriptor, or a new one at HOST:PORT."""
    host, _, port = where.rpartition(":")
    return socket.create_server((host, int(port))) if host else socket.socket(fileno=int(where))


if __name__ == "__main__":
    asyncio.run(serve(listening_socket(sys.argv[1]), Path(sys.argv[2])))
