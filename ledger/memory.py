"""What a process holds in memory, keys and typed words among it, and the disk that it must not reach."""

import resource


def dump_nothing() -> None:
    """Have the kernel write no core dump of this process, nor of any that it starts, however it ends.

    A host that hands dumps to a program of its own asks that program; nobody but root can allow them again here.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
