"""What a panel reads first in a case that the board sent back to it: on its pages, its steps and its docket."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import group_by_compartment
from casework.queries.decisions.back_from_board import BackFromBoard, back_from_board
from casework.queries.decisions.docket import Ask
from casework.recording import OpenedTexts
from casework.vocabulary import Reading, Verb
from casework.web.decisions.panel_sections import SECTIONS
from casework.web.shared.context import Context


@dataclass(frozen=True, kw_only=True)
class FromBoard:
    """`why` is empty until the panel may read it, `wording` if it may not be read. The days are those of BackFromBoard."""

    on: date
    recommended: str
    why: str
    wording: str
    opens_on: date | None
    opens_by: date | None


def from_board(case: Case, texts: OpenedTexts) -> Context:
    """Return it for a page that has opened the texts of its case; nothing for a case that the board did not send back."""
    back = back_from_board(case)
    return {"from_board": _in_words(back, texts)} if back else {}


def over_recommendation(case: Case, verb: Verb, by: Actor) -> Context:
    """Return it for the page of a step that leads to the recommendation, after recording that its texts were opened."""
    found = _opened(case, by) if verb in SECTIONS["sanction"].verbs else None
    return {"from_board": found} if found else {}


def on_docket(asks: Iterable[Ask], by: Actor) -> Mapping[str, FromBoard]:
    """Return it for each case of a docket, by reference. Cases that did not come back cost nothing."""
    back = dict.fromkeys(ask.reference for ask in asks if ask.came_back)
    found = {one: _opened(access.case_shown(by, one, Reading.SEE_CASE), by) for one in back}
    return {reference: one for reference, one in found.items() if one}


def _opened(case: Case, by: Actor) -> FromBoard | None:
    back = back_from_board(case)
    if back is None:
        return None
    wanted = group_by_compartment(filter(None, (back.why, back.wording)))
    return _in_words(back, open_content(reference=case.reference, by=by, rights=[Reading.SEE_CASE], wanted=wanted))


def _in_words(back: BackFromBoard, texts: OpenedTexts) -> FromBoard:
    why, wording = (texts.get((one.entry, one.field)) if one else None for one in (back.why, back.wording))
    return FromBoard(
        on=back.on,
        recommended=back.recommended,
        why=str(why or ""),
        wording=wording["sanction"] if isinstance(wording, dict) else "",
        opens_on=back.opens_on,
        opens_by=back.opens_by,
    )
