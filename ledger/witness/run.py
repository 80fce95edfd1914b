"""Run a witness until it is told to stop: its words, its files, its exit codes."""

import argparse
import asyncio
import fcntl
import ipaddress
import signal
import ssl
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from ledger.memory import dump_nothing
from ledger.notes import VerifierKey, witness_key
from ledger.signer.keys import KeyRefused, make_key, read_key
from ledger.witness.heads import Heads, HeadsDamaged
from ledger.witness.server import Server
from ledger.witness.witness import Witness

say = partial(print, file=sys.stderr, flush=True)
NEEDED = ("log", "state")


def main(words: Sequence[str]) -> int:
    """Serve until SIGTERM or SIGINT, then end with 0; 1 when it cannot start, with the reason on stderr."""
    dump_nothing()
    chosen = _parser().parse_args(words)
    try:
        if chosen.make_key:
            make_key(chosen.key[0])
        keys = [read_key(path) for path in chosen.key]
        if chosen.show:
            print("\n".join(str(witness_key(chosen.name, key)) for key in keys))
            return 0
        if any(not getattr(chosen, name) for name in NEEDED):
            raise KeyRefused(f"it needs {' and '.join(f'--{name}' for name in NEEDED)}.")
        tls = _tls(chosen)
        logs = [VerifierKey.read_of_log(vkey, vkey.partition("+")[0]) for vkey in chosen.log]
        chosen.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (chosen.state / "lock").open("a", encoding="ascii") as lock:
            _take(lock, chosen.state)
            witness = Witness(Heads(chosen.state), logs, chosen.name, keys, say=say)
            asyncio.run(_serve(Server(witness, tls=tls, publishes=chosen.publish, say=say), chosen))
    except (KeyRefused, HeadsDamaged, ValueError, OSError) as fault:  # ssl.SSLError is an OSError
        say(f"The witness cannot start: {fault}")
        return 1
    return 0


async def _serve(server: Server, chosen: argparse.Namespace) -> None:
    host, port = _address(chosen.listen)
    loop, ends = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ends.set)
    async with await server.listen(host, port) as listening:
        bound = listening.sockets[0].getsockname()[1]
        say(f"The witness {chosen.name} listens on {'https' if chosen.certificate else 'http'}://{host}:{bound}")
        await ends.wait()


def _tls(chosen: argparse.Namespace) -> ssl.SSLContext | None:
    """The certificate to serve with; KeyRefused where there is none, unless only this machine can reach the address."""
    host, _ = _address(chosen.listen)
    if chosen.certificate is None:
        if not ipaddress.ip_address(host).is_loopback:
            raise KeyRefused("without --certificate it listens only on a loopback address, for a proxy.")
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(chosen.certificate, chosen.certificate_key)
    except OSError as fault:  # ssl.SSLError too
        raise KeyRefused(
            f"the certificate {chosen.certificate} or its key cannot be used: {fault.strerror}."
        ) from fault
    return context


def _take(lock: TextIO, state: Path) -> None:
    """Hold the lock of the folder; KeyRefused if another witness holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise KeyRefused(f"another witness uses the folder {state}.") from None


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    try:
        return str(ipaddress.ip_address(host.strip("[]"))), int(port)
    except ValueError:
        raise KeyRefused("--listen names an IP address and a port, such as 0.0.0.0:8443.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ledger.witness", description="A witness of ledgers (C2SP tlog-witness).")
    parser.add_argument("--name", required=True, help="the witness's name, such as witness.example.org")
    parser.add_argument("--key", required=True, type=Path, action="append", help="a key file; twice while keys change")
    parser.add_argument("--log", action="append", metavar="VKEY", help="a key of a log that it witnesses; repeatable")
    parser.add_argument("--state", type=Path, help="the folder in which it remembers the newest checkpoints")
    parser.add_argument("--listen", default="127.0.0.1:8443", metavar="ADDRESS:PORT", help="where it listens")
    parser.add_argument("--certificate", type=Path, help="the TLS certificate, with its chain (PEM)")
    parser.add_argument("--certificate-key", type=Path, help="the key of the certificate (PEM)")
    parser.add_argument(
        "--publish", action="store_true", help="serve the newest checkpoints: they show when a log grows"
    )
    parser.add_argument("--make-key", action="store_true", help="make the key file first")
    parser.add_argument("--show", action="store_true", help="print the public keys and end")
    return parser
