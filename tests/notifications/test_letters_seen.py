"""Officers read the letters of a step before they take it: nothing is done by that, and what is typed stays as a draft."""

from typing import Any

import pytest
from django.urls import reverse

from casework.models import Case
from casework.vocabulary import Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.appeal_cast import Court
from tests.casework.taking import take
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import text
from tests.notifications.rehearsing import stored
from tests.notifications.test_pages import at_the_desk
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
WHY = {"reasons": "The notice came too late, ouzel."}
QUASH: dict[str, Any] = {**WHY, "succeeds": ["procedure"]}
LETTERS = {"draft": "letters"}
ARTICLE = 'class="ob-letter"'


def no_ground_right(cast: Court) -> Case:
    """The appeal was heard, and two of three found no ground right."""
    return cast.voted(cast.appeal_heard())


def procedure_right(cast: Court) -> Case:
    """The same, and two of three found the ground of the procedure right."""
    return cast.voted(cast.appeal_heard(), "procedure")


begun = begun_by(Court, to=no_ground_right)


@pytest.fixture
def court(here: tuple[Court, Any]) -> Court:
    return here[0]


def asked(court: Court, case: Case, verb: Verb, who: str, address: str = "appeal_step", **typed: Any) -> Any:
    return at_the_desk(court[who]).post(
        reverse(address, args=[case.reference, verb]), {**LETTERS, **typed}, follow=True
    )


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@begins(procedure_right)
def test_the_letter_to_each_side_says_what_that_side_reads(court: Court, case: Case) -> None:
    before = stored(case)
    page = asked(court, case, Verb.QUASH_ON_APPEAL, "amos", **QUASH)
    form, *letters = words(page).split(ARTICLE)
    said = {
        "respondent": next(one for one in letters if "nothing of the decision stands" in one),
        "complainant": next(one for one in letters if "none of the decision is left" in one),
    }
    assert {reader: "ouzel" in letter for reader, letter in said.items()} == {"respondent": True, "complainant": False}
    one_draft = (0, 0, 1)
    assert (page.status_code, "ouzel" in form, stored(case)) == (200, True, (*before[:-1], one_draft))


def test_who_signs_second_reads_the_letter_of_what_waits(court: Court, case: Case) -> None:
    case = take(case, Verb.DISMISS_APPEAL, court.by("amos"), **WHY)
    waiting, before = case.view.proposals.of(Verb.DISMISS_APPEAL), stored(case)
    assert waiting is not None
    _form, *letters = words(asked(court, case, Verb.DISMISS_APPEAL, "arne", signs=str(waiting.id))).split(ARTICLE)
    assert (any("ouzel" in letter for letter in letters), stored(case)) == (True, before)


@begins(procedure_right)
def test_answers_that_are_not_whole_come_back_with_the_reason(court: Court, case: Case) -> None:
    back = asked(court, case, Verb.QUASH_ON_APPEAL, "amos", reasons="Only this, ouzel.")
    assert (back.status_code, "Only this, ouzel." in words(back), ARTICLE in words(back)) == (200, True, False)


@pytest.mark.parametrize("who", ["ines", "ola", "rex"])
def test_nobody_reads_the_letters_of_a_step_that_is_not_theirs(court: Court, case: Case, who: str) -> None:
    assert asked(court, case, Verb.DISMISS_APPEAL, who, **WHY).status_code in (403, 404)


def test_a_step_that_is_not_open_shows_its_reasons_and_no_letter(court: Court, case: Case) -> None:
    take(case, Verb.DISMISS_APPEAL, court.by("amos"), court.by("arne"), **WHY)
    closed = asked(court, case, Verb.DISMISS_APPEAL, "amos", **WHY)
    assert (closed.status_code, ARTICLE in words(closed)) in ((409, False), (404, False), (403, False))


def test_no_party_reads_a_letter_before_it_goes(court: Court, case: Case) -> None:
    place_letters()
    own = Message.objects.filter(reader=court["rex"]).earliest("placed_at").reference
    path, said = reverse("member_step", args=[own, Verb.MAKE_REQUEST]), {"kind": "other", "words": "Please, ouzel."}
    assert (
        signed_in(court["rex"]).get(path).status_code,
        "See the letters" in text(signed_in(court["rex"]).get(path)),
    ) == (
        200,
        False,
    )
    assert signed_in(court["rex"]).post(path, LETTERS | said).status_code == 404


def test_what_may_not_go_out_stands_above_the_letters(court: Court, case: Case) -> None:
    said = {"reasons": f"So it was in {case.reference}."}
    page = words(asked(court, case, Verb.DISMISS_APPEAL, "amos", **said))
    assert ("holds what only officers may know" in page, page.count(ARTICLE)) == (True, 2)


def test_the_page_of_a_step_that_sends_no_letter_has_no_button(court: Court, case: Case) -> None:
    pages = {
        verb: "See the letters"
        in text(at_the_desk(court["amos"]).get(reverse("appeal_step", args=[case.reference, verb])))
        for verb in (Verb.DISMISS_APPEAL, Verb.RECUSE_OFFICER)
    }
    assert pages == {Verb.DISMISS_APPEAL: True, Verb.RECUSE_OFFICER: False}
