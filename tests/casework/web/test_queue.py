"""The desk: a queue narrowed to its viewer, and a case page that shows what its viewer may know and records the reading."""

import re
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from casework.models import Case, CaseGrant
from casework.record.events.base import KINDS, label_of
from casework.vocabulary import Reading, Seat, Verb
from ledger.clock import now
from ledger.models import Entry
from local.demo.scenario import Story
from policy.models import RulebookEdition
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text, whole_case
from tests.scenario_fixtures import begins, upon

DESK = reverse("queue")
QUEUE, CASE = 5, 12
SHUT = "Not open to your seat</div></td>"
ROW = re.compile(r'class="ob-queue__case"><a href="/desk/cases/(OB-[^/]+)/">')
VIEW = re.compile(
    r'<a href="/desk/queue/\?whose=(\w*)"[^>]*>([^<]+?)\s*<span class="ob-queue__count"[^>]*>\s*(\d+)\s*<'
)
CURSORS = ("x", "é", "OB-2222-2222", "\x00", "A" * 5000)


def rows(page: str) -> list[str]:
    """The references of a page of the queue, in its order."""
    return ROW.findall(page)


def counts(page: str) -> dict[str, int]:
    """The views of a page of the queue with their counts; the whole list has no name."""
    return {name: int(number) for name, _words, number in VIEW.findall(page)}


def listed(viewer: User, count: int, **columns: Any) -> list[Case]:
    """Cases that a viewer may see, as rows alone; every second one is due."""
    rulebook, moment = RulebookEdition.objects.get(), now()
    cases = Case.objects.bulk_create(
        Case(
            **{
                "reference": f"OB-T{n:03}",
                "code_name": f"Amber Heron {n}",
                "rulebook": rulebook,
                "filed_at": moment,
                "state": "screening",
                "unassigned": columns.get("state") != "closed",
                **({"due": moment + timedelta(days=n % 7), "due_clock": "SCREEN"} if n % 2 else {}),
                **columns,
                **({"late_from": columns["due"]} if "due" in columns else {}),
            }
        )
        for n in range(count)
    )
    see = Permission.objects.get(codename=Reading.SEE_CASE.value, content_type__app_label="casework")
    CaseGrant.objects.bulk_create(
        CaseGrant(content_object=case, user=viewer, permission=see, listed=True) for case in cases
    )
    return cases


