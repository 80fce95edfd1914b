"""The verifier under statements and bundles that mean something else: `python -m tests.ledger.fuzz_meaning --rounds 20000`.

No database is needed; `--seed N` is the first round's. A round takes a story in which people sign with passkeys and spoils
it in one place:

- *statements*: a statement, an entry that it makes, a text that it names, the entry that holds it, or its evidence. Then the
  whole history is written anew, with the log's key and everybody's passkeys, and pinned anew: every byte is right, and only
  the meaning can be wrong;
- *bundles*: what is handed over beside the log, or a part of the log itself, written anew with the log's key. The pin is the
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
import json
import random
import shutil
import signal
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from ledger import verify
from ledger.commitments import leaf_hash
from ledger.entries import b64
from ledger.notes import Head, Note, sign
from ledger.tree import inclusion_path, root_of
from tests.ledger.forged import Body, History, Line
from tests.ledger.fuzz import run
from tests.ledger.story import KEY, ORIGIN, OTHER_KEY, Export

LONGEST = 5
"""Seconds that a round may take."""
HELD = frozenset({"oath", "oaths", "statement", "evidence"})
"""Sealed fields on which rules rest; so do those that a statement names."""
FRESH = frozenset({"sanction", "conditions"})
READ_OF_OATH = frozenset({"effective", "method", "oath", "code"})
READ_OF_SIGNATURE = frozenset({"of", "step", "key"})
LABELS = ("oath", "locale")

type Spoil = Callable[[random.Random, "World"], Any]


@dataclass(frozen=True)
class World:
    """The true history, its export and its pin, and a folder in which a round writes what it spoils."""

    folder: Path
    truth: History
    export: Export
    bodies: list[Body]
    scratch: Export

    @classmethod
    def made(cls, folder: Path) -> "World":
        """The story, written and pinned."""
        history, export = History.told(folder / "true" / "export")
        history.write(export)
        export.pin()
        export.keyring()
        truth = History.read(export, history.devices)
        (folder / "scratch").mkdir()
        return cls(folder, truth, export, export.bodies(), export.copy(folder / "scratch" / "export"))

    @cached_property
    def leaves(self) -> list[bytes]:
        """The leaves of the true log."""
        return [leaf_hash(verify.canonical(body)) for body in self.bodies]

    @cached_property
    def signatures(self) -> list[str]:
        """The entries that hold a statement: of an oath or of a step."""
        return [body["id"] for body in self.bodies if "statement" in body["commit"]]

    def made_by(self, entry: str) -> list[str]:
        """The entries that the statement of an entry names: itself for an oath, the step's for a signature."""
        body = self.truth.line(entry).body
        if body["type"] == "oath.signed":
            return [entry]
        count = len(self.truth.opened(entry)["statement"]["value"]["makes"])
        first = self.truth.line(body["data"]["of"]).body
        of_case = [one["id"] for one in self.bodies if one["stream"] == first["stream"]]
        return of_case[first["seq"] - 1 : first["seq"] - 1 + count]

    @cached_property
    def held(self) -> set[tuple[str, str]]:
        """The openings without which nothing is proven."""
        named = {made for entry in self.signatures for made in self.made_by(entry)}
        return {(entry, name) for entry, name in self.truth.openings if name in HELD or entry in named}

    def node(self, level: int, at: int) -> bytes:
        """The node of the true tree."""
        return root_of(self.leaves[at << level : (at + 1) << level])


def same(one: Any, other: Any) -> bool:
    """Whether two values have the same canonical JSON."""
    return verify.canonical(one) == verify.canonical(other)


# --- values -----------------------------------------------------------------------------------------------------------

DEEP: list[Any] = []
for _ in range(150):
    DEEP = [DEEP]
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, -(2**53), 10**30, 1.0, -0.5, 1e300, "", "x", " ", "\u0000", "é", "AAAA",
    [], {}, [[]], [None], {"a": []}, {"": 0}, DEEP, str(UUID(int=0)), "A" * 43 + "=", "2026-13-01", "null",
)  # fmt: skip
LIKE = {
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
    "c": "\u0441",
    "1": "\uff11",
    "0": "O",
    "-": "\u2010",
    "s": "\u017f",
}


