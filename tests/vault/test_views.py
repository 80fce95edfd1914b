"""Safe views of kept files: made by a real converter, sealed, and read part by part."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

from casework.tasks import make_safe_views
from converter import client, job
from converter.frames import make_frame
from ledger.canonical import decode, encode
from ledger.clock import now
from tests import converters
from tests.converter import recorded
from tests.vault.sealed import is_stored
from tests.vault.sent import sent
from vault import conversion, store, views
from vault.compartments import CannotOpen, Compartment, Kind
from vault.files import keep
from vault.models import SafeView, SealedFile

WORDS = b"Ms Quillon asked for the book twice."


def _kept(content: bytes = WORDS, name: str = "note.txt") -> tuple[SealedFile, Compartment]:
    compartment = Compartment(uuid4(), Kind.CASE)
    with sent(content, name) as upload:
        return keep(upload, compartment), compartment


def _made(kept: SealedFile, compartment: Compartment) -> views.View:
    assert views.take_waiting(now()) == kept.pk
    views.make_view(kept.pk)
    view = views.view_of(kept, compartment)
    assert view is not None
    return view


def test_a_kept_file_waits_for_its_view(db: None, kek: Path) -> None:
    kept, compartment = _kept()
    assert views.view_of(kept, compartment) is None
    assert views.take_waiting(now()) == kept.pk
    assert views.take_waiting(now()) is None


def test_a_text_is_shown_by_its_view(db: None, kek: Path, converter: Path) -> None:
    view = _made(*_kept())
    assert [view.read(part) for part in view.of_kind("text")] == [WORDS]


def test_the_words_of_a_page_are_kept_beside_its_picture(db: None, kek: Path) -> None:
    frames = [make_frame("page", b"picture", number=1, width=3, text="Quillon", words=[{"word": "Quillon"}])]
    view = views.view_of_value(decode(encode(views.keep_view(frames).value())))  # type: ignore[arg-type]
    (page,) = view.of_kind("page")
    assert (view.read(page), page.head.short) == (b"picture", {"width": 3})
    assert dict(page.head) == {"width": 3, "text": "Quillon", "words": [{"word": "Quillon"}]}


def test_nothing_of_a_view_is_stored_in_clear(db: None, kek: Path, converter: Path) -> None:
    view = _made(*_kept())
    assert view.stored is not None
    assert not is_stored("Quillon")
    assert b"Quillon" not in store.path_of(view.stored).read_bytes()


def test_a_view_opens_in_its_own_compartment_only(db: None, kek: Path, converter: Path) -> None:
    kept, compartment = _kept()
    _made(kept, compartment)
    with pytest.raises(CannotOpen):
        views.view_of(kept, Compartment(uuid4(), Kind.CASE))


def test_a_file_of_no_known_kind_gets_the_reason(db: None, kek: Path, converter: Path) -> None:
    view = _made(*_kept(b"\x00\x01\x02" * 100, "data.bin"))
    assert (view.why, view.parts, view.stored) == (
        "A file of this kind cannot be shown here. The original is kept.",
        (),
        None,
    )


def test_a_file_waits_while_no_converter_answers(db: None, kek: Path, settings: Settings) -> None:
    settings.CONVERTER_SOCKET = None
    kept, _ = _kept()
    assert views.take_waiting(now()) == kept.pk
    with pytest.raises(ConnectionRefusedError):
        views.make_view(kept.pk)
    row = SafeView.objects.get(file=kept)
    assert (bytes(row.blob), row.tries) == (b"", 0)
    assert row.look_at is not None and row.look_at > now()


def test_the_words_of_a_page_lie_beside_its_picture_and_not_in_the_list_of_pages(db: None, kek: Path) -> None:
    kept, compartment = _kept()
    words = [{"word": "Quillon", "box": [1, 2, 3, 4]}]
    pages = [make_frame("page", b"picture", number=n, width=8, text="Ms Quillon", words=words) for n in (1, 2)]
    views.seal_view(kept, compartment, views.keep_view(pages))
    view = views.view_of(kept, compartment)
    assert view is not None
    assert [dict(part.head) for part in view.parts] == [{"width": 8, "text": "Ms Quillon", "words": words}] * 2
    assert [view.read(part) for part in view.parts] == [b"picture"] * 2
    assert "Quillon" not in str(view.value())
    assert [view.read(view.parts[0], start=2, length=3), view.read(view.parts[0], start=4)] == [b"ctu", b"ure"]
    with pytest.raises(CannotOpen):
        view.read(view.parts[0], start=4, length=4)


def test_a_kept_file_wakes_the_worker_once_it_is_committed(
    db: None, kek: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(make_safe_views, "apply_async", lambda **_: asked.append("views"))
    with django_capture_on_commit_callbacks(execute=True):
        _kept()
        assert asked == []
    assert asked == ["views"]


def test_a_task_that_finds_no_converter_says_so(db: None, kek: Path, settings: Settings) -> None:
    _kept()
    settings.CONVERTER_SOCKET = None
    assert make_safe_views() == "converter-missing"
    settings.CONVERTER_SOCKET = Path("/nowhere.sock")
    assert make_safe_views() == "converter-down"


def test_a_job_that_ended_early_is_tried_again_and_then_says_why(
    db: None, kek: Path, settings: Settings, tmp_path: Path
) -> None:
    kept, compartment = _kept()
    with converters.started(tmp_path / "socket", "--unshare", module="tests.converter.crashing"):
        settings.CONVERTER_SOCKET = tmp_path / "socket"
        for tries in range(1, views.MOST_TRIES):
            views.make_view(kept.pk)
            row = SafeView.objects.get(file=kept)
            assert (row.tries, row.look_at is not None and row.look_at > now()) == (tries, True)
        views.make_view(kept.pk)
    view = views.view_of(kept, compartment)
    assert view is not None and view.why == job.CRASHED
    assert view.parts == ()


def test_a_file_whose_tries_break_off_is_given_up(db: None, kek: Path, converter: Path) -> None:
    kept, compartment = _kept()
    store.path_of(kept.pk).write_bytes(b"altered")
    for _ in range(views.MOST_TRIES):
        with pytest.raises(CannotOpen):
            views.make_view(kept.pk)
    views.make_view(kept.pk)
    view = views.view_of(kept, compartment)
    assert view is not None and view.why == views.GIVEN_UP
    assert views.take_waiting(now() + views.CLAIMED) is None


def test_no_other_worker_takes_a_file_while_its_parts_arrive(
    db: None, kek: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, _ = _kept()
    monkeypatch.setattr(views, "RENEWED", timedelta(0))
    with converters.started(tmp_path / "socket", "--unshare", module="tests.converter.crashing"):
        settings.CONVERTER_SOCKET = tmp_path / "socket"
        SafeView.objects.update(look_at=now())
        with pytest.raises(client.JobEnded):
            for _ in views._renew_claim(kept, conversion.convert("text/plain", lambda: iter([WORDS]))):
                assert views.take_waiting(now()) is None


@pytest.mark.parametrize(
    ("content", "name", "parts"),
    [
        (recorded.sound("ipod", "aac"), "memo.m4a", {"sound", "wave"}),
        (recorded.video("mp4", "libx264", heard="aac"), "party.mp4", {"page", "sound", "wave"}),
    ],
    ids=["sound", "video"],
)
def test_a_recording_is_heard_and_seen_by_its_view(
    db: None, kek: Path, converter: Path, content: bytes, name: str, parts: set[str]
) -> None:
    view = _made(*_kept(content, name))
    assert ({part.kind for part in view.parts}, view.why) == (parts, "")
