"""The changes that are made to a module, one at a time, and what is left out."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

LEFT_OUT = re.compile(r"ReplaceComparisonOperator_(Is|IsNot)_(?!Is)|ReplaceComparisonOperator_(?!Is)[A-Za-z]+_Is")
"""Operators that tell nothing: enums and None, which `is` compares, have no order; for equal values `is` says what == says."""

type Position = tuple[int, int]
type Stretch = tuple[Position, Position]


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A module with one change: its whole text, and the line that changed, before and after."""

    module: str
    number: int
    before: str
    after: str
    text: str


def mutants(tree: Path, module: str) -> Iterator[Mutant]:
    """Yield every change of a module that compiles and can decide something, in the order of its lines."""
    source = (tree / module).read_text(encoding="utf-8")
    declared, defaults = declarations(ast.parse(source))
    seen = {source}
    for start, operator, occurrence in sorted(places(source), key=lambda place: (place[0], place[1])):
        if is_in(start, declared) and not is_in(start, defaults):
            continue
        text = mutate_code(source, get_operator(operator)(), occurrence)
        if text is not None and text not in seen and is_python(text):
            seen.add(text)
            number, before, after = changed_line(source, text)
            yield Mutant(module=module, number=number, before=before, after=after, text=text)


def places(source: str) -> Iterator[tuple[Position, str, int]]:
    """Yield where each operator can change something: the position, the operator, and the how-manieth place it is."""
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments() or LEFT_OUT.search(name):
            continue
        operator = kind()
        spots = (start for node in nodes for start, _ in operator.mutation_positions(node))
        yield from ((start, name, occurrence) for occurrence, start in enumerate(spots))


def declarations(tree: ast.Module) -> tuple[list[Stretch], list[Stretch]]:
    """Return where annotations, decorators and signatures stand, and the defaults in signatures.

    They declare: the type checker and the import judge them. Only a default decides something.
    """
    declared, defaults = list[Stretch](), list[Stretch]()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(body=[first, *_]):
                declared += [((node.lineno, node.col_offset), (first.lineno, first.col_offset))]
                declared += [stretch(one) for one in node.decorator_list]
                defaults += [stretch(one) for one in (*node.args.defaults, *node.args.kw_defaults) if one]
            case ast.ClassDef():
                declared += [stretch(one) for one in node.decorator_list]
            case ast.AnnAssign(annotation=kind) | ast.TypeAlias(value=kind):
                declared += [stretch(kind)]
    return declared, defaults


def stretch(node: ast.expr) -> Stretch:
    """Return where an expression begins and ends; one column more at the left, where a decorator has its @."""
    return (node.lineno, node.col_offset - 1), (node.end_lineno or node.lineno, node.end_col_offset or 0)


def is_in(place: Position, stretches: list[Stretch]) -> bool:
    """Whether a place lies in one of some stretches."""
    return any(first <= place < last for first, last in stretches)


def is_python(text: str) -> bool:
    """Whether a change left something that compiles."""
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def changed_line(source: str, text: str) -> tuple[int, str, str]:
    """Return the number of the first line that differs, and how it reads before and after."""
    pairs = enumerate(zip(source.splitlines(), text.splitlines(), strict=False), start=1)
    return next((number, old.strip(), new.strip()) for number, (old, new) in pairs if old != new)
