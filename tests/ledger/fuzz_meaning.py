"""The verifier under statements and bundles that mean something else: `python -m tests.ledger.fuzz_meaning --rounds 20000`.

No database is needed; `--seed N` is the first round's. A round takes a story in which people sign with passkeys and spoils
it in one place:

- *statements*: a statement, an entry that it makes, a text that it names, the entry that holds it, or its evidence. Then the
  whole history is rewritten with the log's key and everybody's passkeys, and pinned again: every byte is right, and only
  the meaning can be wrong;
- *bundles*: what is handed over beside the log, or a part of the log itself, rewritten with the log's key. The pin is the
  true one.

"Proven" (exit 0) is wrong unless what was spoilt reads the same as before. The oracle is here and not in the verifier: two
values are the same if their canonical JSON is. Beside that, these claim nothing, so they may be proven:

- the nonce of a statement, as long as it has the form of one; the edition's name and language in the statement of an oath,
  whose words its digest names; a step that was signed without naming the proposal that waits;
- the salt of a statement or of evidence; a clear field that no rule reads; who is named as the actor of an oath that is
  not signed by passkey; the place of an entry among those of other streams;
- checkpoints: any of the true log; openings: any of the true ones, as long as those are there on which a rule rests; the order
  of lines; receipts and disclosures: any entry of the true log with any of its true openings.

A round must end with one of the four codes within five seconds, without a traceback.
"""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from ledger import verify
from tests.ledger.fuzz_bundles import bundle_round
from tests.ledger.fuzz_statements import statement_round
from tests.ledger.true_world import World

LONGEST = 5
"""Seconds that a round may take."""


def round_of(world: World, seed: int) -> tuple[str, int | None]:
    """Spoil and judge once. AssertionError if something is proven that is not so, TimeoutError after five seconds."""
    chance = random.Random(seed)
    with _limit(seed):
        name, code = (statement_round if seed % 2 else bundle_round)(chance, world)
    assert code is None or code in {verify.PROVEN, verify.TAMPERED, verify.UNDECIDED, verify.USAGE}
    return name, code


@contextmanager
def _limit(seed: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"seed {seed} takes longer than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Run so many rounds; 1 if a promise was broken in any."""
    parser = argparse.ArgumentParser(description="Have the verifier judge what means something else than was signed.")
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    chosen = parser.parse_args()
    if not settings.configured:
        settings.configure(BASE_URL="http://localhost", SECRET_KEY=tempfile.gettempprefix())
    folder, seen, broken = Path(tempfile.mkdtemp(prefix="oathbound-fuzz-")), Counter[tuple[str, str]](), 0
    world = World.made(folder)
    for seed in range(chosen.seed, chosen.seed + chosen.rounds):
        try:
            name, code = round_of(world, seed)
            seen[name, "nothing else" if code is None else f"exit {code}"] += 1
        except Exception as fault:  # every other end is what is looked for
            broken += 1
            print(f"seed {seed}: {type(fault).__name__}: {fault}", file=sys.stderr, flush=True)
    shutil.rmtree(folder)
    for (name, end), count in sorted(seen.items()):
        print(f"{name:<12} {end:<13} {count:>8,}")
    print(f"{chosen.rounds:,} rounds from seed {chosen.seed}, {broken} broken promises.")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
