"""Asks a web process whether it can serve, as its proxy would: `python -m config.probe http://127.0.0.1:8000`.

Exit 0 when it can, 1 when it cannot. It calls the house by the name that people use, which is the only one it answers to.
"""

import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from config import env

WAIT_SECONDS = 5


def ready(address: str) -> bool:
    """Whether /readyz at this address says 200."""
    host = urlsplit(env.text("BASE_URL")).netloc
    asked = urllib.request.Request(f"{address}/readyz", headers={"Host": host})  # noqa: S310  an address of our own
    try:
        with urllib.request.urlopen(asked, timeout=WAIT_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if ready(sys.argv[1]) else 1)
