"""A small message of Outlook, made by a script: a compound file (MS-CFB) with the properties of a message (MS-OXMSG)."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECTOR, MINI_SECTOR, MINI_BELOW = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STRING, _BINARY = 0x001F, 0x0102

type Tree = Mapping[str, "bytes | Tree"]


def message(
    *, subject: str, body: str, headers: str = "", files: Mapping[str, bytes] | None = None, html: bytes = b""
) -> bytes:
    files = files or {}
    texts: dict[int, str | bytes] = {0x0037: subject, 0x1000: body, 0x007D: headers, 0x1013: html}
    tree: dict[str, bytes | Tree] = _properties(
        {pid: text for pid, text in texts.items() if text}, struct.pack("<8xIIII8x", 1, len(files), 1, len(files))
    )
    tree["__recip_version1.0_#00000000"] = _properties({0x3001: "Al", 0x3003: "al@example.org"}, bytes(8))
    for number, (name, content) in enumerate(files.items()):
        tree[f"__attach_version1.0_#{number:08X}"] = _properties({0x3707: name, 0x3701: content}, bytes(8))
    return compound(tree)


def _properties(values: Mapping[int, str | bytes], head: bytes) -> dict[str, "bytes | Tree"]:
    streams: dict[str, bytes | Tree] = {}
    for pid, value in values.items():
        kind, data = (_STRING, value.encode("utf-16-le")) if isinstance(value, str) else (_BINARY, value)
        head += struct.pack("<HHIII", kind, pid, 6, len(data) + 2 * (kind == _STRING), 0)
        streams[f"__substg1.0_{pid:04X}{kind:04X}"] = data
    return {"__properties_version1.0": head, **streams}


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END


def compound(tree: Tree) -> bytes:
    """A compound file with these storages and streams."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _add(entries, tree)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini, mini_fat = b"", list[int]()
    for entry in entries:
        if entry.kind == 2 and len(entry.content) < MINI_BELOW:
            entry.start = len(mini_fat) if entry.content else _END
            mini += _padded(entry.content, MINI_SECTOR)
            mini_fat += _chain(len(mini_fat), -(-len(entry.content) // MINI_SECTOR))
        elif entry.kind == 2:
            entry.start = _store(entry.content, sectors, fat)
    entries[0].content, entries[0].start = mini, _store(mini, sectors, fat)
    directory = _store(_padded(b"".join(map(_written, entries)), SECTOR), sectors, fat)
    mini_start = _store(_padded(struct.pack(f"<{len(mini_fat)}I", *mini_fat), SECTOR, b"\xff"), sectors, fat)
    table = len(sectors)
    fat_sectors = 1
    while fat_sectors * SECTOR // 4 < len(fat) + fat_sectors:
        fat_sectors += 1
    fat += [_FAT] * fat_sectors
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory, 0, MINI_BELOW, mini_start,
        -(-len(mini_fat) * 4 // SECTOR), _END, 0,
    )  # fmt: skip
    places = [*range(table, table + fat_sectors), *[_FREE] * (109 - fat_sectors)]
    body = _padded(struct.pack(f"<{len(fat)}I", *fat), SECTOR, b"\xff")
    return head + struct.pack("<109I", *places) + b"".join(sectors) + body


def _add(entries: list[_Entry], tree: Tree) -> int:
    """Add what a storage holds, and return the first of it: each further one is to the right of the one before."""
    first = before = _FREE
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content, place = tree[name], len(entries)
        entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
        if not isinstance(content, bytes):
            entries[place].child = _add(entries, content)
        if before == _FREE:
            first = place
        else:
            entries[before].right = place
        before = place
    return first


def _written(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        name,
        len(name),
        entry.kind,
        1,
        _FREE,
        entry.right,
        entry.child,
        0,
        entry.start,
        len(entry.content),
    )


def _store(content: bytes, sectors: list[bytes], fat: list[int]) -> int:
    if not content:
        return _END
    start, whole = len(sectors), _padded(content, SECTOR)
    sectors += [whole[at : at + SECTOR] for at in range(0, len(whole), SECTOR)]
    fat += _chain(start, len(whole) // SECTOR)
    return start


def _chain(start: int, count: int) -> Sequence[int]:
    return [*range(start + 1, start + count), _END] if count else []


def _padded(content: bytes, size: int, filler: bytes = b"\0") -> bytes:
    return content + filler * (-len(content) % size)
