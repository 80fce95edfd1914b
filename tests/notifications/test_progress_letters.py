"""The letter on progress that the clock sends: the stage and its last day, and to an anonymous reporter neither."""

from dataclasses import replace

import pytest

from casework.access import Actor
from casework.procedure.intake.actions import acknowledge_complaint
from casework.queries.threads.follow_up import STAGES
from casework.tasks import lapses
from casework.vocabulary import CaseState, IdentityChoice, Reporter
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import REPORT

STAGE = "The stage of the case"


@pytest.mark.parametrize(
    ("reporter", "said", "unsaid"),
    [
        (REPORT.reporter, ("Being screened", "The next step of this stage was due by 2"), "being considered"),
        (Reporter(choice=IdentityChoice.ANONYMOUS), ("being considered, step by step",), STAGE),
    ],
    ids=["named", "anonymous"],
)
def test_the_clock_tells_a_reporter_the_stage_but_not_an_anonymous_one(
    inquiry: Inquiry, reporter: Reporter, said: tuple[str, ...], unsaid: str
) -> None:
    swept = inquiry.swept(replace(REPORT, reporter=reporter))
    case = acknowledge_complaint(reference=swept.reference, by=inquiry.by("ines"))
    inquiry.pass_(case, "STATUS")
    lapses()
    while place_letters():
        pass
    letter = Message.objects.select_related("case__rulebook__code", "case__respondent", "reader").get(
        case=case, template="progress"
    )
    html = str(letter_for(letter, Actor(user=letter.reader)).html)
    assert ([words for words in said if words not in html], unsaid in html) == ([], False)
    assert "You will hear from us again by" in html


def test_the_stage_before_the_board_is_true_of_a_case_without_a_panel() -> None:
    assert str(STAGES[CaseState.BOARD_DECISION].sentence) == "The board decides on what was put before it."
