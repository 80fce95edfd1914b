"""Who covers or signs a copy reads which names the program looks for, and that a copy of the same evidence is out."""

import re
from pathlib import Path

from django.template.loader import render_to_string
from django.urls import reverse

from casework.vocabulary import Seat
from local.demo.scenario import Story
from tests.casework.procedure.evidence.covered import pdf
from tests.casework.web.conftest import Town
from tests.casework.web.covering import Desk, all_covered, desk, desk_with
from tests.casework.web.reporting import text
from tests.casework.web.test_names_in_message import reported_openly
from tests.scenario_fixtures import begins

__all__ = ["desk"]
LOOKED_FOR = "Besides, the program looks only for people whose names you may read in the report."
WITNESS = "Ms Wanda Finch (the clerk), named as a witness in the report: this stands in it, is not sealed"
OUT, TICK = "is in the bundle.", "Another copy of this evidence is to go out"


def read(page: str) -> str:
    return " ".join(page.split())


@begins(reported_openly)
def test_a_name_of_the_report_in_a_copy_is_told_until_it_is_covered(town: Town, story: Story, converter: Path) -> None:
    desk = desk_with(town, story, pdf(pages=(("Wanda Finch saw it.", "Nobody else did."),), author=""))
    assert (LOOKED_FOR in read(desk.page()), WITNESS in read(desk.page())) == (True, True)
    desk.press(do="looked")
    desk.press(do="title", title="A letter")
    assert desk.forward()[0] == 200
    assert WITNESS in read(text(desk.browser.get(reverse("compare", args=[desk.case]))))
    desk.press(do="name", name="Wanda Finch", reason="C")
    assert (LOOKED_FOR in read(desk.page()), WITNESS in read(desk.page())) == (True, False)


def test_who_of_the_report_stands_in_a_copy_is_told_beside_a_sealed_name_too() -> None:
    page = read(render_to_string("casework/staff/names_checked.html", {"held": ["Page 1"], "named": ["Wanda Finch"]}))
    assert ("Text and title:" in page, "Wanda Finch: this stands in it" in page) == (False, True)


@begins(all_covered())
def test_a_second_copy_of_the_same_evidence_goes_out_only_knowingly(town: Town, desk: Desk) -> None:
    assert (OUT in read(desk.page()), TICK in read(desk.page())) == (False, False)
    desk.forward()
    sign(town, desk)
    copy = reverse("file", args=[desk.case, desk.story.view.evidence.copies[-1].file])
    listed = read(text(desk.browser.get(reverse("copies", args=[desk.case]))))
    assert [(OUT in page, copy in page) for page in (read(desk.page()), listed)] == [(True, True)] * 2
    assert desk.browser.get(copy).status_code == 200
    status, page = desk.forward()
    assert (status, "in the bundle already" in page) == (409, True)
    assert desk.press(do="forward", one_holder="no", known_hand="no", again="on")[0] == 200


def sign(town: Town, desk: Desk) -> None:
    second, path = town.browser(desk.story.holding(Seat.DECIDER)[0]), reverse("compare", args=[desk.case])
    for number in (1, 2):
        shown = text(second.get(f"{path}?page={number}"))
        answers = {f"answer-{key}": "right" for key in re.findall(r'name="answer-([\d-]+)"', shown)}
        assert second.post(f"{path}?page={number}", {"do": "page", **hidden_in(shown), **answers}).status_code == 302
    last = hidden_in(text(second.get(path)))
    assert second.post(path, {"do": "sign", "sentence": "on", **last}).status_code == 302


def hidden_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(version|signs|step_version)"\s+value="([^"]+)"', page))
