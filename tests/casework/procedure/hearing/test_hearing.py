"""The hearing on the database."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from casework import access
from casework.models import Case
from casework.procedure.hearing.forms import OpenHearingForm, ServeBundleForm
from casework.procedure.plain_step import do
from casework.vocabulary import CaseState, NoRight, NotNow, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.panel_cast import PanelCast
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)


@pytest.fixture
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


def refused(case: Case, doing: Any) -> Any:
    entries = len(ledger.stream(case.stream))
    with pytest.raises((NotNow, NotSeen, NoRight)) as no:
        doing()
    assert len(ledger.stream(case.stream)) == entries
    return no.value.reasons if isinstance(no.value, NotNow) else type(no.value)


@begins(PanelCast.formed)
def test_a_bundle_offers_only_what_the_respondent_was_given_and_is_not_out_yet(
    panel_cast: PanelCast, case: Case
) -> None:
    shown = access.case_shown(panel_cast.by("ola"), case.reference, Verb.SERVE_BUNDLE)
    assert ServeBundleForm(view=shown.view).fields["evidence"].choices == [  # type: ignore[attr-defined]
        (str(panel_cast.copy_in(case)), "Document 1, given on 2 March 2026")
    ]
    day = shown.view.hearing.on
    assert day is not None
    assert f"The hearing is on {day:%-d %B %Y}." in str(ServeBundleForm(view=shown.view).fields["evidence"].help_text)
    case = do(Verb.SERVE_BUNDLE, reference=case.reference, by=panel_cast.by("ola"), evidence=[panel_cast.copy_in(case)])
    assert ServeBundleForm(view=case.view).fields["evidence"].choices == []  # type: ignore[attr-defined]
    assert [row.name for row in case.clocks.filter(name="BUNDLE")] == []


@begins(PanelCast.formed)
def test_a_bundle_of_something_else_is_refused(panel_cast: PanelCast, case: Case) -> None:
    doing = partial(do, Verb.SERVE_BUNDLE, reference=case.reference, by=panel_cast.by("ola"), evidence=[uuid4()])
    assert refused(case, doing) == (REASONS["bundle_holds_no_history_or_offer"],)


@begins(PanelCast.formed)
@pytest.mark.parametrize(("name", "answer"), [("pip", NotSeen), ("milo", NoRight), ("ava", NoRight)])
def test_the_chair_alone_opens_the_hearing(
    panel_cast: PanelCast, case: Case, name: str, answer: type[Exception]
) -> None:
    given = {"present": [panel_cast.person("cleo")], "respondent_present": True}
    doing = partial(do, Verb.OPEN_HEARING, reference=case.reference, by=panel_cast.by(name), **given)
    assert refused(case, doing) is answer


@begins(PanelCast.formed)
def test_a_hearing_before_its_day_says_what_it_lacks(panel_cast: PanelCast, case: Case) -> None:
    given = {"present": [panel_cast.person("cleo")], "respondent_present": True}
    doing = partial(do, Verb.OPEN_HEARING, reference=case.reference, by=panel_cast.by("cleo"), **given)
    assert refused(case, doing) == (
        REASONS["hearing_date_is_reached"],
        REASONS["bundle_was_served_14_days"],
    )


@begins(PanelCast.formed)
def test_the_form_of_the_hearing_names_the_panel(case: Case) -> None:
    assert [name for _, name in OpenHearingForm(view=case.view).fields["present"].choices] == [  # type: ignore[attr-defined]
        "Cleo Adair",
        "Milo Brandt",
        "Nora Lisle",
    ]


@begins(PanelCast.heard)
def test_the_panel_withdraws_and_only_it_and_its_adviser_hold_the_room(panel_cast: PanelCast, case: Case) -> None:
    doing = partial(
        do, Verb.OPEN_DELIBERATION, reference=case.reference, by=panel_cast.by("cleo"), last_word_offered=False
    )
    assert refused(case, doing) == (REASONS["last_word_was_offered_or_absence_recorded"],)
    case = do(Verb.OPEN_DELIBERATION, reference=case.reference, by=panel_cast.by("cleo"), last_word_offered=True)
    holders = {name for name in panel_cast.people if "read_deliberation" in panel_cast.rights(name, case)}
    assert (case.state, holders) == (CaseState.DELIBERATION, {"cleo", "milo", "nora", "ava"})
    assert [name for name in panel_cast.people if "read_history" in panel_cast.rights(name, case)] == []
