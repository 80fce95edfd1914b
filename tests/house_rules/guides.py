"""What the guides under docs/ name: files, commands and their options, addresses, steps."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from django.core.management import get_commands, load_command_class
from django.urls import Resolver404, resolve

from casework.verbs import VERBS

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
MANAGE = re.compile(r"(?:manage\.py|run --rm (?:-v \S+ )?manage) ([a-z_]+[^`\n]*)")
PATHS = re.compile(r"`(/[a-z/-]*/)`")
FILES = re.compile(
    r"`((?:accounts|benchmarks|bin|casework|config|converter|docs|ledger|local|notifications|operations|policy|static|templates|typesetting|vault)/[\w./-]*"
    r"|[\w-]+\.(?:md|yml))`"
)
TESTS = re.compile(r"`(tests/[\w./-]*)(?:::(\w+))?`")
MODULES = re.compile(r"python -m ((?:config|converter|ledger|local|operations)[\w.]*)")
MAKES = re.compile(r"`make ([a-z]+)|^    make ([a-z]+)", re.MULTILINE)
STEPS = re.compile(r"\*\*([A-Z][^*]+)\*\*")
DJANGOS = frozenset({"migrate", "check", "collectstatic", "shell"})


def guides() -> list[Path]:
    """Return the README, the rules for contributing, what is said of security, and every how-to."""
    named = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/threat-model.md", "docs/releases.md")
    return [*(ROOT / name for name in named), *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


def broken(guide: Path) -> Iterator[str]:
    """Yield what a guide names and is not there."""
    text = guide.read_text(encoding="utf-8")
    for name in LINK.findall(text):
        if not (guide.parent / name).exists():
            yield f"link {name}"
    for name in FILES.findall(text):
        if not name.startswith("benchmarks/latest") and not (ROOT / name).exists():
            yield f"file {name}"
    for name, test in TESTS.findall(text):
        if not _is_a_test(ROOT / name, test):
            yield f"test {name}::{test}" if test else f"test {name}"
    for name in MODULES.findall(text):
        path = ROOT / name.rstrip(".").replace(".", "/")
        if not (path.with_suffix(".py").exists() or (path / "__main__.py").exists()):
            yield f"module {name}"
    for path in PATHS.findall(text):
        if not path.startswith("/api/") and not _leads_somewhere(path):
            yield f"address {path}"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in filter(None, (word for pair in MAKES.findall(text) for word in pair)):
        if not re.search(rf"^{target}:", makefile, re.MULTILINE):
            yield f"make {target}"
    for said in MANAGE.findall(text):
        yield from _not_a_command(said)


def proven(text: str) -> bool:
    """Whether a text names tests, and none by its file or folder alone."""
    named = TESTS.findall(text)
    return bool(named) and all(test for _, test in named)


def steps_named(guide: Path) -> list[str]:
    """Return what a guide prints bold and calls a step, by a label of no more than a few words."""
    return [" ".join(words.split()) for words in STEPS.findall(guide.read_text(encoding="utf-8"))]


def labels() -> set[str]:
    """Return how the pages call the steps."""
    return {str(step.label) for step in VERBS.values()}


def _is_a_test(path: Path, name: str) -> bool:
    """Whether a file or folder of the tests is there, and a test of this name in it; "" for the file or folder itself."""
    if not name:
        return path.exists()
    return path.is_file() and bool(re.search(rf"^def {name}\(", path.read_text(encoding="utf-8"), re.MULTILINE))


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _not_a_command(said: str) -> Iterator[str]:
    words = shlex.split(re.sub(r"[|&;#].*|  .*", "", said), posix=False)
    name = words[0]
    if name not in get_commands():
        yield f"manage.py {name}"
        return
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    known = {option for action in parser._actions for option in action.option_strings}
    for action in parser._actions:
        for sub in (action.choices or {}).values() if isinstance(action.choices, dict) else ():
            known |= {option for inner in sub._actions for option in inner.option_strings}
    yield from (
        f"manage.py {name} {word}" for word in words if word.startswith("--") and word.split("=")[0] not in known
    )
