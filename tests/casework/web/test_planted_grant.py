"""Rights written by the database owner open no case: the door derives them again from the events."""

import re
from typing import Any

from django.db import connection
from django.urls import reverse

from accounts.models import User
from accounts.second_factor import enrol_totp
from casework.models import Case, CaseGrant
from casework.queries.checks.replay import Drift, drifts
from local.demo.scenario import Story
from local.demo.story import screener
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

ALL = """
INSERT INTO casework_casegrant (content_object_id, user_id, permission_id, listed)
SELECT %s, %s, p.id, true FROM auth_permission AS p
JOIN django_content_type AS t ON t.id = p.content_type_id WHERE t.app_label = 'casework' AND t.model = 'case'
"""
PAGES = (
    "/desk/cases/{case}/", "/desk/cases/{case}/chain/", "/desk/cases/{case}/do/serve_notice/",
    "/desk/cases/{case}/do/cast_vote/", "/board/cases/{case}/", "/board/cases/{case}/do/add_evidence/",
)  # fmt: skip

ONE = f"{ALL} AND p.codename = %s"


def shown(answer: Any) -> str:
    """An answer without the part that always differs: its form's token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text(answer))


@begins(brought_to("investigation"))
def test_a_planted_grant_opens_no_page_and_is_reported_in_the_night(town: Town, story: Story) -> None:
    case, words = Case.objects.get(reference=story.case), "contract could be cancelled"
    pages, answers = [page.format(case=story.case) for page in PAGES], {}
    for first in ("paul", "adam", "reg", "bo"):
        browser = town.browser(first)
        before = [shown(browser.get(page)) for page in pages]
        with connection.cursor() as cursor:
            cursor.execute(ALL, [case.pk, town.people[first].pk])
            assert cursor.rowcount > 100
        answers[first] = [browser.get(page).status_code for page in pages]
        program = of(town.people[first])
        answers[first] += [program.get(f"cases/{story.case}/{rest}").status_code for rest in ("", "timeline/")]
        assert [shown(browser.get(page)) for page in pages] == before
    assert answers == dict.fromkeys(answers, [404] * (len(pages) + 2))
    own = town.browser(story.investigator).get(pages[0])
    assert (own.status_code, words in text(own)) == (200, True), "the investigator opens the same page"
    assert list(drifts([story.case])) == [Drift(case=story.case, field="grants")]


@begins(brought_to("investigation"))
def test_a_single_planted_grant_does_not_even_tell_that_the_case_exists(town: Town, story: Story) -> None:
    case, paul = Case.objects.get(reference=story.case), town.people["paul"]
    pages = [page.format(case=story.case) for page in PAGES]
    for codename in ("see_case", "read_complaint", "serve_notice"):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM casework_casegrant WHERE user_id = %s", [paul.pk])
            cursor.execute(ONE, [case.pk, paul.pk, codename])
            assert cursor.rowcount == 1
        browser, program = town.browser("paul"), of(paul)
        answers = [browser.get(page).status_code for page in pages]
        answers += [browser.post(page, {}).status_code for page in pages if "/do/" in page]
        answers += [program.get(f"cases/{story.case}/{rest}").status_code for rest in ("", "transitions/serve_notice/")]
        assert answers == [404] * len(answers), codename


@begins(brought_to("investigation"))
def test_a_planted_grant_opens_nothing_more_to_somebody_with_a_seat(town: Town, story: Story) -> None:
    one = screener(story)
    browser, program = town.browser(one), of(town.people[one])
    pages = [reverse(name, args=[story.case]) for name in ("case", "case_allegations", "case_evidence", "case_history")]
    before = [shown(browser.get(page)) for page in pages]
    told = program.get(f"cases/{story.case}/timeline/").content
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_casegrant WHERE user_id = %s", [town.people[one].pk])
        cursor.execute(ALL, [Case.objects.get(reference=story.case).pk, town.people[one].pk])
    after = [shown(browser.get(page)) for page in pages]
    assert [words in "".join(after) for words in ("contract could be cancelled", "Wilma", "Rex")] == [False] * 3
    assert after == before
    assert program.get(f"cases/{story.case}/timeline/").content == told


@begins(brought_to("investigation"))
def test_a_step_is_not_there_for_an_officer_to_whom_the_case_is_not(town: Town, story: Story) -> None:
    ada, page = town.people["ada"], reverse("case", args=[story.case])
    held = {codename for _, codename in CaseGrant.objects.filter(user=ada).values_list("user", "permission__codename")}
    assert ("place_legal_hold" in held, "see_case" in held) == (True, False)
    browser, program, step = town.browser("ada"), of(ada), f"{page}do/place_legal_hold/"
    answers = [browser.get(page), browser.get(step), browser.post(step, {"reasons": "It may be needed."})]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    invented = browser.get(step.replace(story.case, "OB-2222-2222"))
    assert shown(answers[1]).replace(story.case, "") == shown(invented).replace("OB-2222-2222", "")
    step = f"cases/{story.case}/transitions/place_legal_hold/"
    assert [program.get(step).status_code, program.post(step, {"input": {}}).status_code] == [404, 404]


@begins(brought_to("investigation"))
def test_a_pseudonym_given_to_another_account_opens_no_page_and_is_reported(town: Town, story: Story) -> None:
    path = PAGES[0].format(case=story.case)
    paul, investigator = town.people["paul"], town.people[story.investigator]
    assert (town.browser("paul").get(path).status_code, town.browser(story.investigator).get(path).status_code) == (
        404,
        200,
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_pseudonym SET scope = 'away' WHERE user_id = %s AND scope = ''", [paul.pk])
        cursor.execute(
            "UPDATE accounts_pseudonym SET user_id = %s WHERE user_id = %s AND scope = ''", [paul.pk, investigator.pk]
        )
        cursor.execute(ALL, [Case.objects.get(reference=story.case).pk, paul.pk])
    assert town.browser("paul").get(path).status_code == 404
    assert [drift.field for drift in account_drifts_of(paul)] == ["pseudonym.seal"] * 2


def account_drifts_of(user: User) -> list[Drift]:
    """What the night names of an account."""
    return [drift for drift in drifts() if drift.case == f"account/{user.pk}"]


@begins(brought_to("awaiting_response"))
def test_to_the_accused_the_case_by_its_own_reference_is_as_one_that_nobody_has(town: Town, story: Story) -> None:
    """They know it by the reference of their letter: one that they guessed right would tell them so."""
    enrol_totp(town.people["rex"])
    browser, program = town.browser("rex"), of(town.people["rex"])
    answers = {}
    for reference in (story.case, "OB-2222-2222"):
        pages = [browser.get(page.format(case=reference)) for page in PAGES]
        pages += [
            browser.post(reverse("step", args=[reference, verb]), {}) for verb in ("respond_to_notice", "serve_notice")
        ]
        told = [program.get(f"cases/{reference}/{rest}") for rest in ("", "timeline/", "transitions/")]
        told += [program.post(f"cases/{reference}/transitions/serve_notice/", {"input": {}})]
        assert {answer.status_code for answer in (*pages, *told)} == {404}
        answers[reference] = [shown(answer).replace(reference, "") for answer in (*pages, *told)]
    assert answers[story.case] == answers["OB-2222-2222"]
