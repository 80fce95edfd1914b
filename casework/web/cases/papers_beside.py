"""The papers of a case on two sides, for somebody who compares them or writes on one allegation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.matrix import MatrixRow
from casework.queries.case.page import CasePage, Line, Text, group_by_compartment, page_of
from casework.queries.evidence.bundle import has_bundle, pages_by_entry
from casework.queries.threads.papers import described_files
from casework.recording import OpenedTexts
from casework.vocabulary import NotSeen, Reading, Verb
from casework.vocabulary.case_stages import LineKind
from casework.web.cases.pages import DESK
from casework.web.decisions.rests_on import around_signing
from casework.web.files.file_beside import FileBeside, files_beside
from casework.web.shared.context import Context

ON_ALLEGATIONS = (Verb.SHARE_DRAFT_REPORT, Verb.FINALISE_REPORT, Verb.VOTE_CASE_TO_ANSWER)
"""The steps on whose page each allegation is written on."""
OF_REPORTER, OF_MEMBER = ("report.received", "case.response_commented"), ("case.response_filed",)
SAID = OF_REPORTER + OF_MEMBER
"""What each side says of the allegations, by the type of its entry."""
REPORT, TITLE = "report", "title"

type Asked = Mapping[str, str]
"""What an address asks for: by the name of a side, the number of the paper that is unfolded on it, or `REPORT`.

With "_page" behind the name, the page of that paper's file that is shown: without one, the file stays shut.
"""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A line of the case with what it says. `number`: its place in the case. `piece`: its number where it is evidence.

    `dated`: only its day tells it apart. `unsent`: it is evidence of which the member has no copy.
    """

    line: Line
    number: int
    piece: int | None
    dated: bool
    unsent: bool

    @property
    def first_page(self) -> int | None:
        """The page of its file at which somebody begins to read; None if no file came with it."""
        return 1 if self.line.file else None

    @property
    def is_of_reporter(self) -> bool:
        """Whether it is in the reporter's own words: these do not go out, so nobody is offered to quote them."""
        return self.line.type in OF_REPORTER


@dataclass(frozen=True, kw_only=True)
class Side:
    """The papers of one side. One is unfolded, None if there are none. Of the others only the title is opened and sent."""

    name: str
    papers: tuple[Paper, ...]
    unfolded: Paper | None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """An allegation by its number in the case, and the papers of each side."""

    number: int
    row: MatrixRow
    sides: tuple[Side, ...]


def acts_alleged(page: CasePage) -> Iterator[Text]:
    framed = {row.framed_by for row in page.matrix}
    return (text for text in page.texts if text.entry in framed and text.field == "act")


def texts_compared(page: CasePage, asked: Asked) -> Iterator[Text]:
    """Yield the acts alleged, the texts of the papers that are unfolded, and the titles of the others."""
    yield from acts_alleged(page)
    listed = ((paper, side.unfolded) for side in sides_of(page, asked) for paper in side.papers)
    shown = (
        text for paper, unfolded in listed for text in paper.line.texts if paper == unfolded or text.field == TITLE
    )
    yield from dict.fromkeys(shown)


def papers_of(page: CasePage) -> list[Line]:
    """Return what was reported, answered and commented on, and then the evidence, each in the order in which it came."""
    said = [line for line in page.lines if line.type in SAID and line.texts]
    return [*said, *(line for line in page.lines if line not in said and is_paper(line))]


def is_paper(line: Line) -> bool:
    return bool(line.file or (line.kind is LineKind.PAPER and line.texts))


def sides_of(page: CasePage, asked: Asked) -> tuple[Side, ...]:
    """Return the papers of both sides: left the evidence first, right the answer.

    The first is unfolded, or the one that is asked for.
    """
    known = page.case.view.evidence
    pieces = {one.added_by: n for n, one in enumerate(known.all, 1)}
    sent = {copy.evidence for copy in known.copies}
    unsent = {one.added_by for one in known.all if one.id not in sent}
    places = {line.entry: n for n, line in enumerate(page.lines, 1)}
    some = [
        Paper(
            line=line,
            number=places[line.entry],
            piece=pieces.get(line.entry),
            dated=line.type not in SAID and line.entry not in pieces,
            unsent=line.entry in unsent,
        )
        for line in papers_of(page)
    ]
    left = sorted(some, key=lambda one: not one.piece)
    right = sorted(some, key=lambda one: (one.line.type not in OF_MEMBER, one.line.type not in OF_REPORTER))
    return _side("left", left, asked), _side("right", right, asked)


def _side(name: str, some: Sequence[Paper], asked: Asked) -> Side:
    wanted = asked.get(name, "")
    chosen = (one for one in some if wanted == str(one.number) or (wanted == REPORT and one.line.type in OF_REPORTER))
    return Side(name=name, papers=tuple(some), unfolded=next(chosen, some[0] if some else None))


def compared(page: CasePage, number: int, asked: Asked) -> Compared:
    """Return an allegation with its papers. NotSeen if there is none."""
    if not 1 <= number <= len(page.matrix):
        raise NotSeen
    return Compared(number=number, row=page.matrix[number - 1], sides=sides_of(page, asked))


def around_compared(page: CasePage, by: Actor, texts: OpenedTexts, number: int, asked: Asked) -> Context:
    """Return what the templates of the papers need, after recording that the files were opened of which they show a page."""
    shown = compared(page, number, asked)
    unfolded = {side.name: side.unfolded for side in shown.sides if side.unfolded}
    beside = files_beside(page.case, by, {name: one.line.file for name, one in unfolded.items()}, asked)
    return {
        "compared": shown,
        "files_beside": beside,
        "cited": {name: cited_as(one, beside.get(name)) for name, one in unfolded.items()},
        "page": page,
        "texts": texts,
        "routes": DESK,
        **around_papers(page),
    }


def cited_as(paper: Paper, file: FileBeside | None) -> str:
    """Return how a text names a paper: evidence by its number, others by their kind and day; with the page of a file shown."""
    day = date_format(paper.line.on, "j F Y")
    name = _("Evidence %(n)s") % {"n": paper.piece} if paper.piece else f"{paper.line.what}, {day}"
    return _("%(paper)s, page %(page)s") % {"paper": name, "page": file.number} if file and file.part else name


def around_papers(page: CasePage) -> Context:
    """Return what the papers of a tab need: what each file is, and the pages of the bundle."""
    has = has_bundle(page.case)
    pages = pages_by_entry(page.case.view) if has else {}
    files = {} if page.veiled else described_files(page.case)
    return {"files": files, "has_bundle": has, "bundle_pages": pages}


def papers_on_step(case: Case, verb: Verb, by: Actor, asked: Asked) -> Context:
    """Return the papers that stand above the form of a step, after recording that they were opened, if its address asks so."""
    shows, beside = verb in ON_ALLEGATIONS and Reading.SEE_CASE.value in case.rights, asked.get("beside", "")
    if not shows or not (beside.isascii() and beside.isdigit() and len(beside) < 4):
        return {}
    page = page_of(case, verbs=())
    shown = around_compared(page, by, {}, int(beside), asked) | around_signing(case, verb)
    wanted = group_by_compartment(texts_compared(page, asked))
    return shown | {"texts": open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted)}
