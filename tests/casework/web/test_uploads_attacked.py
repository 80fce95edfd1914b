"""Pieces of files as somebody sends them who means harm: numbers without sense, crumbs, other people's drafts."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from accounts.budgets import PER_HOUR, Budget
from tests.casework.web.reporting import Reporter
from tests.vault.by_phone import taken_by_phone
from vault import draft_files
from vault.models import DraftFile, DraftPiece


def _begun(jar: Client) -> Reporter:
    """A report that was begun in a browser that was given a token."""
    reporter = Reporter(jar)
    reporter.page("evidence")
    return reporter


def _piece(reporter: Reporter, upload: str, content: bytes = b"Words ", **more: object) -> Any:
    token = {"csrfmiddlewaretoken": reporter.jar.cookies["csrftoken"].value}
    sent = {"start": 0, "size": 12, "modified": 5, "piece": SimpleUploadedFile("talk.txt", content), **more}
    return reporter.jar.post(f"{reporter.home}evidence/uploads/{upload}/", {**token, **sent})


@pytest.mark.parametrize(
    "sent",
    [
        {"start": -1},
        {"start": "9" * 5000},
        {"size": -12},
        {"modified": -1},
        {"modified": 2**53},
        {"modified": "9" * 400},
        {"start": "١e9"},
    ],
)
def test_numbers_without_sense_are_refused_and_keep_nothing(jar: Client, sent: dict[str, Any]) -> None:
    reporter = _begun(jar)
    assert _piece(reporter, str(uuid4()), **sent).status_code == 400
    assert DraftPiece.objects.count() == 0


def test_a_file_in_crumbs_is_refused_before_it_fills_the_table(jar: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_files, "MOST_PIECES", 5)
    reporter, upload = _begun(jar), str(uuid4())
    answers = [_piece(reporter, upload, b"x", start=at, size=10_000) for at in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [422]
    assert "together are too large" in answers[-1].json()["refused"]
    assert DraftPiece.objects.count() == 0


def test_pieces_of_another_draft_are_neither_shown_nor_added_to(jar: Client) -> None:
    reporter, upload = _begun(jar), str(uuid4())
    _piece(reporter, upload)
    thief = _begun(Client())
    assert thief.jar.get(f"{thief.home}evidence/uploads/{upload}/").json() == {"offset": 0, "whole": False}
    assert _piece(thief, upload, start=6).json() == {"offset": 0, "whole": False}
    theirs = thief.jar.cookies["draft"].value
    bare = Client()
    for cookie in ("", theirs, "x" * 5000):
        bare.cookies["draft"] = cookie
        answers = [
            bare.get(f"{reporter.home}evidence/uploads/{upload}/").status_code,
            bare.post(f"{reporter.home}evidence/uploads/{upload}/", {"stop": "1"}).status_code,
            bare.get(f"{reporter.home}evidence/").status_code,
        ]
        assert answers == [404] * 3
    assert DraftPiece.objects.count() == 1


def test_a_sent_draft_takes_no_piece_and_shows_none(jar: Client) -> None:
    reporter, upload = _begun(jar), str(uuid4())
    _piece(reporter, upload)
    reporter.answer()
    assert reporter.declare().status_code == 302
    answer = _piece(reporter, upload, start=6)
    assert (answer.status_code, DraftPiece.objects.count()) == (302, 0)
    assert jar.get(f"{reporter.home}evidence/uploads/{upload}/").status_code == 302


def test_a_picture_of_another_draft_is_not_there(jar: Client, converter: Path) -> None:
    reporter, thief = Reporter(jar), Reporter(Client())
    photo = SimpleUploadedFile("photo.jpg", taken_by_phone())
    assert reporter.post("evidence", {"added": [photo], "add": "1"}).status_code == 302
    file = DraftFile.objects.get().pk
    assert jar.get(f"{reporter.home}evidence/{file}/picture/").status_code == 200
    mine = [f"{thief.home}evidence/{file}/{what}/" for what in ("picture", "copy")]
    assert [thief.jar.get(path).status_code for path in mine] == [404] * 2
    theirs = Client()
    theirs.cookies["draft"] = thief.jar.cookies["draft"].value
    assert [theirs.get(f"{reporter.home}evidence/{file}/{what}/").status_code for what in ("picture", "copy")] == [
        404
    ] * 2


def test_looks_at_a_file_are_counted_as_files_are(
    jar: Client, settings: Settings, converter_socket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CONVERTER_SOCKET = None
    reporter = Reporter(jar)
    reporter.post("evidence", {"added": [SimpleUploadedFile("photo.jpg", taken_by_phone())], "add": "1"})
    settings.CONVERTER_SOCKET, file = converter_socket, DraftFile.objects.get().pk
    monkeypatch.setitem(PER_HOUR, Budget.UPLOAD, 1)
    reporter.post("evidence", {"look": str(file)})
    assert DraftFile.objects.get().view is None
    monkeypatch.setitem(PER_HOUR, Budget.UPLOAD, 9)
    reporter.post("evidence", {"look": str(file)})
    assert DraftFile.objects.get().view is not None
