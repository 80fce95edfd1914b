"""Rules about how code is cut: modules, names, imports, docstrings, errors."""

import ast
from collections.abc import Iterator

from tests.house_rules.source import APPS, Source

EMPTY_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "process", "handle", "handler"}
)
LONGEST = 300
# One file by promise: people take the verifier away and run it by itself.
STANDS_ALONE = frozenset({"ledger/verify.py"})
OWN_PATIENCE = frozenset({"set_default_timeout", "set_default_navigation_timeout"})
REMINDERS = ("TODO", "FIXME", "NotImplementedError", "mark.skip", "mark.xfail", "pytest.skip(")


def module_is_short(source: Source) -> Iterator[str]:
    """No module has more than 300 lines, but the one that has to stand alone."""
    if source.path not in STANDS_ALONE and (lines := len(source.text.splitlines())) > LONGEST:
        yield f"has {lines} lines: split it by noun or verb"


def name_says_something(source: Source) -> Iterator[str]:
    """No module or folder has a name that explains nothing."""
    for part in source.parts:
        if part in EMPTY_NAMES:
            yield f"the name {part!r} explains nothing"


def promise_is_written(source: Source) -> Iterator[str]:
    """Every module says what it is for. A function or a class does so where its name and types do not."""
    if source.text.strip() and ast.get_docstring(source.tree) is None:
        yield "the module has no docstring"


def errors_are_not_swallowed(source: Source) -> Iterator[str]:
    """No handler does nothing, and nothing suppresses every error."""
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler):
            if all(isinstance(line, ast.Pass) or _is_ellipsis(line) for line in node.body):
                yield f"line {node.lineno}: an error is swallowed"
        elif isinstance(node, ast.Call) and _called(node) == "suppress":
            for argument in node.args:
                if isinstance(argument, ast.Name) and argument.id in {"Exception", "BaseException"}:
                    yield f"line {node.lineno}: every error is suppressed"


def nothing_is_left_for_later(source: Source) -> Iterator[str]:
    """No reminder to finish something, no skipped test."""
    for number, line in enumerate(source.text.splitlines(), 1):
        for word in REMINDERS:
            if word in line:
                yield f"line {number}: {word}"


def nothing_of_ours_is_mocked(source: Source) -> Iterator[str]:
    """Tests replace nothing of ours by a mock."""
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("unittest"):
            yield f"line {node.lineno}: imports from {node.module}"
        elif isinstance(node, ast.Import) and any(name.name.startswith("unittest") for name in node.names):
            yield f"line {node.lineno}: imports unittest"
        elif isinstance(node, ast.arg) and node.arg == "mocker":
            yield f"line {node.lineno}: asks for a mocker"


def no_test_has_a_patience_of_its_own(source: Source) -> Iterator[str]:
    """Every test waits equally long for what a browser is to show (tests/browsing.py)."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OWN_PATIENCE:
            yield f"line {node.lineno}: {node.func.attr} gives this test a patience of its own"


def migrations_import_no_live_code(source: Source) -> Iterator[str]:
    """A migration holds what it needs: code that it imported would change under it, or move away."""
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom):
            named = ["." * node.level + (node.module or "")]
        elif isinstance(node, ast.Import):
            named = [name.name for name in node.names]
        else:
            continue
        if ours := [name for name in named if name.split(".")[0] in {*APPS, ""}]:
            yield f"line {node.lineno}: imports {', '.join(ours)}"


def statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many statements a function has, nested ones too, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return sum(isinstance(node, ast.stmt) for line in body for node in ast.walk(line))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_ellipsis(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and line.value.value is ...
