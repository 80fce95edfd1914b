"""A clamd with one signature, our own: it knows the test file that every scanner knows. It downloads nothing."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""Harmless; written in two parts, so that no scanner takes this file away."""
NAME = "Test.File.UNOFFICIAL"
MOST = 1024 * 1024
PATIENCE = 60


@contextmanager
def running(port: int | None = None) -> Iterator[str]:
    """Start one, on a port or else on a socket, and yield its address."""
    with tempfile.TemporaryDirectory(prefix="ob-clamd-") as folder:
        signature = f"Test.File:0:*:{EICAR[28:].hex()}\n"
        (Path(folder) / "signatures.ndb").write_text(signature, encoding="ascii")
        socket = Path(folder) / "socket"
        listens = f"TCPSocket {port}\nTCPAddr 127.0.0.1" if port else f"LocalSocket {socket}"
        settings = Path(folder) / "clamd.conf"
        settings.write_text(
            f"{listens}\nDatabaseDirectory {folder}\nTemporaryDirectory {folder}\nStreamMaxLength {MOST}\nForeground yes\n",
            encoding="ascii",
        )
        address = f"127.0.0.1:{port}" if port else str(socket)
        with subprocess.Popen(["/usr/sbin/clamd", f"--config-file={settings}"], stdout=subprocess.DEVNULL) as process:
            try:
                _wait(address, process)
                yield address
            finally:
                process.terminate()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    from vault import scanner  # noqa: PLC0415 - Django forbids importing it before the apps are ready

    late = time.monotonic() + PATIENCE
    while True:
        try:
            scanner.version(address, 1)
        except scanner.ScannerDown:
            assert process.poll() is None
            assert time.monotonic() < late
            time.sleep(0.05)
        else:
            return
