"""Vectors of checkpoints, and of proofs that one goes on from another."""

from collections.abc import Iterator
from typing import Any

from ledger.notes import sign
from tests.vectors.record import (
    FORMER,
    KEY,
    ORIGIN,
    OTHER_ORIGIN,
    STRANGER,
    WITNESSES,
    Body,
    Record,
    b64,
    note,
    ring,
    seeded,
    signed,
    vkey,
)
from tests.vectors.vector import Vector, as_bytes, lines, plain

TWO = list(WITNESSES)[:2]


def vectors() -> Iterator[Vector]:
    yield from checkpoints()
    yield from consistencies()


def checkpoint(name: str, says: str, text: Any, **how: Any) -> Vector:
    """Return a vector of the command `checkpoint`, pinned by the plain record's unless `pin` says otherwise."""
    files = {"note": text, "keyring": how.pop("keyring", ring()), "pin": how.pop("pin", signed(plain().head()))}
    files["consistency"] = how.pop("consistency", None)
    given = {role: as_bytes(each) for role, each in files.items() if each is not None}
    return Vector(f"checkpoint-{name}", says, "checkpoint", given, **how)


def checkpoints() -> Iterator[Vector]:
    record = plain()
    head = record.head()
    good = signed(head)
    both = signed(head, witnesses=TWO)
    yield checkpoint("signed", "The record’s key signed it.", good)
    yield checkpoint("unpinned", "Nothing from another source.", good, pin=None, undecided=["unpinned"])
    yield checkpoint(
        "later", "It goes on from the pin.", good, pin=signed(record.head(5)), consistency=lines(*record.proof(5, 11))
    )
    yield checkpoint("two-witnesses", "Two witnesses are asked for, and signed.", both, need_witness=2)
    yield checkpoint(
        "one-more-witness", "Three witnesses are asked for.", both, need_witness=3, undecided=["missing-witness"]
    )
    unknown = signed(head, witnesses=[TWO[0], "three.witness.example"])
    yield checkpoint("unknown-witness", "One of two witnesses is not in the keyring.", unknown, need_witness=2,
                     undecided=["missing-witness"])  # fmt: skip
    twice = good + both.splitlines()[-2] + "\n" + both.splitlines()[-2] + "\n"
    yield checkpoint(
        "witness-twice", "A witness that signs twice is one.", twice, need_witness=2, undecided=["missing-witness"]
    )
    alone: Body = {"undecided": ["missing-witness", "unpinned"], "need_witness": 1}
    yield checkpoint("alone", "Neither a witness nor a pin.", good, pin=None, **alone)
    yield checkpoint("of-nothing", "A record without entries.", signed(record.head(0)), pin=signed(record.head(0)))
    full = note(head, *([str(sign(head, name=ORIGIN, key=KEY))] * 300))
    yield checkpoint("many-lines", "The same line three hundred times.", full)
    yield checkpoint("unsigned", "A stranger signed it.", signed(head, STRANGER), tamper=["checkpoint-signature"])
    other = signed(record.head(origin=OTHER_ORIGIN))
    yield checkpoint(
        "other-origin", "It is of another record.", other, pin=None, tamper=["origin"], undecided=["unpinned"]
    )
    unasked: Body = {"tamper": ["checkpoint-signature"], "undecided": ["missing-witness"], "need_witness": 1}
    yield checkpoint("unsigned-unwitnessed", "Neither signed nor witnessed.", signed(head, STRANGER), **unasked)
    origin, size, root = head.splitlines()
    line = good.splitlines()[-1]
    for name, says, text in (
        ("no-text", "Signature lines alone.", f"\n\n{line}\n"),
        ("no-line", "No signature line.", head + "\n"),
        ("empty-line", "An empty signature line.", head + "\n\n"),
        ("no-gap", "No empty line in front of the signatures.", head + line + "\n"),
        ("no-line-end", "The last line feed is missing.", good[:-1]),
        ("two-lines", "The root is missing.", note(f"{origin}\n{size}\n", line)),
        ("origin-empty", "The first line is empty.", note(f"\n{size}\n{root}\n", line)),
        ("size-zero-first", "The size has a zero in front.", note(f"{origin}\n011\n{root}\n", line)),
        ("size-negative", "The size is negative.", note(f"{origin}\n-11\n{root}\n", line)),
        ("size-spaced", "A space behind the size.", note(f"{origin}\n11 \n{root}\n", line)),
        ("size-arabic", "The size is in other digits.", note(f"{origin}\n١١\n{root}\n", line)),
        ("size-too-long", "The size has 19 digits.", note(f"{origin}\n{10**18}\n{root}\n", line)),
        ("root-31-bytes", "The root has 31 bytes.", note(f"{origin}\n11\n{b64(bytes(31))}\n", line)),
        ("root-unpadded", "The root lacks its padding.", note(f"{origin}\n11\n{root.rstrip('=')}\n", line)),
        ("line-hyphen", "A hyphen in place of the dash.", note(head, line.replace("—", "-"))),
        ("line-two-spaces", "Two spaces in the line.", note(head, line.replace(" ", "  ", 1))),
        ("line-four-words", "A fourth word in the line.", note(head, line + " x")),
        ("line-nameless", "A line without a name.", note(head, f"—  {line.split(' ')[2]}")),
        ("line-short", "A signature of four bytes.", note(head, f"— {origin} {b64(b'1234')}")),
        ("line-no-base64", "A signature that is no base64.", note(head, f"— {origin} signature")),
        ("tab", "A tab.", good.replace(" ", "\t", 1)),
        ("crlf", "The lines end as on Windows.", good.replace("\n", "\r\n")),
        ("vertical-tab", "A vertical tab in a further line.", signed(head + "x\x0by\n")),
        ("long", "More than 64 KiB.", good + (line + "\n") * 600),
        ("nothing", "The file is empty.", ""),
    ):
        yield checkpoint(f"form-{name}", says, text, verdict="unreadable")


