"""An administrator who holds no other office asks every address, and reads nothing of any case."""

from casework.models import Case
from ledger.clock import now
from local.demo import story as told
from tests.access_matrix import matrix
from tests.access_matrix.matrix import Town
from tests.access_matrix.test_no_uuid import walked

REPORT = told.report_about("Rex Respond", "Wilma Quill", on=now().date())


def words_of_cases() -> list[str]:
    """What names a case or was written in one: references, code names, the reporters, and the words of a report."""
    cases = [word for case in Case.objects.all() for word in (case.reference, case.code_name)]
    return [*cases, "Wilma Quill", "Otto Finch", REPORT.narrative[:40], "A page of the letter"]


def test_no_address_shows_an_administrator_anything_of_a_case(doors: Town) -> None:
    adam = doors.viewers["administrator"]
    pages = {row: adam.browser.get(doors.address(row, adam)) for row in matrix.routes() if not row.startswith("api/")}
    programs = {row: adam.program.get(doors.address(row, adam)) for row in matrix.routes() if row.startswith("api/")}
    shown = {row: answer.getvalue().decode("utf-8", "replace") for row, answer in (pages | programs).items()}
    wanted = words_of_cases()
    assert len(wanted) == 2 * Case.objects.count() + 4
    assert {(row, word) for row, text in shown.items() for word in wanted if word in text} == set()
    assert {"admin/people/", "admin/members/", "admin/waiting/"} <= {
        row for row, answer in pages.items() if answer.status_code == 200
    }


def test_nor_does_any_page_that_links_lead_to(doors: Town) -> None:
    adam, wanted = doors.viewers["administrator"], words_of_cases()
    begun = ("/admin/people/", "/admin/people/?words=re", "/admin/waiting/", "/desk/", "/desk/queue/", "/accounts/")
    pages = dict(walked(adam.browser, *begun))
    assert {(page, word) for page, text in pages.items() for word in wanted if word in text} == set()
    assert len([page for page in pages if page.startswith("/admin/people/")]) == 20
