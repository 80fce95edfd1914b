"""The page that shows a file: a list of the papers beside it, and one page of its safe view at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from casework import access
from casework.access import Actor
from casework.procedure.reading.actions import open_content, open_file
from casework.queries.case.page import group_by_compartment
from casework.queries.evidence.files import SeenFile, view_in
from casework.queries.threads.papers import Paper, papers
from casework.record.events import Recorded
from casework.vocabulary import NotSeen, Right
from casework.vocabulary.files import NOT_OF_A_PERSON
from casework.web.shared.came_from import FROM, came_from
from casework.web.shared.context import Context
from casework.web.shared.sounds import sounds_of
from vault.views import Part, View

DOWNLOAD = "download/"
"""What the address of a file's page ends in for the file itself."""
SECONDS = "15"
ANY_PAGE = 100_000
"""Up to this number, a page number beyond the end leads to the last page: people mistype it, or follow an old link."""
ZOOMS = (50, 75, 100, 150, 200)
TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a reader looks at a file. All of it is in the address, so that it works without a script.

    `came_from` is the page that Back leads to, "" for the usual one.
    """

    page: int
    zoom: int = 100
    turn: int = 0
    text: bool = False
    came_from: str = ""

    def link(self, **changed: Any) -> str:
        """Return the query of an address that differs from this in what is `changed`."""
        return "?" + urlencode(self.fields(**changed)) + "#paper"

    def fields(self, **changed: Any) -> Mapping[str, int | str]:
        usual = {"zoom": 100, "turn": 0, "text": False}
        wanted = {"page": self.page, "zoom": self.zoom, "turn": self.turn, "text": self.text} | changed
        fields: dict[str, int | str] = {name: int(value) for name, value in wanted.items() if value != usual.get(name)}
        return fields | ({FROM: self.came_from} if self.came_from else {})


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page of a view: a picture with its text, or text alone. `across` and `high` are the picture's as it is turned."""

    part: Part
    text: str
    turn: int

    @property
    def is_picture(self) -> bool:
        return self.part.kind == "page"

    @property
    def is_recognised(self) -> bool:
        return "recognised" in self.part.head

    @property
    def width(self) -> int:
        return int(self.part.head["width"])

    @property
    def height(self) -> int:
        return int(self.part.head["height"])

    @property
    def across(self) -> int:
        return self.height if self.turn in {90, 270} else self.width

    @property
    def high(self) -> int:
        return self.width if self.turn in {90, 270} else self.height

    @property
    def moved(self) -> str:
        """Return where the picture lies within its frame once it is turned, as SVG writes it."""
        right, down = {0: (0, 0), 90: (self.height, 0), 180: (self.width, self.height), 270: (0, self.width)}[self.turn]
        return f"translate({right} {down}) rotate({self.turn})"


def viewer_context(
    request: HttpRequest, by: Actor, reference: str, file: UUID, *, showing: Right, address: Callable[[Recorded], str]
) -> Context:
    """Return what the page shows of a file, after recording that it was opened.

    `address` returns the address of the page of each file that stands in the list, "" for others; the file must be among
    them. NotSeen as `view_in`.
    """
    seen = view_in(by, reference, file, showing=showing)
    open_file(reference=reference, by=by, right=seen.right, kept=seen.kept, file=file)
    listed = papers(access.case_shown(by, reference, showing), address)
    place = next((n for n, one in enumerate(listed) if one.file == file), None)
    if place is None:
        raise NotSeen
    paper = listed[place]
    return {
        "papers": listed,
        "paper": paper,
        "before": listed[place - 1] if place else None,
        "after": listed[place + 1] if place + 1 < len(listed) else None,
        **_said_of(listed, paper, by, reference, showing),
        "seen": seen,
        "home": request.path,
        "looks_again": seen.view is None and request.GET.get("wait") != "0",
        **_look_at(request, seen.view, came_from(request, reference)),
        **_found(seen, paper),
    }


def with_refresh[R: HttpResponse](response: R, page: Context) -> R:
    """Have a browser ask again for a page whose file waits for its view. It needs no script, and the reader can end it."""
    if page["looks_again"]:
        response.headers["Refresh"] = SECONDS
    return response


def _look_at(request: HttpRequest, view: View | None, before: str) -> Context:
    """Return the one page that is asked for, how it is looked at, and the links that change that. `before`: for Back."""
    sheets = view.sheets if view else ()
    look = Look(
        page=min(_one_of(request.GET.get("page", "1"), range(1, ANY_PAGE)), max(len(sheets), 1)),
        zoom=_one_of(request.GET.get("zoom", "100"), ZOOMS),
        turn=_one_of(request.GET.get("turn", "0"), TURNS),
        text=bool(_one_of(request.GET.get("text", "0"), (0, 1))),
        came_from=before,
    )
    if not view or not sheets:
        return {"look": look, "count": 0, "sounds": sounds_of(view) if view else []}
    at = ZOOMS.index(look.zoom)
    return {
        "look": look,
        "count": len(sheets),
        "sheet": _sheet(view, sheets[look.page - 1], look),
        "sounds": sounds_of(view),
        "kept_fields": {name: value for name, value in look.fields().items() if name != "page"},
        "previous": look.link(page=look.page - 1) if look.page > 1 else "",
        "next": look.link(page=look.page + 1) if look.page < len(sheets) else "",
        "smaller": look.link(zoom=ZOOMS[at - 1]) if at else "",
        "larger": look.link(zoom=ZOOMS[at + 1]) if at + 1 < len(ZOOMS) else "",
        "turned": look.link(turn=(look.turn + 90) % 360),
        "with_text": look.link(text=not look.text),
    }


def _sheet(view: View, part: Part, look: Look) -> Sheet:
    if part.kind == "page":
        return Sheet(part=part, text=str(part.head.get("text", "")), turn=look.turn)
    return Sheet(part=part, text=view.read(part).decode(), turn=0)


def _found(seen: SeenFile, paper: Paper) -> Context:
    """Return the metadata found in a file. People who may not read what can tell its maker learn only that it exists."""
    found = seen.view.found if seen.view else ()
    open_to = {what for what, _ in found if paper.tells_of_sender or what in NOT_OF_A_PERSON}
    return {
        "found": [(what, value) for what, value in found if what in open_to],
        "withheld": sorted({what for what, _ in found} - open_to),
    }


def _said_of(listed: Sequence[Paper], paper: Paper, by: Actor, reference: str, showing: Right) -> Context:
    """Return the title of each file that has one, and the caption of the one that is looked at."""
    wanted = group_by_compartment(filter(None, (paper.caption, *(one.title for one in listed))))
    opened = open_content(reference=reference, by=by, rights=[showing], wanted=wanted) if wanted else {}
    read = {one.file: opened.get((one.title.entry, "title")) for one in listed if one.title}
    caption = opened.get((paper.caption.entry, "text")) if paper.caption else None
    return {"titles": {file: str(title) for file, title in read.items() if title}, "caption": str(caption or "")}


def _one_of(said: str, allowed: Sequence[int]) -> int:
    """Return the number that an address says. NotSeen for one that no link of the page says."""
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else -1
    if number not in allowed:
        raise NotSeen
    return number
