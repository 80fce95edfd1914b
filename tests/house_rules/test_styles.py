"""Sizes of space and type come from one scale of tokens."""

import re
from pathlib import Path

import pytest

from tests.house_rules.source import ROOT

STYLES = ROOT / "static" / "oathbound"
# The page that people leave to looks like no page of ours; paper is measured in points and millimetres.
OF_THEIR_OWN = frozenset({"leave.css", "print.css"})
SHEETS = sorted(file for file in STYLES.glob("*.css") if file.name not in OF_THEIR_OWN)
SIZED = re.compile(
    r"(?<![\w-])((?:margin|padding)(?:-[a-z-]+)?|(?:row-|column-)?gap|font-size|line-height):\s*([^;{}]+)"
)
LITERAL = re.compile(r"(?<![\w.-])-?\d*\.?\d+(?:px|rem)\b")
USED = re.compile(r"var\((--ob-[\w-]+)")
DECLARED = re.compile(r"^\s*(--ob-[\w-]+):", re.MULTILINE)


def literals(css: str) -> list[str]:
    """Return the declarations of space and type that state a size in place of a token."""
    found = (
        (name, value)
        for name, value in SIZED.findall(css)
        if LITERAL.search(value) or _is_a_plain_line_height(name, value)
    )
    return [f"{name}: {value}" for name, value in found]


def _is_a_plain_line_height(name: str, value: str) -> bool:
    return name == "line-height" and bool(re.fullmatch(r"[\d.]+", value))


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_space_and_type_are_sized_by_tokens(file: Path) -> None:
    assert literals(file.read_text()) == []


def test_every_token_is_declared_and_used() -> None:
    sheets = "".join(file.read_text() for file in STYLES.glob("*.css"))
    assert set(USED.findall(sheets)) == set(DECLARED.findall(sheets))


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { margin: 0 0 10px; }", 1),
        ("a { margin-top: -16px }", 1),
        ("a { font-size: 1.2rem; }", 1),
        ("a { line-height: 1.4; }", 1),
        ("a { margin: 0 0 var(--ob-space-4); border: 1px solid }", 0),
        ("a { font-size: 0.875em; }", 0),
    ],
)
def test_a_size_beside_the_scale_is_found(css: str, found: int) -> None:
    assert len(literals(css)) == found
