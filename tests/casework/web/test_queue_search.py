"""Cases are found by what officers have at hand; by a number or a name only where its reader may know whom a case is about."""

import re
from datetime import timedelta

from django.urls import reverse

from local.demo import story as told
from policy.models import Member
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import rows

QUEUE, PERSON = reverse("queue"), reverse("queue_person")


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


def test_a_name_stands_in_no_address_and_no_session_and_leads_to_its_cases(town: Town) -> None:
    story, name = town.case_in("investigation"), town.people["rex"].name
    jar = town.browser(story.investigator)
    answer = jar.post(PERSON, {"name": name.split()[-1].lower()[:4]})
    where = str(answer.headers["Location"])
    assert re.fullmatch(rf"{QUEUE}\?person=[0-9a-f]{{16}}", where)
    page = text(jar.get(where))
    assert rows(page) == [story.case]
    assert "Found by a person’s name" in page
    assert name.split()[-1].lower()[:4] not in str(dict(jar.session))


def test_a_name_of_nobody_and_a_name_in_a_case_of_others_get_the_same_answer(town: Town) -> None:
    town.case_in("investigation")
    ines = town.browser("ines")
    pages = [
        text(ines.post(PERSON, {"name": name}, follow=True))
        for name in (town.people["rex"].name, "Nobody", "", "\x00'&")
    ]
    assert {"No case that you may see is about a member of that name." in page for page in pages} == {True}


def test_a_search_by_name_ends_after_a_quarter_of_an_hour_and_says_so(town: Town) -> None:
    story = town.case_in("investigation")
    jar = town.browser(story.investigator)
    where = jar.post(PERSON, {"name": town.people["rex"].name}).headers["Location"]
    town.clock.shift(timedelta(minutes=16))
    answer = jar.get(where)
    assert (answer.status_code, "That search by name has ended" in text(answer)) == (422, True)
