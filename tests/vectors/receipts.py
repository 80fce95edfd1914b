"""Vectors of receipts: the good ones, and those that are wrong in place, path, checkpoint or opening."""

from collections.abc import Iterator
from typing import Any

from ledger import verify
from ledger.notes import sign
from tests.vectors.record import (
    KEY,
    ORIGIN,
    OTHER_ORIGIN,
    STRANGER,
    WITNESSES,
    Body,
    Record,
    b64,
    note,
    seeded,
    signed,
)
from tests.vectors.vector import REPORT, Receipt, Vector, forged, plain, receipt

TWO = list(WITNESSES)[:2]


def vectors() -> Iterator[Vector]:
    yield from good()
    yield from misplaced()
    yield from wrongly_signed()
    yield from wrongly_opened()


def good() -> Iterator[Vector]:
    own = Receipt(plain())
    yield receipt("with-text", "A receipt that opens every field.", own.text())
    yield receipt("without-text", "A receipt that opens nothing.", Receipt(plain(), openings=[]).text())
    one = Receipt(plain(), openings=plain().openings[REPORT][:1]).text()
    yield receipt("with-one-text", "A receipt that opens one of its fields.", one)
    yield receipt("unpinned", "Nothing from another source.", own.text(), pin=None, undecided=["unpinned"])
    first = Receipt(plain(), 0, size=1).text()
    yield receipt("first-of-one", "The only entry of a record: the path is empty.", first, pin=signed(plain().head(1)))
    big = Record(filler=70_001)
    index = big.write("report.received", sealed={"narrative": "Far back."})
    whole = Receipt(big, index)
    yield receipt("of-70002", "The last entry of a large record.", whole.text(), pin=whole.note())
    witnessed = own.text(note=own.note(witnesses=TWO))
    yield receipt("witnessed", "Two witnesses of the keyring signed.", witnessed)
    foreign = own.text(note=own.note(witnesses=["three.witness.example"]))
    yield receipt("witness-unknown", "A witness that the keyring does not name: its line counts for nothing.", foreign)
    further = signed(plain().head() + "another line\n\nand one after an empty one\n")
    yield receipt("further-lines", "A checkpoint with further lines in its text.", own.text(note=further))
    for at, says in (
        ("2028-02-29T23:59:59.999999Z", "29 February of a leap year"),
        ("2000-02-29T00:00:00.000000Z", "of 2000"),
    ):
        record = Record()
        yield forged(f"leap-{at[:4]}", f"The day is {says}.", record, record.write("system.tick", at=at))
    record = Record()
    largest = {"largest": 2**53 - 1, "least": 1 - 2**53, "list": [1, None, True, "word"], "empty": []}
    yield forged(
        "largest-number", "The largest whole numbers in data.", record, record.write("system.tick", data=largest)
    )


def misplaced() -> Iterator[Vector]:
    record, own = plain(), Receipt(plain())
    path = record.path(REPORT, 11)
    strange = b64(seeded("strange"))

    def wrong(name: str, says: str, **parts: Any) -> Vector:
        return receipt(name, says, own.text(**parts), tamper=["inclusion"])

    other = own.extra() | {"entry": record.line(REPORT).decode().replace('"clock"', '"clerk"')}
    yield receipt(
        "other-leaf", "A word of the entry is another.", own.text(extra=verify.canonical(other)), tamper=["inclusion"]
    )
    yield wrong("path-too-long", "A step too many in the path.", path=[*path, strange])
    yield wrong("path-too-short", "A step of the path is missing.", path=path[:-1])
    yield wrong("path-empty", "The path is empty.", path=[])
    yield wrong("path-other", "A step of the path is another.", path=[*path[:-1], strange])
    yield wrong("path-of-64", "As many steps as a path may have.", path=[strange] * 64)
    yield wrong("index-next", "The index is one too large.", index_line=f"index {REPORT + 1}")
    yield wrong("index-size", "The index is the size.", index_line="index 11")
    yield wrong("index-huge", "The index is beyond 2^53.", index_line="index 999999999999999999")
    for name, says, line in (
        ("index-negative", "A negative index.", "index -7"),
        ("index-zero-first", "An index with a zero in front.", "index 07"),
        ("index-too-long", "An index of 19 digits.", "index 1000000000000000000"),
        ("index-fraction", "An index with a fraction.", "index 7.0"),
        ("index-arabic", "An index in other digits.", "index ٧"),
        ("index-missing", "No index.", "index "),
    ):
        yield receipt(name, says, own.text(index_line=line), verdict="unreadable")
    for name, says, steps in (
        ("path-of-65", "More steps than a path may have.", [strange] * 65),
        ("path-31-bytes", "A step of 31 bytes.", [*path[:-1], b64(bytes(31))]),
        ("path-no-base64", "A step that is no base64.", [*path[:-1], "step"]),
        ("path-spaced", "White space behind a step.", [*path[:-1], path[-1] + " "]),
    ):
        yield receipt(name, says, own.text(path=steps), verdict="unreadable")


