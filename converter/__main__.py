"""`python -m converter --socket PATH`: serve until SIGTERM or SIGINT. Exit code 1, with a sentence, if it cannot begin."""

import argparse
import os
import signal
import sys
from hashlib import sha256
from pathlib import Path

from converter import isolation, keeper
from converter.keeper import Rules
from converter.limits import MEBIBYTE, Limits
from converter.priority import give_way
from converter.service import Service


def main() -> int:
    """Read the words of the command line, give up network and rights, try a job, and serve."""
    parser = argparse.ArgumentParser(prog="python -m converter", description="Make safe views of files.")
    parser.add_argument("--socket", type=Path, required=True, help="where it listens")
    parser.add_argument(
        "--unshare", action="store_true", help="leave network and files by itself, for a machine without containers"
    )
    parser.add_argument(
        "--at-once",
        type=int,
        default=max(1, (os.cpu_count() or 1) - 1),
        help="how many files are converted at a time; by default one less than there are processors",
    )
    parser.add_argument(
        "--seconds", type=int, default=600, help="how long a job may take at most; its kind of file may have less"
    )
    parser.add_argument(
        "--memory-mb", type=int, default=4096, help="how much memory a process of a job may map at most"
    )
    chosen = parser.parse_args()
    highest = Limits(seconds=chosen.seconds, memory=chosen.memory_mb * MEBIBYTE)
    rules = Rules(at_once=chosen.at_once, highest=highest, apart=chosen.unshare, folders=_folders(chosen.socket))
    try:
        give_way()
        service = Service(chosen.socket, rules)
        if chosen.unshare:
            isolation.leave_network()
        isolation.check_alone()
        isolation.give_up_rights()
        if fault := keeper.try_job(rules):
            raise isolation.NotAlone(f"a job cannot be closed off: {fault}")
    except (OSError, isolation.NotAlone) as fault:
        print(f"The converter does not begin: {fault}", file=sys.stderr)
        return 1
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, service.stop)
    print("The converter is ready.", flush=True)
    service.serve()
    return 0


def _folders(socket: Path) -> str:
    """Return a name for the folders of jobs that the same converter has after a restart, and no other."""
    return f"converter-job-{sha256(os.fsencode(socket.resolve())).hexdigest()[:16]}-"


if __name__ == "__main__":
    sys.exit(main())
