"""An administrator who reads all that the installation stores and logs finds no word of the evidence in it."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from celery.signals import before_task_publish
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from structlog.testing import capture_logs

from casework.models import SealedDraft
from local.demo.scenario import Story
from tests.casework.procedure.evidence.covered import pdf
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.covering import LETTER, desk_with
from tests.casework.web.reporting import Reporter
from tests.casework.web.viewing import make_waiting_views
from tests.scenario_fixtures import begins
from tests.step_client import StepClient
from tests.vault.sealed import everything_stored
from tests.vault.sent import stored
from vault.models import DraftFile, DraftPiece, SafeView

FILE, CAPTION, COVERED, TITLE, NAME = "Bartailed", "Dunnockish", "Katarzyna", "Garganey", "Phalarope"
PLANTED = (FILE, CAPTION, COVERED, TITLE, NAME)


@pytest.fixture
def messages() -> Iterator[list[str]]:
    """What is put into the queue while a test runs."""
    sent: list[str] = []

    def note(headers: Any = None, body: Any = None, **_: object) -> None:
        sent.append(repr((headers, body)))

    before_task_publish.connect(note)
    yield sent
    before_task_publish.disconnect(note)


def found_in_clear(texts: dict[str, str], folder: Path) -> list[tuple[str, str]]:
    """Return the words that stand somewhere in the clear, each with the place: texts, and names and bytes of files."""
    lower = {place: text.casefold() for place, text in texts.items()}
    found = [(place, word) for place, text in lower.items() for word in PLANTED if is_in(word, text)]
    for path in stored(folder):
        body, where = path.read_bytes().lower(), str(path.relative_to(folder)).casefold()
        found += [(where, word) for word in PLANTED if word.casefold().encode() in body or word.casefold() in where]
    return found


def is_in(word: str, text: str) -> bool:
    """Whether a text in lower case holds a word: as it is, or in hex as a binary column is written."""
    spelt = {word, word.casefold(), word.upper()}
    return word.casefold() in text or any(one.encode().hex() in text for one in spelt)


def letter() -> SimpleUploadedFile:
    content = pdf(pages=((f"{FILE} has asked {COVERED}.",),), author=FILE)
    assert content.count(FILE.encode()) == 2
    return SimpleUploadedFile(f"{NAME}.pdf", content, "application/pdf")


@begins(brought_to("awaiting_response"))
def test_nothing_of_evidence_is_in_clear_anywhere(
    town: Town,
    story: Story,
    converter: Path,
    settings: Settings,
    messages: list[str],
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        capture_logs() as said,
        django_capture_on_commit_callbacks(execute=True),
    ):
        in_pieces_and_with_captions()
        desk = desk_with(town, story, LETTER)
        desk.press(do="name", name=COVERED, reason="R")
        desk.press(do="name", name=COVERED * 3, reason="R")
        desk.press(do="title", title=TITLE)
        desk.browser.get(f"{desk.path}?page={TITLE}")
        by_code(story)
        make_waiting_views()
    kept = (SafeView, DraftFile, DraftPiece, SealedDraft)
    assert [model.objects.count() > 0 for model in kept] == [True] * 4
    assert (DraftFile.objects.exclude(view=None).exists(), len(messages) > 0) == (True, True)
    texts = {"database": everything_stored(), "queue": repr(messages), "logs": caplog.text + repr(said)}
    assert found_in_clear(texts | {"cache": repr(everything_cached())}, Path(settings.FILES_DIR)) == []


def in_pieces_and_with_captions() -> None:
    """Leave a draft with a file that was looked at, what is said of it, and the first piece of another file."""
    reporter = Reporter(Client())
    reporter.post("evidence", {"added": [letter()], "add": "1"})
    (row,) = DraftFile.objects.all()
    reporter.post("evidence", {f"caption_{row.pk}": CAPTION, "order": [str(row.pk)]})
    piece = {"start": 0, "size": 10**6, "modified": 1, "piece": letter()}
    answer = reporter.jar.post(f"{reporter.home}evidence/uploads/{uuid4()}/", piece)
    assert answer.json()["offset"] > 0


def by_code(story: Story) -> None:
    """Send the same letter with the code of a case, under a title."""
    browser = StepClient()
    assert browser.post("/follow-up/", {"code": story.code}).status_code == 302
    given = {"title": TITLE, "text": CAPTION, "file": letter()}
    assert browser.post("/follow-up/do/add_evidence/", given).status_code == 302


def everything_cached() -> object:
    """Return what the cache of the tests holds."""
    return getattr(cache, "_cache", {})


def test_the_search_finds_a_word_in_each_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"..dunnockish..")
    texts = {"database": f"\\x{COVERED.encode().hex()}", "queue": FILE}
    assert found_in_clear(texts, tmp_path) == [("database", COVERED), ("queue", FILE), ("a", CAPTION)]
