"""Calling a witness: what each side reads of it, and who puts the questions to somebody protected."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.papers import open_papers
from casework.vocabulary import BadShape, NotNow, Questioner, Seat, Verb, WitnessWay
from casework.workflow.guard import REASONS
from local.demo import story as told
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from notifications.topics.table import Topic
from tests.casework.answer_cast import refused
from tests.casework.desk_cast import MONDAY
from tests.casework.panel_cast import PanelCast
from tests.casework.panel_road import CLEO, formed
from tests.casework.taking import last, take, trying
from tests.invariants.walked import Walked
from tests.notifications.test_pages import signed_in
from tests.notifications.test_pages import words as shown
from tests.notifications.test_waiting import waiting

WALKED = Walked(verb=Verb.CALL_WITNESS, behind=told.hearing_set)
CALL = {
    "witness": "Wanda Ortolan, by telephone.",
    "named": "Wanda Ortolan",
    "questions": "What was said in May, pipit.",
    "way": WitnessWay.BY_VIDEO,
    "care": "other",
    "questioner": Questioner.SIDES,
    "support": "A break each hour, dipper.",
}

READERS = ("cleo", "milo", "ava", "ola", "ines")
"""The chair, a member, the adviser, the investigator and intake."""


@pytest.fixture
def cast(db: None) -> Iterator[PanelCast]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield PanelCast(clock)


def letter(case: Case, seat: Seat) -> str:
    while place_letters():
        pass
    message = Message.objects.get(case=case, seat=seat.value, template="witness_called")
    return " ".join(str(letter_for(message, Actor(user=message.reader)).html).split())


def call(cast: PanelCast, **other: str) -> Case:
    return take(cast.formed(), Verb.CALL_WITNESS, cast.by("cleo"), **CALL | other)


def test_the_member_reads_the_call_and_a_reporter_that_it_is_somebody_else(
    cast: PanelCast,
) -> None:
    case = call(cast)
    assert last(case) == ("case.witness_called", {"way": "by_video", "protected": False, "questioner": "sides"})
    member, reporter = letter(case, Seat.RESPONDENT), letter(case, Seat.COMPLAINANT)
    assert [said in member for said in ("Name: Wanda Ortolan", "pipit", "Each side puts its own questions")] == [
        True
    ] * 3
    assert [said in member for said in ("by telephone", "dipper")] == [False, False]
    assert ("It is somebody else" in reporter, "Ortolan" in reporter, "pipit" in reporter) == (True, False, False)


def test_a_reporter_who_is_called_is_told_and_the_member_reads_no_name(cast: PanelCast) -> None:
    case = call(cast, care="reporter", named="", questioner=Questioner.CHAIR)
    assert last(case)[1]["protected"] is True
    member, reporter = letter(case, Seat.RESPONDENT), letter(case, Seat.COMPLAINANT)
    assert ("Name: not given" in member, "Ortolan" in member, "reporter" in member) == (True, False, False)
    assert ("calls you as a witness" in reporter, "pipit" in reporter) == (True, True)
    assert "You may have somebody with you" in reporter
    assert ("use “Messages with the Society”" in reporter, f'href="{reverse("contact")}"' in reporter) == (True, True)


@pytest.mark.parametrize("care", ["reporter", "vulnerable"])
def test_no_side_puts_questions_in_person_to_somebody_protected(cast: PanelCast, care: str) -> None:
    case = cast.formed()
    with pytest.raises(BadShape) as no:
        trying(case, Verb.CALL_WITNESS, cast.by("cleo"), **CALL | {"care": care})()
    assert no.value.errors == {"questioner": [REASONS["questions_are_put_for_them"]]}


def test_the_rule_holds_without_the_form_too() -> None:
    pure = formed()
    given: dict[str, Any] = {"way": WitnessWay.IN_PERSON, "protected": True, "questioner": Questioner.SIDES}
    written = {"witness_written": True, "questions_written": True}
    assert refused_by(pure, **given, **written) == (REASONS["questions_are_put_for_them"],)
    assert refused_by(pure, **given, **dict.fromkeys(written, False)) == (REASONS["call_is_written"],)
    pure.do(Verb.CALL_WITNESS, by=CLEO, **given | written | {"questioner": Questioner.SPEAKERS})
    (one,) = pure.view.hearing.witnesses
    assert (one.way, one.protected, one.questioner) == (WitnessWay.IN_PERSON, True, Questioner.SPEAKERS)


def refused_by(pure: Any, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        pure.do(Verb.CALL_WITNESS, by=CLEO, **given)
    return no.value.reasons


def test_who_is_called_stands_on_the_pages_of_the_hearing(cast: PanelCast) -> None:
    case = call(cast, named="")
    while place_letters():
        pass
    own = Message.objects.filter(case=case, reader=cast["rex"]).earliest("placed_at", "id").reference
    page = shown(signed_in(cast["rex"]).get(reverse("member_hearing", args=[own])))
    assert ("Name not given" in page, "pipit" in page, "Ortolan" in page) == (True, True, False)


@pytest.mark.parametrize(("care", "told"), [("vulnerable", {"Ava"}), ("other", {"Ava", "Ola"})])
def test_only_the_panel_and_its_adviser_read_who_is_called(cast: PanelCast, care: str, told: set[str]) -> None:
    case = call(cast, care=care, named="", questioner=Questioner.CHAIR)
    entry = case.view.hearing.witnesses[0].entry
    opened = {name: open_papers(reference=case.reference, by=cast.by(name), verbs={})[1] for name in READERS}
    assert {name for name, texts in opened.items() if (entry, "witness") in texts} == {"cleo", "milo", "ava"}
    assert {name for name, texts in opened.items() if (entry, "support") in texts} == {"cleo", "milo", "ava"}
    assert {name for name, texts in opened.items() if (entry, "to_reporter") in texts} == set()
    assert {name.split()[0] for name, topic in waiting(case) if topic == Topic.WITNESS} == told


def test_only_the_chair_calls_a_witness(cast: PanelCast) -> None:
    case = cast.formed()
    for name in ("milo", "ava", "ola", "rex"):
        assert refused(case, trying(case, Verb.CALL_WITNESS, cast.by(name), **CALL)).__name__ in ("NoRight", "NotSeen")