def consistency(name: str, says: str, *files: Any, **how: Any) -> Vector:
    old, new, proof = map(as_bytes, files)
    given = {"old": old, "new": new, "proof": proof, "keyring": as_bytes(how.pop("keyring", ring()))}
    return Vector(f"consistency-{name}", says, "consistency", given, **how)


def consistencies() -> Iterator[Vector]:
    record = plain()
    at = {size: signed(record.head(size)) for size in range(12)}
    proofs = {
        sizes: lines(*record.proof(*sizes))
        for sizes in ((0, 11), (1, 11), (4, 11), (5, 11), (6, 8), (8, 11), (10, 11), (5, 10))
    }
    for (old, new), proof in proofs.items():
        yield consistency(f"{old}-{new}", f"From {old} to {new} entries.", at[old], at[new], proof)
    yield consistency("same", "Both are the same.", at[7], at[7], "")
    whole = proofs[5, 11]
    steps = whole.splitlines()
    bad: Body = {"tamper": ["split-view"]}
    yield consistency("empty", "The proof is empty.", at[5], at[11], "", **bad)
    yield consistency("of-others", "The proof is that of other sizes.", at[5], at[11], proofs[5, 10], **bad)
    yield consistency("line-too-many", "A line too many.", at[5], at[11], lines(*steps, steps[0]), **bad)
    yield consistency("line-missing", "A line is missing.", at[5], at[11], lines(*steps[:-1]), **bad)
    yield consistency("line-other", "A line is another.", at[5], at[11], lines(b64(seeded("x")), *steps[1:]), **bad)
    yield consistency("lines-turned", "The lines are in another order.", at[5], at[11], lines(*steps[::-1]), **bad)
    yield consistency(
        "same-with-line", "Both are the same, and the proof has a line.", at[7], at[7], lines(steps[0]), **bad
    )
    yield consistency(
        "zero-with-line", "From nothing, and the proof has a line.", at[0], at[11], lines(steps[0]), **bad
    )
    yield consistency("backwards", "The later one is smaller.", at[11], at[5], whole, **bad)
    yield consistency("spaced", "White space of all kinds around the lines.", at[5], at[11],
                      " \r\n\u2003\x1c\x85".join(["", *steps, ""]))  # fmt: skip
    yield consistency(
        "not-a-space", "A byte order mark is no white space.", at[5], at[11], "\ufeff" + whole, verdict="unreadable"
    )
    for name, says, wrong in (
        ("31-bytes", "A line of 31 bytes.", lines(b64(bytes(31)))),
        ("no-base64", "A line that is no base64.", "proof\n"),
        ("65-lines", "More lines than a proof may have.", lines(*[steps[0]] * 65)),
        ("not-utf-8", "A byte that is no UTF-8.", b"\xff"),
    ):
        yield consistency(name, says, at[5], at[11], wrong, verdict="unreadable")
    other = Record()
    for _ in range(11):
        other.write("system.tock")
    yield consistency("other-history", "The later one is of another history.", at[5], signed(other.head()),
                      lines(*other.proof(5, 11)), **bad)  # fmt: skip
    yield consistency("two-roots", "Two roots of one size.", at[11], signed(other.head()), "", **bad)
    strange = signed(record.head(5), STRANGER)
    yield consistency(
        "old-unsigned", "A stranger signed the earlier one.", strange, at[11], whole, tamper=["checkpoint-signature"]
    )
    elsewhere = signed(record.head(11, OTHER_ORIGIN))
    yield consistency(
        "new-elsewhere", "The later one is of another record.", at[5], elsewhere, whole, tamper=["origin"]
    )
    yield consistency("old-cut", "The earlier one is cut off.", at[5][:-2], at[11], whole, verdict="unreadable")
    keys = ring(vkey(KEY), vkey(KEY, name=FORMER), former=[{"origin": FORMER, "agreed": 5, "entries": 8}])
    agreed, left = signed(record.head(5, FORMER)), signed(record.head(6, FORMER))
    yield consistency("over-a-fork", "From the earlier name to the present one.", agreed, at[11], whole, keyring=keys)
    yield consistency("left-by-a-fork", "The earlier one is of the history that was left.", left, at[11], whole, keyring=keys,
                      tamper=["fork"])  # fmt: skip
