"""The sheet of a panel to which the board sent its case back: it begins as the panel had signed it."""

from collections.abc import Iterable, Iterator
from typing import Any

from casework.forms.terms import parts_of_condition
from casework.models import Case
from casework.record.events import SanctionRecommended
from casework.recording import OpenedTexts
from casework.web.shared.asked_texts import Address

TEXTS = ("wording", "reasons", "lower_level", "outside_range", "factors")


def sheet_before(case: Case) -> Iterable[Address]:
    """Return the texts of the sheet that the board sent back; none in a case that did not come back."""
    last = _last(case)
    return [(last.id, name) for name in TEXTS] if last else ()


def sheet_again(case: Case, texts: OpenedTexts) -> dict[str, Any]:
    """Return the same sheet as values of the fields of its form."""
    last = _last(case)
    if last is None:
        return {}
    said: dict[str, Any] = {name: texts.get((last.id, name)) for name in TEXTS}
    worded, weighed = said.pop("wording") or {}, said.pop("factors") or {}
    return {
        **said,
        "wording": worded.get("sanction"),
        **_terms(last),
        **dict(_conditions(last, worded.get("conditions", ()))),
        **dict(_lower(last)),
        **dict(_weighed(weighed)),
        **dict(_charges(case, last, weighed)),
    }


def _last(case: Case) -> SanctionRecommended | None:
    if case.view.deliberation.sent_back is None:
        return None
    sheets = (one.event for one in reversed(case.record) if isinstance(one.event, SanctionRecommended))
    return next(sheets, None)


def _length(days: int) -> str:
    return f"{days} days" if days else ""


def _terms(sheet: SanctionRecommended) -> dict[str, Any]:
    return {
        "level": str(sheet.level.value),
        "term_days": _length(sheet.term_days),
        "no_return_years": sheet.no_return_years,
        "abeyance": str(sheet.abeyance.value) if sheet.abeyance else "",
        "abeyance_days": _length(sheet.abeyance_days),
    }


def _conditions(sheet: SanctionRecommended, worded: Iterable[dict[str, str]]) -> Iterator[tuple[str, Any]]:
    for n, (one, days) in enumerate(zip(worded, sheet.condition_days, strict=False), 1):
        yield from zip(parts_of_condition(n), (one["asks"], one["proof"], days), strict=True)


def _lower(sheet: SanctionRecommended) -> Iterator[tuple[str, Any]]:
    places = {key: n for n, key in enumerate(sheet.conditions, 1)}
    stays = list(zip(sheet.lower_keeps, sheet.lower_keeps_at, strict=True))
    for level, days, years in zip(sheet.lower, sheet.lower_days, sheet.lower_no_return_years, strict=True):
        yield f"lower_{level}_days", _length(days)
        yield f"lower_{level}_years", years
        yield f"lower_{level}_keeps", [str(places[key]) for key, at in stays if at == level]


def _weighed(weighed: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for one in (*weighed.get("aggravating", ()), *weighed.get("mitigating", ())):
        yield f"factor_{one['factor']}", True
        yield f"factor_{one['factor']}_shown_by", next(iter(one["shown_by"]), "")


def _charges(case: Case, sheet: SanctionRecommended, weighed: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    graded = dict(zip(sheet.graded, sheet.severities, strict=True))
    kinds = {one["allegation"]: one["kind"] for one in weighed.get("conduct", ())}
    for n, one in enumerate(case.view.deliberation.proven_findings, 1):
        if one.allegation in graded:
            yield f"severity_{n}", str(graded[one.allegation].value)
        yield f"conduct_{n}", kinds.get(str(one.allegation))
