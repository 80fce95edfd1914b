"""Sets blocks as PDF by typst, in this process.

The words reach the template as data and are never read as markup. Templates read no file but those of their own folder,
fonts come from the project alone, and the day is given: the same words give the same bytes.
"""

import json
import threading
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

import typst

from typesetting.glyphs import FONTS, settable

type Standard = Literal["a-2a", "a-1b", "ua-1"]

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: tuple[Standard, ...] = ("a-2a", "ua-1")

_HELD = threading.local()


class CannotTypeset(Exception):
    """typst refused the document; the text is its reason."""


def typeset(template: str, data: dict[str, Any], *, day: date, standards: tuple[Standard, ...] = STANDARDS) -> bytes:
    """Return the PDF of a template with its data, as made on this day. Each thread keeps a compiler of its own."""
    try:
        made = _compiler().compile(
            TEMPLATES / f"{template}.typ",
            format="pdf",
            sys_inputs={"data": json.dumps(_settable(data), ensure_ascii=False)},
            pdf_standards=list(standards),
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as fault:
        raise CannotTypeset(fault.message) from fault
    if not isinstance(made, bytes):
        raise CannotTypeset("typst made no document")
    return made


def compile_with_places(template: str, data: dict[str, Any], *, day: date) -> tuple[bytes, list[list[int]]]:
    """Return a PDF/A-1b, and what its template says under the label "place", in order."""
    made = typeset(template, data, day=day, standards=("a-1b",))
    return made, json.loads(_compiler().query("<place>", field="value"))


def _compiler() -> typst.Compiler:
    if not hasattr(_HELD, "compiler"):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
        _HELD.compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)
    compiler: typst.Compiler = _HELD.compiler
    return compiler


def _settable(value: Any) -> Any:
    match value:
        case str():
            return settable(value)
        case dict():
            return {name: _settable(one) for name, one in value.items()}
        case list() | tuple():
            return [_settable(one) for one in value]
    return value
