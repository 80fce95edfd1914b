"""The true history that the fuzz of meanings spoils, and what of it has to be handed over so that anything is proven."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ledger import verify
from ledger.commitments import leaf_hash
from ledger.tree import root_of
from tests.ledger.forged import Body, History
from tests.ledger.story import Export

HELD = frozenset({"oath", "oaths", "statement", "evidence"})
"""Sealed fields on which rules rest; so do those that a statement names."""


@dataclass(frozen=True)
class World:
    """The true history, its export and its pin, and a folder in which a round writes what it spoils."""

    folder: Path
    truth: History
    export: Export
    bodies: list[Body]
    scratch: Export

    @classmethod
    def made(cls, folder: Path) -> "World":
        """The story, written and pinned."""
        history, export = History.told(folder / "true" / "export")
        history.write(export)
        export.pin()
        export.keyring()
        truth = History.read(export, history.devices)
        (folder / "scratch").mkdir()
        return cls(folder, truth, export, export.bodies(), export.copy(folder / "scratch" / "export"))

    @cached_property
    def leaves(self) -> list[bytes]:
        """The leaves of the true log."""
        return [leaf_hash(verify.canonical(body)) for body in self.bodies]

    @cached_property
    def signatures(self) -> list[str]:
        """The entries that hold a statement: of an oath or of a step."""
        return [body["id"] for body in self.bodies if "statement" in body["commit"]]

    def made_by(self, entry: str) -> list[str]:
        """The entries that the statement of an entry names: itself for an oath, the step's for a signature."""
        body = self.truth.line(entry).body
        if body["type"] == "oath.signed":
            return [entry]
        count = len(self.truth.opened(entry)["statement"]["value"]["makes"])
        first = self.truth.line(body["data"]["of"]).body
        of_case = [one["id"] for one in self.bodies if one["stream"] == first["stream"]]
        return of_case[first["seq"] - 1 : first["seq"] - 1 + count]

    @cached_property
    def held(self) -> set[tuple[str, str]]:
        """The openings without which nothing is proven. Other texts are sealed, and the verifier counts them."""
        return {(entry, name) for entry, name in self.truth.openings if name in HELD}

    def node(self, level: int, at: int) -> bytes:
        """The node of the true tree."""
        return root_of(self.leaves[at << level : (at + 1) << level])


def same(one: Any, other: Any) -> bool:
    """Whether two values have the same canonical JSON."""
    return verify.canonical(one) == verify.canonical(other)