def _alike(chance: random.Random, text: str) -> str:
    """The text as it looks, or nearly."""
    at = chance.randrange(len(text) + 1)
    begun, letter, rest = text[:at], text[at : at + 1], text[at + 1 :]
    return chance.choice(
        (
            f"{begun}{LIKE.get(letter, letter)}{rest}",
            f"{text[:at]}\u200b{text[at:]}",
            f"{text[:at]}\u202e{text[at:]}",
            f"{text} ",
            f"{text}\n",
            text.upper(),
            unicodedata.normalize("NFD", f"{text}é"),
            f"{begun}{chr(ord(letter or 'a') ^ 1)}{rest}",
            text[:-1],
            text + text,
            text.rstrip("="),
        )
    )


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in items:
        yield from _places(one, (*path, key))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def _changed(chance: random.Random, value: Any) -> Any:
    """Something else in the place of one value."""
    if isinstance(value, str) and chance.random() < 0.5:
        return _alike(chance, value)
    if isinstance(value, (int, float)) and chance.random() < 0.6:
        return chance.choice((value + 1, -value, str(value), float(value), bool(value), [value]))
    if isinstance(value, dict) and value and chance.random() < 0.8:
        made, key = dict(value), chance.choice(list(value))
        match chance.randrange(4):
            case 0:
                del made[key]
            case 1:
                made["x"] = deepcopy(value[key])
            case 2:
                made[_alike(chance, key)] = made.pop(key)
            case _:
                other = chance.choice(list(value))
                made[key], made[other] = made[other], made[key]
        return made
    if isinstance(value, list) and value and chance.random() < 0.8:
        made_list, at = list(value), chance.randrange(len(value))
        match chance.randrange(3):
            case 0:
                del made_list[at]
            case 1:
                made_list.insert(at, deepcopy(value[at]))
            case _:
                made_list.reverse()
        return made_list
    return deepcopy(chance.choice(STRANGE))


def spoilt(chance: random.Random, value: Any, others: Any = None) -> Any:
    """Return a copy of a value with one place changed; now and then by what stands in that place of another."""
    path = chance.choice(list(_places(value)))
    try:
        put = deepcopy(_at(others, path)) if others is not None and chance.random() < 0.3 else None
    except (LookupError, TypeError):
        put = None
    if put is None:
        put = _changed(chance, _at(value, path))
    if not path:
        return put
    made = deepcopy(value)
    _at(made, path[:-1])[path[-1]] = put
    return made


# --- statements -------------------------------------------------------------------------------------------------------


def _statement(chance: random.Random, world: World) -> History | None:
    """Somebody signs other words than the entries say."""
    forged, entry = world.truth.copy(), chance.choice(world.signatures)
    opening = forged.openings[entry, "statement"]
    other = world.truth.openings[chance.choice(world.signatures), "statement"]["value"]
    before, opening["value"] = opening["value"], spoilt(chance, opening["value"], other)
    if _states_the_same(before, opening["value"]):
        return None
    if chance.random() < 0.3:
        forged.stale.add(entry)
    return forged


def _states_the_same(before: Any, after: Any) -> bool:
    if not isinstance(after, dict) or after.keys() != before.keys():
        return False
    of_oath = before["kind"] == "oath-statement"
    differs = {name for name in before if not same(before[name], after[name])}
    if "nonce" in differs and _is_nonce(after["nonce"], 16 if of_oath else 32):
        differs.remove("nonce")
    if of_oath:
        differs -= {name for name in LABELS if isinstance(after[name], str)}
    elif (
        after["proposal"] is None and before["step"] != "cast_vote" and before["makes"][0]["type"] != "case.step_signed"
    ):
        differs.discard("proposal")
    return not differs


def _is_nonce(value: Any, length: int) -> bool:
    try:
        return len(verify.unb64(value)) == length
    except ValueError:
        return False


