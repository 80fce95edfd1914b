"""Change the code in one small way at a time and see whether a test notices: `python -m tests.mutations --seed 7 --count 60`.

The modules are those that the record and its files rest on; the rule book and the ballot are changed in every way by
tests/mutants. Cosmic Ray makes the changes, on a copy of what is committed. A change
that no test notices is printed; the exit code is 1 when more than one in four survives.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

TREE = Path(__file__).parents[1]
JUDGED_BY = {
    "ledger/tree.py": "tests/ledger/test_tree.py",
    "ledger/canonical.py": "tests/ledger/test_canonical.py",
    "vault/media.py": "tests/vault/test_media.py",
}
"""Each module, and the tests that have to notice."""
CONFIG = """
[cosmic-ray]
module-path = ["{module}"]
timeout = 120.0
excluded-modules = []
test-command = "{python} -m pytest -q -x -n 0 -p no:randomly -p no:cacheprovider --hypothesis-seed=0 {tests}"
[cosmic-ray.distributor]
name = "local"
"""
SURVIVES_AT_MOST = 0.25
"""Some changes alter nothing that can be seen: a bound that another line keeps, too."""
DECIDES_NOTHING = re.compile(r"@|type |[A-Z]+_BYTES = ")
"""How a line begins that is not changed: a decorator, an annotation, the size of a buffer."""


def main() -> int:
    """Try so many changes, drawn with the seed and spread over the modules; 1 when too many go unnoticed."""
    parser = argparse.ArgumentParser(description="Change the code a little, and see whether a test notices.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=70)
    chosen = parser.parse_args()
    chance, share = Random(chosen.seed), max(1, chosen.count // len(JUDGED_BY))
    with tempfile.TemporaryDirectory(prefix="oathbound-mutations-") as folder:
        copy = committed(Path(folder))
        outcomes = [one for module in JUDGED_BY for one in judged(copy, module, share, chance)]
    survived = [change for change, noticed in outcomes if not noticed]
    print(*survived, sep="\n")
    print(f"{len(outcomes)} changes, {len(survived)} unnoticed.")
    return int(len(survived) > SURVIVES_AT_MOST * len(outcomes))


def committed(folder: Path) -> Path:
    """Return a copy of what is committed, with this folder's interpreter."""
    subprocess.run(["git", "clone", "-q", "--depth=1", TREE.as_uri(), folder / "tree"], check=True)
    (folder / "tree" / ".venv").symlink_to(TREE / ".venv")
    return folder / "tree"


def judged(copy: Path, module: str, share: int, chance: Random) -> list[tuple[str, bool]]:
    """Return up to `share` changes of a module in words, each with whether a test noticed it."""
    config, session = copy / "mutations.toml", copy / f"{module.replace('/', '.')}.sqlite"
    config.write_text(CONFIG.format(module=module, tests=JUDGED_BY[module], python=sys.executable), encoding="utf-8")
    ray = [sys.executable, "-m", "cosmic_ray.cli"]
    subprocess.run([*ray, "init", config.name, session.name], cwd=copy, check=True)
    with use_db(str(session)) as found:
        leave(found, (copy / module).read_text(encoding="utf-8").splitlines(), share, chance)
    subprocess.run([*ray, "exec", config.name, session.name], cwd=copy, check=True)
    with use_db(str(session)) as found:
        changes = {item.job_id: item.mutations[0] for item in found.work_items}
        return [
            (f"{module}:{changes[job].start_pos[0]} {changes[job].operator_name}", is_noticed(result))
            for job, result in found.results
            if result.worker_outcome is not WorkerOutcome.SKIPPED
        ]


def leave(found: WorkDB, lines: list[str], share: int, chance: Random) -> None:
    """Mark all changes but `share` of them, drawn by chance from the lines that decide something, as not to be made."""
    jobs = sorted(item.job_id for item in found.work_items)
    told = (item for item in found.work_items if not DECIDES_NOTHING.match(lines[item.mutations[0].start_pos[0] - 1]))
    order = sorted(told, key=lambda item: (item.mutations[0].start_pos, item.mutations[0].operator_name))
    taken = {item.job_id for item in chance.sample(order, min(share, len(order)))}
    for job in jobs:
        if job not in taken:
            found.set_result(job, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def is_noticed(result: WorkResult) -> bool:
    """Whether the tests failed, or did not end in time. Raises RuntimeError where they could not be run."""
    if result.test_outcome is TestOutcome.INCOMPETENT:
        return True
    if result.worker_outcome is not WorkerOutcome.NORMAL:
        raise RuntimeError(result.output)
    return result.test_outcome is TestOutcome.KILLED


if __name__ == "__main__":
    sys.exit(main())
