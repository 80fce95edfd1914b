"""What a newer Office file, a package of XML, holds beside its pages. It is read within limits, and no DTD is."""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, BinaryIO
from xml.parsers import expat

from converter.frames import Found, Frame
from converter.kinds.archives import MOST_FILES, MOST_RATIO, MOST_UNPACKED
from converter.kinds.view import DAMAGED, PROTECTED, CannotShow, attached, found

_TOO_LARGE = "The file unpacks to more than is safe to read."
_SMALL = 10 * 1024 * 1024
"""No bomb: a page of empty cells packs a thousand times."""
_BLOCK = 64 * 1024


def said(content: BinaryIO) -> Iterator[Frame]:
    """Yield what a reader of the pages does not see. Raises CannotShow for a package that is locked, damaged or too large."""
    try:
        with zipfile.ZipFile(content) as package:
            _check_size(package)
            read = _Read()
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    with package.open(name) as part:
                        read.part(name, part)
                elif "/embeddings/" in name or posixpath.basename(name) == "vbaProject.bin":
                    read.embedded.append((posixpath.basename(name), package.getinfo(name).file_size))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, LookupError, NotImplementedError, RuntimeError) as fault:
        raise CannotShow(DAMAGED) from fault
    except expat.ExpatError as fault:
        raise CannotShow(DAMAGED) from fault
    yield from read.frames()


def _check_size(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    is_bomb = unpacked > _SMALL and unpacked > packed * MOST_RATIO
    if len(entries) > MOST_FILES or unpacked > MOST_UNPACKED or is_bomb:
        raise CannotShow(_TOO_LARGE)


_WRITTEN: Mapping[str, Found] = {
    "creator": "author",
    "initial-creator": "author",
    "lastModifiedBy": "editor",
    "Company": "company",
    "Manager": "company",
    "title": "title",
    "keywords": "keywords",
    "Application": "program",
    "generator": "program",
    "created": "moment",
    "creation-date": "moment",
}
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "changed-region", "rcc", "rrc"})
_NOTES = frozenset({"comment", "annotation", "cm"})
_LOCKS = frozenset({"encryption-data"})


class _Read:
    """What was met in the parts so far."""

    def __init__(self) -> None:
        self.embedded: list[tuple[str, int]] = []
        self._written: dict[Found, list[str]] = {}
        self._met: Counter[Found] = Counter()

    def part(self, name: str, part: IO[bytes]) -> None:
        texts: list[str] = []
        is_properties = name in _PROPERTIES

        def begin(tag: str, attributes: dict[str, str]) -> None:
            texts.clear()
            self._element(
                tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()}, name
            )

        def end(tag: str) -> None:
            what = _WRITTEN.get(tag.rpartition(":")[2]) if is_properties else None
            if what and (words := "".join(texts).strip()):
                self._written.setdefault(what, []).append(words)
            texts.clear()

        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_dtd
        parser.StartElementHandler, parser.EndElementHandler = begin, end
        if is_properties:
            parser.CharacterDataHandler = texts.append
        while block := part.read(_BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)

    def _element(self, tag: str, attributes: Mapping[str, str], part: str) -> None:
        if tag in _LOCKS:
            raise CannotShow(PROTECTED)
        if tag in _CHANGES:
            self._met["changes"] += 1
        elif tag in _NOTES and not part.endswith(".rels"):
            self._met["comments"] += 1
        elif _is_hidden(tag, attributes):
            self._met["hidden"] += 1

    def frames(self) -> Iterator[Frame]:
        for what, words in self._written.items():
            yield found(what, ", ".join(dict.fromkeys(words)))
        yield from (found(what, str(count)) for what, count in self._met.items())
        if any(name == "vbaProject.bin" for name, _ in self.embedded):
            yield found("script", "The file holds macros: programs that run when it is opened.")
        for name, size in self.embedded:
            if name != "vbaProject.bin":
                yield attached(name, size)


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether this is a sheet or a slide that is not shown."""
    return (
        (tag == "sheet" and attributes.get("state") in ("hidden", "veryHidden"))
        or (tag == "sld" and attributes.get("show") == "0")
        or (tag == "table-properties" and attributes.get("display") == "false")
        or (tag == "drawing-page-properties" and attributes.get("visibility") == "hidden")
    )


def _refuse_dtd(*_: object) -> None:
    raise CannotShow("The file declares a document type, which an Office file never needs. It is not opened here.")
