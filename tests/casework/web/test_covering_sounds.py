"""The pages on which a sound is silenced, written down, compared by ear and signed."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from casework.vocabulary import Seat
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.covering import Desk, desk_with
from tests.casework.web.reporting import text
from tests.converter import recorded
from tests.converter.test_silencing import at, samples
from tests.scenario_fixtures import begins

AT = brought_to("awaiting_response")
MEMO = recorded.sound("wav", "pcm_s16le")
SAID = "A voice: come at nine. [silence]"
LISTENED = "I have listened to the whole copy, and it matches the transcript"
HIDDEN = re.compile(r'name="(version|signs|step_version)"\s+value="([^"]+)"')


@pytest.fixture
def desk(town: Town, story: Story, converter: Path) -> Desk:
    return desk_with(town, story, MEMO, "memo.wav")


def silence(desk: Desk) -> tuple[int, str]:
    """Silence the second half."""
    return desk.press(**{"do": "silence", "from": "0:01", "to": "0:02", "reason": "R", "transcript": SAID})


def forward(desk: Desk) -> None:
    silence(desk)
    desk.press(do="looked")
    desk.press(do="title", title="A memo")
    assert "It waits for somebody else to sign." in desk.forward()[1]


@begins(AT)
def test_a_silence_and_the_transcript_beside_it_are_kept_and_shown(desk: Desk) -> None:
    page = desk.page()
    assert "The sound has no transcript" in page and "The sound has not been listened to yet" in page
    status, page = silence(desk)
    assert (status, "0:01.0–0:02.0" in page, f">{SAID}</textarea>" in page) == (200, True, True)
    assert (page.count('class="ob-sound__silence"'), "The sound has no transcript" in page) == (1, False)
    status, page = desk.press(**{"do": "silence", "from": "0:01", "to": "9:99", "reason": "R", "transcript": "Typed."})
    assert (status, 'value="9:99"' in page, ">Typed.</textarea>" in page) == (409, True, True)
    assert f">{SAID}</textarea>" in desk.page()
    page = desk.press(do="looked", transcript="Other words.")[1]
    assert ("Other words." in page, "not been listened to yet" in page) == (True, False)
    mark = re.findall(r'name="mark" value="([^"]+)"', page)[0]
    assert "ob-sound__silence" not in desk.press(do="remove", mark=mark)[1]
    heard = re.findall(r'<audio[^>]* src="([^"]+)"', page)
    assert desk.browser.get(heard[0]).headers["Content-Type"] == "audio/mpeg"


@begins(AT)
def test_the_second_person_hears_both_and_signs_that_they_listened(town: Town, desk: Desk) -> None:
    forward(desk)
    second, path = town.browser(desk.story.holding(Seat.DECIDER)[0]), reverse("compare", args=[desk.case])
    page = text(second.get(path))
    assert SAID in page and LISTENED in page and "0:00.9–0:02.0" in page
    assert page.count('class="ob-sound__silence"') == 2
    before, after = (second.get(address) for address in re.findall(r'<audio[^>]* src="([^"]+)"', page))
    assert before.headers["Content-Type"] == after.headers["Content-Type"] == "audio/mpeg"
    assert any(samples(before.content)[at(1000) :]) and not any(samples(after.content)[at(1000) :])
    part = second.get(reverse("compare_part", args=[desk.case, 1, "copy"]), headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, after.content[:10])
    hidden = dict(HIDDEN.findall(page))
    assert second.post(path, {"do": "sign", "sentence": "on", **hidden}).status_code == 409
    (key,) = set(re.findall(r'name="answer-([\d-]+)"', page))
    page = text(second.post(path, {"do": "page", f"answer-{key}": "right", **hidden}, follow=True))
    assert f"{LISTENED}." in page
    signed = {"do": "sign", "sentence": "on", **dict(HIDDEN.findall(page))}
    assert second.post(path, signed).status_code == 302
    copy = desk.story.view.evidence.copies[-1]
    assert copy.file is not None
    page = text(desk.browser.get(reverse("file", args=[desk.case, copy.file])))
    assert f">{SAID}<" in page and "0:00.9–0:02.0" in page
    (played,) = re.findall(r'<audio[^>]* src="([^"]+)"', page)
    assert desk.browser.get(played).content == after.content


@begins(AT)
def test_nobody_else_hears_a_copy_that_waits(town: Town, desk: Desk) -> None:
    forward(desk)
    for side in ("sent", "copy", "other"):
        path = reverse("compare_part", args=[desk.case, 1, side])
        assert (town.browser("rex").get(path).status_code, Client().get(path).status_code) == (404, 302)
    wrong = [(1, "other"), (2, "copy"), (0, "sent")]
    assert {desk.browser.get(reverse("compare_part", args=[desk.case, *one])).status_code for one in wrong} == {404}
    assert desk.browser.get(reverse("cover_picture", args=[desk.case, desk.evidence, 1, "sent"])).status_code == 404


@begins(AT)
def test_the_page_of_a_video_says_that_the_moving_picture_stays(town: Town, story: Story, converter: Path) -> None:
    desk = desk_with(town, story, recorded.video(heard="aac"), "film.mp4")
    page = desk.page(1)
    assert "The video itself does not go out" in page and "Draw a box" in page
    assert "Silence a part of it" in desk.page(4)
