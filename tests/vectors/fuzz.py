"""Both verifiers before damaged vectors: `python -m tests.vectors.fuzz --minutes 10 [--seed N]`. No database is needed.

Each round damages one file of a vector, or what is packed into it, and puts it before verify.py and the page. Both have to
give the same verdict with the same codes. A round that differs is printed with its seed.
"""

import argparse
import dataclasses
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from ledger import verify
from local import chromium
from tests.ledger.fuzz import SPOILS
from tests.vectors.browsing import by_page, opened
from tests.vectors.build import read
from tests.vectors.judging import Verdict, by_program
from tests.vectors.record import b64
from tests.vectors.vector import Vector

BATCH = 50


def damaged(vectors: Sequence[Vector], seed: int) -> Vector:
    """Return one of the vectors with a file damaged; the seed decides how."""
    chance = random.Random(seed)
    vector = chance.choice([each for each in vectors if max(map(len, each.files.values())) < verify.LARGEST_FILE])
    role = chance.choice([role for role, data in vector.files.items() if data])
    data = vector.files[role]
    way = chance.choice((_whole, _whole, _packed, _number)) if role == "file" else chance.choice((_whole, _number))
    files = {**vector.files, role: way(chance, data)}
    return dataclasses.replace(vector, name=f"{vector.name}/{role}", files=files)


def _whole(chance: random.Random, data: bytes) -> bytes:
    return chance.choice(SPOILS)(chance, data)


def _packed(chance: random.Random, data: bytes) -> bytes:
    """Damage the JSON within a receipt, and pack it again."""
    lines = data.split(b"\n")
    try:
        extra = verify.unb64(lines[1].decode().removeprefix("extra "))
    except (ValueError, LookupError):
        return _whole(chance, data)
    spoil = chance.choice((*SPOILS, _number, _letter, _letter)) if extra else _put_brackets
    lines[1] = f"extra {b64(spoil(chance, extra))}".encode()
    return b"\n".join(lines)


def _put_brackets(chance: random.Random, data: bytes) -> bytes:
    return b"[]"


def _letter(chance: random.Random, data: bytes) -> bytes:
    """Put another printable letter in place of one: most of the form stays whole."""
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(0x20, 0x7F)]) + data[at + 1 :]


def _number(chance: random.Random, data: bytes) -> bytes:
    """Put another digit in place of one."""
    places = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if not places:
        return _letter(chance, data)
    at = chance.choice(places)
    return data[:at] + chance.choice((b"0", b"1", b"9", b"10", b"", b"-1", b"1.0")) + data[at + 1 :]


def differences(
    page: Page, vectors: Sequence[Vector], seeds: range, folder: Path
) -> Iterator[tuple[int, str, Verdict, Verdict]]:
    """Yield each seed on which the two verifiers differ, with the vector and what the program and the page say."""
    found = [damaged(vectors, seed) for seed in seeds]
    for seed, vector, shown in zip(seeds, found, by_page(page, found), strict=True):
        said = by_program(vector, _emptied(folder))
        verdicts[said[0]] += 1
        if said != shown:
            yield seed, vector.name, said, shown


verdicts: Counter[str] = Counter()


def _emptied(folder: Path) -> Path:
    for path in folder.iterdir():
        path.unlink()
    return folder


def main() -> int:
    """Fuzz for as long as is asked; 1 when both differed."""
    parser = argparse.ArgumentParser(description="Damage vectors, and see that both verifiers agree.")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    chosen = parser.parse_args()
    vectors, seed, until, broken = list(read()), chosen.seed, time.monotonic() + 60 * chosen.minutes, 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--headless", "--no-sandbox"])
        page = opened(browser.new_page())
        while time.monotonic() < until:
            for number, name, said, shown in differences(page, vectors, range(seed, seed + BATCH), Path(folder)):
                broken += 1
                print(f"seed {number}: {name}: verify.py {said}, the page {shown}", file=sys.stderr)
            seed += BATCH
    for verdict, count in sorted(verdicts.items()):
        print(f"{verdict:<12} {count:>8,}")
    print(f"{seed - chosen.seed:,} rounds from seed {chosen.seed}, {broken} differences.")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
