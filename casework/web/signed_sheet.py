"""The sheet that a panel signed, on the tab of the sanction: while it waits for a signature, and once it came back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from casework.access import Actor
from casework.models import Case
from casework.queries.case_page import CasePage
from casework.queries.pack import Fact, facts_of_terms, worded_conditions
from casework.queries.pack_screens import Weighed, what_weighed
from casework.record.events import SanctionRecommended, label_of
from casework.recording import OpenedTexts
from casework.verbs import get_step
from casework.vocabulary import Verb
from casework.web.context import Context
from casework.web.proposal_shown import proposal_shown
from policy.sanctions import Range

WRITTEN = ("reasons", "lower_level", "outside_range")


@dataclass(frozen=True, kw_only=True)
class SignedSheet:
    """`level` and `facts` are its terms, `written` its texts, each under its heading."""

    on: date
    level: str
    range: str
    facts: tuple[Fact, ...]
    weighed: tuple[Weighed, ...]
    written: tuple[tuple[Promise | str, str], ...]


def signed_sheet(page: CasePage, texts: OpenedTexts) -> Context:
    """Return the last sheet that was signed, on a page that has opened its texts; nothing where they are not open."""
    view = page.case.view
    signed = [one for one in page.case.record if isinstance(one.event, SanctionRecommended)]
    sheet = signed[-1].event if signed else None
    if not isinstance(sheet, SanctionRecommended) or (sheet.id, "reasons") not in texts:
        return {}
    found = SignedSheet(
        on=view.day_of(signed[-1].at),
        level=view.rules.ladder[sheet.level].words,
        range=Range(low=sheet.low, high=sheet.high).words,
        facts=facts_of_terms(view, sheet, worded_conditions(sheet, texts)),
        weighed=tuple(what_weighed(view, sheet, texts)),
        written=tuple(_written(sheet, texts)),
    )
    return {"signed_sheet": found}


def waiting_sheet(case: Case, by: Actor) -> Context:
    """Return the sheet that waits for a signature, for those who can sign it, after recording that it was opened."""
    waiting = case.view.proposals.of(Verb.RECOMMEND_SANCTION)
    if waiting is None or Verb.RECOMMEND_SANCTION.value not in case.rights:
        return {}
    return {"waiting_sheet": proposal_shown(get_step(Verb.RECOMMEND_SANCTION), case, waiting, by)["proposed"]}


def _written(sheet: SanctionRecommended, texts: OpenedTexts) -> Iterator[tuple[Promise | str, str]]:
    wording = texts.get((sheet.id, "wording"))
    if isinstance(wording, dict) and wording.get("sanction"):
        yield label_of("wording"), str(wording["sanction"])
    for name in WRITTEN:
        if said := texts.get((sheet.id, name)):
            yield label_of(name), str(said)
