"""Officers keep views of their own: one opens the queue, and one that names what is gone says so and shows the rest."""

import re
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from casework.models import CaseMark, SavedView
from casework.models.saved_view import MOST
from casework.queries.queue.frame import frame_of
from casework.vocabulary import Verb
from ledger.clock import now
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import listed, rows

QUEUE, VIEWS = reverse("queue"), reverse("queue_views")


def save(browser: Client, listed_by: str = "", **sent: str) -> str:
    """The page after a view was saved."""
    return text(browser.post(VIEWS, {"list": listed_by, **sent}, follow=True))


def kept(town: Town, first: str) -> list[tuple[str, str, bool]]:
    """What somebody keeps."""
    return list(
        SavedView.objects.filter(user=town.people[first]).order_by("name").values_list("name", "asked", "starts")
    )


def test_a_view_keeps_filter_and_order_but_no_place_and_no_search_by_name(town: Town) -> None:
    ines = town.browser("ines")
    ines.post(VIEWS, {"list": "severity=3&sort=-received&after=x&person=0123&saved=9", "name": "Grave ones"})
    page = save(ines, "severity=3&sort=-received", name="Grave ones")
    assert "The view is saved as “Grave ones”." in page
    assert kept(town, "ines") == [("Grave ones", "severity=3&sort=-received", False)]
    (view,) = SavedView.objects.all()
    assert f'href="{QUEUE}?severity=3&amp;sort=-received&amp;saved={view.pk}"' in page
    assert "Grave ones" not in text(town.browser("ian").get(QUEUE))


def test_a_view_that_was_just_saved_is_the_current_tab_with_its_number(town: Town) -> None:
    listed(town.people["ines"], 3, severity=3)
    page = save(town.browser("ines"), "severity=3", name="Grave ones")
    (current,) = re.findall(r'<li><a href="[^"]*"\s+aria-current="page">(.*?)</a>', page, re.DOTALL)
    assert " ".join(re.sub(r"<[^>]+>", " ", current).split()) == "Grave ones 3"


def test_a_view_keeps_words_and_never_the_number_of_a_caller(town: Town) -> None:
    ines = town.browser("ines")
    for words in ("R-6C36-9HRX", " r 6c36 9hrx ", "R6C369HRX"):
        save(ines, urlencode({"words": words, "severity": "3"}), name=words)
    save(ines, urlencode([("words", "R-6C36-9HRX"), ("words", "heron")]), name="Two")
    save(ines, "words=R-6C36", name="Part")
    assert {asked for _name, asked, _starts in kept(town, "ines")} == {"severity=3", "", "words=R-6C36"}


def test_the_queue_opens_with_one_view_and_the_whole_list_has_an_address_of_its_own(town: Town) -> None:
    listed(town.people["ines"], 2, severity=3)
    ines = town.browser("ines")
    save(ines, "severity=4", name="Grave", starts="on")
    save(ines, "severity=3", name="Serious", starts="on")
    assert kept(town, "ines") == [("Grave", "severity=4", False), ("Serious", "severity=3", True)]
    answer = ines.get(QUEUE)
    assert str(answer.headers["Location"]).startswith(f"{QUEUE}?severity=3&saved=")
    assert len(rows(text(ines.get(f"{QUEUE}?whose=")))) == 2


def test_a_view_that_names_what_is_gone_says_so_and_shows_the_rest(town: Town) -> None:
    cases = listed(town.people["ines"], 2, severity=3)
    page = text(town.browser("ines").get(f"{QUEUE}?severity=3&officer=0123456789&saved=1", follow=True))
    assert "This saved view names something that is not there any more: “Officer”." in page
    assert sorted(rows(page)) == [case.reference for case in cases]


def test_a_view_that_opens_the_queue_with_nothing_left_shows_the_whole_list(town: Town) -> None:
    (case,) = listed(town.people["ines"], 1)
    SavedView.objects.create(user=town.people["ines"], name="Olga's", asked="officer=0123456789", starts=True)
    page = text(town.browser("ines").get(QUEUE, follow=True))
    assert ("names something that is not there any more" in page, rows(page)) == (True, [case.reference])


