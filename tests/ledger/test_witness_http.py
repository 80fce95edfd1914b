"""A witness as a server: TLS, two routes, small requests, and nobody who holds up the others."""

import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ledger.witness.client import WitnessDown, add_checkpoint, trust
from ledger.witness.heads import origin_digest
from ledger.witness.server import LONGEST_HEAD, MOST_OF_ONE_ADDRESS
from ledger.witness.witness import LONGEST_SUBMISSION
from tests.ledger.witnesses import LOG, Log, WitnessProcess, witnessing

LEAVES = Log.of(9)


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[WitnessProcess]:
    """A witness that has cosigned nothing yet."""
    with witnessing(tmp_path / "w") as made:
        yield made


def _connected(witness: WitnessProcess) -> ssl.SSLSocket:
    port = urlsplit(witness.url).port
    assert port is not None
    raw = socket.create_connection(("127.0.0.1", port), 10)
    return trust(witness.certificate).wrap_socket(raw, server_hostname="localhost")


def _said(witness: WitnessProcess, request: bytes) -> bytes:
    """The whole answer to these bytes, until the witness hangs up."""
    with _connected(witness) as talk:
        talk.sendall(request)
        said = b""
        while more := talk.recv(65536):
            said += more
    return said


BAD_REQUESTS = {
    b"GET / HTTP/1.0\r\n\r\n": b"404",
    b"PUT /add-checkpoint HTTP/1.0\r\n\r\n": b"404",
    b"GET /../../etc/passwd/checkpoint HTTP/1.0\r\n\r\n": b"404",
    b"nothing\r\n\r\n": b"400",
    b"GET / HTTP/9\r\n\r\n": b"400",
    b"GET / HTTP/1.0\r\nno header\r\n\r\n": b"400",
    b"POST /add-checkpoint HTTP/1.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx": b"400",
    b"POST /add-checkpoint HTTP/1.0\r\nContent-Length: -1\r\n\r\n": b"400",
    b"POST /add-checkpoint HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n": b"411",
    f"POST /add-checkpoint HTTP/1.0\r\nContent-Length: {LONGEST_SUBMISSION + 1}\r\n\r\n".encode(): b"413",
    b"GET /" + b"x" * (LONGEST_HEAD + 1) + b"\r\n\r\n": b"431",
}


def test_what_is_no_request_is_answered_and_it_serves_on(witness: WitnessProcess) -> None:
    assert {request[:60]: _said(witness, request).split()[1] for request in BAD_REQUESTS} == {
        request[:60]: status for request, status in BAD_REQUESTS.items()
    }
    assert witness.ask(LEAVES.submission(0, 3)).status == 200


def test_a_connection_serves_several_requests(witness: WitnessProcess) -> None:
    body = LEAVES.submission(0, 3).encode()
    request = f"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    last = b"GET / HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n"
    assert [part.split()[0] for part in _said(witness, request + request + last).split(b"HTTP/1.1 ")[1:]] == [
        b"200", b"409", b"404",
    ]  # fmt: skip


def test_clients_that_say_nothing_hold_up_nobody_and_have_few_connections(witness: WitnessProcess) -> None:
    port = urlsplit(witness.url).port
    silent = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(MOST_OF_ONE_ADDRESS - 2)]
    slow = _connected(witness)
    slow.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 9\r\n\r\nold")
    assert witness.ask(LEAVES.submission(0, 3)).status == 200
    silent.append(socket.create_connection(("127.0.0.1", port), 10))
    with pytest.raises(WitnessDown):
        witness.ask(LEAVES.submission(3, 8))
    for each in (*silent, slow):
        each.close()
    until = time.monotonic() + 60
    while True:
        try:
            assert witness.ask(LEAVES.submission(3, 8)).status == 200
            break
        except WitnessDown:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_it_serves_its_newest_checkpoint_only_if_it_publishes(tmp_path: Path) -> None:
    digest = origin_digest(LOG)
    for more, status in (((), b"404"), (("--publish",), b"200")):
        with witnessing(tmp_path / (more[0] if more else "w"), more=more) as witness:
            assert _said(witness, f"GET /{digest}/checkpoint HTTP/1.0\r\n\r\n".encode()).split()[1] == b"404"
            lines = witness.ask(LEAVES.submission(0, 3)).body
            said = _said(witness, f"GET /{digest}/checkpoint HTTP/1.0\r\n\r\n".encode())
            assert said.split()[1] == status
            assert more == () or said.partition(b"\r\n\r\n")[2].decode() == LEAVES.checkpoint(3) + lines


def test_a_certificate_of_nobody_known_is_not_believed(witness: WitnessProcess) -> None:
    with pytest.raises(WitnessDown, match="CERTIFICATE_VERIFY_FAILED"):
        add_checkpoint(witness.url, LEAVES.submission(0, 3), trust(None))
    with pytest.raises(WitnessDown, match="https"):
        add_checkpoint(witness.url.replace("https", "http"), "", trust(witness.certificate))


def test_behind_a_proxy_it_listens_on_loopback_in_plain_http(tmp_path: Path) -> None:
    made = WitnessProcess(tmp_path / "w")
    words = [word for word in made.words if word not in ("--certificate", "tls.pem", "--certificate-key", "tls.key")]
    running = subprocess.Popen(words, cwd=made.folder, env=made.environment, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    address = urlsplit(running.stderr.readline().split()[-1])
    body = LEAVES.submission(0, 3).encode()
    with running, socket.create_connection(("127.0.0.1", address.port or 0), 10) as talk:
        talk.sendall(f"POST /add-checkpoint HTTP/1.0\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        assert talk.recv(100).split()[1] == b"200"
        running.terminate()
    assert (address.scheme, running.returncode) == ("http", 0)
