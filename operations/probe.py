"""Asks a web server whether it can serve, as its proxy would: `python -m operations.probe http://127.0.0.1:8000`.

Exit 0 when it can, 1 when it cannot. It sends the public host name, because the server answers no other.
"""

import http.client
import socket
import sys
from urllib.parse import urlsplit

from config import env

WAIT_SECONDS = 5


def answers(address: str, host: str = "localhost") -> bool:
    """Return whether /readyz at this address says 200: `http://HOST:PORT`, or `unix:PATH`."""
    asked = urlsplit(address)
    connection = http.client.HTTPConnection(asked.netloc or "localhost", timeout=WAIT_SECONDS)
    try:
        if asked.scheme == "unix":
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.settimeout(WAIT_SECONDS)
            connection.sock.connect(asked.path)
        connection.request("GET", "/readyz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def ready(address: str) -> bool:
    """Return whether a web server is ready that answers to the name people use."""
    return answers(address, urlsplit(env.text("BASE_URL")).netloc)


if __name__ == "__main__":
    sys.exit(0 if ready(sys.argv[1]) else 1)
