"""Every line that our code logs, as a rule reads it: its event, its level and its keys."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from config.logs import KEPT
from tests.house_rules.source import Source

METHODS = frozenset({"debug", "info", "warning", "error", "critical", "exception"})
OF_AN_EXCEPTION = frozenset({"exc_info"})


@dataclass(frozen=True)
class LogCall:
    """One call of LOG."""

    path: str
    line: int
    method: str
    event: str
    keys: tuple[str, ...]
    tells_the_exception: bool


def log_calls(source: Source) -> Iterator[LogCall]:
    """Yield each call of a module's LOG; its event is "" when it is no literal."""
    for node in source.nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "LOG"):
            continue
        first = node.args[0] if len(node.args) == 1 else None
        event = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
        words = [keyword.arg or "**" for keyword in node.keywords]
        yield LogCall(
            path=source.path,
            line=node.lineno,
            method=node.func.attr,
            event=event,
            keys=tuple(word for word in words if word not in OF_AN_EXCEPTION),
            tells_the_exception=node.func.attr == "exception" or "exc_info" in words,
        )


def log_lines_keep_what_they_say(source: Source) -> Iterator[str]:
    """An event is a literal, and each key of it passes the filter of config/logs.py."""
    for call in log_calls(source):
        if not call.event:
            yield f"line {call.line}: the event is no literal"
        for key in call.keys:
            if key not in KEPT:
                yield f"line {call.line}: {key} does not pass the filter of config/logs.py"
