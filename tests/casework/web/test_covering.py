"""The pages of a covered copy: each press is kept, nothing typed is lost, and the second person sees the very picture."""

import hashlib
import re
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.procedure.evidence.covered import pdf
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.covering import Desk, all_covered, copy_waits, desk, desk_with, with_letter
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

__all__ = ["desk"]
AT, COVERED, WAITING = with_letter(), all_covered(), copy_waits()


@begins(AT)
def test_the_step_leads_to_the_list_and_the_list_to_the_letter(desk: Desk) -> None:
    answer = desk.browser.get(reverse("step", args=[desk.case, "disclose_redacted_copy"]), follow=True)
    assert answer.redirect_chain == [(reverse("copies", args=[desk.case]), 302)]
    lead = text(answer).partition(f'href="{desk.path}"')[2].partition("</a>")[0]
    assert " ".join(lead.split()).endswith(": A letter")


@begins(AT)
def test_every_press_is_kept_and_shown(desk: Desk) -> None:
    status, page = desk.press(do="name", name="katarzyna", reason="R")
    assert (status, "“Katarzyna”" in page, "could tell who reported" in page) == (200, True, True)
    assert "[name]" in page and "asked me twice" in page
    status, page = desk.press(do="box", left="10", top="900", right="200", bottom="1000", reason="O")
    assert (status, "a place without words" in page) == (200, True)
    status, page = desk.press(do="words", word=["5"], reason="C")
    assert (status, page.count('class="ob-canvas__mark"')) == (200, 3)
    mark = re.findall(r'name="mark" value="([^"]+)"', page)[0]
    assert desk.press(do="remove", mark=mark)[1].count('class="ob-canvas__mark"') == 2


@begins(brought_to("awaiting_response"))
def test_a_further_word_that_a_box_takes_is_named(town: Town, story: Story, converter: Path) -> None:
    desk = desk_with(town, story, pdf(pages=(("Ask her i 030123456 rang.",),), author=""))
    before = desk.page()
    page = " ".join(desk.press(do="name", name="i", reason="C")[1].split())
    assert ("loses all of" in before, "also loses all of “030123456”" in page) == (False, True)
    desk.press(do="looked")
    desk.press(do="title", title="Letter")
    desk.forward()
    waits = text(desk.browser.get(reverse("compare", args=[desk.case])))
    quoted = " ".join(waits.partition('id="differences_title"')[2].partition("</legend>")[0].split())
    assert ("“i” – a customer" in quoted, "it also touches “030123456”" in quoted) == (True, True)
    assert ("The program makes each box" in page, "Draw the box over all" in page) == (True, False)


@begins(AT)
def test_a_title_that_goes_along_with_another_press_is_kept(desk: Desk) -> None:
    status, page = desk.press(do="name", name="katarzyna", reason="R", title="Letter of 9 March")
    assert (status, 'value="Letter of 9 March"' in page) == (200, True)
    status, page = desk.press(do="box", left="one", reason="N", title="Letter of 10 March")
    assert (status, 'value="Letter of 10 March"' in page) == (409, True)
    status, page = desk.press(do="forward", one_holder="no", known_hand="no", title="Letter of 11 March")
    assert (status, "Keep it first." in page, 'value="Letter of 11 March"' in page) == (409, True, True)


@begins(AT)
@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (
            {"do": "box", "left": "1", "top": "1", "right": "99999", "bottom": "9", "reason": "N"},
            "does not lie on the page",
        ),
        ({"do": "box", "left": "one", "reason": "N"}, "four whole numbers"),
        ({"do": "words", "reason": "N"}, "Tick the words to cover."),
        ({"do": "name", "name": "Nobody Here", "reason": "N"}, "stands on no page"),
        ({"do": "name", "name": "Katarzyna"}, "Say why it is covered."),
        ({"do": "dance"}, "Choose what to do."),
        ({"do": "forward"}, "Say whether only one person could have had this."),
        ({"do": "forward", "one_holder": "yes"}, "Only one person could have this document."),
        ({"do": "forward", "one_holder": "no"}, "Say whether it has the voice"),
        ({"do": "forward", "one_holder": "no", "known_hand": "yes"}, "A voice or a handwriting tells whose it is."),
        ({"do": "forward", "one_holder": "no", "known_hand": "no"}, "Page 1 was not looked at."),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(desk: Desk, sent: dict[str, str], words: str) -> None:
    status, page = desk.press(**sent)
    assert (status, words in page) == (409, True)
    assert all(value in page for name, value in sent.items() if name in ("name", "right"))


