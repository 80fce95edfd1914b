"""Takes away what a converter does not need: the network, the files of the machine, the rights of its user."""

import ctypes
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR

from converter.landlock import give_up_files
from converter.limits import Limits
from converter.priority import give_way
from converter.system_calls import refuse_system_calls

JOB_USER = 10003
"""The user of a job whose converter was started by root; that of the image too."""
MOST_PROCESSES, MOST_OPEN_FILES = 256, 256

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 0x40000
_MOUNT_SETATTR, _AT_FDCWD, _AT_RECURSIVE = 442, -100, 0x8000
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID = 1, 2
_CAPABILITY_VERSION = 0x20080522
_LIBC = ctypes.CDLL(None, use_errno=True)

FOLDER = "/tmp"  # noqa: S108 - of a job, in its own root
_ROOM = Path("/tmp")  # noqa: S108 - where a job builds that root, in a mount namespace of its own
_SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/libreoffice",
    "/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice", "/dev/null",
    "/dev/random", "/dev/urandom", "/dev/zero",
)  # fmt: skip
"""What a job sees of the machine, to read: programs, fonts and four devices."""


class NotAlone(RuntimeError):
    """The process can reach a network, so it converts nothing."""


class _MountAttributes(ctypes.Structure):
    _fields_ = (("set", ctypes.c_uint64), ("clear", ctypes.c_uint64), ("propagation", ctypes.c_uint64),
                ("userns", ctypes.c_uint64))  # fmt: skip


def leave_network() -> None:
    """Move this process into a network with nothing but a loopback of its own, and into mounts of its own.

    A process without root does so in a user namespace. Raises OSError where the kernel refuses.
    """
    user, group = os.geteuid(), os.getegid()
    apart = os.CLONE_NEWNET | os.CLONE_NEWNS | os.CLONE_NEWIPC
    os.unshare(apart if user == 0 else apart | os.CLONE_NEWUSER)
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    _mount("none", Path("/"), "", _MS_REC | _MS_PRIVATE)


def check_alone() -> None:
    """Raise NotAlone unless the only network interface is a loopback."""
    others = sorted(name for _, name in socket.if_nameindex() if name != "lo")
    if others:
        raise NotAlone(
            f"this process can reach a network: {', '.join(others)}. Start it without one, or with --unshare."
        )


def give_up_rights() -> None:
    """Let neither this process nor its children gain rights, nor be read by others, nor leave a core dump."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_DUMPABLE, 0)


def end_with_parent() -> None:
    """Have the kernel kill this process when its parent ends."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of every process below this one whose parent ends."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_first() -> None:
    """Have the kernel end this process before any other when memory runs out, and run every other process first."""
    _prctl(_PR_SET_DUMPABLE, 1)  # its files belong to root while the process may not be read
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    give_way()
    _prctl(_PR_SET_DUMPABLE, 0)


def number_processes_apart() -> None:
    """Have the next child be the first of a process namespace: when it ends, the kernel kills all that it started."""
    os.unshare(os.CLONE_NEWPID)


def enter_room(size: int) -> None:
    """Leave every file of the machine but the programs: a root of its own in memory, of `size` bytes, gone with the process."""
    os.unshare(os.CLONE_NEWNS)
    os.umask(0o022)  # the job is nobody, and has to come through the folders that are made here
    shown = [(path, os.open(path, os.O_PATH)) for path in _shown_paths() if not path.is_symlink()]
    links = [(path, path.readlink()) for path in _shown_paths() if path.is_symlink()]
    _mount("none", _ROOM, "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={size},mode=0755")
    for path, descriptor in shown:
        target = _ROOM / path.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        # Asked of the descriptor: a path under the room is covered by now.
        target.mkdir() if S_ISDIR(os.fstat(descriptor).st_mode) else target.touch()
        _mount(f"/proc/self/fd/{descriptor}", target, "", _MS_BIND | _MS_REC)
        _make_read_only(target)
        os.close(descriptor)
    for path, goal in links:
        (_ROOM / path.relative_to("/")).symlink_to(goal)
    (_ROOM / "proc").mkdir()
    _mount("none", _ROOM / "proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    os.chroot(_ROOM)
    for folder in (Path(FOLDER), Path("/dev/shm")):  # noqa: S108 - in the new root
        folder.mkdir(exist_ok=True)
        folder.chmod(0o1777)


def stay_in(folder: Path) -> None:
    """Leave every file of the machine but the programs and this folder, where the process may have no mounts of its own."""
    if os.geteuid() == 0:
        os.chown(folder, JOB_USER, JOB_USER)
    devices = [path for path in _shown_paths() if path.is_relative_to("/dev")]
    give_up_files([*_shown_paths(), Path("/proc/self")], [folder, *devices], Path(FOLDER))


def become_nobody() -> None:
    """Give up root, and every capability."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(JOB_USER, JOB_USER, JOB_USER)
        os.setresuid(JOB_USER, JOB_USER, JOB_USER)
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    _check(_LIBC.capset(header, none), "capset")
    refuse_system_calls()


def limit(limits: Limits) -> None:
    """Bound what this process, and each that it starts, may use."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.folder),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, MOST_PROCESSES),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
    ):
        _, highest = resource.getrlimit(what)
        least = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(what, (least, least))


def _shown_paths() -> Iterator[Path]:
    """Yield the paths that a job sees, without those that lie in another of them."""
    code = (sys.base_prefix, sys.prefix, str(Path(__file__).parent))
    paths = sorted(path for path in {Path(one) for one in (*_SYSTEM, *code)} if path.exists())
    kept: list[Path] = []
    for path in paths:
        if not any(path.is_relative_to(above) and not above.is_symlink() for above in kept):
            kept.append(path)
    yield from kept


def _make_read_only(target: Path) -> None:
    attributes = _MountAttributes(set=_MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    place = os.fsencode(target)
    done = _LIBC.syscall(_MOUNT_SETATTR, _AT_FDCWD, place, _AT_RECURSIVE, ctypes.byref(attributes), size)
    _check(done, f"mount_setattr {target}")


def _mount(source: str, target: Path, kind: str, flags: int, options: str = "") -> None:
    words = (source.encode(), os.fsencode(target), kind.encode())
    _check(_LIBC.mount(*words, ctypes.c_ulong(flags), options.encode()), f"mount {target}")


def _prctl(option: int, value: int) -> None:
    _check(_LIBC.prctl(option, value, 0, 0, 0), "prctl")


def _check(answer: int, asked: str) -> None:
    if answer:
        fault = ctypes.get_errno()
        raise OSError(fault, os.strerror(fault), asked)
