"""Statements that say something else: what was signed, the entries that it makes, the texts that it names, its evidence.

The history is rewritten behind each change, so that every byte is right. A function returns None if what it changed
claims nothing.
"""

import json
import random
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any
from uuid import uuid4

from ledger import verify
from ledger.entries import b64
from tests.ledger.forged import Body, History, Line
from tests.ledger.fuzz import run
from tests.ledger.spoilt_values import spoilt
from tests.ledger.true_world import HELD, World, same

FRESH = frozenset({"sanction", "conditions"})
READ_OF_OATH = frozenset({"effective", "method", "oath", "code"})
READ_OF_SIGNATURE = frozenset({"of", "step", "key"})
LABELS = ("oath", "locale")

type Spoil = Callable[[random.Random, World], History | None]


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
            alike = [one for one in world.bodies if one["type"] == body["type"]]
            body["data"] = spoilt(chance, body["data"], chance.choice(alike)["data"])
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
    try:
        data = [verify.unb64(one["authenticator_data"]) for one in (before, after)]
        client = [json.loads(verify.unb64(one["client_data"])) for one in (before, after)]
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


def _by_stream(bodies: Iterable[Body]) -> dict[str, list[str]]:
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
    """Spoil what was signed, rewrite the history, and judge it; the code, or None where nothing else is meant."""
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
