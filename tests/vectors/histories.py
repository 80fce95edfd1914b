"""Vectors of receipts with a pin, after a rotation of the key, and after a fork."""

from collections.abc import Iterator

from tests.vectors.record import (
    FORMER,
    KEY,
    NEXT_KEY,
    ORIGIN,
    OTHER_ORIGIN,
    STRANGER,
    Body,
    Record,
    b64,
    ring,
    seeded,
    signed,
    vkey,
)
from tests.vectors.vector import Receipt, Vector, lines, plain, receipt


def vectors() -> Iterator[Vector]:
    yield from pinned()
    yield from rotated()
    yield from after_a_fork()


def pinned() -> Iterator[Vector]:
    record, own = plain(), Receipt(plain(), size=9)
    early, late = signed(record.head(8)), signed(record.head(11))
    grown, shrunk = lines(*record.proof(9, 11)), lines(*record.proof(8, 9))
    mine: Body = {"file": own.text()}
    yield receipt("pin-larger", "A pin of more entries, with the proof.", **mine, pin=late, consistency=grown)
    yield receipt("pin-smaller", "A pin of fewer entries, with the proof.", **mine, pin=early, consistency=shrunk)
    yield receipt("pin-larger-alone", "The proof is missing.", **mine, pin=late, undecided=["unpinned"])
    yield receipt("pin-smaller-alone", "The proof is missing.", **mine, pin=early, undecided=["unpinned"])
    yield receipt(
        "pin-empty",
        "A pin of no entries: every record goes on from it.",
        **mine,
        pin=signed(record.head(0)),
        consistency="",
    )
    wrong: Body = {"pin": late, "tamper": ["split-view"]}
    yield receipt("pin-other-proof", "The proof is that of other sizes.", **mine, **wrong, consistency=shrunk)
    yield receipt("pin-empty-proof", "The sizes differ and the proof is empty.", **mine, **wrong, consistency="")
    more = grown + lines(b64(seeded("more")))
    yield receipt("pin-proof-too-long", "The proof has a line too many.", **mine, **wrong, consistency=more)
    yield receipt("pin-needless-proof", "The sizes are the same, and the proof is not empty.", own.text(), pin=own.note(),
                  consistency=grown, tamper=["split-view"])  # fmt: skip
    yield receipt("pin-spaced-proof", "White space around the lines of the proof.", **mine, pin=late,
                  consistency=grown.replace("\n", " \r\n\n"))  # fmt: skip
    other = Record()
    for _ in range(11):
        other.write("system.tock")
    yield receipt("pin-other-root", "The key signed two roots of one size.", Receipt(record).text(), pin=signed(other.head()),
                  tamper=["split-view"])  # fmt: skip
    yield receipt("pin-other-history", "The pin is of a longer history that is another.", **mine, pin=signed(other.head()),
                  consistency=lines(*other.proof(9, 11)), tamper=["split-view"])  # fmt: skip
    elsewhere = signed(record.head(9, OTHER_ORIGIN))
    yield receipt("pin-other-origin", "The pin is of another record.", **mine, pin=elsewhere, tamper=["origin"])
    strange = signed(record.head(9), STRANGER)
    yield receipt(
        "pin-unsigned", "Nobody you know signed the pin.", **mine, pin=strange, tamper=["checkpoint-signature"]
    )
    cut = own.note()[:-3]
    yield receipt("pin-cut", "The pin is cut off.", **mine, pin=cut, verdict="unreadable")
    yield receipt(
        "proof-no-base64", "The proof is no base64.", **mine, pin=late, consistency="proof\n", verdict="unreadable"
    )
    yield receipt("proof-unread", "A proof beside a pin that is not signed is not read.", **mine, pin=strange, consistency="?",
                  tamper=["checkpoint-signature"])  # fmt: skip


def rotated() -> Iterator[Vector]:
    record = plain()
    keys = ring(vkey(KEY, 0, 9), vkey(NEXT_KEY, 9))
    for size, by, says in ((9, KEY, "old"), (9, NEXT_KEY, "new"), (11, NEXT_KEY, "new")):
        own = Receipt(record, size=size).text(note=signed(record.head(size), by))
        yield receipt(f"rotated-{size}-{says}-key", f"The {says} key signs {size} entries.", own, keyring=keys,
                      pin=signed(record.head(size), by))  # fmt: skip
    both = signed(record.head(9), KEY, NEXT_KEY)
    yield receipt("rotated-both-keys", "Both keys sign the size of the rotation.",
                  Receipt(record, size=9).text(note=both), keyring=keys, pin=both)  # fmt: skip
    for name, size, by in (("stolen-key", 11, KEY), ("early-key", 8, NEXT_KEY)):
        text = signed(record.head(size), by)
        yield receipt(name, "A key signs a size at which it is not valid.", Receipt(record, size=size).text(note=text),
                      keyring=keys, pin=text, tamper=["checkpoint-signature"])  # fmt: skip


def after_a_fork() -> Iterator[Vector]:
    record = Record(FORMER)
    for _ in range(6):
        record.write("system.tick")
    record.origin = ORIGIN
    for _ in range(5):
        record.write("system.tick")
    keys = ring(vkey(KEY), vkey(KEY, name=FORMER), former=[{"origin": FORMER, "agreed": 4, "entries": 6}])

    def own(name: str, says: str, index: int, size: int, origin: str, *codes: str) -> Vector:
        text = signed(record.head(size, origin))
        return receipt(f"fork-{name}", says, Receipt(record, index, size=size).text(note=text), keyring=keys, pin=text,
                       tamper=codes)  # fmt: skip

    yield own("old-entry", "An entry of the earlier name under a checkpoint of the present one.", 3, 11, ORIGIN)
    yield own("old-checkpoint", "A checkpoint of the earlier name, as far as both agree.", 3, 4, FORMER)
    yield own("left", "A checkpoint of the history that was left.", 3, 5, FORMER, "fork")
    yield own("old-name-later", "The earlier name signs a later size.", 3, 11, FORMER, "fork")
    yield own("new-name-early", "The present name signs a size of the earlier one.", 3, 6, ORIGIN, "fork")
    yield own("new-entry", "An entry after the fork.", 8, 11, ORIGIN)
    wrong = Record(ORIGIN)
    for _ in range(11):
        wrong.write("system.tick")
    yield receipt("fork-wrong-name", "An early entry that carries the present name.", Receipt(wrong, 3).text(), keyring=keys,
                  pin=signed(wrong.head()), tamper=["origin"])  # fmt: skip
