"""The page that says what a step would do in several cases has an address: Back, a reload and a new sign-in find it again."""

import re
from html import unescape
from urllib.parse import urlencode

from django.urls import reverse

from casework.vocabulary import Verb
from tests.casework.web.conftest import Town
from tests.casework.web.drafting import leave_idle
from tests.casework.web.reporting import text
from tests.casework.web.test_queue_acts import ACT, QUEUE, about, fields, lines, states

LOGIN = reverse("account_login")


def test_a_case_of_others_says_in_a_preview_what_one_that_is_not_there_says(town: Town) -> None:
    story, sara = town.story(), town.browser("sara")
    pages = [
        text(sara.get(f"{ACT}?{asked}={reference}")).replace(reference, "OB")
        for asked in ("bulk=acknowledge_complaint&case", "acknowledge")
        for reference in (story.case, "OB-2222-2222")
    ]
    assert [lines(page) for page in pages] == [lines(pages[0])] * 4 != [[]] * 4
    assert "The case is not in your list" in pages[0]


def test_what_would_be_done_outlives_back_a_reload_and_a_new_sign_in(town: Town) -> None:
    one, other, left = town.story(), town.story("rosa"), town.story("remy")
    ines, there = town.browser("ines"), about(Verb.ACKNOWLEDGE_COMPLAINT, one, other)
    ines.get(f"{QUEUE}?whose=new")
    answer = ines.post(
        ACT, {"bulk": "acknowledge_complaint", "case": [one.case, other.case], "list": "whose=new", "mark": "later"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, there)
    before = text(ines.get(there))
    ines.get(reverse("case", args=[one.case]))
    assert (lines(text(ines.get(there))), left.case in before) == (lines(before), False)
    leave_idle(ines)
    sent = ines.post(there, fields(before))
    assert (sent.status_code, sent.headers["Location"]) == (302, f"{LOGIN}?{urlencode({'next': there}, safe='/')}")
    again = town.browser("ines")
    assert lines(text(again.get(there))) == lines(before)
    back = re.findall(r'href="([^"]+)">Back to the list, without doing', text(again.get(there)))[0]
    ticked = re.findall(r'name="case" value="([^"]+)" checked', text(again.get(unescape(back))))
    assert (set(ticked), states(one, other, left)) == ({one.case, other.case}, ["submitted"] * 3)


def test_a_case_that_was_not_possible_on_the_page_is_not_touched_when_the_page_is_sent(town: Town) -> None:
    one, other = town.story(), town.story("rosa")
    ines, there = town.browser("ines"), about(Verb.ACKNOWLEDGE_COMPLAINT, one, other)
    shown = fields(text(ines.get(there)))
    kept = [version for version in shown["step_version"] if version.startswith(one.case)]
    assert [how for how, _, _ in lines(text(ines.post(there, {**shown, "step_version": kept}, follow=True)))] == [
        "done"
    ]
    assert states(one, other) == ["screening", "submitted"]
    assert "Nothing has been done yet." in text(ines.post(there, {}, follow=True))


def test_what_came_of_it_is_found_again_from_a_case_and_names_no_case_that_was_lost(town: Town) -> None:
    one, other = town.story(), town.story("rosa")
    ines, there = town.browser("ines"), about(Verb.ACKNOWLEDGE_COMPLAINT, one, other)
    assert ines.get(f"{there}&done=yes").headers["Location"] == there, "before anything was done"
    answer = ines.post(there, fields(text(ines.get(there))))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{there}&done=yes")
    first = lines(text(ines.get(f"{there}&done=yes")))
    ines.get(reverse("case", args=[one.case]))
    assert lines(text(ines.get(f"{there}&done=yes"))) == first
    assert [how for how, _, _ in first] == ["done", "done"]
    other.by("ines", Verb.DECLARE_CONFLICT, confirmed="on")
    mine, lost = lines(text(ines.get(f"{there}&done=yes")))
    assert (mine, lost) == (first[0], ("done", other.case, ""))
    assert town.browser("ian").get(f"{there}&done=yes").headers["Location"] == there
    about_one = about(Verb.ACKNOWLEDGE_COMPLAINT, one)
    assert ines.get(f"{about_one}&done=yes").headers["Location"] == about_one
