"""Reads a folder with a body's Code, oath and rulebook. Pure: it touches no database."""

from policy.editions.folder import EditionFiles, read
from policy.editions.rulebook import rules_from
from policy.editions.source import EditionError, read_source
from policy.editions.terms import check_terms
from policy.editions.texts import CodeText, OathText, code_from, oath_from

__all__ = [
    "CodeText",
    "EditionError",
    "EditionFiles",
    "OathText",
    "check_terms",
    "code_from",
    "oath_from",
    "read",
    "read_source",
    "rules_from",
]
