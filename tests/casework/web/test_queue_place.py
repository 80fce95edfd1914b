"""The list that was shown last leads from a case to the next of it and back to the same place."""

import re

from django.test import Client
from django.urls import reverse

from casework.models import Case, CaseGrant
from casework.vocabulary import Verb
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import listed, rows

QUEUE = reverse("queue")
SORTED = f"{QUEUE}?state=screening&sort=case"
TURN = f"{QUEUE}?whose=turn"


def to(browser: Client, reference: str, way: str) -> str:
    """Where the link beside a case leads."""
    return str(browser.get(reverse("queue_beside", args=[reference, way])).headers["Location"])


def test_next_and_previous_walk_the_list_in_its_order_over_the_end_of_a_page(town: Town) -> None:
    cases = sorted(listed(town.people["ines"], 30), key=lambda case: (case.code_name, case.pk))
    order, ines = [case.reference for case in cases], town.browser("ines")
    assert rows(text(ines.get(SORTED))) == order[:25]
    walked = [order[23]]
    for _ in range(3):
        walked.append(to(ines, walked[-1], "next").split("/")[-2])
    assert walked == order[23:27]
    assert to(ines, order[26], "previous") == reverse("case", args=[order[25]])
    assert to(ines, order[25], "previous") == reverse("case", args=[order[24]])


def test_a_case_that_was_lost_meanwhile_is_passed_over(town: Town) -> None:
    viewer, ines = town.people["ines"], town.browser("ines")
    cases = sorted(listed(viewer, 3), key=lambda case: (case.code_name, case.pk))
    ines.get(SORTED)
    CaseGrant.objects.filter(user=viewer, content_object=cases[1]).delete()
    assert to(ines, cases[0].reference, "next") == reverse("case", args=[cases[2].reference])


def test_the_end_of_the_list_is_said_and_leads_back_to_it(town: Town) -> None:
    (case,) = listed(town.people["ines"], 1)
    ines = town.browser("ines")
    ines.get(SORTED)
    for way, words in (("next", "That was the last case"), ("previous", "That was the first case")):
        assert to(ines, case.reference, way) == SORTED
        assert words in text(ines.get(SORTED))
    unknown = reverse("queue_beside", args=["OB-2222-2222", "next"])
    assert (ines.get(unknown).status_code, town.browser("ines").get(unknown).status_code) == (404, 404)


def test_a_list_that_lost_the_case_after_which_its_page_begins_begins_again(town: Town) -> None:
    viewer, ines = town.people["ines"], town.browser("ines")
    cases = sorted(listed(viewer, 30), key=lambda case: (case.code_name, case.pk))
    ines.get(f"{SORTED}&after={cases[24].reference}")
    CaseGrant.objects.filter(user=viewer, content_object=cases[24]).delete()
    assert to(ines, cases[25].reference, "next") == SORTED
    assert "The list has changed." in text(ines.get(SORTED))


def number(browser: Client, reference: str) -> str:
    """What the pager of a case says: which case of how many it is."""
    found = re.search(r'class="ob-place__number">(.*?)</span>\s*<a', page_of(browser, reference))
    return " ".join(re.sub("<[^>]+>", " ", found[1]).split()) if found else ""


def page_of(browser: Client, reference: str) -> str:
    return " ".join(text(browser.get(reverse("case", args=[reference]))).split())


