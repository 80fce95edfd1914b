"""Makes the stored backup set from this working tree, in one step: `python -m tests.upgrade.build`. About two minutes.

An installation is made for it in a temporary folder, with keys that exist nowhere else, and is thrown away afterwards.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ledger.keyring import Keyring, LogKey
from ledger.notes import log_key
from ledger.signer.keys import make_key
from local import embedded
from local.plan import Plan
from local.stack import Stack
from operations import private_files

STORED = Path(__file__).with_name("stored")
ORIGIN = "demo.throw-away.example"
SECRETS = ("secrets/kek", "secrets/kek.pub", "secrets/secret_key", "signer/key", "signer/keyring.json")
"""What a restore needs beside the two folders of the backup, by its place in the folder of an installation."""
LARGEST = 2_000_000
TELL = "from tests.upgrade.story import tell; tell()"


def main(words: Sequence[str]) -> int:
    """Make the set in a folder, that of the stored one unless another is named; the result is the exit code."""
    parser = argparse.ArgumentParser(description="Make the stored backup set from this working tree.")
    parser.add_argument("folder", nargs="?", type=Path, default=STORED)
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="oathbound-upgrade-") as name:
        services = embedded.start(embedded.Place.at(Path(name)), durable=False)
        try:
            made = make_set(services.place, private_files.folder(Path(name) / "origin"))
        finally:
            services.stop()
        size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
        if size > LARGEST:
            print(f"The set has {size:,} bytes, more than {LARGEST:,}: tell less in tests/upgrade/story.py.")
            return 1
        shutil.rmtree(chosen.folder, ignore_errors=True)
        shutil.copytree(made, chosen.folder)
    print(f"The set has {size:,} bytes and lies in {chosen.folder}.")
    return 0


def make_set(place: embedded.Place, folder: Path, database: str = "origin") -> Path:
    """Make an installation in a folder, tell its story and back it up; return the folder of the set, which lies inside."""
    plan = Plan(place, folder, port=8000, database=database)
    key = LogKey(log_key(ORIGIN, make_key(plan.signer / "key")))
    private_files.write(plan.signer / "keyring.json", Keyring(ORIGIN, [key]).json())
    made = folder / "set"
    local_stack = Stack.on(plan)
    try:
        local_stack.migrate()
        local_stack.start_signer()
        local_stack.step("shell", "shell", "--no-imports", "-c", TELL)
        mirror = plan.signer / "mirror"
        local_stack.step("ledger_verify", "ledger_verify", f"--pin={mirror / 'checkpoint'}")
        local_stack.step("ledger_replay", "ledger_replay")
        local_stack.step("backup", "backup", str(made / "data"), str(made / "keys"), f"--mirror={mirror}")
    finally:
        local_stack.stop()
    for name in SECRETS:
        (made / name).parent.mkdir(exist_ok=True)
        shutil.copy2(folder / name, made / name)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
