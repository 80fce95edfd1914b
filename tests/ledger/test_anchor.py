"""Time-stamps: an authority of our own, made with OpenSSL, stamps a checkpoint; nothing else passes for one."""

import http.server
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from pytest_django import Settings

from ledger import tasks, verify
from ledger.anchoring import Authority, NoStamp, anchor, request_for
from ledger.export import export_log
from ledger.keyring import Keyring, LogKey
from ledger.models import Anchor, Checkpoint
from ledger.notes import log_key
from ledger.sync import seal_log
from tests.ledger.exported import signing
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, ORIGIN, judged

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""
EXTENSIONS = "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:FALSE\n"


class Office:
    """A time-stamp authority in a folder."""

    def __init__(self, folder: Path, *, curve: bool = False, stamps: bool = True) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "conf").write_text(CONFIG.format(folder=folder), encoding="utf-8")
        (folder / "ext").write_text(EXTENSIONS if stamps else "basicConstraints=CA:FALSE\n", encoding="utf-8")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] if curve else ["-newkey", "rsa:2048"]
        self._run(
            "req", "-x509", *key, "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Root", "-days", "9"
        )
        self._run("req", *key, "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Clock")
        signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "8", "-extfile", "ext")
        self._run("x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", *signed)

    @property
    def root(self) -> Path:
        return self.folder / "ca.pem"

    def ends(self) -> bytes:
        """Until when its certificate is valid, as that says it."""
        made = x509.load_pem_x509_certificate((self.folder / "tsa.pem").read_bytes())
        return f"{made.not_valid_after_utc:%y%m%d%H%M%SZ}".encode()

    def stamp(self, query: bytes) -> bytes:
        """Its answer to a request."""
        (self.folder / "query").write_bytes(query)
        self._run("ts", "-reply", "-config", "conf", "-queryfile", "query", "-out", "reply")
        return (self.folder / "reply").read_bytes()

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("tsa") / "office")


@pytest.fixture
def checkpoint(db: None, tmp_path: Path) -> Checkpoint:
    """A signed log of two entries."""
    written(draft(), draft())
    with signing(tmp_path / "mirror") as socket:
        seal_log(socket)
    return Checkpoint.objects.get()


def _text(checkpoint: Checkpoint) -> str:
    return checkpoint.note.split("\n\n")[0] + "\n"


def _judged(capsys: Any, folder: Path, checkpoint: Checkpoint, token: bytes, root: Path) -> Any:
    (folder / "note").write_text(checkpoint.note, encoding="utf-8")
    (folder / "tsr").write_bytes(token)
    return judged(capsys, "anchor", folder / "note", folder / "tsr", "--roots", root)


@pytest.mark.parametrize("curve", [False, True])
def test_a_stamp_is_verified_offline(checkpoint: Checkpoint, tmp_path: Path, capsys: Any, curve: bool) -> None:
    office = Office(tmp_path / "office", curve=curve)
    verdict = _judged(capsys, tmp_path, checkpoint, office.stamp(request_for(_text(checkpoint))), office.root)
    assert (verdict.rc, f"stamped {datetime.now(UTC):%Y-%m-%d}" in verdict.words) == (0, True)


def test_openssl_reads_our_request(checkpoint: Checkpoint, tmp_path: Path) -> None:
    (tmp_path / "query").write_bytes(request_for(_text(checkpoint)))
    said = subprocess.check_output(["openssl", "ts", "-query", "-in", tmp_path / "query", "-text"], text=True)
    assert ("Hash Algorithm: sha256" in said, "Certificate required: yes" in said) == (True, True)


def test_a_stamp_of_another_text_proves_nothing(
    checkpoint: Checkpoint, tmp_path: Path, capsys: Any, office: Office
) -> None:
    verdict = _judged(capsys, tmp_path, checkpoint, office.stamp(request_for("another\n")), office.root)
    assert (verdict.rc, verdict.tamper) == (1, {"time-anchor"})


def test_a_stamp_under_a_root_nobody_trusts_proves_nothing(
    checkpoint: Checkpoint, tmp_path: Path, capsys: Any, office: Office
) -> None:
    other = Office(tmp_path / "other")
    verdict = _judged(capsys, tmp_path, checkpoint, office.stamp(request_for(_text(checkpoint))), other.root)
    assert verdict.tamper == {"time-anchor"}


