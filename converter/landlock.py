"""Landlock: lets a process without any right give up the files of its machine, where it has no mounts of its own."""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE, _MAKE_SOCKET = 1, 2, 4, 8, 32, 512
_FIRST_VERSION = (1 << 13) - 1
_ADDED = {2: 1 << 13, 3: 1 << 14}
"""Rights on files that later versions of Landlock know."""
_SCOPED_SINCE, _SCOPED = 6, 3
"""No signal to a process outside, and no socket with an abstract name that one outside made."""
_LIBC = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def give_up_files(readable: Iterable[Path], writable: Iterable[Path], sockets: Path) -> None:
    """Leave this process, and each that it starts, these files and folders only; in `sockets` they may put sockets.

    Raises OSError where the kernel cannot.
    """
    version = _call(_CREATE, None, ctypes.c_size_t(0), _VERSION)
    all_rights = _FIRST_VERSION | sum(right for since, right in _ADDED.items() if version >= since)
    rules = _Ruleset(files=all_rights, scoped=_SCOPED if version >= _SCOPED_SINCE else 0)
    size = ctypes.sizeof(rules) if version >= _SCOPED_SINCE else _Ruleset.network.offset
    ruleset = _call(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    for path in readable:
        _allow(ruleset, path, _EXECUTE | _READ_FILE | _READ_DIR)
    for path in writable:
        _allow(ruleset, path, all_rights)
    _allow(ruleset, sockets, _MAKE_SOCKET | _REMOVE_FILE)
    _call(_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH)
    of_a_file = _EXECUTE | _WRITE_FILE | _READ_FILE
    beneath = _PathBeneath(allowed=rights if path.is_dir() else rights & of_a_file, parent=descriptor)
    _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(beneath), 0)
    os.close(descriptor)


def _call(number: int, *words: object) -> int:
    answer = _LIBC.syscall(number, *words)
    if answer < 0:
        fault = ctypes.get_errno()
        raise OSError(fault, os.strerror(fault), "Landlock")
    return int(answer)
