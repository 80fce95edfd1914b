"""The sheet that a panel signed: on its tab while it waits and once it came back, and before an appeal panel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from casework.access import Actor
from casework.models import Case
from casework.queries.case.page import CasePage
from casework.queries.decisions.pack import Fact, facts_of_terms, worded_conditions
from casework.queries.decisions.pack_screens import Weighed, what_weighed
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.record.events import Recorded, SanctionRecommended, label_of
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.verbs import get_step
from casework.vocabulary import Verb
from casework.web.decisions.proposal_shown import proposal_shown
from casework.web.shared.context import Context
from policy.sanctions import Range

WRITTEN = ("reasons", "lower_level", "outside_range")
MOST = 420


@dataclass(frozen=True, kw_only=True)
class SignedSheet:
    """`level` and `facts` are its terms, `written` its texts, each under its heading."""

    on: date
    level: str
    range: str
    facts: tuple[Fact, ...]
    weighed: tuple[Weighed, ...]
    written: tuple[tuple[Promise | str, Excerpt], ...]


def signed_sheet(page: CasePage, texts: OpenedTexts) -> Context:
    """Return the last sheet that was signed, on a page that has opened its texts; nothing where they are not open."""
    last = next((one for one in reversed(page.case.record) if isinstance(one.event, SanctionRecommended)), None)
    if last is None or (last.event.id, "reasons") not in texts:
        return {}
    return {"signed_sheet": sheet_of(page.case.view, last, texts)}


def sheet_of(view: CaseView, signed: Recorded, texts: OpenedTexts) -> SignedSheet | None:
    """Return the sheet of a recommendation, with those of its texts that were opened; None for any other event."""
    sheet = signed.event
    if not isinstance(sheet, SanctionRecommended):
        return None
    return SignedSheet(
        on=view.day_of(signed.at),
        level=view.rules.ladder[sheet.level].words,
        range=Range(low=sheet.low, high=sheet.high).words,
        facts=facts_of_terms(view, sheet, worded_conditions(sheet, texts)),
        weighed=tuple(what_weighed(view, sheet, texts)),
        written=tuple(_written(sheet, texts)),
    )


def waiting_sheet(case: Case, by: Actor) -> Context:
    """Return the sheet that waits for a signature, for those who can sign it, after recording that it was opened."""
    waiting = case.view.proposals.of(Verb.RECOMMEND_SANCTION)
    if waiting is None or Verb.RECOMMEND_SANCTION.value not in case.rights:
        return {}
    return {"waiting_sheet": proposal_shown(get_step(Verb.RECOMMEND_SANCTION), case, waiting, by)["proposed"]}


def _written(sheet: SanctionRecommended, texts: OpenedTexts) -> Iterator[tuple[Promise | str, Excerpt]]:
    wording = texts.get((sheet.id, "wording"))
    if isinstance(wording, dict) and wording.get("sanction"):
        yield label_of("wording"), excerpt(str(wording["sanction"]), MOST)
    for name in WRITTEN:
        if said := texts.get((sheet.id, name)):
            yield label_of(name), excerpt(str(said), MOST)
