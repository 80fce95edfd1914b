"""Writes the parts of a new verb into the source tree. While a part is unfinished, the start fails and names it."""

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casework.record import events
from casework.record.events import KINDS
from casework.vocabulary import Verb

NAME = re.compile(r"[a-z]+(_[a-z]+)+")
EVENT = re.compile(r"[A-Z][a-z]+([A-Z][a-z]+)+")
NOT_FIRST = frozenset(
    {"appeal", "condition", "consent", "information", "interim", "publication", "response", "talks", "term"}
)
"""The first words of clock verbs such as `response_lapses`, which are no verbs."""
IMPORTS_OF_STEP = {
    "events": "casework.record",
    "Verb": "casework.vocabulary",
    "CaseMachine": "casework.workflow.step",
    "step": "casework.workflow.step",
}
IMPORTS_OF_EVENT = {"Event": "casework.record.events.base", "Verb": "casework.vocabulary"}


class NotWritten(Exception):
    """Nothing was written; the text is a sentence with the reason."""


@dataclass(frozen=True, kw_only=True)
class NewVerb:
    """A verb to be written: its stage, its event, and the files whose tables it belongs to.

    `events` and `rights` are modules of the record. `form`: the step has typed input.
    """

    root: Path
    name: str
    stage: str
    event: str
    events: str
    rights: str
    form: bool = False

    @property
    def member(self) -> str:
        return self.name.upper()

    @property
    def folder(self) -> str:
        return f"casework/procedure/{self.stage}"

    @property
    def test(self) -> str:
        return f"tests/{self.folder}/test_{self.name}.py"

    def check(self) -> None:
        """Raise NotWritten with the reason if the name, the event or a file does not fit, or something already exists."""
        for reason in self._reasons():
            raise NotWritten(reason)

    def _reasons(self) -> Iterable[str]:
        first, *rest = self.name.split("_")
        if not NAME.fullmatch(self.name):
            yield f"{self.name} is no name of a verb: write a verb and its object in small letters, as in ask_withdrawal."
        if not EVENT.fullmatch(self.event):
            yield f"{self.event} is no name of an event: write what happened in the past tense, as in SetAsideAsked."
        if self.name in {verb.value for verb in Verb}:
            yield f"{self.name} exists already."
        if first not in known_verbs() and not says_it_was_done(first, self.event):
            turned = "_".join([*rest, first])
            yield f"{self.name} does not begin with its verb: the verb comes first, then its object, as in {turned}."
        if not all((self.root / self.folder / f"{one}.py").is_file() for one in ("steps", "words")):
            yield f"{self.stage} is no stage: the stages are {', '.join(self._stages())}."
        for what, module in (("events", self.events), ("rights", self.rights)):
            folder = self.root / "casework" / "record" / what
            if not (folder / f"{module}.py").is_file() or module in {"__init__", "base", "blocks", "conditions"}:
                yield f"casework/record/{what} has no module {module}: name one with --{what}."
        if hasattr(events, self.event) or type_of(self.event) in KINDS:
            yield f"The event {self.event} exists already."
        if (self.root / self.test).exists():
            yield f"{self.test} exists already."

    def _stages(self) -> list[str]:
        return sorted(path.parent.name for path in (self.root / "casework" / "procedure").glob("*/words.py"))

    def write(self) -> list[str]:
        """Write the stubs and return the files, in the order of the guide. All stubs are made before the first is written."""
        self.check()
        made = {path: self._text(path) for path in self.files()}
        for path, text in made.items():
            (self.root / path).write_text(text, encoding="utf-8")
        return list(made)

    def files(self) -> tuple[str, ...]:
        return (
            "casework/vocabulary/verbs.py",
            f"casework/record/events/{self.events}.py",
            f"casework/record/rights/{self.rights}.py",
            f"{self.folder}/steps.py",
            f"{self.folder}/words.py",
            "notifications/letters/table.py",
            "notifications/topics/rules.py",
            self.test,
        )

    def _text(self, path: str) -> str:
        if path == self.test:
            return self._test_text()
        source = (self.root / path).read_text(encoding="utf-8")
        if path == "casework/vocabulary/verbs.py":
            return f'{source.rstrip()}\n    {self.member} = "{self.name}"\n'
        source = with_imports(source, {"unfinished": "casework.vocabulary.unfinished"})
        match path.rsplit("/", 1)[1]:
            case "steps.py":
                return self._step_text(source)
            case "words.py":
                return self._words_text(source)
            case "table.py":
                gap = self._gap("name the letters, or put the event in SILENT instead")
                return inside(source, "LETTERS", f"    e.{self.event}: {gap},\n")
            case "rules.py":
                gap = self._gap("say who is told of what waits, or put the event in NOBODY instead")
                return inside(source, "RULES", f"    e.{self.event}: {gap},\n")
        if path.startswith("casework/record/events/"):
            return self._event_text(source)
        return source + f"\n{self._gap(f'give Verb.{self.member} to a seat above, and delete this line')}\n"

    def _gap(self, what: str) -> str:
        return f'unfinished(__name__, "{self.name}: {what}")'

    def _event_text(self, source: str) -> str:
        gap = self._gap("name each typed text, its compartment and its readers")
        sealed = f"    sealed = {gap}\n" if self.form else ""
        return with_imports(source, IMPORTS_OF_EVENT) + (
            f'\n\nclass {self.event}(Event):\n    """{self.event}."""\n\n'
            f'    type = "{type_of(self.event)}"\n'
            f"    title = {self._gap('write what people read for it in the record')}\n"
            f"    verb = Verb.{self.member}\n{sealed}"
        )

    def _step_text(self, source: str) -> str:
        source = with_imports(source, IMPORTS_OF_STEP)
        gap = self._gap("say from which states, to which, and on which guards")
        return source + (
            f"\n\n@step(Verb.{self.member}, {gap})\n"
            f"def {self.name}(case: CaseMachine) -> events.{self.event}:\n"
            f'    """{self.name.capitalize().replace("_", " ")}."""\n    return events.{self.event}()\n'
        )

    def _words_text(self, source: str) -> str:
        source = with_imports(source, {"form_of" if self.form else "VerbForm": "casework.forms.base"})
        form = f"form_of(reasons={self._gap('name the fields')})" if self.form else "VerbForm"
        label, sentence = (self._gap(what) for what in ("write the label", "write what happens and who gets a message"))
        row = f"verb=Verb.{self.member},\nform={form},\nlabel={label},\nsentence={sentence},\n"
        return inside(source, "STEPS", f"    Step(\n{_indented(row, 8)}    ),\n")

    def _test_text(self) -> str:
        gap = self._gap("test what the step does and when it is refused")
        return (
            f'"""The step {self.name}, without a database."""\n\n'
            f"from casework.vocabulary import Verb\nfrom casework.vocabulary.unfinished import unfinished\n"
            f"from tests.invariants.walked import Walked\n\nWALKED = Walked(verb=Verb.{self.member})\n\n\n"
            f"def test_{self.name}() -> None:\n    {gap}\n"
        )


