"""What a letter about a decision says of the panel’s sheet: reasons, what weighed each way, the range, why nothing lower."""

from typing import Any

from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.vocabulary import Route
from casework.web.shared.context import Context


def weighed_for(view: CaseView, texts: OpenedTexts) -> Context | None:
    """Return the panel's sheet in words, as far as it was opened; None for a decision that rests on none."""
    sheet = view.deliberation.recommended
    if view.board.route is Route.BREACH:
        return None
    if sheet is None or (sheet.id, "reasons") not in texts:
        return None
    rules, kept = view.rules, texts.get((sheet.id, "factors")) or {}
    against = [*_meanings(kept, "aggravating", rules.aggravating), *_kinds(kept, rules.fixed_starts)]
    return {
        "reasons": texts.get((sheet.id, "reasons")) or "",
        "lower": texts.get((sheet.id, "lower_level")) or "",
        "outside": texts.get((sheet.id, "outside_range")) or "",
        "low": rules.ladder[sheet.low].name,
        "high": rules.ladder[sheet.high].name,
        "against": against,
        "favour": _meanings(kept, "mitigating", rules.mitigating),
    }


def _meanings(kept: Any, side: str, codes: Any) -> list[str]:
    return [codes[one["factor"]].meaning for one in kept.get(side, ())]


def _kinds(kept: Any, starts: Any) -> list[str]:
    return [starts[one["kind"]].meaning for one in kept.get("conduct", ())]
