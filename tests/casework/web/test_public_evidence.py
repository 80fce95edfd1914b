"""The page of evidence: what was found told before anything is sent, captions and order, refusals, files in pieces."""

import io
import re
from pathlib import Path
from typing import Any, get_args
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.budgets import PER_HOUR, Budget
from casework.models import Case
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment
from casework.vocabulary.found import FOUND, PERSONAL, SENTENCES, kind_in_words
from converter.frames import Found
from ledger.queries import stream
from tests.casework.web.reporting import SEEN, TOKEN, Reporter, first, text
from tests.vault.by_phone import taken_by_phone
from tests.vault.sealed import is_stored
from vault import drafts
from vault.attached import AttachedFile
from vault.media import ENDINGS, UNKNOWN

PLACE = "53.7965\N{NO-BREAK SPACE}N, 1.5478\N{NO-BREAK SPACE}W"
SENTENCE = "This could show who you are. The people who read your report see a copy without it."


def _file(name: str, content: bytes = b"Words.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _files(reporter: Reporter) -> list[AttachedFile]:
    return drafts.attached_files(drafts.read(reporter.handle, reporter.jar.cookies["draft"].value))


def _with_files(jar: Client, *files: SimpleUploadedFile) -> Reporter:
    reporter = Reporter(jar)
    assert reporter.post("evidence", {"added": list(files), "add": "1"}).status_code == 302
    return reporter


def _names(reporter: Reporter) -> list[str]:
    """The names of the files as the page shows them, in its order."""
    return re.findall(r'<h3 class="ob-file__name">([^<]+)</h3>', reporter.page("evidence"))


def _locked() -> bytes:
    body = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(body, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return body.getvalue()


def _notes(reporter: Reporter, **said: tuple[str, bool]) -> dict[str, Any]:
    """What the page sends of its files by name: a caption each, and whether the place is kept."""
    files = {file.description.name: file.id for file in _files(reporter)}
    captions = {f"caption_{files[name]}": caption for name, (caption, _) in said.items()}
    kept = {f"keep_{files[name]}": "on" for name, (_, keep) in said.items() if keep}
    return {"order": [str(files[name]) for name in said], **captions, **kept}


def test_what_was_found_is_told_before_anything_is_sent(jar: Client, converter: Path) -> None:
    page = _with_files(jar, _file("IMG_2291.JPG", taken_by_phone())).page("evidence")
    for words in (
        "What was found in this file",
        PLACE,
        "iPhone of Jo",
        "19 June 2026, 17:52",
        SENTENCE,
        "See the copy",
    ):
        assert words in page
    assert "Keep the place: it is my evidence" in page


def test_of_a_file_without_hidden_details_that_is_said(jar: Client, converter: Path) -> None:
    page = _with_files(jar, _file("chat.txt")).page("evidence")
    assert ("Checked for hidden data: none found." in page, SENTENCE in page, "Keep the place" in page) == (
        True,
        False,
        False,
    )


def test_where_nobody_could_look_that_is_said_and_can_be_asked_for_again(
    jar: Client, settings: Settings, converter_socket: Path
) -> None:
    settings.CONVERTER_SOCKET = None
    reporter = _with_files(jar, _file("IMG_2291.JPG", taken_by_phone()))
    page = reporter.page("evidence")
    assert ("it could not be checked for hidden data now" in page, "once it is made" in page, PLACE in page) == (
        True,
        True,
        False,
    )
    settings.CONVERTER_SOCKET = converter_socket
    file = _files(reporter)[0].id
    assert reporter.post("evidence", {"look": str(file)}).headers["Location"].endswith(f"/evidence/#file_{file}")
    assert PLACE in reporter.page("evidence")


def test_a_file_that_is_locked_is_kept_and_told(jar: Client, converter: Path) -> None:
    reporter = _with_files(jar, _file("Rota June.pdf", _locked()))
    page = reporter.page("evidence")
    assert "Kept, but it cannot be shown: it is locked with a password." in page
    assert "Save it without the password and add that, or add a picture of the page." in page
    assert reporter.post("evidence", {}).status_code == 302


def test_a_picture_and_a_copy_are_shown_to_the_writer_alone(jar: Client, converter: Path) -> None:
    reporter = _with_files(jar, _file("IMG_2291.JPG", taken_by_phone()), _file("chat.txt", b"See you <there>."))
    picture, chat = (f"{reporter.home}evidence/{file.id}/" for file in _files(reporter))
    answer = jar.get(f"{picture}picture/")
    assert (answer.status_code, answer.content[:2]) == (200, b"\xff\xd8")
    headers = {name: answer.headers[name] for name in ("Content-Type", "Content-Security-Policy", "Cache-Control")}
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in headers["Cache-Control"]
    assert f'src="{picture}picture/"' in text(jar.get(f"{picture}copy/"))
    assert "See you &lt;there&gt;." in text(jar.get(f"{chat}copy/"))
    other = Client()
    paths = [f"{picture}picture/", f"{picture}copy/", f"{chat}picture/", f"{reporter.home}evidence/{uuid4()}/copy/"]
    assert [other.get(path).status_code for path in paths] == [404] * 4
    assert [jar.get(path).status_code for path in paths[2:]] == [404] * 2


def test_captions_and_order_are_kept_by_every_button_and_come_with_the_report(jar: Client, converter: Path) -> None:
    reporter = Reporter(jar)
    reporter.answer(evidence=None)
    reporter.post("evidence", {"added": [_file("a.txt"), _file("b.jpg", taken_by_phone())], "add": "1"})
    notes = _notes(reporter, **{"a.txt": ("First words", False), "b.jpg": ("The board, on Friday", True)})
    up = str(_files(reporter)[1].id)
    assert reporter.post("evidence", {**notes, "up": up}).headers["Location"].endswith(f"#file_{up}")
    assert _names(reporter) == ["b.jpg", "a.txt"]
    notes = _notes(reporter, **{"b.jpg": ("The board, on Friday", True), "a.txt": ("Second words", False)})
    reporter.post("evidence", {**notes, "added": [_file("c.txt")], "add": "1"})
    page = reporter.page("evidence")
    assert (_names(reporter), "Second words" in page, "checked" in page) == (["b.jpg", "a.txt", "c.txt"], True, True)
    gone = str(_files(reporter)[2].id)
    reporter.post("evidence", {**notes, "remove": gone})
    assert reporter.post("evidence", notes).headers["Location"] == f"{reporter.home}check/"
    assert "b.jpg: The board, on Friday\na.txt: Second words" in reporter.page("check")
    reporter.declare()
    case = Case.objects.get()
    added = [entry.id for entry in stream(case.stream) if entry.type == "case.evidence_added"]
    said = open_texts(case, CaseCompartment.CASE, [(entry, field) for entry in added for field in ("title", "text")])
    assert [(said[entry, "title"], said[entry, "text"]) for entry in added] == [
        ("b.jpg", f"The board, on Friday\n\nThe reporter says the place is evidence: {PLACE}"),
        ("a.txt", "Second words"),
    ]


def test_a_place_that_is_not_kept_comes_with_no_word(jar: Client, converter: Path) -> None:
    reporter = Reporter(jar)
    reporter.answer(evidence=None)
    reporter.post("evidence", {"added": [_file("b.jpg", taken_by_phone())]})
    reporter.declare()
    case = Case.objects.get()
    (added,) = [entry.id for entry in stream(case.stream) if entry.type == "case.evidence_added"]
    assert open_texts(case, CaseCompartment.CASE, [(added, "text")])[added, "text"] == ""


def test_back_saves_a_caption(jar: Client) -> None:
    reporter = _with_files(jar, _file("a.txt"))
    notes = _notes(reporter, **{"a.txt": ("Half a caption", False)})
    assert reporter.post("evidence", {**notes, "change": "back"}).headers["Location"].endswith("/commitments/")
    assert "Half a caption" in reporter.page("evidence")
    assert not is_stored("Half a caption")


def test_a_caption_that_is_too_long_comes_back_with_the_files(jar: Client) -> None:
    reporter = _with_files(jar, _file("a.txt"))
    answer = reporter.post("evidence", _notes(reporter, **{"a.txt": ("x" * 501, False)}))
    page = text(answer)
    assert (answer.status_code, "x" * 501 in page) == (422, True)
    assert "“What it shows” can be 500 characters at most." in page


def test_what_was_saved_in_another_tab_is_said(jar: Client) -> None:
    reporter = _with_files(jar, _file("a.txt"))
    old = first(SEEN, reporter.page("evidence"))
    reporter.post("evidence", _notes(reporter, **{"a.txt": ("Of the first tab", False)}))
    notes = _notes(reporter, **{"a.txt": ("Of the second tab", False)})
    answer = reporter.post("evidence", notes, seen=old)
    page = text(answer)
    assert (answer.status_code, "changed in another tab" in page, "Of the second tab" in page) == (409, True, True)


def test_the_21st_file_and_one_too_large_keep_a_row_and_do_not_stop_the_report(jar: Client, settings: Settings) -> None:
    settings.MAX_FILE_BYTES = 1000
    reporter = Reporter(jar)
    many = [_file(f"{number}.txt") for number in range(20)]
    answer = reporter.post("evidence", {"added": [_file("large.txt", b"x" * 1001), *many, _file("last.txt")]})
    page = text(answer)
    assert (answer.status_code, len(_files(reporter))) == (422, 20)
    for words in ("Not added. The file is too large.", "Not added. A report holds 20 files. Send this one later"):
        assert words in page
    assert page.count("ob-file--refused") == 2
    assert reporter.post("evidence", {}).status_code == 302


def _piece(reporter: Reporter, upload: str, content: bytes, start: int, size: int, **more: str) -> Any:
    sent = {"start": start, "size": size, "modified": 5, "piece": _file("talk.txt", content), **more}
    token = {"csrfmiddlewaretoken": first(TOKEN, reporter.page("evidence"))}
    return reporter.jar.post(f"{reporter.home}evidence/uploads/{upload}/", {**token, **sent})


def test_a_file_in_pieces_goes_on_where_it_stopped_and_is_looked_at(jar: Client, converter: Path) -> None:
    reporter, upload = Reporter(jar), str(uuid4())
    address = f"{reporter.home}evidence/uploads/{upload}/"
    assert _piece(reporter, upload, b"Words ", 0, 12).json() == {"offset": 6, "whole": False}
    assert jar.get(address).json() == {"offset": 6, "whole": False}
    assert "Not whole: 6\xa0bytes of 12\xa0bytes" in re.sub(r"\s*\n\s*", " ", reporter.page("evidence"))
    assert _piece(reporter, upload, b"spoken", 6, 12).json() == {"offset": 12, "whole": True}
    (file,) = _files(reporter)
    assert (file.description.name, file.description.size, file.view is not None) == ("talk.txt", 12, True)
    assert Client().get(address).status_code == 404


def test_a_piece_is_refused_in_a_sentence_and_can_be_stopped(jar: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reporter, upload = Reporter(jar), str(uuid4())
    assert _piece(reporter, upload, b"Words ", 0, 6_000_000_000).json() == {"refused": "The file is too large."}
    _piece(reporter, upload, b"Words ", 0, 12)
    assert _piece(reporter, upload, b"", 6, 12, stop="1").json() == {"offset": 0, "whole": False}
    assert _piece(reporter, upload, b"Words ", 0, 0).status_code == 400
    monkeypatch.setitem(PER_HOUR, Budget.UPLOAD, 0)
    refused = _piece(reporter, upload, b"Words ", 0, 12)
    assert (refused.status_code, "Very many files came from your network" in refused.json()["refused"]) == (422, True)


def test_a_piece_needs_the_token_of_the_page(jar: Client) -> None:
    reporter = Reporter(jar)
    sent = {"start": 0, "size": 5, "modified": 5, "piece": _file("a.txt", b"words")}
    assert jar.post(f"{reporter.home}evidence/uploads/{uuid4()}/", sent).status_code == 403


def test_the_page_costs_as_many_statements_for_one_file_as_for_many(
    jar: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reporter = _with_files(jar, _file("a.txt"))
    with django_assert_num_queries(2):
        reporter.page("evidence")
    reporter.post("evidence", {"added": [_file("b.txt"), _file("c.txt")], "add": "1"})
    with django_assert_num_queries(2):
        reporter.page("evidence")


def test_everything_that_the_converter_can_find_has_words() -> None:
    assert set(get_args(Found.__value__)) == {*FOUND, *SENTENCES}
    assert set(PERSONAL) < set(FOUND)
    assert all(kind_in_words(media_type) for media_type in ENDINGS)
    assert kind_in_words(UNKNOWN) == "File"
    assert [kind for kind in ENDINGS if kind_in_words(kind) == "File"] == [UNKNOWN]


def test_captions_saved_by_script_are_kept_and_the_page_waits_for_its_button(jar: Client) -> None:
    reporter = _with_files(jar, _file("chat.txt"))
    typed = _notes(reporter, **{"chat.txt": ("They met, whimbrel.", False)})
    page = reporter.page("evidence")
    hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), "draft": "keep"}
    script = {"X-Draft": "1"}
    answer = jar.post(f"{reporter.home}evidence/", {**hidden, **typed}, headers=script)
    assert (answer.status_code, list(answer.json())) == (200, ["version"])
    assert "They met, whimbrel." in reporter.page("evidence")
    late = jar.post(f"{reporter.home}evidence/", {**hidden, **typed, "keep": "on"}, headers=script)
    assert (late.status_code, late.json()) == (200, answer.json())
    changed = _notes(reporter, **{"chat.txt": ("From an older page.", False)})
    assert jar.post(f"{reporter.home}evidence/", {**hidden, **changed}, headers=script).status_code == 409
    assert "They met, whimbrel." in reporter.page("evidence")
    assert "They met, whimbrel." not in reporter.page("check")
    assert reporter.post("evidence", typed).status_code == 302
    assert "They met, whimbrel." in reporter.page("check")
