"""The parts of ledger/verify.html that are made: the names of entries and fields, and the digests that its policy allows."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from casework.record.events import KINDS, title_of
from casework.record.events.base import LABELS
from casework.vocabulary.field_words import FIELDS
from casework.vocabulary.record_words import BESIDE_CASES

PAGE = Path(__file__).parents[2] / "ledger" / "verify.html"
PRINTED = re.compile(r"(?<=// begin of the printed part\n).*?(?=// end of the printed part\n)", re.DOTALL)
POLICY = re.compile(r"script-src '[^']*'; style-src '[^']*'")


def titles() -> dict[str, str]:
    """Return what the site calls each kind of entry."""
    return {
        name: str(title) for name, title in sorted([*BESIDE_CASES.items(), *((kind, title_of(kind)) for kind in KINDS)])
    }


def labels() -> dict[str, str]:
    """Return what the site calls each field."""
    return {name: str(label) for name, label in sorted({**LABELS, **FIELDS}.items())}


def made(text: str) -> str:
    """Return the page with its made parts as they should be."""
    tables = _table("TITLES", titles()) + _table("LABELS", labels())
    text = PRINTED.sub(lambda _: tables, text)
    script, style = (digest(inline(text, name)) for name in ("script", "style"))
    return POLICY.sub(f"script-src '{script}'; style-src '{style}'", text)


def inline(text: str, name: str) -> str:
    """Return what stands within the one element of this name."""
    (found,) = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
    return str(found)


def digest(text: str) -> str:
    """Return the source by which a Content-Security-Policy allows an inline element."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _table(name: str, words: Mapping[str, str]) -> str:
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in words.items())
    return f"const {name} = {{\n{lines}\n}}\n"