def _entry(chance: random.Random, world: World) -> History | None:
    """An entry says something else than what was signed for it."""
    forged = world.truth.copy()
    entry = chance.choice(world.made_by(chance.choice(world.signatures)))
    body = forged.line(entry).body
    other = chance.choice(world.bodies)
    of_oath = body["type"] == "oath.signed"
    before = deepcopy(body)
    match chance.randrange(6):
        case 0:
            body["type"] = chance.choice((other["type"], "case.vote_counted", f"{body['type']}x"))
        case 1:
            body["actor"] = chance.choice((other["actor"], str(uuid4())))
        case 2 if not of_oath:
            body["role"] = "intake"
        case 3:
            body["stream"] = chance.choice((other["stream"], f"case/{uuid4()}"))
        case 4:
            body["commit"] = spoilt(chance, body["commit"])
        case _:
            body["data"] = spoilt(chance, body["data"], other["data"])
    if not isinstance(body["data"], dict) or not isinstance(body["commit"], dict):
        return None if same(before, body) else forged
    return None if same(_claims(before), _claims(body)) else forged


def _claims(body: Body) -> Body:
    """Return what an entry of a signed step claims: no clear field that no rule reads, and of commitments the names."""
    unread = set(body["data"]) - READ_OF_OATH if body["type"] == "oath.signed" else FRESH
    data = {name: value for name, value in body["data"].items() if name not in unread}
    return {**body, "data": data, "commit": sorted(body["commit"])}


def _text(chance: random.Random, world: World) -> History | None:
    """A sealed text is another than the one that was signed for."""
    forged = world.truth.copy()
    made = {one for entry in world.signatures for one in world.made_by(entry)}
    entry, name = chance.choice(sorted(key for key in forged.openings if key[0] in made and key[1] not in HELD))
    opening, before = forged.openings[entry, name], deepcopy(forged.openings[entry, name])
    other = forged.openings[chance.choice(sorted(key for key in forged.openings if key[1] == name))]
    match chance.randrange(4):
        case 0:
            opening["value"] = spoilt(chance, opening["value"])
        case 1:
            opening["salt"] = b64(chance.randbytes(chance.choice((0, 16, 32, 33))))
        case 2:
            opening["value"] = other["value"]
        case _:
            opening |= {"value": other["value"], "salt": other["salt"]}
    return None if same(before, opening) else forged


def _signature(chance: random.Random, world: World) -> History | None:
    """The entry that holds a signature names or cites something else, or is somebody else's."""
    forged = world.truth.copy()
    line = forged.line(chance.choice(world.signatures))
    body, before, other = line.body, deepcopy(line.body), chance.choice(world.bodies)
    of_oath = body["type"] == "oath.signed"
    match chance.randrange(5):
        case 0 if not of_oath:
            body["data"] = spoilt(chance, body["data"], other["data"])
        case 1:
            body["refs"] = spoilt(chance, body["refs"], other["refs"])
        case 2 if not of_oath:
            body["actor"] = chance.choice((other["actor"], str(uuid4())))
        case 3:
            body["stream"] = chance.choice((other["stream"], f"case/{uuid4()}"))
        case _:
            body["data"] = spoilt(chance, body["data"], chance.choice(_alike_entries(world, body))["data"])
    for one in (before, body):
        if isinstance(one["data"], dict):
            read = READ_OF_OATH if of_oath else READ_OF_SIGNATURE
            one["data"] = {name: value for name, value in one["data"].items() if name in read}
    return None if same(before, body) or _cites_the_same(before, body) else forged


def _cites_the_same(before: Body, after: Body) -> bool:
    """Whether only the order of citations, or how often one stands there, has changed."""
    refs = [one["refs"] for one in (before, after)]
    if not isinstance(refs[1], list) or not same({**before, "refs": 0}, {**after, "refs": 0}):
        return False
    return {verify.canonical(one) for one in refs[0]} == {verify.canonical(one) for one in refs[1]}


def _alike_entries(world: World, body: Body) -> list[Body]:
    return [one for one in world.bodies if one["type"] == body["type"]]


