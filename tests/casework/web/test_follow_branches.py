"""What a reporter can do in the channel beside the straight road."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from casework import access
from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint, file_complaint, sweep_conflicts
from casework.record.events import EvidenceAdded, InformationSupplied
from casework.vocabulary import CaseState, Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.desk_cast import REPORT, Desk, desk_on
from tests.casework.taking import last, take
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import TOKEN, first, history_of, text
from tests.step_client import StepClient


@pytest.fixture
def desk(db: None, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    settings.FILES_DIR = tmp_path
    made, traveller = desk_on()
    yield made
    traveller.stop()


def channel(desk: Desk) -> tuple[Case, Client]:
    """A report in screening, and the browser in which its channel is open."""
    done = file_complaint(by=None, report=REPORT)
    assert done.code is not None
    sweep_conflicts(reference=done.cases[0], by=the_clock())
    case = acknowledge_complaint(reference=done.cases[0], by=desk.by("ines"))
    jar = StepClient()
    token = first(TOKEN, text(jar.get(reverse("follow_up"))))
    jar.post(reverse("follow_up"), {"csrfmiddlewaretoken": token, "code": " ".join(done.code.words)})
    return case, jar


def offered(jar: Client) -> set[str]:
    return set(re.findall(r'/do/([a-z_]+)/"', jar.get(reverse("follow_up")).content.decode()))


def do(jar: Client, verb: str, **typed: Any) -> int:
    return jar.post(reverse("follow_up_step", args=[verb]), typed).status_code


def test_a_reporter_answers_what_was_asked(desk: Desk) -> None:
    case, jar = channel(desk)
    assert do(jar, "supply_information", answer="x") == 403
    take(case, Verb.REQUEST_INFORMATION, desk.screeners(case)[0], items="The mail.")
    assert "supply_information" in offered(jar)
    place_letters()
    home = " ".join(text(jar.get(reverse("follow_up"))).split())
    assert ("We asked you something" in home, "2 new" in home) == (True, True)
    letter = Message.objects.get(case=case, template="request_for_items").reference
    path = reverse("follow_up_step", args=["supply_information"])
    assert f'href="{path}" role="button"' in text(jar.get(reverse("reporter_letter", args=[letter])))
    assert f'href="{path}">Read it and answer' in text(jar.get(reverse("follow_up_conversation")))
    form = text(jar.get(path))
    assert ("The mail." in form, 'name="file_1"' in form) == (True, True)
    assert do(jar, "supply_information") == 422
    assert do(jar, "supply_information", answer="Here it is.") == 302
    assert f'href="{path}"' not in text(jar.get(reverse("reporter_letter", args=[letter])))
    assert "Read your answer" in text(jar.get(reverse("follow_up_conversation")))
    assert "We asked you something" not in text(jar.get(reverse("follow_up")))
    assert Case.objects.get(pk=case.pk).state == CaseState.SCREENING


def test_files_wait_with_an_answer_and_stand_beside_it_for_the_officer(desk: Desk) -> None:
    case, jar = channel(desk)
    officer, path = desk.screeners(case)[0], reverse("follow_up_step", args=["supply_information"])
    take(case, Verb.REQUEST_INFORMATION, officer, items="The mail, and the list.")
    mail, listed = (SimpleUploadedFile(name, f"What {name} holds.".encode()) for name in ("mail.txt", "list.txt"))
    shows = {"caption_1": "The mail of 12 January.", "caption_2": "Who was there."}
    assert jar.post(path, {"draft": "keep", "draft_version": "0", "file_1": mail, **shows}).status_code == 302
    form = text(jar.get(path))
    assert ("mail.txt" in form, shows["caption_2"] in form, "More files" in form) == (True, True, True)
    assert "Choose the file again" in text(jar.post(path, shows))
    assert do(jar, "supply_information", file_2=listed, **shows) == 302
    answer, *pieces = [one.event for one in access.recorded_in(case.stream)[-3:]]
    assert isinstance(answer, InformationSupplied)
    assert answer.pieces == tuple(one.evidence for one in pieces if isinstance(one, EvidenceAdded))
    page = history_of(signed_in(officer.user), case.reference)
    assert re.findall(r">((?:mail|list)\.txt)</a>", page.partition("Information supplied,")[2]) == [
        "mail.txt",
        "list.txt",
    ]
    own = text(jar.get(reverse("follow_up_sent")))
    assert [words in own for words in shows.values()] == [True, True]


def test_a_reporter_asks_to_withdraw_and_takes_it_back(desk: Desk) -> None:
    case, jar = channel(desk)
    assert "ask_withdrawal" in offered(jar)
    assert "Do not withdraw after all" not in jar.get(reverse("follow_up")).content.decode()
    assert do(jar, "ask_withdrawal", wish="Tired.") == 422
    assert do(jar, "ask_withdrawal", wish="Tired.", confirmed="on") == 302
    assert "We decide on your withdrawal, at the earliest" in jar.get(reverse("follow_up")).content.decode()
    again = do(jar, "ask_withdrawal", wish="Tired.", confirmed="on")
    assert (again == 302, last(case)[0]) == (False, "case.withdrawal_asked")
    assert "Do not withdraw after all" in jar.get(reverse("follow_up")).content.decode()
    assert do(jar, "take_back_withdrawal", confirmed="on") == 302
    assert last(case)[0] == "case.withdrawal_taken_back"


def test_a_reporter_asks_for_a_review_once(desk: Desk) -> None:
    case, jar = channel(desk)
    first, second = desk.screeners(case)
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    take(case, Verb.TRIAGE_CASE, first, severity="2", notes="calm", **answers)
    take(case, Verb.DISMISS_CASE, first, second, code_complaint="out_of_scope", reasons_complaint="Not ours.")
    assert "request_review" in offered(jar)
    assert (do(jar, "request_review"), do(jar, "request_review", ground="You missed the mail.")) == (422, 302)
    assert do(jar, "request_review", ground="Again.") == 403
    assert Case.objects.get(pk=case.pk).state == CaseState.DISMISSAL_REVIEW
