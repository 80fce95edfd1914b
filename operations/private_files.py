"""Files and folders that only their owner can read: secrets, sockets, the lock that keeps two runs apart."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import IO


class InUse(RuntimeError):
    """Another run holds this folder."""


def folder(path: Path) -> Path:
    """Return this folder, made if need be, readable by its owner alone."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def write(path: Path, text: str) -> Path:
    """Write a file of mode 0600 in one step, so that a reader sees the old text or the new."""
    fresh = path.with_name(f".{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return fresh.replace(path)


def secret(path: Path) -> str:
    """Return the secret in this file, which is made of 48 random bytes the first time."""
    if not path.exists():
        write(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


def in_words(fault: OSError) -> str:
    """Return what the operating system refused, and where, as a sentence."""
    return f"{fault.strerror or fault}: {fault.filename}." if fault.filename else f"{fault.strerror or fault}."


def lock(path: Path) -> IO[str]:
    """Hold this lock until the returned file is closed or the process ends; raises InUse when another holds it."""
    file = path.open("a", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InUse(str(path)) from None
    return file


def is_locked(path: Path) -> bool:
    """Return whether a running process holds this lock."""
    if not path.exists():
        return False
    try:
        lock(path).close()
    except InUse:
        return True
    return False
