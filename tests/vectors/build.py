"""Make the test vectors: `python -m tests.vectors.build` writes docs/vectors/, and the printed parts of ledger/verify.html."""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings

from tests.vectors import checkpoints, forms, histories, page, passkeys, receipts, witnesses
from tests.vectors.vector import Vector

FOLDER = Path(__file__).parents[2] / "docs" / "vectors"
LONGEST = 100_000
"""A longer file is not stored: the index says of which letter it ends, and how long it is."""


def all_vectors() -> list[Vector]:
    modules = (receipts, histories, forms, passkeys, checkpoints, witnesses)
    found = [vector for module in modules for vector in module.vectors()]
    names = [vector.name for vector in found]
    if doubled := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"two vectors have one name: {sorted(doubled)}")
    return found


def files_of(vectors: list[Vector]) -> dict[str, bytes]:
    """Return every file of docs/vectors but its README. Files of the same bytes are one, with the name of its first use."""
    named: dict[bytes, str] = {}
    index = []
    for vector in vectors:
        inputs = {role: _input(vector, role, data, named) for role, data in vector.files.items()}
        index.append({
            "name": vector.name, "says": vector.says, "command": vector.command, "files": inputs,
            "need_witness": vector.need_witness, "verdict": vector.verdict,
            "tamper": sorted(vector.tamper), "undecided": sorted(vector.undecided),
        })  # fmt: skip
    text = json.dumps({"v": 1, "vectors": index}, indent=1, ensure_ascii=False) + "\n"
    return {"index.json": text.encode(), **{name: data for data, name in named.items()}}


def _input(vector: Vector, role: str, data: bytes, named: dict[bytes, str]) -> object:
    short = data.rstrip(data[-1:]) if len(data) > LONGEST else data
    name = named.setdefault(short, f"{vector.name}.{role}")
    return name if short == data else {"begin": name, "then": data[-1:].decode(), "length": len(data)}


def stored(folder: Path = FOLDER) -> dict[str, bytes]:
    """Return the files that are there, but the README."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != "README.md"}


def read(folder: Path = FOLDER) -> Iterator[Vector]:
    """Yield the stored vectors, as somebody else would read them."""
    for one in json.loads((folder / "index.json").read_bytes())["vectors"]:
        files = {role: _bytes(folder, given) for role, given in one.pop("files").items()}
        yield Vector(files=files, **one)


def _bytes(folder: Path, given: str | Mapping[str, object]) -> bytes:
    if isinstance(given, str):
        return (folder / given).read_bytes()
    begin = (folder / str(given["begin"])).read_bytes()
    return begin + str(given["then"]).encode() * (int(str(given["length"])) - len(begin))


def write() -> None:
    readme = (FOLDER / "README.md").read_bytes()
    shutil.rmtree(FOLDER)
    FOLDER.mkdir()
    for name, data in {**files_of(all_vectors()), "README.md": readme}.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    page.PAGE.write_text(page.made(page.PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    write()
