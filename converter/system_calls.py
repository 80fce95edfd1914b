"""A seccomp filter: the system calls that no maker of views needs, and that widen what a broken one could reach."""

import ctypes
import errno
import os
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import pack

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_X32 = 0x40000000


@dataclass(frozen=True, kw_only=True)
class Machine:
    """The numbers of the calls on one kind of processor. `refused`: those that fail whatever is asked."""

    audit: int
    clone: int
    clone3: int
    socket: int
    refused: Mapping[str, int]


MACHINES: Mapping[str, Machine] = {
    "x86_64": Machine(
        audit=0xC000003E,
        clone=56,
        clone3=435,
        socket=41,
        refused={
            "ptrace": 101, "pivot_root": 155, "chroot": 161, "mount": 165, "umount2": 166, "init_module": 175,
            "kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272,
            "perf_event_open": 298, "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310,
            "process_vm_writev": 311, "finit_module": 313, "bpf": 321, "userfaultfd": 323, "io_uring_setup": 425,
        },
    ),
    "aarch64": Machine(
        audit=0xC00000B7,
        clone=220,
        clone3=435,
        socket=198,
        refused={
            "umount2": 39, "mount": 40, "pivot_root": 41, "chroot": 51, "unshare": 97, "kexec_load": 104,
            "init_module": 105, "ptrace": 117, "add_key": 217, "request_key": 218, "keyctl": 219,
            "perf_event_open": 241, "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270,
            "process_vm_writev": 271, "finit_module": 273, "bpf": 280, "userfaultfd": 282, "io_uring_setup": 425,
        },
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def refuse_system_calls() -> None:
    """Refuse them to this process and its children, for good. Raises OSError where the machine is unknown or refuses."""
    machine = MACHINES.get(os.uname().machine)
    if machine is None:
        raise OSError(errno.ENOSYS, f"no list of system calls for {os.uname().machine}")
    steps = list(_filter(machine))
    program = _Program(len(steps), b"".join(pack("=HBBI", *step) for step in steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def _filter(machine: Machine) -> Iterator[tuple[int, int, int, int]]:
    """Yield the steps (code, steps to skip if true, if false, value). Each refusal follows the test that leads to it."""
    refused = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    yield (_LOAD, 0, 0, _MACHINE)
    yield (_EQUAL, 1, 0, machine.audit)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    yield (_AT_LEAST, 0, 1, _X32)
    yield refused
    for number in machine.refused.values():
        yield (_EQUAL, 0, 1, number)
        yield refused
    yield (_EQUAL, 0, 1, machine.clone3)  # its flags cannot be seen here; the C library then uses clone
    yield (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)
    yield (_EQUAL, 0, 3, machine.clone)
    yield (_LOAD, 0, 0, _FIRST_ARGUMENT)
    yield (_ANY_BIT, 0, 1, os.CLONE_NEWUSER | os.CLONE_NEWNS | os.CLONE_NEWPID | os.CLONE_NEWNET)
    yield refused
    yield (_LOAD, 0, 0, _NUMBER)
    yield (_EQUAL, 0, 3, machine.socket)
    yield (_LOAD, 0, 0, _FIRST_ARGUMENT)
    yield (_EQUAL, 1, 0, int(socket.AF_UNIX))
    yield refused
    yield (_RETURN, 0, 0, _ALLOW)