def test_the_pager_of_a_case_says_its_number_and_counts_again_once_a_case_has_left_the_list(town: Town) -> None:
    stories, ines = [town.story() for _ in range(3)], town.browser("ines")
    one, two, three = rows(text(ines.get(TURN)))
    assert {one, two, three} == {story.case for story in stories}
    assert [number(ines, case) for case in (one, two, three)] == ["Case 1 of 3", "Case 2 of 3", "Case 3 of 3"]
    assert to(ines, one, "next") == reverse("case", args=[two])
    name = Case.objects.get(reference=two).code_name
    ines.post(reverse("step", args=[two, Verb.ACKNOWLEDGE_COMPLAINT]), {})
    assert (number(ines, two), "Next case" in page_of(ines, two)) == ("Case 2 of 3", True)
    assert to(ines, two, "next") == reverse("case", args=[three])
    shown = page_of(ines, three)
    assert (f"{name} is no longer in this list." in shown, number(ines, three)) == (True, "Case 2 of 2")
    assert to(ines, three, "previous") == reverse("case", args=[one])
    assert (number(ines, one), number(ines, two)) == ("Case 1 of 2", "")
    assert to(ines, two, "next") == reverse("case", args=[three])


def test_a_case_in_which_a_step_was_taken_keeps_its_number_if_it_stays_in_the_list(town: Town) -> None:
    stories, ines = [town.story() for _ in range(2)], town.browser("ines")
    one, other = rows(text(ines.get(f"{QUEUE}?sort=case")))
    assert {one, other} == {story.case for story in stories}
    ines.post(reverse("step", args=[one, Verb.ACKNOWLEDGE_COMPLAINT]), {})
    assert number(ines, one) == "Case 1 of 2"
    assert to(ines, one, "next") == reverse("case", args=[other])
    assert ("no longer in this list" in page_of(ines, other), number(ines, other)) == (False, "Case 2 of 2")
    assert number(ines, one) == "Case 1 of 2"


def test_the_number_goes_on_over_the_end_of_a_page(town: Town) -> None:
    cases = sorted(listed(town.people["ines"], 60), key=lambda case: (case.code_name, case.pk))
    ines = town.browser("ines")
    ines.get(SORTED)
    assert to(ines, cases[24].reference, "next") == reverse("case", args=[cases[25].reference])
    kept = ines.session["queue"]
    assert (kept["first"], kept["total"], kept["rows"][0]) == (26, 60, cases[25].reference)
    assert to(ines, cases[25].reference, "previous") == reverse("case", args=[cases[24].reference])
    assert ines.session["queue"]["first"] == 1


def test_a_case_leads_back_to_the_list_with_its_filter(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    ines.get(f"{QUEUE}?whose=turn&sort=-received")
    page = text(ines.get(reverse("case", args=[story.case])))
    assert f'href="{QUEUE}?whose=turn&amp;sort=-received"' in page
    assert reverse("queue_beside", args=[story.case, "next"]) in page
    other = text(town.browser("ines").get(reverse("case", args=[story.case])))
    assert reverse("queue_beside", args=[story.case, "next"]) not in other


def test_a_case_opened_from_today_leads_back_there_until_the_list_is_shown_again(town: Town) -> None:
    one, other = town.story(), town.story()
    ines, page = town.browser("ines"), reverse("case", args=[one.case])
    ines.get(TURN)
    assert (number(ines, one.case) != "", "Back to Today" in text(ines.get(page))) == (True, False)
    ines.get(reverse("today"))
    back = f'<a href="{reverse("today")}" class="govuk-back-link">Back to Today</a>'
    shown = page_of(ines, one.case)
    assert (" ".join(back.split()) in shown, "Back to the list" in shown, "Next case" in shown) == (True, False, False)
    assert {to(ines, one.case, way) for way in ("next", "previous")} == {reverse("case", args=[other.case]), TURN}
    assert "Back to the list" in page_of(ines, one.case)
    ines.get(reverse("today"))
    ines.get(TURN)
    assert number(ines, one.case) != ""


def test_pages_lead_both_ways(town: Town) -> None:
    listed(town.people["ines"], 60)
    ines, seen, path = town.browser("ines"), [], SORTED
    for name in ("next", "next", "prev", "prev"):
        page = text(ines.get(path))
        seen.append(rows(page))
        path = QUEUE + page.partition(f'rel="{name}" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert rows(text(ines.get(path))) == seen[0]
    assert seen[3] == seen[1]
    assert [len(some) for some in seen] == [25, 25, 10, 25]