@pytest.mark.parametrize("at", [0.02, 0.3, 0.5, 0.7, 0.99])
def test_a_stamp_with_a_byte_changed_or_cut_off_proves_nothing_else(
    checkpoint: Checkpoint, tmp_path: Path, capsys: Any, office: Office, at: float
) -> None:
    token = office.stamp(request_for(_text(checkpoint)))
    place = int(at * len(token))
    flipped = token[:place] + bytes([token[place] ^ 0x55]) + token[place + 1 :]
    true = _judged(capsys, tmp_path, checkpoint, token, office.root)
    assert _judged(capsys, tmp_path, checkpoint, token[:place], office.root).rc == 1
    # A byte that nothing is signed over, as in the authority's own copy of the root, may change: what is proven may not.
    changed = _judged(capsys, tmp_path, checkpoint, flipped, office.root)
    assert (changed.rc, changed.words) in ((0, true.words), (1, changed.words))


@pytest.mark.parametrize(
    ("known", "strange"),
    [("06092a864886f70d010101", "06092a864886f70d010177"), ("a003020102", "a003020106")],
    ids=["a kind of key nobody knows", "a version nobody knows"],
)
def test_a_stamp_with_a_strange_certificate_proves_nothing(
    checkpoint: Checkpoint, tmp_path: Path, capsys: Any, office: Office, known: str, strange: str
) -> None:
    token = office.stamp(request_for(_text(checkpoint))).replace(bytes.fromhex(known), bytes.fromhex(strange))
    verdict = _judged(capsys, tmp_path, checkpoint, token, office.root)
    assert (verdict.rc, verdict.tamper) == (1, {"time-anchor"})


@pytest.mark.parametrize(
    ("known", "other", "said"),
    [
        (bytes.fromhex("06042a030401"), bytes.fromhex("06042a030402"), "its signature is over something else"),
        (
            bytes.fromhex("2b06010505070308"),
            bytes.fromhex("2b06010505070304"),
            "its certificate is not for time-stamps",
        ),
        (None, b"200101000000Z", "a certificate was not valid then"),
    ],
)
def test_a_stamp_counts_by_a_certificate_that_was_valid_then(
    office: Office, known: bytes | None, other: bytes, said: str
) -> None:
    token, roots = office.stamp(request_for("text\n")), [office.root.read_bytes()]
    assert verify.stamped(token, b"text\n", roots).date() == datetime.now(UTC).date()
    with pytest.raises(ValueError, match=said):
        verify.stamped(token.replace(known or office.ends(), other), b"text\n", roots)


@pytest.fixture
def counter(office: Office) -> Iterator[str]:
    """The authority behind an address of the loopback."""

    class Counter(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = office.stamp(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Counter) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_checkpoint_is_anchored_and_its_anchor_judged_with_the_log(
    checkpoint: Checkpoint, tmp_path: Path, capsys: Any, office: Office, counter: str
) -> None:
    root = office.root.read_text(encoding="utf-8")
    made = anchor(checkpoint, Authority(counter, (root.encode(),)))
    assert (made.size, Anchor.objects.count()) == (2, 1)
    ring = tmp_path / "keyring.json"
    ring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))], [], [root]).json(), encoding="utf-8")
    export_log(tmp_path / "export")
    words = ("log", tmp_path / "export", "--keyring", ring)
    assert judged(capsys, *words).tamper == frozenset()
    (tmp_path / "export" / "anchors" / "2.tsr").write_bytes(b"0")
    assert judged(capsys, *words).tamper == {"time-anchor"}


def test_the_newest_checkpoint_is_anchored_once(
    checkpoint: Checkpoint, tmp_path: Path, office: Office, counter: str, settings: Settings
) -> None:
    settings.TSA_URL, settings.KEYRING_FILE = counter, tmp_path / "keyring.json"
    for roots, anchors in (([], 0), ([office.root.read_text(encoding="utf-8")], 1), ([], 1)):
        ring = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))], [], roots)
        settings.KEYRING_FILE.write_text(ring.json(), encoding="utf-8")
        tasks.anchor()
        assert Anchor.objects.count() == anchors


def test_a_stamp_that_does_not_hold_is_not_kept(checkpoint: Checkpoint, tmp_path: Path, counter: str) -> None:
    other = Office(tmp_path / "other")
    with pytest.raises(NoStamp):
        anchor(checkpoint, Authority(counter, (other.root.read_bytes(),)))
    with pytest.raises(NoStamp):
        anchor(checkpoint, Authority("file:///etc/passwd", ()))
    assert Anchor.objects.count() == 0
