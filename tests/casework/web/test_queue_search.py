"""Cases are found by what officers have at hand; by a number or a name only where its reader may know whom a case is about."""

import html
import itertools
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from casework.models import Case
from casework.queries.queue.page import queue
from casework.web.queue.person import NAME
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from policy.models import Member
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import notice_of
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import QUEUE as STATEMENTS
from tests.casework.web.test_queue import rows
from tests.scenario_fixtures import begins

QUEUE, PERSON = reverse("queue"), reverse("queue_person")


def test_a_reference_is_found_however_it_is_typed(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    first, second = story.case.removeprefix("OB-").split("-")
    both = f"{first}-{second}"
    typed = [both, both.lower(), first + second, f"OB{first}{second}", f"ob {first} {second}", both[:6], first, second]
    found = {words: rows(text(ines.get(QUEUE, {"words": words}))) for words in typed}
    assert found == {words: [story.case] for words in typed}
    assert rows(text(ines.get(QUEUE, {"words": f"{second}-{first}"}))) == []


@begins(brought_to("awaiting_response"))
def test_words_find_the_same_in_a_list_of_few_cases_and_in_one_of_many(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = town.story("rosa")
    case, viewer = Case.objects.get(reference=story.case), town.people[story.investigator]
    first, second = case.code_name.split()[:2]
    number, letter = Member.objects.get(user=town.people["rex"]).number, notice_of(story, "rex", town)
    fitting = [
        case.reference,
        case.reference[3:6],
        case.reference[-4:],
        first[:3],
        second.upper(),
        number,
        letter,
    ]
    typed = [*fitting, other.case, "%", "_", "zzz"]

    def found() -> dict[str, list[str]]:
        return {
            words: [row.reference for row in queue(viewer, wanted={"words": words}, now=now()).rows] for words in typed
        }

    few = found()
    assert few == {words: [story.case] if words in fitting else [] for words in typed}
    monkeypatch.setattr("casework.queries.queue.seen.MANY", 0)
    assert found() == few


def test_a_search_in_a_list_of_few_cases_costs_no_statement_of_its_own(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story, ines = town.story(), town.browser("ines")
    ines.get(QUEUE, {"words": story.case})
    with django_assert_num_queries(STATEMENTS):
        assert rows(text(ines.get(QUEUE, {"words": story.case}))) == [story.case]


def test_words_without_a_letter_of_a_reference_find_no_case(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    accented = story.case.removeprefix("OB-")[:3] + "é"
    found = [rows(text(ines.get(QUEUE, {"words": words}))) for words in ("-", "!", "李", "é", accented)]
    assert found == [[]] * 5


def test_words_that_find_nothing_say_that_the_number_of_a_slip_is_found_only_whole(town: Town) -> None:
    town.story()
    for first in ("ines", "ivo"):
        pages = [text(town.browser(first).get(QUEUE, {"words": words})) for words in ("R-PXNH", "W7FC", "")]
        assert [page.count("only if it is typed whole") for page in pages] == [1, 1, 0], first


def test_a_members_number_finds_a_case_only_after_triage_and_only_for_its_readers(town: Town) -> None:
    story = town.story()
    number = Member.objects.get(user=town.people["rex"]).number
    told.acknowledge(story)
    one = told.screener(story)
    assert rows(text(town.browser(one).get(QUEUE, {"words": number}))) == []
    story = town.case_in("investigation", "rosa")
    number = Member.objects.get(user=town.people["rosa"]).number
    readers = {
        first: rows(text(town.browser(first).get(QUEUE, {"words": number.lower()})))
        for first in (story.investigator, "ines")
    }
    assert readers == {story.investigator: [story.case], "ines": []}


@begins(brought_to("investigation"))
def test_a_name_stands_in_no_address_and_no_session_and_leads_to_its_cases(town: Town, story: Story) -> None:
    name = town.people["rex"].name
    jar = town.browser(story.investigator)
    answer = jar.post(PERSON, {"name": name.split()[-1].lower()[:4]})
    where = str(answer.headers["Location"])
    assert re.fullmatch(rf"{QUEUE}\?person=[0-9a-f]{{16}}", where)
    page = text(jar.get(where))
    assert rows(page) == [story.case]
    assert "Found by a person’s name" in page
    assert name.split()[-1].lower()[:4] not in str(dict(jar.session))


@begins(brought_to("investigation"))
def test_a_name_of_nobody_and_a_name_in_a_case_of_others_get_the_same_answer(town: Town) -> None:
    ines = town.browser("ines")
    answers = [ines.post(PERSON, {"name": name}) for name in (town.people["rex"].name, "Nobody", "&'")]
    said = [(a.status_code, "No case that you may see is about a member of that name." in text(a)) for a in answers]
    assert said == [(422, True)] * 3


@begins(brought_to("investigation"))
def test_a_name_that_finds_nothing_is_shown_again_and_the_filters_in_use_stay(town: Town, story: Story) -> None:
    jar = town.browser(story.investigator)
    page = text(jar.post(PERSON, {"name": "Rxe", "list": "state=hearing&sort=due&after=x"}))
    assert ('value="Rxe"' in page, f'href="{QUEUE}?state=hearing&amp;sort=due&amp;after=x"' in page) == (True, True)
    (listed,) = re.findall(r'name="list" value="([^"]*)"', page)
    where = jar.post(PERSON, {"name": "Rex", "list": html.unescape(listed)}).headers["Location"]
    assert re.fullmatch(rf"{re.escape(QUEUE)}\?state=hearing&sort=due&person=[0-9a-f]{{16}}", where)


@pytest.mark.parametrize(
    ("name", "said"), [("", "Type the name of a member."), ("x" * 101, "at most 100 characters; this has 101")]
)
def test_a_name_that_cannot_be_one_is_answered_in_words(town: Town, name: str, said: str) -> None:
    answer = town.browser("ines").post(PERSON, {"name": name})
    assert (answer.status_code, said in text(answer)) == (422, True)


@begins(brought_to("investigation"))
def test_a_search_by_name_ends_after_a_quarter_of_an_hour_and_says_so(town: Town, story: Story) -> None:
    jar = town.browser(story.investigator)
    where = jar.post(PERSON, {"name": town.people["rex"].name}).headers["Location"]
    town.clock.shift(timedelta(minutes=16))
    answer = jar.get(where)
    assert (answer.status_code, "That search by name has ended" in text(answer)) == (422, True)
    assert NAME not in jar.session


@begins(brought_to("investigation"))
def test_any_two_filters_that_fit_nothing_together_say_which_to_drop(town: Town, story: Story) -> None:
    jar = town.browser(story.investigator)
    person = str(jar.post(PERSON, {"name": town.people["rex"].name.split()[-1]}).headers["Location"]).partition(
        "person="
    )[2]
    values = {
        "words": "zzz", "state": "closed", "turn": "monitor", "due": "none", "severity": "4", "commitment": "99",
        "mark": "watch", "whose": "hold", "person": person,
    }  # fmt: skip
    pairs = [dict(pair) for pair in itertools.combinations(values.items(), 2)]
    said = {tuple(pair): "Without “" in text(jar.get(QUEUE, pair)) for pair in pairs}
    assert [pair for pair, both_are_named in said.items() if not both_are_named] == []
