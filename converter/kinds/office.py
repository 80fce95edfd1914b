"""Office files: LibreOffice makes a PDF of them, whose pages are shown; what lies beside the pages is read from the file."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from converter.frames import Frame
from converter.kinds import beside_compound, beside_package, documents
from converter.kinds.view import CannotShow

_OPENDOCUMENT = "application/vnd.oasis.opendocument"
_OPENXML = "application/vnd.openxmlformats-officedocument"

ENDINGS: Mapping[str, str] = {
    f"{_OPENXML}.wordprocessingml.document": "docx",
    f"{_OPENXML}.spreadsheetml.sheet": "xlsx",
    f"{_OPENXML}.presentationml.presentation": "pptx",
    f"{_OPENDOCUMENT}.text": "odt",
    f"{_OPENDOCUMENT}.spreadsheet": "ods",
    f"{_OPENDOCUMENT}.presentation": "odp",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/rtf": "rtf",
}
PAGES_A_JOB = 200
"""More than of a PDF: each job has LibreOffice begin again."""

PROGRAM = "soffice"
ABSENT = "An Office file cannot be shown here: this installation has no LibreOffice. The original is kept."
_FAILED = "The file cannot be read. It may be damaged, incomplete or protected by a password."
_MUST_BEGIN_AGAIN, _MOST_BEGINNINGS = 81, 3
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
</oor:items>
"""


def view(ending: str, content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Yield what lies beside the pages, then the pages, at most `PAGES_A_JOB` of them. Raises CannotShow."""
    first = int(asked.get("first", 1))
    is_package = content.read(4) == b"PK\x03\x04"
    said = beside_package.said if is_package else beside_compound.said
    beside = list(said(content))
    program = shutil.which(PROGRAM)
    if program is None:
        raise CannotShow(ABSENT)
    content.seek(0)
    pdf = _get_pdf(Path(program).resolve(), content, ending)
    if first == 1:
        yield from beside
    yield from documents.pages(pdf, first, PAGES_A_JOB)


def _get_pdf(program: Path, content: BinaryIO, ending: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="job-") as name:
        folder = Path(name)
        source = folder / f"file.{ending}"
        with source.open("wb") as file:
            shutil.copyfileobj(content, file)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [
            str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf", "--outdir", name, str(source),
        ]  # fmt: skip
        for _ in range(_MOST_BEGINNINGS):
            if _run(command, folder) != _MUST_BEGIN_AGAIN:
                break
        try:
            return (folder / "file.pdf").read_bytes()
        except FileNotFoundError as fault:
            raise CannotShow(_FAILED) from fault


def _run(command: list[str], folder: Path) -> int:
    places = dict.fromkeys(("HOME", "TMPDIR"), str(folder))
    environment = {**places, "PATH": os.defpath, "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    ).returncode
