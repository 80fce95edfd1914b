"""Reads the three files of an edition, and checks them against one another."""

from dataclasses import dataclass
from pathlib import Path

from ledger.canonical import JsonObject
from policy.editions.node import Node
from policy.editions.rulebook import read_rulebook
from policy.editions.source import Source, read_source
from policy.editions.texts import CodeText, OathText, read_code, read_oath
from policy.rules import Rules


@dataclass(frozen=True, kw_only=True)
class EditionFiles:
    """A Code, the oath to it and a rulebook for it. The `…_values` are what each file holds, to be stored."""

    code: CodeText
    oath: OathText
    rules: Rules
    code_values: JsonObject
    oath_values: JsonObject
    rulebook_values: JsonObject


def read(path: Path) -> EditionFiles:
    """Read code.toml, oath.toml and rulebook.toml in the folder `path`.

    EditionError, with file, line and reason, for anything missing, malformed, out of range or contradictory.
    """
    sources = {name: read_source(path / f"{name}.toml") for name in ("code", "oath", "rulebook")}
    nodes = {name: Node(source) for name, source in sources.items()}
    code, oath, rules = read_code(nodes["code"]), read_oath(nodes["oath"]), read_rulebook(nodes["rulebook"])
    for name, cited, since in (("oath", oath.code, oath.in_force_from), ("rulebook", rules.code, rules.in_force_from)):
        if cited != code.key:
            raise nodes[name].wrong(f'"code" is "{cited}", but the Code beside it is "{code.key}"', "code")
        if since < code.in_force_from:
            raise nodes[name].wrong(f"the Code is in force only from {code.in_force_from}", "in_force_from")
    _check_matrix(sources["rulebook"], code, rules)
    return EditionFiles(
        code=code,
        oath=oath,
        rules=rules,
        code_values=dict(sources["code"].values),
        oath_values=dict(sources["oath"].values),
        rulebook_values=dict(sources["rulebook"].values),
    )


def _check_matrix(rulebook: Source, code: CodeText, rules: Rules) -> None:
    rows = [number for number, _ in rules.matrix]
    numbers = [each.number for each in code.commitments]
    for number in rows:
        if number not in numbers:
            raise rulebook.wrong(("matrix", str(number)), f"the Code has no commitment {number}")
    for number in numbers:
        if number not in rows:
            raise rulebook.wrong(("matrix",), f"commitment {number} has no row in the matrix")
    if not any(rules.ladder[highest].sanction for _, highest in rules.matrix.values()):
        raise rulebook.wrong(("matrix",), "no cell of the matrix reaches a sanction")
