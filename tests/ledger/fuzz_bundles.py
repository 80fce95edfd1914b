"""Bundles that hold something else: an export, a receipt or a disclosure, of which a part is changed or rewritten."""

import json
import random
import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from hashlib import sha256
from typing import Any

from ledger import verify
from ledger.entries import b64
from ledger.notes import Head, Note, sign
from ledger.tree import inclusion_path, root_of
from tests.ledger.forged import Line
from tests.ledger.fuzz import run
from tests.ledger.spoilt_values import STRANGE, spoilt
from tests.ledger.story import KEY, ORIGIN, OTHER_KEY
from tests.ledger.true_world import World, same


def _of_log(chance: random.Random, world: World) -> None:
    """The operator rewrites a part of the log with its key; the pin is another's."""
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
    told = {"index": int(index) if index.isdecimal() else -1, "path": path}
    return lambda: isinstance(extra, dict) and _is_shown(world, {**told, **extra})


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


def disclosed(world: World, index: int) -> dict[str, Any]:
    """An entry of the true log as it is disclosed, with all that opens it."""
    opened = world.truth.opened(world.bodies[index]["id"]).values()
    return {
        "entry": verify.canonical(world.bodies[index]).decode(),
        "openings": [{name: one[name] for name in ("field", "salt", "value")} for one in opened],
        "index": index,
        "path": [b64(step) for step in inclusion_path(index, len(world.leaves), world.node)],
    }


def _shown(chance: random.Random, world: World) -> dict[str, Any]:
    """An entry as it is disclosed, with what opens it; mostly spoilt in one place."""
    index = chance.randrange(len(world.bodies))
    if chance.random() < 0.5:
        wanted = chance.choice(world.signatures)
        index = next(at for at, one in enumerate(world.bodies) if one["id"] == wanted)
    shown = disclosed(world, index)
    opened = shown["openings"]
    match chance.randrange(6):
        case 0:
            return shown
        case 1 if opened:
            shown["openings"] = chance.sample(opened, chance.randrange(len(opened)))
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
    folder = str(world.scratch.folder)
    command = {
        "receipt": ["receipt", f"{folder}/receipt"],
        "bundle": ["disclose", f"{folder}/bundle"],
    }.get(name, ["case", folder, world.export.told.case] if chance.random() < 0.3 else ["log", folder])
    try:
        is_true = BUNDLES[name](chance, world) or (lambda: _export_is_true(world, command[0] == "case"))
    except (UnicodeEncodeError, RecursionError):
        return name, None
    true = world.export.folder.parent
    words = ["--keyring", str(true / "keyring.json"), "--pin", str(true / "pin")]
    code = run([*command, *words])
    assert code != verify.PROVEN or is_true(), f"{name}: proven"
    return name, code
