"""A list of people is checked on a page as the command checks it, and gives its offices, all or nobody."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.mails import MailKind
from accounts.models import AccountMail, User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from casework.access import Actor
from ledger.models import Entry
from operations.administration.people_list_upload import MOST_ROWS
from policy.models import Pending
from tests.casework.procedure.seats.hands import TODAY, strange
from tests.casework.web.conftest import signed_in

PAGE = reverse("admin_people_list")
HEADING = "name,email,office,since\n"
NORA, CORA = f"Nora Newcome,nora@new.example,intake,{TODAY}\n", f"Cora Newcome,cora@new.example,custodian,{TODAY}\n"


def as_file(text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("people.csv", text.encode() if isinstance(text, str) else text, "text/csv")


def state() -> tuple[int, int, int]:
    return User.objects.count(), Entry.objects.count(), AccountMail.objects.count()


def test_a_list_is_checked_without_a_trace_and_stays_on_the_page_then_it_is_done(adams: Client) -> None:
    before = state()
    answer = adams.post(PAGE, {"file": as_file(HEADING + NORA + CORA), "invite": "on", "check": ""})
    page = answer.content.decode()
    assert (answer.status_code, "2 offices can be given, 1 of them once a second person has signed." in page) == (
        200,
        True,
    )
    assert ("Nora Newcome,nora@new.example" in page, state()) == (True, before)
    done = adams.post(PAGE, {"rows": HEADING + NORA + CORA, "invite": "on", "give": ""}, follow=True)
    assert "1 office is given. 1 waits for a second administrator." in done.content.decode()
    nora = User.objects.get(email="nora@new.example")
    assert offices_of(nora, TODAY) == {Office.INTAKE}
    assert Pending.objects.get().what == "custodian"
    assert strange() == []
    assert AccountMail.objects.filter(kind=MailKind.INVITED).count() == 2


def test_faults_are_named_by_row_nothing_is_done_and_what_was_sent_stays(adams: Client) -> None:
    before = state()
    listed = HEADING + NORA + CORA.replace("custodian", "king") + f"Ines Other,ines@society.example,intake,{TODAY}\n"
    for button in "check", "give":
        answer = adams.post(PAGE, {"file": as_file(listed), button: ""})
        page = answer.content.decode()
        assert (answer.status_code, "Row 3, column office: “king” is no office" in page) == (422, True)
        assert ("Cora Newcome,cora@new.example,king" in page, state()) == (True, before)
    other = adams.post(PAGE, {"rows": listed.replace("king", "dpo"), "give": ""}).content.decode()
    assert ("Row 4, column name: This address belongs to somebody with another name." in other, state()) == (
        True,
        before,
    )


def test_what_is_no_list_is_refused_in_words(adams: Client) -> None:
    before = state()
    for file, words in (
        (as_file(b"\xff\xfe\x00"), "is not UTF-8"),
        (as_file("name;email\n"), "semicolons stand between the columns"),
        (as_file("name,email\n"), "there is no column “office”"),
        (as_file(HEADING + NORA * (MOST_ROWS + 1)), "split it, 500 rows at a time"),
    ):
        answer = adams.post(PAGE, {"file": file, "give": ""})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert "Choose a file, or type the rows." in adams.post(PAGE, {"give": ""}).content.decode()
    assert state() == before


def test_a_form_that_another_site_forged_gives_nothing(adam: Actor, eve: Actor) -> None:
    adams = signed_in(adam.user)
    adams.handler.enforce_csrf_checks = True
    assert adams.post(PAGE, {"rows": HEADING + NORA, "give": ""}).status_code == 403
