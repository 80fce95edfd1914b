"""The short way: what happened, who it is about and who reports, on one page; the rest later."""

import re

from django.test import Client
from django.urls import reverse

from accounts.offices import Office
from casework.models import Case
from casework.vocabulary import CaseCompartment
from tests.casework.web.reporting import ANSWERS, SHORT_WAY, Reporter, sealed, text
from tests.casework.web.test_keep_away_page import in_office
from tests.casework.web.test_public_autosave import keep

STORY = ANSWERS["what"]["narrative"]
CALL_FIRST = "Call your local emergency number first."


def begun(jar: Client) -> Reporter:
    """Return a reporter who has chosen the short way."""
    return Reporter(jar, short=True)


def test_one_page_is_asked_and_the_report_is_filed(jar: Client) -> None:
    reporter = begun(jar)
    assert reporter.send_short().headers["Location"] == f"{reporter.home}receipt/"
    case = Case.objects.get()
    assert sealed(case, CaseCompartment.CASE, "narrative") == STORY
    assert sealed(case, CaseCompartment.CASE, "accused")["name"] == "Rex Marlowe"
    days = sealed(case, CaseCompartment.CASE, "particulars")
    assert (days["first_day"], days["ongoing"], days["elsewhere"], days["risk"]) == (None, False, "", "")
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away") == []
    assert sealed(case, CaseCompartment.IDENTITY, "identity")["name"] == "Pia Sandgrouse"
    assert len(reporter.code().split()) == 12


def test_a_tick_says_that_somebody_is_in_danger_and_can_be_taken_back(jar: Client) -> None:
    reporter = begun(jar)
    assert "For example, by an untested machine." in reporter.page("short")
    for typed in ({"danger": "yes"}, {}, {"danger": "yes"}):
        reporter.post("short", {"narrative": STORY, "people": "1", "change": "words", **typed})
        shown = reporter.page("short")
        assert bool(re.search(r'<input[^>]*value="yes"[^>]*id="id_danger"[^>]* checked', shown)) == bool(typed)
    assert reporter.send_short(danger="yes").status_code == 302
    case = Case.objects.get()
    assert (case.danger, sealed(case, CaseCompartment.CASE, "particulars")["danger"]) == (True, "Yes")
    receipt = reporter.page("receipt")
    assert (
        0
        < receipt.find(CALL_FIRST)
        < receipt.find("You said that somebody could be hurt: we read yours before others.")
    )


def test_a_receipt_whose_code_is_hidden_says_nothing_of_danger_or_a_missing_name(jar: Client) -> None:
    reporter = begun(jar)
    assert reporter.send_short(danger="yes", choice="anonymous", name="").status_code == 302
    told = (CALL_FIRST, "could be hurt", "You gave no name.", "a detail could give you away")
    assert [words in reporter.page("receipt") for words in told] == [True] * 4
    assert reporter.post("receipt", {"code": reporter.code()}).status_code == 302
    page = reporter.page("receipt")
    assert ("You have your twelve words" in page, [words for words in told if words in page]) == (True, [])


def test_nothing_of_a_name_is_kept_or_judged_if_the_reporter_stays_unnamed(jar: Client) -> None:
    reporter = begun(jar)
    assert reporter.send_short(choice="anonymous", name="", email="no address", notify="on").status_code == 302
    said = sealed(Case.objects.get(), CaseCompartment.IDENTITY, "identity")
    assert said == {"choice": "anonymous", "email": "", "name": "", "phone": ""}
    assert "You gave no name." in (receipt := reporter.page("receipt"))
    assert "could be hurt" not in receipt


def test_the_receipt_of_a_report_with_a_name_does_not_say_that_there_is_none(jar: Client) -> None:
    reporter = begun(jar)
    assert reporter.send_short(choice="open", name="Pia Sandgrouse").status_code == 302
    assert "You gave no name." not in reporter.page("receipt")


def test_what_is_missing_is_said_in_the_order_of_the_page_and_nothing_is_lost(jar: Client) -> None:
    reporter = begun(jar)
    answer = reporter.post("short", {"narrative": STORY, "people": "1", "choice": "open"})
    page = text(answer)
    wanted = ("Give a name, or tick", "“Your name” needs an answer", "Tick the box if what you have written is true")
    places = [page.index(words) for words in wanted]
    assert (answer.status_code, places) == (422, sorted(places))
    assert (STORY in reporter.page("short"), "There is a problem" in reporter.page("short")) == (True, False)
    assert reporter.send_short().status_code == 302