@begins(AT)
@pytest.mark.parametrize(
    "sent",
    [
        {"do": "words", "word": "9" * 5000, "reason": "N"},
        {"do": "box", "left": "9" * 5000, "top": "1", "right": "9", "bottom": "9", "reason": "N"},
        {"do": "title", "title": "A letter", "version": "9" * 5000},
    ],
)
def test_a_number_of_thousands_of_digits_is_refused_as_any_other(desk: Desk, sent: dict[str, str]) -> None:
    sent = {"version": "0"} | sent
    assert desk.browser.post(desk.path, sent).status_code == 409


@begins(AT)
def test_the_key_of_a_mark_with_thousands_of_digits_removes_nothing(desk: Desk) -> None:
    assert desk.press(do="remove", mark=f"1-{'9' * 5000}-2-3-4-N")[0] == 200


@begins(AT)
def test_a_second_tab_is_told_and_keeps_what_it_chose(desk: Desk) -> None:
    desk.press(do="name", name="Katarzyna", reason="R")
    status, page = desk.press(do="name", name="Ivy Pemberton", reason="C", version="0")
    assert (status, "changed elsewhere" in page) == (409, True)
    assert ("Ivy Pemberton" in page, "“Katarzyna”" in page) == (True, True)
    assert desk.press(do="name", name="Ivy Pemberton", reason="C")[0] == 200


@begins(COVERED)
def test_two_people_send_the_copy_as_it_was_previewed(town: Town, desk: Desk) -> None:
    pictures = [
        desk.browser.get(reverse("cover_picture", args=[desk.case, desk.evidence, page, "preview"])) for page in (1, 2)
    ]
    status, page = desk.forward()
    assert (status, "It waits for somebody else to sign." in page) == (200, True)
    second = town.browser(desk.story.holding(Seat.DECIDER)[0])
    path = reverse("compare", args=[desk.case])
    for number, picture in enumerate(pictures, 1):
        shown = text(second.get(f"{path}?page={number}"))
        assert " checked>" not in shown
        sent = second.get(reverse("compare_part", args=[desk.case, number, "copy"]))
        assert hashlib.sha256(sent.content).digest() == hashlib.sha256(picture.content).digest()
        answers = {f"answer-{key}": "right" for key in re.findall(r'name="answer-([\d-]+)"', shown)}
        hidden = dict(re.findall(r'name="(version|signs|step_version)"\s+value="([^"]+)"', shown))
        assert answers
        unsigned = second.post(path, {"do": "sign", "sentence": "on", **hidden})
        assert unsigned.status_code == 409
        assert second.post(f"{path}?page={number}", {"do": "page", **hidden, **answers}).status_code == 302
    shown = text(second.get(path))
    hidden = dict(re.findall(r'name="(version|signs|step_version)"\s+value="([^"]+)"', shown))
    assert "Tick the sentence" in text(second.post(path, {"do": "sign", **hidden}))
    assert second.post(path, {"do": "sign", "sentence": "on", **hidden}).status_code == 302
    copy = desk.story.view.evidence.copies[-1]
    assert copy.evidence == desk.evidence
    assert second.get(path).status_code == 404


@begins(WAITING)
def test_a_difference_that_is_not_right_keeps_it_shut(town: Town, desk: Desk) -> None:
    second, path = town.browser(desk.story.holding(Seat.DECIDER)[0]), reverse("compare", args=[desk.case])
    hidden = dict(re.findall(r'name="(version|signs|step_version)"\s+value="([^"]+)"', text(second.get(path))))
    page = text(second.post(path, {"do": "page", "answer-1-1": "wrong", **hidden}, follow=True))
    assert "Page 1: difference 1 is not right" in page
    assert "difference 2" in page


