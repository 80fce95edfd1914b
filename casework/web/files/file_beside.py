"""A file shown beside the field in which somebody writes: one page of its safe view at a time, by number in the address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_file
from casework.queries.evidence.files import SeenFile, seen_file
from casework.vocabulary import NotSeen
from vault.views import Part


@dataclass(frozen=True, kw_only=True)
class FileBeside:
    """One page of a file. `part` is None for a file without pages: one that waits for the converter, or cannot be shown."""

    file: UUID
    number: int
    count: int
    part: Part | None
    text: str

    @property
    def is_picture(self) -> bool:
        return self.part is not None and self.part.kind == "page"

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def files_beside(
    case: Case, by: Actor, unfolded: Mapping[str, UUID | None], asked: Mapping[str, str]
) -> Mapping[str, FileBeside]:
    """Return the page of a file by the side on which the address asks for one, after recording that the file was opened.

    `unfolded`: each side with the file of the paper that is unfolded on it. NotSeen for a page that the file does not have.
    """
    return dict(_files(case, by, unfolded, asked))


def _files(
    case: Case, by: Actor, unfolded: Mapping[str, UUID | None], asked: Mapping[str, str]
) -> Iterator[tuple[str, FileBeside]]:
    for side, file in unfolded.items():
        wanted = asked.get(f"{side}_page", "")
        if file is None or not wanted:
            continue
        seen = seen_file(case, file)
        shown = _page(file, seen, wanted)
        open_file(reference=case.reference, by=by, right=seen.right, kept=seen.kept, file=file)
        yield side, shown


def _page(file: UUID, seen: SeenFile, wanted: str) -> FileBeside:
    sheets = seen.view.sheets if seen.view else ()
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0
    if not 1 <= number <= max(len(sheets), 1):
        raise NotSeen
    if seen.view is None or not sheets:
        return FileBeside(file=file, number=number, count=0, part=None, text="")
    part = sheets[number - 1]
    return FileBeside(file=file, number=number, count=len(sheets), part=part, text=seen.view.words(part))