def known_verbs() -> frozenset[str]:
    """Return the first words of all verbs."""
    return frozenset(verb.value.split("_")[0] for verb in Verb) - NOT_FIRST


def says_it_was_done(word: str, event: str) -> bool:
    """Whether the name of an event has this verb in a regular past tense."""
    forms = {f"{word}ed", f"{word}d", f"{word[:-1]}ied", f"{word}{word[-1]}ed"}
    return any(part.lower() in forms for part in re.findall(r"[A-Z][a-z]+", event))


def type_of(event: str) -> str:
    """Return the type that an event of this name has in the record."""
    return "case." + "_".join(re.findall(r"[A-Z][a-z]+", event)).lower()


def inside(source: str, table: str, row: str) -> str:
    """Return the source with a new last row in a table that is written over several lines."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if node.end_lineno and any(isinstance(one, ast.Name) and one.id == table for one in targets):
            lines = source.splitlines(keepends=True)
            return "".join([*lines[: node.end_lineno - 1], row, *lines[node.end_lineno - 1 :]])
    raise NotWritten(f"There is no table {table} to write into.")


def with_imports(source: str, imports: Mapping[str, str]) -> str:
    """Return a source that imports these names, each from its module, in the place and the order that ruff gives them."""
    for name, module in imports.items():
        source = _with_import(source, module, name)
    return source


def _with_import(source: str, module: str, name: str) -> str:
    lines = source.splitlines(keepends=True)
    found = [node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom) and node.module]
    for node in found:
        if node.module == module and not any(one.asname for one in node.names):
            names = sorted({name, *(one.name for one in node.names)}, key=_rank)
            return "".join([*lines[: node.lineno - 1], _import(module, names), *lines[node.end_lineno or 0 :]])
    alike = [node for node in found if (node.module or "").split(".")[0] == module.split(".", 1)[0]] or found
    before = [node for node in alike if (node.module or "") < module]
    at = (before[-1].end_lineno or 0) if before else alike[0].lineno - 1
    return "".join([*lines[:at], _import(module, [name]), *lines[at:]])


def _import(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}\n"
    return line if len(line) <= 121 else f"from {module} import (\n{_indented(',\n'.join(names) + ',\n', 4)})\n"


def _rank(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def _indented(text: str, by: int) -> str:
    return "".join(" " * by + line for line in text.splitlines(keepends=True))
