"""Small Office files, made by a script: newer ones part by part, older ones by LibreOffice from them."""

import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.converter import samples

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_MIME = "application/vnd.openxmlformats-officedocument"

CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    b"<dc:title>Draft</dc:title><dc:creator>Jane Quillon</dc:creator><cp:lastModifiedBy>Al Marsh</cp:lastModifiedBy>"
    b"<dcterms:created>2026-03-04T05:06:07Z</dcterms:created></cp:coreProperties>"
)
APP = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Words 1</Application><Company>Marsh Ltd</Company></Properties>"
)


_WORDS = "<w:p><w:r><w:t>Ms Quillon asked</w:t></w:r></w:p>"


def package(main: str, kind: str, parts: Mapping[str, bytes], *, links: Mapping[str, str] | None = None) -> bytes:
    """A package whose main part is this one; `links` lead from the main part (id: target)."""
    folder, _, name = main.rpartition("/")
    types = f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    types += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += f'<Override PartName="/{main}" ContentType="{_MIME}.{kind}.main+xml"/>'
    if "docProps/core.xml" in parts:
        types += '<Override PartName="/docProps/core.xml" ContentType="'
        types += 'application/vnd.openxmlformats-package.core-properties+xml"/>'
    for part in parts:
        if part.startswith("xl/worksheets/"):
            types += f'<Override PartName="/{part}" ContentType="{_MIME}.spreadsheetml.worksheet+xml"/>'
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/worksheet" Target="{target}"/>'
        for key, target in (links or {}).items()
    )
    root = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
    if "docProps/core.xml" in parts:
        root += f'<Relationship Id="r2" Type="{_CORE}" Target="docProps/core.xml"/>'
    return samples.zipped(
        {
            "[Content_Types].xml": f"{types}</Types>".encode(),
            "_rels/.rels": f'<Relationships xmlns="{_LINKS}">{root}</Relationships>'.encode(),
            f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_LINKS}">{inner}</Relationships>'.encode(),
            **parts,
        }
    )


def docx(*body: str, **parts: bytes) -> bytes:
    """A text; two underlines in the name of a part stand for a slash, one for a dot."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(body) or _WORDS}</w:body></w:document>'.encode()
    further = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return package("word/document.xml", "wordprocessingml.document", {"word/document.xml": document, **further})


def xlsx(*sheets: tuple[str, str, str]) -> bytes:
    """Sheets: each with its name, its state and the words in its first cell."""
    named = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="s{n}"/>'
        for n, (name, state, _) in enumerate(sheets, 1)
    )
    parts = {
        f"xl/worksheets/sheet{n}.xml": (
            f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row>'
            "</sheetData></worksheet>"
        ).encode()
        for n, (_, _, words) in enumerate(sheets, 1)
    }
    book = f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'.encode()
    links = {f"s{n}": f"worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)}
    return package("xl/workbook.xml", "spreadsheetml.sheet", {"xl/workbook.xml": book, **parts}, links=links)


def odt(words: str = "Ms Quillon asked", meta: str = "") -> bytes:
    return _opendocument("text", f"<text:p>{words}</text:p>", meta)


def odp(*slides: str) -> bytes:
    """A presentation with these words, each on a slide of its own."""
    pages = "".join(
        '<draw:page><draw:frame svg:width="10cm" svg:height="3cm" svg:x="2cm" svg:y="2cm"><draw:text-box>'
        f"<text:p>{words}</text:p></draw:text-box></draw:frame></draw:page>"
        for words in slides or ("Ms Quillon asked",)
    )
    return _opendocument("presentation", pages)


def _opendocument(kind: str, body: str, meta: str = "") -> bytes:
    names = ("office", "text", "meta", "manifest", "presentation")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    spaces += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    spaces += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    entries = {"/": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "text/xml", "meta.xml": "text/xml"}
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{type_}"/>'
        for path, type_ in entries.items()
    )
    return samples.zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": (
                f'<office:document-content {spaces} office:version="1.2"><office:body><office:{kind}>{body}'
                f"</office:{kind}></office:body></office:document-content>"
            ).encode(),
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>".encode(),
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{listed}</manifest:manifest>".encode(),
        }
    )


def rtf(words: str = "Ms Quillon asked") -> bytes:
    return rb"{\rtf1\ansi{\info{\author Jane Quillon}{\*\company Marsh Ltd}}" + words.encode() + b"}"


@cache
def turned(content: bytes, ending: str, into: str) -> bytes:
    """The same file in another form, made by LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"file.{ending}").write_bytes(content)
        command = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            into,
        ]
        subprocess.run([*command, "--outdir", name, folder / f"file.{ending}"], check=True, capture_output=True)
        (made,) = folder.glob(f"file.{into.split(':', maxsplit=1)[0]}")
        return made.read_bytes()
