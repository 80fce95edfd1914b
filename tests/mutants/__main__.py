"""Change the modules that decide in every small way, one at a time: `python -m tests.mutants [MODULE …]`.

A change that no test notices has to be argued in equivalents.toml; otherwise the exit code is 1. An argument that no
surviving change needs fails, too.
"""

import argparse
import json
import os
import sys
import time
import tomllib
from pathlib import Path

from tests.mutants.changes import Mutant, mutants
from tests.mutants.forks import import_libraries, survivors
from tests.mutants.table import JUDGED_BY

TREE = Path(__file__).parents[2]
EQUIVALENTS = Path(__file__).with_name("equivalents.toml")


def argued() -> set[tuple[str, str, str]]:
    """Return the changes that change nothing: the module, the line before and after."""
    groups = tomllib.loads(EQUIVALENTS.read_text(encoding="utf-8"))["equivalent"]
    return {(one["module"], one["line"], after) for one in groups for after in one["reads"]}


def main() -> int:
    """Run the modules named, or all; 1 when a change survives that nobody argued, or an argument is left over."""
    parser = argparse.ArgumentParser(description="Change the code in every small way, and see whether a test notices.")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    chosen = parser.parse_args().modules or list(JUDGED_BY)
    equivalents, survived, made = argued(), set[tuple[str, str, str]](), 0
    failed = False
    import_libraries(JUDGED_BY[chosen[0]])
    for module in chosen:
        began = time.monotonic()
        found = list(mutants(TREE, module))
        left = survivors(TREE, found, JUDGED_BY[module])
        made += len(found)
        survived |= {key(one) for one in left}
        open_ones = [one for one in left if key(one) not in equivalents]
        stale = sorted(one for one in equivalents - survived if one[0] == module)
        print(
            f"{module}: {len(found)} changes, {len(found) - len(left)} noticed, {len(left) - len(open_ones)} argued,"
            f" {len(open_ones)} survive, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        print(*(f"  {one.number}: {one.before}\n      -> {one.after}" for one in open_ones), sep="\n", flush=True)
        print(*(f"  argued in vain: {before}\n      -> {after}" for _, before, after in stale), sep="\n", flush=True)
        failed = failed or bool(open_ones or stale)
    if report := os.environ.get("FINDINGS"):
        Path(report).write_text(json.dumps({"mutants": made, "equivalents": len(survived)}), encoding="utf-8")
    return int(failed)


def key(one: Mutant) -> tuple[str, str, str]:
    return one.module, one.before, one.after


if __name__ == "__main__":
    sys.exit(main())
