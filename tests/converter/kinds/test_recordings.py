"""Sound and video: the sound again without tags, stills, and what the recorder wrote."""

import io
import json
from typing import Any

import av
import pytest

from converter.frames import Frame
from converter.kinds import CannotShow, stills
from tests.converter import recorded, shown

SOUNDS = [
    ("mp3", "libmp3lame"), ("ipod", "aac"), ("adts", "aac"), ("wav", "pcm_s16le"), ("ogg", "libopus"), ("flac", "flac"),
    ("caf", "pcm_s16le"), ("webm", "libopus"), ("asf", "wmav2"),
]  # fmt: skip
VIDEOS = [
    ("mp4", "libx264", "aac"), ("mov", "libx264", "aac"), ("3gp", "libx264", "aac"), ("webm", "libvpx", "libopus"),
    ("matroska", "libx264", "libmp3lame"), ("avi", "mpeg4", "libmp3lame"), ("asf", "wmv2", "wmav2"),
]  # fmt: skip
OWNED: dict[str, Any] = {"title": "At the office", "artist": "Jane Quillon", "comment": "for Al"}


def _of(frames: list[Frame], kind: str) -> Frame:
    (frame,) = [one for one in frames if one.kind == kind]
    return frame


@pytest.mark.parametrize(("container", "codec"), SOUNDS)
def test_a_sound_is_encoded_again(container: str, codec: str) -> None:
    frames = shown.shown(recorded.sound(container, codec))
    assert [one.kind for one in frames if one.kind != "found"] == ["sound", "wave"]
    head, body = _of(frames, "sound").head, _of(frames, "sound").body
    assert head["media_type"] == "audio/mpeg"
    assert head["seconds"] == pytest.approx(2, abs=0.1)
    with av.open(io.BytesIO(body), "r", format="mp3") as copy:
        assert (copy.metadata, copy.streams.audio[0].rate) == ({}, 32_000)
        assert copy.duration is not None
        assert copy.duration / av.time_base == pytest.approx(2, abs=0.2)


def test_the_wave_shows_what_is_loud() -> None:
    wave = json.loads(_of(shown.shown(recorded.sound("wav", "pcm_s16le", seconds=20)), "wave").body)
    assert len(wave) == 400
    assert max(wave[:195]) == 0
    assert all(0.45 < one < 0.5 for one in wave[205:395])


@pytest.mark.parametrize(("container", "codec"), [("mp3", "libmp3lame"), ("ipod", "aac"), ("ogg", "libopus")])
def test_what_is_beside_a_sound_is_said_and_not_copied(container: str, codec: str) -> None:
    frames = shown.shown(recorded.sound(container, codec, **OWNED))
    found = shown.found(frames)
    assert (found["title"], found["author"], found["comment"]) == ("At the office", "Jane Quillon", "for Al")
    assert b"Quillon" not in _of(frames, "sound").body


@pytest.mark.parametrize(("container", "codec", "heard"), VIDEOS)
def test_a_video_is_shown_as_stills_and_sound(container: str, codec: str, heard: str) -> None:
    frames = shown.shown(recorded.video(container, codec, heard=heard))
    assert [one.head["second"] for one in frames if one.kind == "page"] == pytest.approx([0, 2, 4], abs=0.1)
    assert _of(frames, "sound").head["seconds"] == pytest.approx(5, abs=0.2)
    first, _, last = (image.convert("L").getpixel((10, 20)) for image in shown.pictures(frames))
    assert isinstance(first, int)
    assert isinstance(last, int)
    assert last - first > 40


def test_a_video_without_sound_has_stills_only() -> None:
    assert {one.kind for one in shown.shown(recorded.video())} == {"found", "page"}


def test_a_long_video_has_forty_stills() -> None:
    frames = shown.shown(recorded.video(seconds=200))
    seconds = [one.head["second"] for one in frames if one.kind == "page"]
    assert (len(seconds), seconds[1], seconds[-1]) == (stills.MOST_STILLS, 5, 195)


def test_a_video_is_turned_upright() -> None:
    (image, *_) = shown.pictures(shown.shown(recorded.video(rotation=-90)))
    assert image.size == (48, 64)
    top, bottom = (image.convert("L").getpixel(place) for place in ((24, 5), (24, 58)))
    assert isinstance(top, int)
    assert isinstance(bottom, int)
    assert top + 80 < bottom


def test_what_a_telephone_wrote_into_a_video_is_said() -> None:
    tags: dict[str, Any] = {
        "com.apple.quicktime.location.ISO6709": "+51.5017-000.1246+011.000/",
        "com.apple.quicktime.make": "Acme",
        "com.apple.quicktime.model": "Phone 9",
        "com.apple.quicktime.creationdate": "2026-03-04T05:06:07+0000",
    }
    frames = shown.shown(recorded.video("mov", **tags))
    found = shown.found(frames)
    assert found["place"] == "51.50170, -0.12460"
    assert found["device"] == "Acme Phone 9"
    assert found["moment"] == "2026:03:04 05:06:07"


@pytest.mark.parametrize(
    "content",
    [recorded.sound("ipod", "aac"), recorded.video(), recorded.video("mov")],
    ids=["m4a", "mp4", "mov"],
)
def test_half_a_recording_cannot_be_shown(content: bytes) -> None:
    with pytest.raises(CannotShow, match="damaged or incomplete"):
        shown.shown(content[: len(content) // 2])


@pytest.mark.parametrize(("container", "codec"), [("mp3", "libmp3lame"), ("wav", "pcm_s16le"), ("ogg", "libopus")])
def test_what_is_left_of_a_sound_is_heard(container: str, codec: str) -> None:
    content = recorded.sound(container, codec, seconds=4)
    seconds = _of(shown.shown(content[: len(content) // 2]), "sound").head["seconds"]
    assert 1 < seconds < 3.9


def test_a_list_that_names_other_files_opens_none() -> None:
    playlist = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
    for kind in "audio/mpeg", "video/mp4", "video/x-matroska":
        with pytest.raises(CannotShow):
            shown.shown(playlist, kind)