def test_the_queue_costs_the_same_for_one_row_and_for_three(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ines = town.browser("ines")
    town.story()
    ines.get(DESK)
    with django_assert_num_queries(QUEUE):
        assert len(rows(text(ines.get(DESK)))) == 1
    town.story("rosa")
    town.story("remy")
    ines.get(DESK)
    with django_assert_num_queries(QUEUE):
        assert len(rows(text(ines.get(DESK)))) == 3


def test_paging_gives_each_of_sixty_cases_once(town: Town) -> None:
    cases, ines = listed(town.people["ines"], 60), town.browser("ines")
    found, path, pages = [], f"{DESK}?state=screening", 0
    while path:
        page = text(ines.get(path))
        found += rows(page)
        pages += 1
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = DESK + following[1].replace("&amp;", "&") if following else ""
    assert (sorted(found), pages) == (sorted(case.reference for case in cases), 3)


def test_a_case_of_others_is_in_no_row_and_in_no_count(town: Town) -> None:
    listed(town.people["sara"], 3, due=now() - timedelta(days=3))
    page = text(town.browser("ines").get(DESK))
    assert (rows(page), set(counts(page).values())) == ([], {0})


def test_the_counts_tell_my_turn_mine_nobodys_late_and_all(town: Town) -> None:
    listed(town.people["sara"], 2, due=now() - timedelta(days=3))
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    seated = story.holding(Seat.SCREENER)
    page = text(town.browser(seated[0]).get(DESK))
    own = 2 if seated[0] == "sara" else 0
    told = counts(page)
    assert [told[name] for name in ("turn", "mine", "nobodys", "late", "")] == [1, 1, own, own, 1 + own]


ALL = {"OB-T000", "OB-T001", "OB-T002"}
FILTERS = {
    "": ALL,
    "state=screening": ALL,
    "state=hearing": set(),
    "severity=3": ALL,
    "severity=1": set(),
    "commitment=2": ALL,
    "commitment=9": set(),
    "words=ob-t001": {"OB-T001"},
    "words=amber heron 2": {"OB-T002"},
    "words=t001": {"OB-T001"},
    "words=HERON": ALL,
    "words=nothing": set(),
    "whose=turn": set(),
    "whose=mine": set(),
    "whose=nobodys": ALL,
    "whose=late": set(),
}
WRONG = (
    "state=asleep",
    "severity=9",
    "severity=x",
    "commitment=two",
    "commitment=0",
    "whose=hers",
    f"words={'x' * 49}",
)


def test_a_filter_narrows_the_queue(town: Town) -> None:
    listed(town.people["ines"], 3, severity=3, commitments=[2, 10])
    ines = town.browser("ines")
    assert {query: set(rows(text(ines.get(f"{DESK}?{query}")))) for query in FILTERS} == FILTERS


def test_a_wrong_value_is_answered_in_words(town: Town) -> None:
    ines = town.browser("ines")
    answers = {query: ines.get(f"{DESK}?{query}") for query in WRONG}
    assert {query: (a.status_code, "There is a problem" in text(a)) for query, a in answers.items()} == dict.fromkeys(
        WRONG, (422, True)
    )


def test_a_wrong_cursor_is_answered_in_words(town: Town) -> None:
    ines = town.browser("ines")
    answers = [ines.get(DESK, {"after": cursor, "whose": whose}) for cursor in CURSORS for whose in ("", "turn")]
    assert {a.status_code for a in answers} == {422}
    assert {"This page of the list cannot be found." in text(a) for a in answers} == {True}


def test_a_page_to_read_takes_nothing_and_tells_strangers_nothing(town: Town) -> None:
    case, in_board = reverse("case", args=["OB-AAAA-AAAA"]), reverse("board_case", args=["OB-A"])
    ines, paths = town.browser("ines"), (DESK, in_board, reverse("docket"), reverse("record"))
    assert ines.post(case).status_code == 404  # it takes one's own note, and this case is not there
    told_ines = {(ines.post(p).status_code, ines.options(p).status_code, ines.put(p).status_code) for p in paths}
    assert told_ines == {(405, 405, 405)}
    every = (*paths, case)
    assert [Client().get(path).headers["Location"] for path in every] == [
        f"{reverse('account_login')}?next={path}" for path in every
    ]


@begins(brought_to("investigation"))
def test_the_case_page_costs_the_same_at_any_length_and_is_told_in_the_record(
    town: Town, story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser, path = town.browser(story.investigator), reverse("case", args=[story.case])
    browser.get(DESK)
    with django_assert_num_queries(CASE):
        assert browser.get(path).status_code == 200
    opened = Entry.objects.filter(type="content.opened").count()
    browser.get(path)
    assert Entry.objects.filter(type="content.opened").count() == opened
    town.clock.shift(timedelta(minutes=16))
    browser.get(path)
    assert Entry.objects.filter(type="content.opened").count() == opened + 1


@begins(Town.story)
def test_no_name_is_shown_before_the_risk_is_recorded(town: Town, story: Story) -> None:
    page = text(town.browser("ines").get(reverse("case", args=[story.case])))
    assert (
        bool(re.search(r"\bRex\b", page)),  # a token may have these letters within it
        "The names of both sides are shown once the risk is recorded." in page,
        "denied" in page,
    ) == (
        False,
        True,
        False,
    )
    assert "contract could be cancelled" in page


@begins(brought_to("awaiting_response"))
def test_the_case_page_says_whose_ball_it_is_and_why_the_date_is_that_date(town: Town, story: Story) -> None:
    page = " ".join(text(town.browser(story.investigator).get(reverse("case", args=[story.case]))).split())
    assert "Next to act: Respondent" in page
    assert "About: <strong>Rex Respond (M-1001)</strong>" in page
    assert "Notice to be acknowledged: starts when the letter has reached: Respondent" in page
    why = text(town.browser(story.investigator).get(reverse("case_history", args=[story.case])))
    assert "the time is counted from the day after." in " ".join(why.split())


@begins(brought_to("response_review"))
def test_report_and_answer_stand_side_by_side_for_who_may_read_both(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(reverse("case_allegations", args=[story.case])))
    assert ("I did not write that letter." in page, "contract could be cancelled" in page) == (True, True)
    assert "I did not write that letter." not in whole_case(town.browser("ines"), story.case)


@begins(brought_to("deliberation"))
def test_a_column_that_is_not_the_viewers_to_know_is_shut(town: Town, story: Story) -> None:
    paul = text(town.browser("paul").get(reverse("panel_case", args=[story.case])))
    ivo = text(town.browser(story.investigator).get(reverse("case_allegations", args=[story.case])))
    assert [re.search(r"<div>\s*Proven\s*<", page) is not None for page in (paul, ivo)] == [True, False]
    assert (paul.count(SHUT), ivo.count(SHUT)) == (0, 2)


@upon(brought_to("investigation"))
def with_a_file(town: Town, story: Story) -> tuple[Story, str]:
    """A case with a file, and the address of the file."""
    browser, path = town.browser(story.investigator), reverse("case", args=[story.case])
    file = SimpleUploadedFile("café, whimbrel.txt", b"the letter", content_type="text/html")
    given = {"title": "The letter", "text": "As it came.", "file": file}
    assert browser.post(f"{path}do/add_evidence/", given).status_code == 302
    found = re.search(r'href="(/desk/cases/[^"]+/files/[^"]+/)"', text(browser.get(f"{path}evidence/")))
    assert found
    return story, found[1]


@begins(with_a_file)
def test_a_file_is_an_attachment_that_no_browser_runs_and_is_on_the_record(
    here: tuple[Town, tuple[Story, str]],
) -> None:
    town, (story, path) = here
    before = Entry.objects.filter(type="content.opened").count()
    town.clock.shift(timedelta(minutes=16))
    answer = town.browser(story.investigator).get(f"{path}download/")
    assert answer.getvalue() == b"the letter"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == {"sandbox", "default-src 'none'"}
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Type"]) == (
        "nosniff",
        "application/octet-stream",
    )
    assert Entry.objects.filter(type="content.opened").count() == before + 1


@begins(brought_to("investigation"))
def test_a_program_that_is_called_a_statement_is_handed_out_as_the_text_that_it_is(town: Town, story: Story) -> None:
    browser, path = town.browser(story.investigator), reverse("case", args=[story.case])
    file = SimpleUploadedFile("statement.hta", b"<script>new ActiveXObject('WScript.Shell')</script>")
    given = {"title": "The letter", "text": "As it came.", "file": file}
    assert browser.post(f"{path}do/add_evidence/", given).status_code == 302
    found = re.search(r'href="(/desk/cases/[^"]+/files/[^"]+/)"', text(browser.get(f"{path}evidence/")))
    assert found
    assert (
        browser.get(f"{found[1]}download/").headers["Content-Disposition"] == 'attachment; filename="statement.hta.txt"'
    )


@begins(with_a_file)
def test_a_file_is_not_there_for_who_may_not_read_it(here: tuple[Town, tuple[Story, str]]) -> None:
    town, (story, path) = here
    strangers = [town.browser(first).get(path).status_code for first in ("ines", "rex", "bo", "adam")]
    invented = town.browser(story.investigator).get(path[:-13] + "000000000000/").status_code
    assert (strangers, invented) == ([404, 404, 404, 404], 404)


def test_every_event_and_every_sealed_field_has_words() -> None:
    assert [kind.type for kind in KINDS.values() if not str(kind.title)] == []
    assert {name for kind in KINDS.values() for name in kind.sealed if label_of(name) == name} == set()


@begins(brought_to("board_decision"))
def test_no_raw_name_of_a_field_stands_on_the_page_of_a_whole_case(town: Town, story: Story) -> None:
    page = text(town.browser("ada").get(reverse("board_case", args=[story.case])))
    shown = re.sub(r"<[^>]*>", " ", page)
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", shown) == []
