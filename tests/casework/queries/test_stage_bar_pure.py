"""The bar of stages: a stage counts as passed once the case was in it, and the hearing once it began."""

from types import SimpleNamespace
from typing import cast

import pytest

from casework.queries.case.page import CasePage
from casework.queries.queue.case_header import stops
from casework.vocabulary import CaseState as S
from casework.vocabulary.case_stages import CaseStage


def passed(*moved: S) -> list[CaseStage]:
    """Return the stages that have passed for a case before the board, after these moves."""
    lines = [SimpleNamespace(moved_to=state) for state in moved]
    page = SimpleNamespace(case=SimpleNamespace(view=SimpleNamespace(state=S.BOARD_DECISION)), milestones=lines)
    return [stop.stage for stop in stops(cast("CasePage", page)) if stop.passed]


@pytest.mark.parametrize(
    ("moved", "heard"),
    [
        ((S.PANEL_FORMING, S.CONSENT_PROPOSED), False),
        ((S.PANEL_FORMING, S.HEARING, S.DELIBERATION), True),
    ],
)
def test_the_hearing_has_passed_only_once_it_began(moved: tuple[S, ...], heard: bool) -> None:
    assert (CaseStage.HEARING in passed(*moved)) is heard