def _evidence(chance: random.Random, world: World) -> History | None:
    """The evidence is of another key, of another page, of nobody in front of the device, or none."""
    forged, entry = world.truth.copy(), chance.choice(world.signatures)
    opening = forged.openings[entry, "evidence"]
    proof, before = opening["value"], deepcopy(opening["value"])
    other = world.truth.openings[chance.choice(world.signatures), "evidence"]["value"]
    match chance.randrange(6):
        case 0:
            client = json.loads(verify.unb64(proof["client_data"]))
            client[chance.choice(("type", "origin"))] = chance.choice(
                ("webauthn.create", "https://elsewhere.example", 1)
            )
            proof["client_data"] = b64(json.dumps(client).encode())
        case 1:
            data = bytearray(verify.unb64(proof["authenticator_data"]))
            data[chance.randrange(33)] ^= chance.choice((1, 4, 5))
            proof["authenticator_data"] = b64(bytes(data))
        case 2:
            for name in chance.sample(("key", "key_salt", "key_entry"), chance.randint(1, 3)):
                proof[name] = other[name]
        case 3:
            opening["value"] = deepcopy(other)
            forged.stale.add(entry)
        case 4:
            forged.stale.add(entry)
            opening["value"] = spoilt(chance, proof, other)
        case _:
            opening["value"] = spoilt(chance, proof, other)
    return None if _proves_the_same(before, opening["value"]) else forged


def _proves_the_same(before: Any, after: Any) -> bool:
    """Whether evidence still holds all that a signature is made of; flags beyond the two that are needed say nothing here."""
    if not isinstance(after, dict) or not set(before) <= set(after):
        return False
    data = [verify.unb64(before["authenticator_data"])]
    try:
        data.append(verify.unb64(after["authenticator_data"]))
    except ValueError:
        return False
    client = [json.loads(verify.unb64(before["client_data"]))]
    try:
        client.append(json.loads(verify.unb64(after["client_data"])))
    except ValueError:
        return False
    needed = verify.VERIFIED_HOLDER
    return (
        all(
            same(before[name], after[name])
            for name in before.keys() - {"authenticator_data", "client_data", "signature"}
        )
        and data[0][:32] == data[1][:32]
        and len(data[1]) >= 37
        and data[1][32] & needed == needed
        and isinstance(client[1], dict)
        and all(client[0][name] == client[1].get(name) for name in ("type", "origin"))
    )


def _order(chance: random.Random, world: World) -> History | None:
    """An entry of a signed step, or its signature, is moved, left out, or stands there twice."""
    forged, entry = world.truth.copy(), chance.choice(world.signatures)
    wanted = chance.choice([*world.made_by(entry), entry])
    at = next(number for number, one in enumerate(forged.lines) if one.body["id"] == wanted)
    line = forged.lines.pop(at)
    match chance.randrange(4):
        case 0:
            pass
        case 1:
            there = min(max(0, at + chance.choice((-4, -3, -2, -1, 1, 2, 3, 4))), len(forged.lines))
            forged.lines.insert(there, line)
        case 2:
            forged.lines.insert(at, line)
            tick = Line(
                {**deepcopy(line.body), "id": str(uuid4()), "type": "case.clock_escalated", "commit": {}}, "-", "-"
            )
            tick.body["data"] = {}
            tick.body["refs"] = []
            forged.lines.insert(at, tick)
            if wanted == world.made_by(entry)[0]:
                return None
        case _:
            forged.lines.insert(at, line)
            twin = Line({**deepcopy(line.body), "id": str(uuid4())}, "=", "=")
            forged.lines.insert(chance.choice((at, at + 1, len(forged.lines))), twin)
            for name, opening in forged.opened(wanted).items():
                forged.openings[twin.body["id"], name] = {**deepcopy(opening), "id": twin.body["id"]}
    moments = sorted(one["at"] for one in world.bodies)
    for number, one in enumerate(forged.lines):
        one.body["at"] = moments[min(number, len(moments) - 1)]
    left = {each.body["id"] for each in forged.lines}
    forged.openings = {key: one for key, one in forged.openings.items() if key[0] in left}
    streams = [_by_stream(one.body for one in lines) for lines in (world.truth.lines, forged.lines)]
    return None if streams[0] == streams[1] else forged


