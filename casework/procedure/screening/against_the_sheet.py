"""What the screening sheet says against a code with which an allegation is to end."""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from casework.procedure.screening.guards import in_time, sworn_throughout
from casework.record.state import CaseView
from casework.record.state.allegations import Allegation
from casework.vocabulary import AllegationState, ClosingCode
from casework.workflow.guard import Asked, check_guard, guard

type Opposite = Callable[[Allegation, CaseView], bool]


def _was_sworn(one: Allegation, view: CaseView) -> bool:
    return sworn_throughout(one, view.sworn)


def _is_in_scope(one: Allegation, view: CaseView) -> bool:
    return one.state is AllegationState.IN_SCOPE


OPPOSITES: Mapping[ClosingCode, tuple[Opposite, Promise]] = {
    ClosingCode.NO_JURISDICTION: (
        _was_sworn,
        gettext_lazy("The sheet says the opposite: an oath was in force on every day."),
    ),
    ClosingCode.TIME_BARRED: (in_time, gettext_lazy("The sheet says the opposite: it was reported in time.")),
    ClosingCode.OUT_OF_SCOPE: (
        _is_in_scope,
        gettext_lazy(
            "The sheet says the opposite: it was found in scope. The reasons must say why this is seen differently now."
        ),
    ),
}
"""Each code that the sheet can contradict: when it does, and what people read. The scope is a judgement, which can change."""


def words_against(one: Allegation, view: CaseView) -> dict[ClosingCode, Promise]:
    """Return, by code, what the sheet says against ending an allegation with it."""
    return {code: words for code, (opposite, words) in OPPOSITES.items() if opposite(one, view)}


@guard("The sheet says the opposite: an oath was in force on every day of the allegation. Choose another reason.")
def no_oath_fits_the_sheet(view: CaseView, one: Allegation, code: ClosingCode) -> bool:
    return code is not ClosingCode.NO_JURISDICTION or not _was_sworn(one, view)


@guard("The sheet says the opposite: the allegation was reported in time, or admitted. Choose another reason.")
def too_late_fits_the_sheet(view: CaseView, one: Allegation, code: ClosingCode) -> bool:
    return code is not ClosingCode.TIME_BARRED or not in_time(one, view)


def check_codes_fit_the_sheet(case: Asked, allegations: Collection[UUID], codes: Collection[ClosingCode]) -> None:
    """Raise NotNow if a code says what the dates and the register contradict. These leave nothing to judge."""
    for key, code in zip(allegations, codes, strict=False):
        if one := case.view.allegations.get(key):
            check_guard(no_oath_fits_the_sheet, case.view, one, code)
            check_guard(too_late_fits_the_sheet, case.view, one, code)


def refuse_codes_at_first(
    case: Asked, *, allegations: Collection[UUID], codes: Collection[ClosingCode], **_typed: Any
) -> None:
    """Refuse codes that the sheet contradicts when they are put forward. NotNow with the rule."""
    check_codes_fit_the_sheet(case, allegations, codes)


def refuse_scope_at_first(case: Asked, *, allegation: UUID, code: ClosingCode | None, **_typed: Any) -> None:
    """Refuse the same for one allegation that is put out of scope."""
    check_codes_fit_the_sheet(case, [allegation], [code] if code else [])


def words_of_waiting_codes(case: Asked, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what the sheet says against the codes that wait for a signature, each sentence once."""
    pairs = zip(given["allegations"], given["codes"], strict=False)
    alleged = [(one, code) for key, code in pairs if (one := case.view.allegations.get(key))]
    said = [str(words_against(one, case.view).get(code, "")) for one, code in alleged]
    return tuple(dict.fromkeys(words for words in said if words))