def test_a_view_that_cannot_be_saved_says_why_and_shows_what_was_typed(town: Town) -> None:
    ines = town.browser("ines")
    assert "Give the view a name." in save(ines, name=" ")
    page = save(ines, "severity=3&sort=due", name="x" * 41, starts="on")
    assert ("at most 40 characters; this has 41" in page, f'value="{"x" * 41}"' in page) == (True, True)
    assert ("checked" in page, f'href="{QUEUE}?severity=3&amp;sort=due"' in page) == (True, True)
    assert 'name="list" value="severity=3&amp;sort=due"' in page
    assert "has too many filters" in save(ines, "&".join(f"state=screening{n}" for n in range(90)), name="Long")
    for number in range(MOST):
        SavedView.objects.create(user=town.people["ines"], name=f"View {number:02}")
    assert f"You have {MOST} views already." in save(ines, name="One more")
    assert len(kept(town, "ines")) == MOST
    assert ines.post(VIEWS, {"list": "", "name": " "}).status_code == 422


def test_nobody_removes_a_view_of_somebody_else(town: Town) -> None:
    save(town.browser("ines"), "severity=3", name="Mine")
    (view,) = SavedView.objects.all()
    for key in (str(view.pk), "9" * 30, "x", "²"):
        save(town.browser("ian"), remove=key)
    assert len(kept(town, "ines")) == 1
    save(town.browser("ines"), remove=str(view.pk))
    assert kept(town, "ines") == []


def test_a_view_is_shared_with_ones_office_and_any_of_its_holders_removes_it(town: Town) -> None:
    ines, ian = town.browser("ines"), town.browser("ian")
    save(ines, "severity=3", name="Grave", office="intake", starts="on")
    (view,) = SavedView.objects.all()
    shared = f'href="{QUEUE}?severity=3&amp;saved={view.pk}"'
    assert [shared in text(town.browser(one).get(QUEUE, follow=True)) for one in ("ines", "ian", "ivo")] == [
        True,
        True,
        False,
    ]
    assert re.search(r"Remove “Grave”\s+\(for all: [Ii]ntake", text(ian.get(QUEUE)))
    refused = ian.post(VIEWS, {"list": "", "name": "Mine", "office": "screener"})
    assert "only with an office that you hold" in text(refused)
    save(town.browser("ivo"), remove=str(view.pk))
    assert SavedView.objects.count() == 1
    assert "The view is removed." in save(ian, remove=str(view.pk))
    assert "That view is gone." in save(ines, remove=str(view.pk))


def test_what_others_share_takes_away_no_view_of_ones_own(town: Town) -> None:
    listed(town.people["ines"], 1)
    save(town.browser("ines"), "severity=3", name="Z, grave", starts="on")
    for first in ("ian", "odette", "sara"):
        for number in range(MOST):
            SavedView.objects.create(user=town.people[first], name=f"A {number:02}", office="intake")
    frame = frame_of(town.people["ines"], now())
    assert ([one.name for one in frame.views][:1], frame.start is not None) == (["Z, grave"], True)
    assert len(frame.views) == 1 + MOST


def test_a_mark_is_ones_own_and_the_list_is_narrowed_by_it_and_loses_columns(town: Town) -> None:
    seen, hidden = town.story(), town.story("rosa")
    ines, mark = town.browser("ines"), reverse("queue_mark")
    hidden.by("ines", Verb.DECLARE_CONFLICT, confirmed="on")
    both = {"mark": "watch", "case": [seen.case, hidden.case, "OB-2222-2222"], "list": "whose="}
    assert "1 case is marked “Watch”." in text(ines.post(mark, both, follow=True))
    assert list(CaseMark.objects.values_list("case__reference", "mark")) == [(seen.case, "watch")]
    assert "No case fits" in text(town.browser("ivo").get(f"{QUEUE}?mark=watch"))
    shown = text(ines.get(f"{QUEUE}?mark=watch&hide=received"))
    assert (seen.case in shown, "ob-queue__table--no-received" in shown) == (True, True)
    assert ines.post(mark, {"mark": "watch", "case": seen.case, "off": "yes"}).headers["Location"] == reverse(
        "case", args=[seen.case]
    )
    two = {"mark": "watch", "case": ["a/b", seen.case], "off": "yes"}
    assert ines.post(mark, two).headers["Location"] == QUEUE
    wrong = ines.post(mark, {"mark": "dunnock", "case": [seen.case], "list": ""}, follow=True)
    assert ("Nothing was done" in text(wrong), CaseMark.objects.count()) == (True, 0)