def wrongly_signed() -> Iterator[Vector]:
    record, own = plain(), Receipt(plain())
    head = record.head()
    good, strange = sign(head, name=ORIGIN, key=KEY), sign(head, name=ORIGIN, key=STRANGER)
    unsigned = ["checkpoint-signature"]

    def under(name: str, says: str, text: str, *codes: str, **how: Any) -> Vector:
        return receipt(name, says, own.text(note=text), tamper=codes or unsigned, **how)

    yield under("other-key", "Another key signed in the record’s name.", note(head, str(strange)))
    borrowed = f"— {ORIGIN} {b64(good.key_id + strange.value)}"
    yield under("borrowed-key-id", "Another key signed under the identifier of the record’s key.", note(head, borrowed))
    yield under("other-name", "The line carries another name.", signed(head, name="else.example"))
    flipped = f"— {ORIGIN} {b64(good.key_id + good.value[:-1] + bytes([good.value[-1] ^ 1]))}"
    yield under("signature-flipped", "A bit of the signature is another.", note(head, flipped))
    yield under(
        "signature-short", "The signature is one byte long.", note(head, f"— {ORIGIN} {b64(good.key_id + b'a')}")
    )
    yield under(
        "good-and-bad-line", "A good line of the key, and one that does not verify.", note(head, str(good), flipped)
    )
    beside = own.text(note=note(head, str(strange), str(good)))
    yield receipt("unknown-line", "A line of an unknown key beside the good one counts for nothing.", beside)
    witness = own.note(witnesses=TWO).splitlines()[-1]
    yield under("witness-alone", "Only a witness signed.", note(head, witness))
    bad = witness[:-8] + ("A" if witness[-8] != "A" else "B") + witness[-7:]
    yield under(
        "cosignature-wrong", "A witness’s signature does not verify.", note(head, str(good), bad), "cosignature"
    )
    short = f"— {TWO[1]} {b64(verify.unb64(witness.split(' ')[2])[:4] + b'12')}"
    yield under(
        "cosignature-short", "A witness’s line ends within the time.", note(head, str(good), short), "cosignature"
    )
    larger = head.replace("\n11\n", "\n12\n")
    yield under(
        "other-size", "The size was changed after it was signed.", note(larger, str(good)), undecided=["unpinned"]
    )
    root = f"{ORIGIN}\n11\n{b64(seeded('root'))}\n"
    yield under("other-root", "The root was changed after it was signed.", note(root, str(good)),
                "checkpoint-signature", "inclusion", "split-view")  # fmt: skip
    elsewhere = record.head(origin=OTHER_ORIGIN)
    yield under("other-origin", "A checkpoint of another record.", signed(elsewhere), "origin")
    whole = Record(OTHER_ORIGIN)
    index = whole.write("system.tick")
    yield forged("other-record", "A whole receipt of another record.", whole, index, "origin")
    inner = Record()
    index = inner.write("system.tick", log=OTHER_ORIGIN)
    yield forged("other-log", "The entry names another record than its checkpoint.", inner, index, "origin")


def wrongly_opened() -> Iterator[Vector]:
    record = plain()
    first, *rest = record.openings[REPORT]

    def opened(name: str, says: str, opening: object, **how: Any) -> Vector:
        codes = how or {"tamper": ["commitment"]}
        return receipt(name, says, Receipt(record, openings=[opening, *rest]).text(), **codes)

    yield opened("other-salt", "The salt is another.", first | {"salt": b64(seeded("salt"))})
    yield opened("other-value", "A letter of the text is another.", first | {"value": "What I saw!"})
    yield opened("other-field", "The text is that of another field.", first | {"field": "reference"})
    yield opened("unknown-field", "The entry has no such field.", first | {"field": "verdict"})
    yield opened("field-number", "The name of the field is a number.", first | {"field": 7})
    yield opened(
        "field-inherited", "A name that objects of some languages have by themselves.", first | {"field": "constructor"}
    )
    yield opened("salt-31-bytes", "The salt has 31 bytes.", first | {"salt": b64(bytes(31))})
    yield opened("salt-empty", "The salt is empty.", first | {"salt": ""})
    yield opened("value-list", "The text is a list of it.", first | {"value": [first["value"]]})
    yield opened("twice", "A field is opened twice, once wrongly.", first | {"field": "place"})
    unreadable: Body = {"verdict": "unreadable"}
    yield opened("salt-no-base64", "The salt is no base64.", first | {"salt": "salt?"}, **unreadable)
    yield opened(
        "value-missing", "An opening without a value.", {"field": "narrative", "salt": first["salt"]}, **unreadable
    )
    yield opened("opening-more", "An opening with a member too many.", first | {"id": "x"}, **unreadable)
    yield opened("opening-text", "An opening is a text.", "narrative", **unreadable)
    for name, openings in (("null", None), ("text", ""), ("object", {})):
        extra = Receipt(record).extra() | {"openings": openings}
        yield receipt(
            f"openings-{name}",
            "The openings are no list.",
            Receipt(record).text(extra=verify.canonical(extra)),
            **unreadable,
        )
    longest = Record()
    index = longest.write("report.received", sealed={"a" * 255: "x"})
    yield forged("field-of-255", "A field name of 255 letters.", longest, index)
    longer = Record()
    index = longer.write("report.received", sealed={"a" * 256: "x"})
    yield forged("field-of-256", "A field name of 256 letters: no commitment has one.", longer, index, "commitment")
    deep: object = "x"
    for _ in range(61):
        deep = [deep]
    for more, verdict in ((0, "proven"), (1, "unreadable")):
        nested = Record()
        index = nested.write("report.received", sealed={"narrative": [deep] if more else deep})
        yield forged(f"nested-{64 + more}", "A value in as many brackets, those of the receipt counted.", nested, index,
                     verdict=verdict)  # fmt: skip
    quoted = Record()
    index = quoted.write("report.received", sealed={"narrative": '["' * 200})
    yield forged("brackets-in-text", "Many brackets within a text nest nothing.", quoted, index)
    seq = Record()
    index = seq.write("report.received", sealed={"narrative": {"b": {"a": [], "": None}, "a": -1}})
    yield forged("value-object", "A value with members.", seq, index)
