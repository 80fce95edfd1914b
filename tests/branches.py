"""Says how many branches some test takes, and fails below a floor: `python -m tests.branches REPORT.json FLOOR`.

Coverage's own floor weighs lines and branches together, and there are four lines to a branch.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path


def main(words: Sequence[str]) -> int:
    """Read the report that coverage wrote; 1 when fewer of a hundred branches are taken than the floor."""
    report, floor = Path(words[0]), float(words[1])
    totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    taken, there = totals["covered_branches"], totals["num_branches"]
    rate = 100 * taken / there
    print(f"{taken} of {there} branches are taken, {rate:.1f} of a hundred; the floor is {floor:g}.")
    return int(rate < floor)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
