"""The page of a step that is refused: its reasons, and every word that was typed."""

from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory

from casework.models import Case
from casework.queries.evidence.outgoing import HELD
from casework.web.steps import step_page
from ledger import queries as ledger
from tests.casework.answer_cast import Inquiry
from tests.scenario_fixtures import begins
from tests.step_client import version_on


@begins(Inquiry.disclosed)
def test_a_held_notice_comes_back_with_its_words_and_without_the_name(inquiry: Inquiry, case: Case) -> None:
    entries = len(ledger.stream(case.stream))
    typed = {"evidence": [str(inquiry.copy(case))], "words": "Ms Sandgrouse waits, phalarope."}
    asked = RequestFactory().get("/desk/")
    asked.user, asked.actor = inquiry["ola"], inquiry.by("ola")  # type: ignore[attr-defined]
    asked.session = SessionBase()
    shown = version_on(step_page(asked, case.reference, "serve_notice", "desk").content.decode())
    request = RequestFactory().post("/desk/", typed | shown)
    request.user, request.actor = asked.user, asked.actor  # type: ignore[attr-defined]
    request.session = asked.session
    page = step_page(request, case.reference, "serve_notice", "desk")
    text = page.content.decode()
    assert page.status_code == 409
    assert (str(HELD) in text, "phalarope" in text, text.count("Sandgrouse")) == (True, True, 1)
    assert len(ledger.stream(case.stream)) == entries
