"""Those who decide an appeal read each side's letter before they sign; nothing of it is recorded, and what is typed is kept."""

from typing import Any

import pytest
from django.urls import reverse

from casework.models import Case, SealedDraft
from casework.vocabulary import Verb
from ledger import queries as ledger
from notifications.models import Message
from tests.casework.appeal_cast import Court
from tests.casework.taking import take
from tests.notifications.test_pages import at_the_desk
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
WHY = {"reasons": "The notice came too late, ouzel."}

begun = begun_by(Court, to=Court.appeal_heard)


@pytest.fixture
def court(here: tuple[Court, Any]) -> Court:
    return here[0]


def letter(court: Court, case: Case, verb: Verb, who: str = "amos", **typed: Any) -> Any:
    return at_the_desk(court[who]).post(reverse("appeal_letter", args=[case.reference, verb]), typed)


def test_the_letter_to_each_side_says_what_that_side_reads(court: Court, case: Case) -> None:
    before = (len(ledger.stream(case.stream)), Message.objects.count())
    quash: dict[str, Any] = {**WHY, "succeeds": ["procedure"]}
    pages = {
        reader: letter(court, case, Verb.QUASH_ON_APPEAL, reader=reader, **quash).content.decode()
        for reader in ("respondent", "complainant")
    }
    assert {reader: ("ouzel" in page.split('class="ob-letter"')[1]) for reader, page in pages.items()} == {
        "respondent": True,
        "complainant": False,
    }
    assert "nothing of the decision stands" in " ".join(pages["respondent"].split())
    assert "none of the decision is left" in " ".join(pages["complainant"].split())
    assert (len(ledger.stream(case.stream)), Message.objects.count()) == before


def test_what_was_typed_is_kept_and_stands_on_the_page_of_the_step(court: Court, case: Case) -> None:
    letter(court, case, Verb.DISMISS_APPEAL, reader="respondent", **WHY)
    assert SealedDraft.objects.count() == 1
    page = at_the_desk(court["amos"]).get(reverse("appeal_step", args=[case.reference, Verb.DISMISS_APPEAL]))
    assert "ouzel" in page.content.decode()


def test_who_signs_second_reads_the_letter_of_what_waits(court: Court, case: Case) -> None:
    case = take(case, Verb.DISMISS_APPEAL, court.by("amos"), **WHY)
    waiting = case.view.proposals.of(Verb.DISMISS_APPEAL)
    assert waiting is not None
    shown = letter(court, case, Verb.DISMISS_APPEAL, "arne", reader="respondent", signs=str(waiting.id))
    assert ("ouzel" in shown.content.decode(), SealedDraft.objects.count()) == (True, 0)


def test_answers_that_are_not_whole_come_back_with_the_reason(court: Court, case: Case) -> None:
    back = letter(court, case, Verb.QUASH_ON_APPEAL, reader="respondent", reasons="Only this, ouzel.")
    assert (back.status_code, "Only this, ouzel." in back.content.decode()) == (422, True)


@pytest.mark.parametrize("who", ["ines", "ola", "rex"])
def test_nobody_else_gets_such_a_letter(court: Court, case: Case, who: str) -> None:
    assert letter(court, case, Verb.DISMISS_APPEAL, who, reader="respondent", **WHY).status_code in (403, 404)


def test_a_step_that_decides_no_appeal_has_no_such_letter(court: Court, case: Case) -> None:
    assert letter(court, case, Verb.HEAR_APPEAL, reader="respondent").status_code == 404