@begins(WAITING)
def test_the_second_sends_a_copy_back_from_the_comparison_and_says_why(town: Town, desk: Desk) -> None:
    second, path = town.browser(desk.story.holding(Seat.DECIDER)[0]), reverse("compare", args=[desk.case])
    step, page = reverse("step", args=[desk.case, Verb.DISCLOSE_REDACTED_COPY]), text(second.get(path))
    assert ("Send it back instead" in page, f'action="{step}"' in page) == (True, True)
    signs = re.findall(r'name="signs"\s+value="([^"]+)"', page)[0]
    why = {"signs": signs, "send_back": "yes", "to_change": "Cover the street too, stint."}
    assert second.post(step, why).status_code == 302
    copies = text(desk.browser.get(reverse("copies", args=[desk.case])))
    assert ("Sent back to you" in copies, "Cover the street too, stint." in copies) == (True, True)
    assert "Cover the street too, stint." not in text(second.get(reverse("copies", args=[desk.case])))


@begins(WAITING)
def test_the_first_reads_the_comparison_and_cannot_sign(desk: Desk) -> None:
    page = text(desk.browser.get(reverse("compare", args=[desk.case])))
    assert ("Somebody else has to sign it." in page, 'value="sign"' in page) == (True, False)
    assert "A copy waits for a second signature" in text(desk.browser.get(reverse("copies", args=[desk.case])))


@begins(AT)
def test_pictures_are_pictures_and_nobody_else_gets_them(town: Town, desk: Desk) -> None:
    for side in ("sent", "preview"):
        path = reverse("cover_picture", args=[desk.case, desk.evidence, 1, side])
        answer = desk.browser.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert town.browser("rex").get(path).status_code == 404
        assert Client().get(path).status_code == 302
    wrong = [(1, "other"), (9, "sent"), (0, "sent")]
    found = [
        desk.browser.get(reverse("cover_picture", args=[desk.case, desk.evidence, *each])).status_code for each in wrong
    ]
    assert found == [404] * 3
    assert desk.browser.get(reverse("cover", args=[desk.case, UUID(int=7)])).status_code == 404


@begins(AT)
def test_each_side_says_under_its_picture_that_the_page_loads(desk: Desk) -> None:
    found = re.findall(r"ob-canvas__loads[^>]*>([^<]+)</text>\s*<image", desk.page())
    assert found == ["Loading the page …"] * 2


@begins(AT)
def test_the_boxes_are_listed_from_the_top_and_numbered_as_on_the_page(desk: Desk) -> None:
    for name in ("Mrs", "twice"):
        desk.press(do="name", name=name, reason="C")
    page = desk.page()
    listed = re.findall(r"<strong>(\d)</strong> <span>\s*“([^”]*)”", page)
    assert (listed, re.findall(r'class="ob-canvas__why"[^>]*>(\d)<', page)) == (
        [("1", "twice."), ("2", "Mrs")],
        ["1", "2"],
    )


@begins(AT)
def test_the_page_asks_first_what_makes_covering_useless_and_names_what_is_left(town: Town, desk: Desk) -> None:
    page = " ".join(desk.page().split())
    first, then = page.index("First ask: could only one person have had this?"), page.index("Covered on this page")
    describe = f"{reverse('step', args=[desk.case, 'disclose_evidence'])}?evidence={desk.evidence}"
    left = ("look at 2 pages or sounds", "write the title of the copy")
    assert (first < then, describe in page, [one in page for one in left]) == (True, True, [True] * 2)
    decider = town.browser(desk.story.holding(Seat.DECIDER)[0])
    assert (describe in text(decider.get(desk.path)), decider.get(describe).status_code) == (False, 403)
    desk.cover_all()
    assert "Still to do:" not in desk.page()
