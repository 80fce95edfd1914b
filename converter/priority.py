"""Lowers the priority of a process that handles files, so that processes that answer people come first."""

import os
import time
from pathlib import Path

NICE = 10
_AUTOGROUP = Path("/proc/self/autogroup")
_TRIES, _LATER = 30, 0.1


def give_way() -> None:
    """Let every other process run first: before this one, and before the session that it leads, if it leads one.

    Linux may weigh sessions against each other (sched(7), autogroup): a niceness then counts inside a session only.
    """
    os.setpriority(os.PRIO_PROCESS, 0, NICE)
    if os.getsid(0) != os.getpid() or not _AUTOGROUP.exists():
        return
    for last in (*[False] * _TRIES, True):
        try:
            _AUTOGROUP.write_text(f"{NICE}", encoding="ascii")
            return
        except BlockingIOError:  # the kernel accepts ten such writes a second from all users but root
            if last:
                raise
            time.sleep(_LATER)
