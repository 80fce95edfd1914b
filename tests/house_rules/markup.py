"""Rules about templates: nothing that a strict Content-Security-Policy would refuse, nothing that only seems guarded."""

import re
from collections.abc import Iterator

from tests.house_rules.source import Source

INLINE = (
    (re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE), "an inline script"),
    (re.compile(r"<script[^>]*\bsrc=[^>]*>\s*\S[^<]*</script", re.IGNORECASE), "a script with a body"),
    (re.compile(r"<style\b", re.IGNORECASE), "an inline style sheet"),
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "an event attribute"),
    (re.compile(r"javascript:", re.IGNORECASE), "a javascript: address"),
    (
        re.compile(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=[\"']?(?:https?:)?//", re.IGNORECASE),
        "another origin",
    ),
    (re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"), "text that is not escaped"),
)

LONGEST_LINE = 160


def lines_are_short(source: Source) -> Iterator[str]:
    """No line is so long that a change inside it cannot be read."""
    for number, line in enumerate(source.text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            yield f"line {number} has {len(line)} characters"


def nothing_is_inline(source: Source) -> Iterator[str]:
    """No script, style or handler in the markup, nothing from another origin, nothing unescaped."""
    for pattern, what in INLINE:
        for found in pattern.finditer(source.text):
            yield f"line {source.text.count(chr(10), 0, found.start()) + 1}: {what}"


def guards_have_their_script(source: Source) -> Iterator[str]:
    """A button that is meant to take two clicks for one is wired to the script that does so."""
    for found in re.finditer(r"<button[^>]*data-prevent-double-click[^>]*>", source.text):
        if 'data-module="govuk-button"' not in found[0]:
            yield f"line {source.text.count(chr(10), 0, found.start()) + 1}: two clicks are two requests"