def _by_stream(bodies: Iterator[Body]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for body in bodies:
        found.setdefault(body["stream"], []).append(body["id"])
    return found


def _swapped(chance: random.Random, world: World) -> History | None:
    """Two people's signatures, or the signatures of two steps, change places."""
    forged = world.truth.copy()
    one, other = chance.sample(world.signatures, 2)
    names = chance.choice((["statement"], ["evidence"], ["statement", "evidence"]))
    for name in names:
        first, second = forged.openings[one, name], forged.openings[other, name]
        first["value"], second["value"] = second["value"], first["value"]
    if chance.random() < 0.5 or names == ["evidence"]:
        forged.stale |= {one, other}
    return forged


STATEMENTS: Mapping[str, Spoil] = {
    "statement": _statement,
    "entry": _entry,
    "text": _text,
    "signature": _signature,
    "evidence": _evidence,
    "order": _order,
    "swap": _swapped,
}


def statement_round(chance: random.Random, world: World) -> tuple[str, int | None]:
    """Spoil what was signed, write the history anew, and judge it; the code, or None where nothing else is meant."""
    name = chance.choice(list(STATEMENTS))
    try:
        forged = STATEMENTS[name](chance, world)
        if forged is None:
            return name, None
        forged.write(world.scratch)
    except (UnicodeEncodeError, RecursionError):
        return name, None  # such a value has no bytes that could be signed
    folder = str(world.scratch.folder)
    words = ["--keyring", str(world.export.folder.parent / "keyring.json"), "--pin", str(world.scratch.pin())]
    code, of_case = run(["log", folder, *words]), run(["case", folder, world.scratch.told.case, *words])
    assert code != verify.PROVEN, f"{name}: proven"
    assert of_case != verify.PROVEN or world.scratch.told.case not in _touched(world, forged), (
        f"{name}: proven of the case"
    )
    return name, code


def _touched(world: World, forged: History) -> set[str]:
    """The streams in which an entry is another than in truth, or opens otherwise."""
    said = [
        {one.body["id"]: {**one.body, "at": "", "opened": history.opened(one.body["id"])} for one in history.lines}
        for history in (world.truth, forged)
    ]
    differs = [key for key in said[0].keys() | said[1].keys() if not same(said[0].get(key), said[1].get(key))]
    return {str(some[key]["stream"]) for some in said for key in differs if key in some}


# --- bundles ----------------------------------------------------------------------------------------------------------


def _of_log(chance: random.Random, world: World) -> None:
    """The operator writes a part of the log anew, with its key; the pin is another's."""
    forged = world.truth.copy()
    lines, at = forged.lines, chance.randrange(len(forged.lines))
    other = chance.randrange(len(lines))
    body = lines[at].body
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            lines.insert(other, Line(deepcopy(body), lines[at].leaf, lines[at].text))
        case 3:
            name = chance.choice(list(body))
            body[name] = deepcopy(lines[other].body[name])
        case 4:
            name = chance.choice(("data", "refs", "commit", "occurred"))
            body[name] = spoilt(chance, body[name])
        case _:
            name = chance.choice(list(body))
            body[name] = spoilt(chance, body[name])
    moments = sorted(one["at"] for one in world.bodies)
    for number, line in enumerate(lines):
        if isinstance(line.body.get("at"), str) and chance.random() < 0.9:
            line.body["at"] = moments[min(number, len(moments) - 1)]
    forged.write(world.scratch)


def _openings(chance: random.Random, world: World) -> None:
    """Openings are of other entries, of other texts, missing, or there twice."""
    path = world.scratch.folder / chance.choice(("openings.jsonl", "signatures.jsonl"))
    lines: list[Any] = [verify.from_canonical(line) for line in path.read_bytes().splitlines()]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            name = chance.choice(("id", "field", "salt", "value"))
            lines[at], lines[other] = ({**lines[at], name: lines[other][name]}, {**lines[other], name: lines[at][name]})
        case 3:
            lines[at] = spoilt(chance, lines[at], lines[other])
        case 4:
            lines.append({**lines[at], chance.choice(("value", "salt")): chance.choice(STRANGE)})
        case 5:
            lines[at] = {**lines[at], "note": "It was so."}
        case _:
            chance.shuffle(lines)
            del lines[: chance.randrange(4)]
    path.write_bytes(b"".join(_line(chance, one) for one in lines))


def _line(chance: random.Random, value: Any) -> bytes:
    if chance.random() < 0.002:
        return json.dumps(value).encode() + b"\n"
    return verify.canonical(value) + b"\n"


def _editions(chance: random.Random, world: World) -> None:
    """Editions have other words, or are missing."""
    path = world.scratch.folder / "editions.jsonl"
    lines = path.read_bytes().splitlines()
    at = chance.randrange(len(lines))
    if chance.random() < 0.3:
        del lines[at]
    else:
        lines[at] = verify.canonical(spoilt(chance, verify.from_canonical(lines[at])))
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def _checkpoints(chance: random.Random, world: World) -> None:
    """Checkpoints are of another history or another log, or signed by another key."""
    size = chance.randrange(1, len(world.leaves) + 3)
    root = root_of(world.leaves[:size]) if chance.random() < 0.4 else chance.randbytes(32)
    origin = chance.choice((ORIGIN, ORIGIN, ORIGIN, "elsewhere"))
    text = Head(origin, size, root).text + chance.choice(("", "", "more\n"))
    key = KEY if chance.random() < 0.7 else OTHER_KEY
    note = str(Note(text, [sign(text, name=origin, key=key)]))
    whole = (world.scratch.folder / "checkpoint").read_text(encoding="utf-8")
    world.scratch.checkpoints(*chance.choice(((note,), (note, whole), (whole, note), (whole, whole), ())))


def _export_is_true(world: World, of_case: bool) -> bool:
    """Whether everything in the folder is what stands in the true record, as far as it is needed for a case or for all."""
    folder = world.scratch.folder
    if (folder / "log.jsonl").read_bytes() != (world.export.folder / "log.jsonl").read_bytes():
        return False
    cited = {str(body["data"]["edition"]) for body in world.bodies if "edition" in body["data"]}
    given = [verify.edition_id(sha256(line).digest()) for line in (folder / "editions.jsonl").read_bytes().splitlines()]
    notes = [
        verify.read_checkpoint(json.loads(line)) for line in (folder / "checkpoints.jsonl").read_bytes().splitlines()
    ]
    return _openings_are_true(world, of_case) and cited <= set(given) and all(_is_of_log(world, note) for note in notes)


def _is_of_log(world: World, note: verify.Checkpoint) -> bool:
    return note.size <= len(world.leaves) and note.root == root_of(world.leaves[: note.size])


def _openings_are_true(world: World, of_case: bool) -> bool:
    found: set[tuple[str, str]] = set()
    for name in ("openings.jsonl", "signatures.jsonl"):
        for line in (world.scratch.folder / name).read_bytes().splitlines():
            one = json.loads(line)
            key = one["id"], one["field"]
            if key not in world.truth.openings or not same(one, world.truth.openings[key]):
                return False
            found.add(key)
    others = {body["id"] for body in world.bodies if of_case and body["stream"] == world.export.told.other_case}
    return {key for key in world.held if key[0] not in others} <= found


def _receipt(chance: random.Random, world: World) -> Callable[[], bool]:
    """A receipt of something else than the log has."""
    shown = _shown(chance, world)
    extra = {"entry": shown["entry"], "openings": shown["openings"]}
    if chance.random() < 0.1:
        extra = spoilt(chance, extra)
    index, path = str(shown["index"]), [str(one) for one in shown["path"]] if isinstance(shown["path"], list) else ["x"]
    head = "\n".join([verify.MAGIC, f"extra {b64(verify.canonical(extra))}", f"index {index}", *path])
    note = (world.export.folder / "checkpoint").read_text(encoding="utf-8")
    (world.scratch.folder / "receipt").write_text(f"{head}\n\n{note}", encoding="utf-8")
    return lambda: (
        same(extra, {name: shown[name] for name in extra})
        and _is_shown(world, {**shown, "index": int(index), "path": path})
    )


def _bundle(chance: random.Random, world: World) -> Callable[[], bool]:
    """A disclosure of something else than the log has."""
    shown = [_shown(chance, world) for _ in range(chance.randrange(4))]
    note = (world.export.folder / "checkpoint").read_text(encoding="utf-8")
    whole = {"v": 1, "checkpoint": note, "entries": shown}
    bundle = spoilt(chance, whole) if chance.random() < 0.5 else whole
    (world.scratch.folder / "bundle").write_bytes(verify.canonical(bundle) + b"\n")

    def is_true() -> bool:
        if not isinstance(bundle, dict) or not same({**bundle, "entries": 0}, {**whole, "entries": 0}):
            return False
        entries = bundle["entries"]
        return isinstance(entries, list) and entries != [] and all(_is_shown(world, one) for one in entries)

    return is_true


def _shown(chance: random.Random, world: World) -> dict[str, Any]:
    """An entry as it is disclosed, with what opens it; mostly spoilt in one place."""
    index = chance.randrange(len(world.bodies))
    if chance.random() < 0.5:
        wanted = chance.choice(world.signatures)
        index = next(at for at, one in enumerate(world.bodies) if one["id"] == wanted)
    opened = list(world.truth.opened(world.bodies[index]["id"]).values())
    shown = {
        "entry": verify.canonical(world.bodies[index]).decode(),
        "openings": [{name: one[name] for name in ("field", "salt", "value")} for one in opened],
        "index": index,
        "path": [b64(step) for step in inclusion_path(index, len(world.leaves), world.node)],
    }
    match chance.randrange(6):
        case 0:
            return shown
        case 1 if opened:
            shown["openings"] = chance.sample(shown["openings"], chance.randrange(len(opened)))
        case 2:
            foreign = list(world.truth.openings.values())[chance.randrange(len(world.truth.openings))]
            shown["openings"].append({name: foreign[name] for name in ("field", "salt", "value")})
        case 3:
            body = spoilt(chance, world.bodies[index])
            shown["entry"] = verify.canonical(body).decode()
        case _:
            for name in chance.sample(("openings", "index", "path"), 1):
                shown[name] = spoilt(chance, shown[name])
    return shown


def _is_shown(world: World, shown: Any) -> bool:
    """Whether what is disclosed of an entry is true: the entry, its place, its path, and what is opened of it."""
    if not isinstance(shown, dict) or shown.keys() != {"entry", "openings", "index", "path"}:
        return False
    index = shown["index"]
    if type(index) is not int or not 0 <= index < len(world.bodies):
        return False
    body = world.bodies[index]
    path = [b64(step) for step in inclusion_path(index, len(world.leaves), world.node)]
    if shown["entry"] != verify.canonical(body).decode() or not same(shown["path"], path):
        return False
    true = [{name: one[name] for name in ("field", "salt", "value")} for one in world.truth.opened(body["id"]).values()]
    openings = shown["openings"]
    return isinstance(openings, list) and all(any(same(one, each) for each in true) for one in openings)


BUNDLES: Mapping[str, Callable[[random.Random, World], Any]] = {
    "log": _of_log,
    "openings": _openings,
    "editions": _editions,
    "checkpoints": _checkpoints,
    "receipt": _receipt,
    "bundle": _bundle,
}


def bundle_round(chance: random.Random, world: World) -> tuple[str, int | None]:
    """Spoil what is handed over, and judge it against the true pin."""
    shutil.rmtree(world.scratch.folder)
    shutil.copytree(world.export.folder, world.scratch.folder)
    name = chance.choice(list(BUNDLES))
    try:
        is_true = BUNDLES[name](chance, world) or (lambda: _export_is_true(world, command[0] == "case"))
    except (UnicodeEncodeError, RecursionError):
        return name, None
    true = world.export.folder.parent
    words = ["--keyring", str(true / "keyring.json"), "--pin", str(true / "pin")]
    folder = str(world.scratch.folder)
    command = {
        "receipt": ["receipt", f"{folder}/receipt"],
        "bundle": ["disclose", f"{folder}/bundle"],
    }.get(name, ["case", folder, world.export.told.case] if chance.random() < 0.3 else ["log", folder])
    code = run([*command, *words])
    assert code != verify.PROVEN or is_true(), f"{name}: proven"
    return name, code


# --- rounds -----------------------------------------------------------------------------------------------------------


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
