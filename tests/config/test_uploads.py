"""Every address that takes files, and no other, leads to the web processes that are there for files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, get_resolver, reverse

from casework.forms.checking import ReceiptForm
from casework.forms.complaint import QUESTIONS
from casework.forms.complaint.evidence import PieceForm
from casework.forms.messages import MessageForm, SocietyMessageForm
from casework.procedure.notice.answer_form import RespondToNoticeForm
from casework.verbs import VERBS
from casework.vocabulary import Thread, Verb
from config import uploads
from config.uploads import takes_files
from operations.administration.editions import FilesForm
from operations.administration.member_forms import UploadForm
from operations.administration.people_list_upload import PeopleListForm

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = {
    "conversation", "follow_up_conversation", "follow_up_protection", "member_conversation", "member_protection",
}  # fmt: skip
VALUES: dict[str, Any] = {"reference": "R-7K4X-92QD", "handle": uuid4()}


def steps() -> Iterator[tuple[str, str]]:
    """Each page on which a step is taken, with each step: its address, and the step's name."""
    for found in pages(get_resolver().url_patterns):
        if found.name and "verb" in found.pattern.converters and not found.name.startswith("api_"):
            given = {name: value for name, value in VALUES.items() if name in found.pattern.converters}
            for verb in VERBS:
                yield reverse(found.name, kwargs={**given, "verb": verb.value}), verb.value


def pages(patterns: list[Any]) -> Iterator[URLPattern]:
    """Each address of the installation, whatever it lies under."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from pages(one.url_patterns)


def test_a_step_leads_to_the_processes_for_files_exactly_where_it_takes_some() -> None:
    taken = {address for address, verb in steps() if re.match(uploads.pattern(), address)}
    assert taken == {address for address, verb in steps() if takes_files(VERBS[Verb(verb)].form)}
    assert {address.split("/")[1] for address in taken} == {"desk", "board", "panel", "appeal", "member", "follow-up"}


def test_so_does_a_page_of_a_report_and_the_page_that_checks_a_receipt() -> None:
    for page, question in QUESTIONS.items():
        found = re.match(uploads.pattern(), reverse("report_question", kwargs={**{"handle": uuid4()}, "page": page}))
        assert (page, found is not None) == (page, takes_files(question))
    assert (takes_files(ReceiptForm), bool(re.match(uploads.pattern(), reverse("verify")))) == (True, True)


def test_so_do_the_pages_of_messages_and_the_last_page_of_an_answer() -> None:
    named = {"reference": "R-7K4X-92QD", "thread": Thread.REPORTER_PROTECTION.value}
    taking = {str(found.name): found.pattern.converters for found in pages(get_resolver().url_patterns)}
    assert MESSAGES | {"member_answer_check"} <= taking.keys()
    for name in (*MESSAGES, "member_answer_check"):
        address = reverse(name, kwargs={one: named[one] for one in taking[name]})
        assert (name, bool(re.match(uploads.pattern(), address))) == (name, True)
    assert [takes_files(form) for form in (MessageForm, SocietyMessageForm, RespondToNoticeForm)] == [True] * 3


def test_so_does_a_step_whose_form_makes_its_fields_from_the_case() -> None:
    assert [takes_files(VERBS[verb].form) for verb in (Verb.LODGE_APPEAL, Verb.APPLY_LATE)] == [True, False]


def test_so_does_a_piece_of_a_file() -> None:
    assert takes_files(PieceForm)
    assert re.match(uploads.pattern(), reverse("report_upload", args=[uuid4(), uuid4()]))


def test_so_do_the_pages_that_take_lists_and_editions() -> None:
    taking = (UploadForm, "admin_members_upload"), (PeopleListForm, "admin_people_list"), (FilesForm, "admin_editions")
    for form, page in taking:
        assert takes_files(form)
        assert re.match(uploads.pattern(), reverse(page))


def test_no_other_address_does() -> None:
    plain = [found for found in pages(get_resolver().url_patterns) if not found.pattern.converters]
    led = {str(found.name) for found in plain if re.match(uploads.pattern(), reverse(str(found.name)))}
    of_reporters = {name for name in MESSAGES if name.startswith("follow_up")}
    assert led == {"verify", "admin_members_upload", "admin_people_list", "admin_editions", *of_reporters}


def test_the_proxy_goes_by_this_table() -> None:
    text = (ROOT / "config" / "Caddyfile").read_text(encoding="utf-8")
    assert re.findall(r"path_regexp (\S+)", text) == [uploads.pattern()]
