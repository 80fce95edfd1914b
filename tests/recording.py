"""The long tier: `python -m tests.recording [--seed N] [NAME …]` runs what takes too long for every change.

What was run, with which seed, how often, at which commit and on which day is written to docs/recorded.json; a house rule
fails when a record is missing or too old. A run that fails is not written, and the exit code is 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests import tiers

TREE = Path(__file__).parents[1]
RECORD = TREE / "docs" / "recorded.json"
PYTEST = ("-m", "pytest", "-q", "-n", "0")


@dataclass(frozen=True, kw_only=True)
class Run:
    """One thing to run: in words, how often by itself, and the command, whose words may name `{seed}` and `{count}`."""

    what: str
    count: int
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    finds: bool = False
    """Whether the run writes what it found, as numbers by name, to the file that FINDINGS names."""


RUNS: Mapping[str, Run] = {
    "walks": Run(
        what="random walks of 40 steps through the procedure on the database; every law is asked after every step",
        count=500,
        command=(*PYTEST, "tests/invariants/test_stored_walk.py"),
        environment={
            "WHOLE": "1",
            "WALKS": "{count}",
            "WALKS_SEED": "{seed}",
            "WALKS_FILE": "tests/invariants/recorded_walks.csv",
        },
    ),
    "races": Run(
        what="times that two people act at once, each way",
        count=200,
        command=(*PYTEST, "tests/casework/races"),
        environment={"RACES": "{count}"},
    ),
    "kills": Run(
        what="times that each writer of the record, the web while it takes a report, and who tells of what waits, is killed",
        count=50,
        command=(
            *PYTEST,
            "tests/ledger/test_kills.py",
            "tests/journeys/test_crashes.py",
            "tests/notifications/test_waiting_killed.py",
        ),
        environment={"OATHBOUND_KILLS": "{count}", "OATHBOUND_SEED": "{seed}"},
    ),
    "filings": Run(
        what="reports sent while web servers are killed at random moments; each reporter's code opens the report",
        count=300,
        command=(*PYTEST, "tests/journeys/test_crashes.py", "-k", "a_web_killed"),
        environment={"OATHBOUND_KILLS": "{count}", "OATHBOUND_SEED": "{seed}"},
    ),
    "fuzz": Run(
        what="minutes of spoilt files before the verifier",
        count=20,
        command=("-m", "tests.ledger.fuzz", "--minutes", "{count}", "--seed", "{seed}"),
    ),
    "meanings": Run(
        what="rounds of statements and bundles that mean something else, before the verifier",
        count=20_000,
        command=("-m", "tests.ledger.fuzz_meaning", "--rounds", "{count}", "--seed", "{seed}"),
    ),
    "mutations": Run(
        what="small changes to the code, of which the tests have to notice three in four",
        count=140,
        command=("-m", "tests.mutations", "--seed", "{seed}", "--count", "{count}"),
    ),
    "mutants": Run(
        what="time that every small change is made to each module that decides, and a test notices it",
        count=1,
        command=("-m", "tests.mutants"),
        finds=True,
    ),
    "whole": Run(
        what="time that every step, door, page, draft, kind of file and edit is tried; `make test` takes a share of each",
        count=1,
        command=(
            *PYTEST,
            "tests/access_matrix/test_matrix.py",
            "tests/access_matrix/test_every_page.py",
            "tests/casework/web/test_drafts_of_every_form.py",
            "tests/access_matrix/test_as_if_it_were_not_there.py",
            "tests/attacks/test_delay.py",
            "tests/casework/law/test_refusals.py",
            "tests/casework/procedure/evidence/test_planted_name.py",
            "tests/converter/test_every_kind.py",
            "tests/invariants/test_letters_as_shown.py",
            "tests/converter/test_hostile.py",
            "tests/journeys/test_fair_hearing.py",
            "tests/ledger/test_first_night.py",
            *(str(Path(story).relative_to(TREE)) for story in tiers.WHOLE_STORIES),
            "tests/notifications/test_withheld_everywhere.py",
            "tests/operations/test_broken_entries.py",
            "tests/operations/test_nightly_beside_the_record.py",
        ),
        environment={"WHOLE": "{count}"},
    ),
    "ballots": Run(
        what="ballots drawn, every strategy of one voter and every whole ballot of five, against the law read step by step",
        count=200_000,
        command=(*PYTEST, "tests/policy/test_ballot_proof.py"),
        environment={"BALLOTS": "{count}"},
    ),
    "members": Run(
        what="members imported from one list, and compared with it again",
        count=100_000,
        command=(*PYTEST, "tests/operations/administration/test_member_lists_whole.py"),
        environment={"MEMBERS": "{count}"},
    ),
    "verifiers": Run(
        what="minutes of damaged vectors before the program and the page, which have to agree",
        count=10,
        command=("-m", "tests.vectors.fuzz", "--minutes", "{count}", "--seed", "{seed}"),
    ),
    "abuse": Run(
        what="seconds of attack beside honest work",
        count=30,
        command=("-m", "benchmarks.abuse", "--seconds", "{count}", "--seed", "{seed}"),
    ),
    "bombs": Run(
        what="seconds in which the converter is killed, held up and fed bombs beside honest requests",
        count=600,
        command=("-m", "benchmarks.bombs", "--seconds", "{count}", "--seed", "{seed}"),
        finds=True,
    ),
    "drafts": Run(
        what="time that each of ten seats types in Chromium and is interrupted in seven ways, with script and without",
        count=1,
        command=(*PYTEST, "tests/casework/web/drills/drafts_of_every_seat.py"),
    ),
    "falls": Run(
        what="seconds between two pulses, while each part of a running installation falls once",
        count=60,
        command=(*PYTEST, "tests/operations/drills/falls.py"),
        environment={"DRILL_PULSE_SECONDS": "{count}"},
    ),
    "upgrade": Run(
        what="backup sets made from the tree, restored, checked, backed up as an older version and restored again",
        count=1,
        command=(*PYTEST, "tests/upgrade/test_stored_set.py"),
        environment={"UPGRADE_SETS": "{count}"},
    ),
}


def main() -> int:
    """Run what was named, or everything, and write down what held."""
    parser = argparse.ArgumentParser(description="Run what takes long, and record it.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(RUNS))
    parser.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000)
    parser.add_argument("--count", type=int, help="how often, in place of what is usual")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(RUNS):
        parser.error(f"There is no {', '.join(sorted(unknown))}. There is: {', '.join(RUNS)}.")
    failed = [name for name in chosen.names or RUNS if not held(name, chosen.seed, chosen.count or RUNS[name].count)]
    print(f"Failed: {', '.join(failed)}." if failed else f"Written to {RECORD.relative_to(TREE)}.")
    return int(bool(failed))


def held(name: str, seed: int, count: int) -> bool:
    """Run one thing and record it. False when it failed; then the record stays as it was."""
    run, began = RUNS[name], time.monotonic()
    words = [word.format(seed=seed, count=count) for word in run.command]
    settings = {key: value.format(seed=seed, count=count) for key, value in run.environment.items()}
    print(f"{name}: {count} {run.what}, seed {seed}", flush=True)
    with tempfile.NamedTemporaryFile(suffix=".json") as findings:
        environment = {**os.environ, **settings, "FINDINGS": findings.name}
        if subprocess.run([sys.executable, *words], cwd=TREE, env=environment, check=False).returncode:
            return False
        found = json.load(findings) if run.finds else {}
    keep(name, seed, count, minutes=round((time.monotonic() - began) / 60, 1), found=found)
    return True


def keep(name: str, seed: int, count: int, *, minutes: float, found: Mapping[str, int]) -> None:
    """Write down that something held, at the commit that stands here."""
    records = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=TREE, check=True, capture_output=True, text=True)
    records[name] = {
        "what": RUNS[name].what,
        "count": count,
        "seed": seed,
        "commit": commit.stdout.strip(),
        "day": datetime.now(UTC).date().isoformat(),
        "minutes": minutes,
        **({"found": dict(found)} if found else {}),
    }
    RECORD.write_text(json.dumps(records, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
