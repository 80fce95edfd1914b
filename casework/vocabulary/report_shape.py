"""The types of the report's table, and the faults that a table can have."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from casework.vocabulary.compartments import CaseCompartment
from casework.vocabulary.rights import Reading

type Words = str | Promise

UNSEALED = "unsealed"
"""The seal of a field that is not kept as text: a number or a code in the clear, or a question that only helps."""


class Kind(StrEnum):
    """How a field is asked. OWN: by hand-written fields of a form and of the API."""

    LINE = "line"
    TEXT = "text"
    NAMES = "names"
    ANSWER = "answer"
    OWN = "own"


class Naming(StrEnum):
    """Whether the conflict sweep reads the field.

    IN_TEXT: a person named in full is kept away until it is ruled on. BY_LINE: each line names a person. OWN: by code of
    the sweep. NOT_READ: it keeps nobody away.
    """

    IN_TEXT = "in_text"
    BY_LINE = "by_line"
    OWN = "own"
    NOT_READ = "not_read"


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A sealed text of the report. Its length on disk is the next multiple of `room` bytes.

    `holds_fields`: it is an object to which each field adds a name. Any other seal is filled by code of its own.
    """

    kept: CaseCompartment
    readers: tuple[Reading, ...]
    room: int = 1024
    holds_fields: bool = False


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the report. Its heading is the label of the field named by `heading`, or else its `title`.

    `own`: its form is written by hand. It takes other fields too where `takes_fields` says so, after its own.
    """

    title: Words = ""
    short: Words = ""
    lede: Words = ""
    heading: str = ""
    own: bool = False
    takes_fields: bool = False


@dataclass(frozen=True, kw_only=True)
class Details:
    """The text that goes with an answer; its name ends in `_details`. `wanted` is the error for a yes without it."""

    label: Words
    help: Words = ""
    on_check: Words = ""
    wanted: Words = ""
    length: int = 4000


@dataclass(frozen=True, kw_only=True)
class ReportField:
    """One field of the public report.

    It has `label` on its page, `on_check` where the answers are checked, and `on_case` on the case page. Each stands for the
    next where that is empty. `in_api` is its name in the API, `sealed_as` its name inside its seal; both default to `name`.
    A field whose `sealed_as` is the name of its seal is all that the seal holds. `example` fills tests and sample cases.
    """

    name: str
    page: str
    kind: Kind
    label: Words = ""
    help: Words = ""
    required: bool = False
    length: int = 4000
    rows: int = 4
    choices: tuple[tuple[str, Words], ...] = ()
    default: str = ""
    details: Details | None = None
    on_check: Words = ""
    on_case: Words = ""
    in_api: str = ""
    api_help: Words = ""
    seal: str = ""
    sealed_as: str = ""
    naming: Naming = Naming.NOT_READ
    example: str | tuple[str, ...] = ""

    @property
    def api_name(self) -> str:
        return self.in_api or self.name

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}_details") if self.details else (self.name,)

    @property
    def key(self) -> str:
        return self.sealed_as or self.api_name

    @property
    def words_on_check(self) -> Words:
        return first_written(self.on_check, self.label)

    @property
    def words_on_case(self) -> Words:
        return first_written(self.on_case, self.words_on_check)


def first_written(*words: Words) -> Words:
    """Return the first words that are not empty, without translating them: at start-up no translation is loaded."""
    return next((each for each in words if isinstance(each, Promise) or each), "")


def faults(fields: Sequence[ReportField], pages: Mapping[str, Page], seals: Mapping[str, Seal]) -> Iterator[str]:
    """Yield the faults of a table, each with the name of its field."""
    names = Counter(name for field in fields for name in field.names)
    keys = Counter(field.key for field in fields if field.seal != UNSEALED)
    yield from (f"{name}: the name is taken" for name, count in names.items() if count > 1)
    yield from (f"{key}: two fields are sealed under this name" for key, count in keys.items() if count > 1)
    for field in fields:
        yield from (f"{field.name}: {fault}" for fault in _faults(field, pages, seals))


def _faults(field: ReportField, pages: Mapping[str, Page], seals: Mapping[str, Seal]) -> Iterator[str]:
    page, seal, own = pages.get(field.page), seals.get(field.seal), field.kind is Kind.OWN
    if not isinstance(field.words_on_case, Promise) and not field.words_on_case:
        yield "no label"
    if seal is None and not (own and field.seal == UNSEALED):
        yield "no compartment: name the seal that keeps it"
    if seal is not None and not (own or seal.holds_fields or field.key == field.seal):
        yield f"the seal {field.seal!r} takes no fields: name one that does"
    if page is None:
        yield f"there is no page {field.page!r}"
    elif page.own and not (own or page.takes_fields):
        yield f"the page {field.page!r} has a form of its own: choose another page"
    if not own and not field.example:
        yield "no example"
    if (field.kind is Kind.ANSWER) != bool(field.choices):
        yield "an answer needs choices, and nothing else does"
