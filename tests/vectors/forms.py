"""Vectors of receipts whose form is wrong: their bytes, the JSON in them, and the fields of the entry."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from ledger import verify
from tests.vectors.record import STRANGER, Body, Record, b64, ring, vkey
from tests.vectors.vector import REPORT, Receipt, Vector, as_bytes, forged, plain, receipt

UNREADABLE = "unreadable"


def vectors() -> Iterator[Vector]:
    yield from files()
    yield from base64s()
    yield from values()
    yield from entries()
    yield from keyrings()


def files() -> Iterator[Vector]:
    text = Receipt(plain()).text()
    whole = text.encode()
    for name, says, file in (
        ("crlf", "The lines end as on Windows.", whole.replace(b"\n", b"\r\n")),
        ("no-line-end", "The last line feed is missing.", whole[:-1]),
        ("text-behind", "Text behind the last signature.", whole + b"and more\n"),
        ("empty-line-behind", "An empty line behind the last signature.", whole + b"\n"),
        ("space-behind", "A space behind the last signature.", whole[:-1] + b" \n"),
        ("half", "The second half is missing.", whole[: len(whole) // 2]),
        ("empty", "The file is empty.", b""),
        ("byte-order-mark", "A byte order mark in front.", b"\xef\xbb\xbf" + whole),
        ("utf-16", "The file is UTF-16.", text.encode("utf-16")),
        ("not-utf-8", "A byte that is no UTF-8.", whole[:-9] + b"\xff" + whole[-9:]),
        ("surrogate-bytes", "Half of a surrogate pair as bytes.", whole[:-9] + b"\xed\xa0\x80" + whole[-9:]),
        ("nul", "A NUL in the checkpoint.", whole[:-9] + b"\x00" + whole[-9:]),
        ("tab", "A tab in the checkpoint.", whole.replace(b"\n11\n", b"\n11\t\n")),
        ("checkpoint", "A checkpoint, and no receipt.", Receipt(plain()).note().encode()),
        ("disclosure", "Another file of the Society.", b'{"checkpoint":"","entries":[],"v":1}\n'),
        ("other-magic", "The first line is of another edition.", whole.replace(b"@v1", b"@v2", 1)),
        ("no-extra", "The line with the entry is missing.", whole.replace(b"extra ", b"", 1)),
        ("extra-twice", "The word extra stands twice.", whole.replace(b"extra ", b"extra extra ", 1)),
        ("no-empty-line", "No empty line in front of the checkpoint.", whole.replace(b"\n\n", b"\n", 1)),
        ("hyphen", "A hyphen in place of the dash.", whole.replace("—".encode(), b"-")),
        ("long", "A megabyte and a byte.", whole + b"A" * (1_000_001 - len(whole))),
    ):
        yield receipt(f"file-{name}", says, file, verdict=UNREADABLE)
    yield receipt("file-twice", "The receipt stands in the file twice.", whole * 2, tamper=["checkpoint-signature"])


def base64s() -> Iterator[Vector]:
    own = Receipt(plain())
    good = b64(verify.canonical(own.extra()))
    longer = (b64(verify.canonical({**own.extra(), "more": "x" * more})) for more in range(3))
    padded = next(text for text in longer if text.endswith("=") and not text.endswith("=="))
    last = padded.rstrip("=")[-1]
    for name, says, text in (
        ("unpadded", "The padding is missing.", padded.rstrip("=")),
        ("padded-more", "A padding sign too many.", padded + "="),
        ("loose-bits", "Bits that belong to no byte are set.", padded.replace(last + "=", _next(last) + "=")),
        ("url-alphabet", "The alphabet of addresses.", good.replace("+", "-").replace("/", "_") + "-_-_"),
        ("spaced", "A space within.", good[:40] + " " + good[40:]),
        ("none", "Nothing.", ""),
    ):
        yield receipt(f"base64-{name}", says, own.text(extra_line=f"extra {text}"), verdict=UNREADABLE)


def _next(letter: str) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return alphabet[alphabet.index(letter) + 1]


def values() -> Iterator[Vector]:
    """The JSON behind `extra`: anything but the one form is refused."""
    own = Receipt(plain(), openings=[])
    good = verify.canonical(own.extra())
    whole = verify.canonical(Receipt(plain()).extra())
    for name, says, extra in (
        ("spaced", "A space behind a colon.", good.replace(b'":[', b'": [')),
        ("other-order", "The names do not ascend.", b'{"openings":[],' + good.replace(b',"openings":[]', b"")[1:]),
        ("name-twice", "A name stands twice.", good[:-1] + b',"openings":[]}'),
        ("name-twice-escaped", "A name stands twice, once with an escape.", good[:-1] + b',"\\u006fpenings":[]}'),
        ("fraction", "A number with a fraction.", good[:-1] + b',"x":1.5}'),
        ("fraction-zero", "A whole number with a fraction.", good[:-1] + b',"x":1.0}'),
        ("exponent", "A number with an exponent.", good[:-1] + b',"x":1e2}'),
        ("beyond-2-53", "A number beyond 2^53 - 1.", good[:-1] + b',"x":9007199254740992}'),
        ("far-beyond", "A number of 400 digits.", good[:-1] + b',"x":' + b"9" * 400 + b"}"),
        ("minus-zero", "Minus zero.", good[:-1] + b',"x":-0}'),
        ("zero-first", "A number with a zero in front.", good[:-1] + b',"x":01}'),
        ("plus", "A number with a plus sign.", good[:-1] + b',"x":+1}'),
        ("nan", "NaN.", good[:-1] + b',"x":NaN}'),
        ("infinity", "Infinity.", good[:-1] + b',"x":-Infinity}'),
        ("single-quotes", "Single quotation marks.", good.replace(b'"openings"', b"'openings'")),
        ("comma-behind", "A comma behind the last member.", good[:-1] + b",}"),
        ("comment", "A comment.", good + b"/* */"),
        ("surrogate", "Half of a surrogate pair, escaped.", good[:-1] + b',"x":"\\ud800"}'),
        ("surrogate-pair", "A whole surrogate pair, escaped.", good[:-1] + b',"x":"\\ud83d\\ude42"}'),
        ("surrogate-turned", "The second half of a pair in front of the first.", good[:-1] + b',"x":"\\ude42\\ud83d"}'),
        ("escaped-letter", "An escape for a letter that needs none.", whole.replace(b"What I saw", b"What \\u0049 saw")),
        ("escaped-slash", "An escaped slash.", good[:-1] + b',"x":"\\/"}'),
        ("upper-case-escape", "An escape in capital letters.", good[:-1] + b',"x":"\\u001F"}'),
        ("raw-control", "A control character without an escape.", good[:-1] + b',"x":"\x1f"}'),
        ("line-feed-behind", "A line feed behind it.", good + b"\n"),
        ("byte-order-mark", "A byte order mark in front.", b"\xef\xbb\xbf" + good),
        ("not-utf-8", "A byte that is no UTF-8.", good[:-1] + b',"x":"\xff"}'),
        ("list", "A list.", b"[" + good + b"]"),
        ("text", "A text.", b'"entry openings"'),
        ("null", "Null.", b"null"),
        ("empty", "No members.", b"{}"),
        ("entry-object", "The entry is an object and no text.", b'{"entry":{},"openings":[]}'),
        ("two-values", "Two values.", good + good),
        ("cut-string", "A text without an end.", good[:-1] + b',"x":"'),
        ("cut-escape", "An escape without an end.", good[:-1] + b',"x":"\\u00"}'),
        ("deep", "Brackets within brackets, ten thousand times.", good[:-1] + b',"x":' + b"[" * 10_000 + b"]" * 10_000 + b"}"),
        ("deep-open", "Ten thousand brackets that nobody closes.", good[:-1] + b',"x":' + b"[" * 10_000),
    ):  # fmt: skip
        yield receipt(f"json-{name}", says, own.text(extra=extra), verdict=UNREADABLE)
    for name in ("more", "__proto__", "constructor"):
        more = verify.canonical({**own.extra(), name: 1})
        yield receipt(f"json-member-{name.strip('_')}", "A member too many.", own.text(extra=more), verdict=UNREADABLE)


def entries() -> Iterator[Vector]:
    """An entry has one form: each of these is signed with the real key, and is none."""
    changes: tuple[tuple[str, str, Callable[[Body], Body]], ...] = (
        ("field-missing", "A field is missing.", lambda body: {name: body[name] for name in body if name != "occurred"}),
        ("field-more", "A field too many.", lambda body: body | {"note": None}),
        ("version-2", "Another version.", lambda body: body | {"v": 2}),
        ("version-true", "The version is true.", lambda body: body | {"v": True}),
        ("log-null", "It names no record.", lambda body: body | {"log": None}),
        ("id-capitals", "Its id has capital letters.", lambda body: body | {"id": str(body["id"]).upper()}),
        ("type-capital", "Its type begins with a capital letter.", lambda body: body | {"type": "Report"}),
        ("type-line-feed", "Its type ends in a line feed.", lambda body: body | {"type": "report.received\n"}),
        ("type-dot", "Its type ends in a dot.", lambda body: body | {"type": "report."}),
        ("stream-other", "A stream that there is not.", lambda body: body | {"stream": "office/desk"}),
        ("seq-zero", "Number zero of its stream.", lambda body: body | {"seq": 0}),
        ("seq-true", "Its number is true.", lambda body: body | {"seq": True}),
        ("seq-text", "Its number is a text.", lambda body: body | {"seq": "1"}),
        ("prev-short", "The digest in front is too short.", lambda body: body | {"prev": "AAAA"}),
        ("prev-loose-bits", "The digest in front has loose bits.", lambda body: body | {"prev": "A" * 42 + "B="}),
        ("at-30-february", "30 February.", lambda body: body | {"at": "2026-02-30T09:00:00.000000Z"}),
        ("at-29-february", "29 February of a year that has none.", lambda body: body | {"at": "2100-02-29T09:00:00.000000Z"}),
        ("at-hour-24", "The hour 24.", lambda body: body | {"at": "2026-01-01T24:00:00.000000Z"}),
        ("at-second-60", "The second 60.", lambda body: body | {"at": "2026-01-01T23:59:60.000000Z"}),
        ("at-year-0", "The year 0.", lambda body: body | {"at": "0000-01-01T09:00:00.000000Z"}),
        ("at-space", "A space between day and time.", lambda body: body | {"at": "2026-01-01 09:00:00.000000Z"}),
        ("at-offset", "A time zone as an offset.", lambda body: body | {"at": "2026-01-01T09:00:00.000000+00:00"}),
        ("at-arabic", "A year in other digits.", lambda body: body | {"at": "٢٠٢٦-01-01T09:00:00.000000Z"}),
        ("occurred-day", "A day where a time belongs.", lambda body: body | {"occurred": "2026-01-01"}),
        ("actor-empty", "Nobody acted.", lambda body: body | {"actor": ""}),
        ("actor-space", "A space in a pseudonym.", lambda body: body | {"actor": "some body"}),
        ("role-number", "The role is a number.", lambda body: body | {"role": 1}),
        ("refs-object", "The entries it cites are no list.", lambda body: body | {"refs": {}}),
        ("ref-more", "A member too many in a citation.",
         lambda body: body | {"refs": [{"rel": "oath", "leaf": "A" * 43 + "=", "x": 1}]}),
        ("data-list", "Its clear fields are a list.", lambda body: body | {"data": []}),
        ("data-nested", "A list within a list in a clear field.", lambda body: body | {"data": {"x": [[1]]}}),
        ("data-object", "An object in a clear field.", lambda body: body | {"data": {"x": {}}}),
        ("data-prose", "Prose in a clear field.", lambda body: body | {"data": {"x": "in words"}}),
        ("data-long", "A word of 201 letters in a clear field.", lambda body: body | {"data": {"x": "a" * 201}}),
        ("data-name", "A name with a hyphen.", lambda body: body | {"data": {"x-y": 1}}),
        ("commit-null", "A commitment to nothing.", lambda body: body | {"commit": {"x": None}}),
        ("nonce-short", "A nonce of 15 bytes.", lambda body: body | {"nonce": b64(bytes(15))}),
    )  # fmt: skip
    for name, says, change in changes:
        yield _malformed(f"entry-{name}", says, verify.canonical(change(plain().body(REPORT))))
    line = plain().line(REPORT)
    for name, says, bad in (
        ("spaced", "A space behind a comma.", line.replace(b',"at"', b', "at"')),
        ("fraction", "A number with a fraction.", line.replace(b'"files":2', b'"files":2.0')),
        ("name-twice", "A name stands twice.", line[:-1] + b',"v":1}'),
        ("minus-zero", "Minus zero.", line.replace(b'"files":2', b'"files":-0')),
        ("list", "A list.", b"[" + line + b"]"),
    ):
        yield _malformed(f"entry-{name}", says, bad)


def _malformed(name: str, says: str, line: bytes) -> Vector:
    record = Record()
    record.lines.append(line)
    return forged(name, says, record, 0, openings=[], verdict=UNREADABLE)


def keyrings() -> Iterator[Vector]:
    """A keyring is read strictly: two programs must not take one for two."""
    text, good = Receipt(plain()).text(), ring()
    key, plain_bytes = good["log_keys"][0], as_bytes(ring())
    name, key_id, body = key["vkey"].split("+", 2)

    def unread(name: str, says: str, keyring: Any) -> Vector:
        return receipt(f"keyring-{name}", says, text, keyring=keyring, verdict=UNREADABLE)

    def with_key(**change: Any) -> Body:
        return good | {"log_keys": [key | change]}

    yield receipt(
        "keyring-other",
        "The keys are those of somebody else.",
        text,
        keyring=ring(vkey(STRANGER)),
        tamper=["checkpoint-signature"],
    )
    yield receipt("keyring-compact", "The keyring is written without spaces.", text, keyring=verify.canonical(good))
    yield receipt(
        "keyring-further-member", "A further member is left alone.", text, keyring=good | {"comment": ["é", None]}
    )
    yield receipt("keyring-key-alone", "Neither sizes nor witnesses are given.", text,
                  keyring={"origin": good["origin"], "log_keys": [{"vkey": key["vkey"]}]})  # fmt: skip
    yield unread("not-json", "No JSON.", "keys\n")
    yield unread("empty", "The file is empty.", b"")
    yield unread("list", "A list.", [good])
    yield unread(
        "name-twice", "A name stands twice.", plain_bytes.replace(b'"tsa_roots"', b'"origin": "x", "tsa_roots"')
    )
    yield unread("nan", "NaN.", plain_bytes.replace(b'"tsa_roots"', b'"x": NaN, "tsa_roots"'))
    yield unread("deep", "Brackets within brackets.", good | {"x": json.loads("[" * 66 + "]" * 66)})
    yield unread(
        "surrogate", "Half of a surrogate pair.", plain_bytes.replace(b'"tsa_roots"', b'"x": "\\ud800", "tsa_roots"')
    )
    yield unread("byte-order-mark", "A byte order mark in front.", b"\xef\xbb\xbf" + plain_bytes)
    yield unread("no-keys", "No key.", good | {"log_keys": []})
    yield unread("keys-missing", "The keys are missing.", {"origin": good["origin"]})
    yield unread("keys-object", "The keys are an object.", good | {"log_keys": {"0": key}})
    yield unread(
        "witnesses-object", "The witnesses are an object.", good | {"witness_keys": dict.fromkeys(good["witness_keys"])}
    )
    yield unread("witnesses-null", "The witnesses are null.", good | {"witness_keys": None})
    yield unread("origin-null", "The record has no name.", good | {"origin": None})
    yield unread("origin-missing", "The name is missing.", {"log_keys": [key]})
    yield unread("from-fraction", "A size with a fraction.", with_key(**{"from": 0.0}))
    yield unread("from-text", "A size that is a text.", with_key(**{"from": "0"}))
    yield unread("from-null", "A first size that is null.", with_key(**{"from": None}))
    yield unread("to-true", "A last size that is true.", with_key(to=True))
    yield unread("to-beyond-2-53", "A size beyond 2^53 - 1.", with_key(to=2**53))
    yield unread("key-id", "The identifier of the key is not its own.", with_key(vkey=f"{name}+{'0' * 8}+{body}"))
    yield unread(
        "key-id-capitals", "The identifier is in capital letters.", with_key(vkey=f"{name}+{key_id.upper()}+{body}")
    )
    yield unread("key-cut", "The key is cut off.", with_key(vkey=key["vkey"][:-5]))
    yield unread("key-two-parts", "The key has two parts.", with_key(vkey=f"{name}+{body}"))
    yield unread(
        "key-of-witness", "The key of a witness in place of the record’s.", with_key(vkey=good["witness_keys"][0])
    )
    yield unread("witness-of-log", "The record’s key in place of a witness’s.", good | {"witness_keys": [key["vkey"]]})
    yield unread("root-number", "A certificate that is a number.", good | {"tsa_roots": [1]})
    yield unread("former-number", "An earlier name that is a number.",
                 good | {"former": [{"origin": 1, "agreed": 1, "entries": 1}]})  # fmt: skip
    for name, says, agreed, entries in (
        ("negative", "An earlier name with less than no entries.", -5, -3),
        ("turned", "An earlier name with more entries agreed on than there are.", 3, 2),
    ):
        former = [{"origin": "x", "agreed": agreed, "entries": entries}]
        yield unread(f"former-{name}", says, good | {"former": former})
    yield unread("former-missing", "An earlier name without sizes.", good | {"former": [{"origin": "x"}]})
