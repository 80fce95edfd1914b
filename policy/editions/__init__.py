"""Reading a folder of a body's Code, oath and rulebook. Pure: it touches no database."""

from policy.editions.folder import EditionFiles, read
from policy.editions.rulebook import rules_from
from policy.editions.source import EditionError
from policy.editions.texts import CodeText, CommitmentText, OathText

__all__ = ["CodeText", "CommitmentText", "EditionError", "EditionFiles", "OathText", "read", "rules_from"]
