"""The letter of a decision on the database: what may not go out is held, and its words come back."""

import pytest
from django.test import RequestFactory

from casework.models import Case
from casework.queries.evidence.outgoing import HELD
from casework.vocabulary import Verb
from casework.web.steps import step_page
from ledger import queries as ledger
from policy.quorum import Option
from tests.casework.board_cast import Table, for_
from tests.scenario_fixtures import begins, begun_by, case, here
from tests.step_client import version_on

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(Table)


@begins(Table.recommended)
@pytest.mark.parametrize("field", ["reasons", "wording"])
def test_a_letter_that_names_the_reporter_is_held_and_its_words_stay(here: tuple[Table, Case], field: str) -> None:
    table, begun_case = here
    case = table.voted(table.opened(begun_case), for_(Option.L4))
    entries = len(ledger.stream(case.stream))
    words = {"reasons": "On the papers.", "wording": "Decided.", "chair": str(table.person("bo"))}
    typed = words | {field: "We believe Pia Sandgrouse, phalarope."}
    asked = RequestFactory().get("/board/")
    asked.user, asked.actor = table["bea"], table.by("bea")  # type: ignore[attr-defined]
    verb = Verb.WRITE_DECISION_LETTER.value
    shown = version_on(step_page(asked, case.reference, verb, "board").content.decode())
    request = RequestFactory().post("/board/", typed | shown)
    request.user, request.actor = asked.user, asked.actor  # type: ignore[attr-defined]
    page = step_page(request, case.reference, verb, "board")
    text = page.content.decode()
    assert (page.status_code, str(HELD) in text, "We believe Pia Sandgrouse, phalarope." in text) == (409, True, True)
    assert len(ledger.stream(case.stream)) == entries