def test_the_page_saves_itself_and_another_tab_is_told(jar: Client) -> None:
    reporter = begun(jar)
    stale = reporter.page("short")
    typed = {"narrative": STORY, "people": "1"}
    assert keep(reporter, "short", typed).json() == {"version": 1}
    assert keep(reporter, "short", typed).json() == {"version": 1}
    assert keep(reporter, "short", typed, asked="look").json()["version"] == 1
    late = reporter.send("short", stale, {**SHORT_WAY, "narrative": "Otherwise."})
    assert (late.status_code, STORY in text(late), "Otherwise." in text(late)) == (409, True, True)
    assert STORY in reporter.page("short")


def test_stopping_gives_twelve_words_even_before_anything_was_typed(jar: Client) -> None:
    reporter = begun(jar)
    stopped = reporter.post("short", {"people": "1", "change": "words"}).headers["Location"]
    assert stopped == f"{reporter.home}words/?from=short"
    words = text(jar.get(stopped))
    assert (words.count("<li>") >= 12, f'href="{reporter.home}short/"' in words) == (True, True)
    assert jar.get(reporter.home).headers["Location"] == f"{reporter.home}short/"


def test_two_people_can_be_named_and_one_taken_off_again(jar: Client) -> None:
    reporter = begun(jar)
    answer = reporter.post("short", {"narrative": STORY, "people": "1", "name_1": "Rex Marlowe", "change": "more"})
    assert answer.headers["Location"] == f"{reporter.home}short/#id_name_2"
    page = reporter.page("short")
    assert (STORY in page, 'name="name_2"' in page) == (True, True)
    reporter.post("short", {"narrative": STORY, "people": "2", "name_1": "Rex Marlowe", "name_2": "Ada", "change": "1"})
    page = reporter.page("short")
    assert ('value="Ada"' in page, 'name="name_2"' in page) == (True, False)


def test_the_other_questions_can_be_answered_after_all_and_nothing_is_lost(jar: Client) -> None:
    reporter = begun(jar)
    old = reporter.page("short")
    assert reporter.send_short(change="full").headers["Location"] == reporter.home
    assert jar.get(reporter.home).headers["Location"] == f"{reporter.home}when/"
    assert jar.get(f"{reporter.home}short/").headers["Location"] == reporter.home
    for press in ("back", "words", "keep-away", "full", "more"):
        late = reporter.send("short", old, {**SHORT_WAY, "change": press}, seen="9")
        assert (press, late.status_code) == (press, 302)
    check = reporter.page("check")
    assert (STORY in check, check.count("Not answered yet")) == (True, 7)


def test_the_page_asks_who_must_not_see_it_because_that_cannot_come_later(jar: Client) -> None:
    in_office("Bo Quorum", Office.BOARD_MEMBER)
    reporter = begun(jar)
    assert reporter.send_short(change="keep-away").headers["Location"] == f"{reporter.home}keep-away/"
    for typed in ({"change": "back"}, {"keep_away": "Ida Intake", "change": "back"}, {"keep_away": "Ida Intake"}):
        assert reporter.post("keep-away", typed).headers["Location"] == f"{reporter.home}short/#keep_away"
    page = reporter.page("short")
    assert ("Ida Intake" in page, STORY in page) == (True, True)
    reporter.post("keep-away", {"keep_away": "Ida Intake", "keep_away_from": "office:board_member"})
    assert reporter.send_short(keep_away="Ida Intake\nHer cousin").status_code == 302
    case = Case.objects.get()
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away") == ["Ida Intake", "Her cousin"]
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away_from") == ["office:board_member"]


def test_an_answer_to_another_question_is_shown_and_sent_once_it_is_whole(jar: Client) -> None:
    reporter = begun(jar)
    reporter.post("elsewhere", {"change": "back", "remedy": "That it stops."})
    answer = reporter.send_short()
    assert (answer.status_code, "Some questions still need an answer" in text(answer)) == (422, True)
    reporter.post("elsewhere", ANSWERS["elsewhere"])
    assert ANSWERS["elsewhere"]["remedy"] in reporter.page("short")
    assert reporter.send_short().status_code == 302
    assert sealed(Case.objects.get(), CaseCompartment.CASE, "particulars")["remedy"] == ANSWERS["elsewhere"]["remedy"]


def test_the_check_of_the_full_way_leads_to_the_page(jar: Client) -> None:
    reporter = begun(jar)
    assert jar.get(f"{reporter.home}check/").headers["Location"] == f"{reporter.home}short/"
    assert jar.post(reverse("check_report", args=[reporter.handle]), SHORT_WAY).status_code in (302, 403)
    assert not Case.objects.exists()
