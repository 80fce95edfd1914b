"""Run a signer until it is told to stop: its words, its files, its exit codes."""

import argparse
import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from types import FrameType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.keyring import Keyring, read_keyring
from ledger.memory import dump_nothing
from ledger.notes import NotANote, VerifierKey
from ledger.signer.admission import Admission, read_secret
from ledger.signer.ballots import Ballots
from ledger.signer.keys import KeyRefused, make_key, read_key
from ledger.signer.mirror import FILES, Mirror, MirrorDamaged
from ledger.signer.record import read_record
from ledger.signer.service import Desk, Service
from ledger.signer.signatures import HeadSigner

type MakeSigner = Callable[[str, Sequence[Ed25519PrivateKey]], HeadSigner]


def main(words: Sequence[str], *, what: str, make_signer: MakeSigner) -> int:
    """Serve until SIGTERM or SIGINT, then end with 0; 1 when it cannot start, with the reason on stderr."""
    dump_nothing()
    chosen = _parser(what).parse_args(words)
    try:
        if chosen.set_aside:
            print(f"Kept apart: {_set_aside(chosen)}")
        if chosen.make_key or chosen.set_aside:
            make_key(chosen.key[0])
        keys = [read_key(path) for path in chosen.key]
        made = make_signer(chosen.name or chosen.origin, keys)
        if chosen.show or chosen.set_aside:
            print("\n".join(made.vkeys()))
            return 0
        needed = ("socket", "mirror", *(("secret", "database") if what == "signer" else ()))
        if any(getattr(chosen, name) is None for name in needed):
            print(f"Needed are {', '.join(f'--{name}' for name in needed)}.", file=sys.stderr)
            return 1
        return _serve(chosen, made)
    except (KeyRefused, MirrorDamaged, FileExistsError, FileNotFoundError, BlockingIOError) as fault:
        print(f"The {what} cannot start: {fault}", file=sys.stderr)
        return 1


def _set_aside(chosen: argparse.Namespace) -> Path:
    """Move the copy and the keys into a folder of their own, where they stay; a signer that still runs holds its lock."""
    if chosen.mirror is None:
        raise KeyRefused("--mirror is needed: the copy that is set aside.")
    with (chosen.mirror / "lock").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        folder: Path = chosen.mirror / f"set-aside-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        folder.mkdir(mode=0o750)
        for path in (*(chosen.mirror / name for name in FILES), *chosen.key):
            if path.exists():
                shutil.move(path, folder / path.name)
    return folder


def _serve(chosen: argparse.Namespace, head_signer: HeadSigner) -> int:
    chosen.mirror.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (chosen.mirror / "lock").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        origin_of = _keyring(chosen).origin_of if chosen.keyring else None
        own = [VerifierKey.read(text) for text in head_signer.vkeys()]
        mirror = Mirror(chosen.mirror, origin=chosen.origin, timed=not chosen.demo, origin_of=origin_of, own=own)
        record = read_record(chosen.database) if chosen.database else None
        admission = Admission(chosen.peer or {os.geteuid()}, read_secret(chosen.secret) if chosen.secret else None)
        desk = Desk(mirror, head_signer, record=record, ballots=Ballots(chosen.mirror / "ballots"))
        with Service(chosen.socket, desk, admission) as service:

            def stop(_number: int, _frame: FrameType | None) -> None:
                Thread(target=service.shutdown).start()

            signal.signal(signal.SIGTERM, stop)
            signal.signal(signal.SIGINT, stop)
            print(f"Signing {chosen.origin} from {mirror.tree.size} entries.", flush=True)
            service.serve_forever(poll_interval=0.2)
        mirror.close()
    chosen.socket.unlink(missing_ok=True)
    return 0


def _keyring(chosen: argparse.Namespace) -> Keyring:
    try:
        ring = read_keyring(chosen.keyring)
    except (NotANote, OSError) as fault:
        raise KeyRefused(f"{chosen.keyring} is no keyring: {fault}.") from fault
    if ring.origin != chosen.origin:
        raise KeyRefused(f"{chosen.keyring} is the keyring of the log {ring.origin}.")
    return ring


def _parser(what: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"ledger.{what}", description=f"The {what} of a ledger.")
    parser.add_argument("--origin", required=True, help="the log's name")
    parser.add_argument("--name", help="the name of the key; the log's by default")
    parser.add_argument("--key", required=True, type=Path, action="append", help="a key file; twice while keys change")
    parser.add_argument("--socket", type=Path, help="where to listen")
    parser.add_argument("--mirror", type=Path, help="the folder of the copy")
    parser.add_argument("--peer", type=int, action="append", help="the user id that may ask; its own by default")
    parser.add_argument("--secret", type=Path, help="the file of the secret that each request proves")
    parser.add_argument("--database", type=Path, help="the file with the address of the database, as the role `signer`")
    parser.add_argument("--keyring", type=Path, help="the public keys, which name the log's earlier origins")
    parser.add_argument(
        "--set-aside", action="store_true", help="keep copy and keys apart after a fork, make a new key"
    )
    parser.add_argument("--demo", action="store_true", help="take entries of any date: the clock is invented")
    parser.add_argument("--make-key", action="store_true", help="make the key file first")
    parser.add_argument("--show", action="store_true", help="print the public keys and end")
    return parser
