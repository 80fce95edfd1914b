"""What a step at the desk rests on, beside its form: a summary of the report, the allegations, the evidence and the answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.matrix import MatrixRow, matrix
from casework.queries.case.page import NAMES, Text, all_readable, group_by_compartment, is_veiled
from casework.queries.case.waiting_signatures import seats_nobody_signs_in
from casework.queries.case.withheld import withheld_entries
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.recording import OpenedTexts
from casework.vocabulary import Seat, Verb
from casework.vocabulary.case_stages import GROUP_OF, StepGroup
from casework.web.decisions.conditions_asked import WATCH, conditions_asked
from casework.web.decisions.register_line import REGISTERS, register_line
from casework.web.decisions.so_far import TELLS_HOW_FAR, so_far
from casework.web.shared.came_from import query_from
from casework.web.shared.context import Context
from casework.workflow.step import how_many

STORY, ACT = 420, 160
RESTING = frozenset({StepGroup.DECIDE, StepGroup.WRITE, StepGroup.PAPERS})
"""The groups of steps that rest on papers; what concerns people and times does not open any."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of evidence by its number in the case, the side that brought it, and its file if the viewer may read it.

    `entry` is the entry that added it, under which the list of evidence shows it.
    """

    number: int
    side: Seat
    title: str
    file: UUID | None
    entry: UUID


def around_desk_step(case: Case, verb: Verb, by: Actor) -> Context:
    """Return what is shown beside the form, after recording that its texts were opened; nothing from a veiled file."""
    signers: Context = around_signing(case, verb)
    if is_veiled(case):
        return signers
    if verb in REGISTERS:
        signers |= {"rests_on": True, "registered": register_line(case)}
    if verb in TELLS_HOW_FAR:
        signers |= {"rests_on": True, "so_far": so_far(case)}
    if verb in WATCH:
        signers |= {"rests_on": True, "conditions_asked": conditions_asked(case, verb, by)}
    if GROUP_OF.get(verb, StepGroup.DECIDE) not in RESTING:
        return signers
    wanted = group_by_compartment(_texts(case))
    texts = open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted) if wanted else {}
    return signers | {
        "rests_on": True,
        "report": _first(texts, "narrative", STORY),
        "alleged": _alleged(case, texts),
        "pieces": pieces_of(case, texts),
        "leads_back": query_from(reverse("step", args=[case.reference, verb])),
    }


def around_signing(case: Case, verb: Verb) -> Context:
    """Return how many sign a step, and the seats that have to sign after the viewer and that nobody holds."""
    return {"signers": how_many(verb, case.view), "unheld": seats_nobody_signs_in(case, verb)}


def _texts(case: Case) -> Iterator[Text]:
    """Yield the texts shown beside the form. Until the risk is recorded, none of them shows whom the report is about."""
    left_out = frozenset() if case.view.screening.triaged else NAMES
    shown = {"narrative", "act"} | ({"title"} if case.view.evidence.all else set())
    yield from (text for _, texts in all_readable(case) for text in texts if text.field in shown - left_out)


def _first(texts: OpenedTexts, field: str, most: int) -> Excerpt | None:
    said = next((str(text) for (_entry, name), text in texts.items() if name == field and text), "")
    return excerpt(said, most) if said else None


def _alleged(case: Case, texts: OpenedTexts) -> list[tuple[MatrixRow, str]]:
    """Return each allegation with its act in short. Its second cell is what the member answered. One query."""
    rows = matrix(case.view, case.rights, withheld_entries(case))
    return [(row, excerpt(str(texts.get((row.framed_by, "act")) or row.title), ACT).start) for row in rows]


def pieces_of(case: Case, texts: OpenedTexts) -> list[Piece]:
    """Return the evidence that the viewer may open."""
    files = {one.event.id: getattr(one.event, "file", None) for one, some in all_readable(case) if some}
    return [
        Piece(
            number=n,
            side=one.side,
            title=str(texts.get((one.added_by, "title")) or ""),
            file=files[one.added_by],
            entry=one.added_by,
        )
        for n, one in enumerate(case.view.evidence.all, 1)
        if one.added_by in files
    ]
