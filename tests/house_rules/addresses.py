"""A rule about addresses: a page is named, and its address is asked of the routes."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import get_resolver

from tests.house_rules.source import Source

LINK = re.compile(r"\b(?:href|action)=[\"']/[\w{]")
# Settings are read before there are routes; the probe is a process without Django.
WITHOUT_ROUTES = ("config/settings_api", "operations/probe")


def addresses_are_reversed(source: Source) -> Iterator[str]:
    """No string of ours begins like one of our addresses: `reverse` knows them by name."""
    if source.inside(*WITHOUT_ROUTES):
        return
    said = {id(node.value) for node in source.nodes if isinstance(node, ast.Expr)}
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            area = re.match(r"/([\w-]+)(?:/|$)", node.value)
            if area and area[1] in areas():
                yield f"line {node.lineno}: {node.value} is written out, not reversed"


def links_are_reversed(source: Source) -> Iterator[str]:
    """No link or form of a template writes out where it leads."""
    for found in LINK.finditer(source.text):
        yield f"line {source.text.count(chr(10), 0, found.start()) + 1}: a link is written out"


@cache
def areas() -> frozenset[str]:
    """Return the first part of every address that this project answers."""
    return frozenset(address.split("/")[0] for address in _addresses(get_resolver().url_patterns, "") if "/" in address)


def _addresses(patterns: Any, before: str) -> Iterator[str]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern.url_patterns, address)
        else:
            yield f"{address}/" if "/" not in address else address
