"""What was heard in a silenced stretch is in no sample of the copy, and a silence that fits no sound is refused."""

import io
import json
import math
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest

from converter import client
from converter.client import NotConverted
from converter.covering import cover
from converter.frames import Frame, make_frame
from converter.kinds.recordings import RATE
from converter.kinds.view import CannotShow
from converter.silencing import FRAME, MOST_SILENCES, read_stretches
from tests.converter import shown

SPOKEN, MARKER = 440, 3100
SECRET = (2000, 3000)
LENGTH = 5000


def sound(heard: Callable[[float], float]) -> Frame:
    """The sound of a safe view, made of a recording that is `heard` so at each second."""
    body = io.BytesIO()
    with wave.open(body, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(array("h", (int(heard(at / RATE)) for at in range(LENGTH * RATE // 1000))).tobytes())
    (made,) = (one for one in shown.shown(body.getvalue()) if one.kind == "sound")
    return made


def tone(pitch: int, second: float) -> float:
    return 8000 * math.sin(2 * math.pi * pitch * second)


def secret(second: float) -> float:
    """The marker sounds only in the secret second."""
    return tone(MARKER, second) if SECRET[0] <= second * 1000 < SECRET[1] else 0


@pytest.fixture(scope="module")
def spoken() -> Frame:
    """A voice, with the marker beside it in the secret second."""
    return sound(lambda second: tone(SPOKEN, second) + secret(second))


def silenced(part: Frame, *silences: object, **more: object) -> list[Frame]:
    return list(cover([make_frame("sound", part.body, **{"silences": list(silences)} | more)]))


def samples(body: bytes) -> "array[int]":
    heard = array("h")
    with av.open(io.BytesIO(body), "r", format="mp3") as file:
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
        for frame in file.decode(audio=0):
            frame.pts = None
            for piece in resampler.resample(frame):
                heard.frombytes(bytes(piece.planes[0])[: piece.samples * 2])
    return heard


def loudness(heard: "array[int]", pitch: int) -> float:
    """How loud a pitch is, as the height of its wave (the Goertzel algorithm)."""
    turn, last, before = 2 * math.cos(2 * math.pi * pitch / RATE), 0.0, 0.0
    for each in heard:
        last, before = each + turn * last - before, last
    return 2 * math.sqrt(max(0.0, last**2 + before**2 - turn * last * before)) / len(heard)


def at(moment: int) -> int:
    return moment * RATE // 1000


def test_the_stretch_is_digital_silence_and_the_rest_is_still_heard(spoken: Frame) -> None:
    before = samples(spoken.body)[at(SECRET[0]) : at(SECRET[1])]
    assert loudness(before, MARKER) > 7000
    made, _ = silenced(spoken, SECRET)
    heard = samples(made.body)
    assert set(heard[at(SECRET[0] - FRAME) : at(SECRET[1] + FRAME)]) == {0}
    for first, last in ((0, 1900), (3100, LENGTH)):
        assert loudness(heard[at(first) : at(last)], SPOKEN) > 7000
        assert loudness(heard[at(first) : at(last)], MARKER) < 2


def test_no_sample_keeps_what_a_coder_blurs_of_a_secret_sound() -> None:
    part = sound(secret)
    blurred = samples(part.body)
    assert any(blurred[: at(SECRET[0])]) and any(blurred[at(SECRET[1]) + 8 :])
    made, _ = silenced(part, SECRET)
    assert not any(samples(made.body))


def test_the_head_says_what_was_made_and_the_wave_is_new(spoken: Frame) -> None:
    made, drawn = silenced(spoken, (2500, 3000), (2000, 2600), (4990, 5400), media_type="audio/mpeg")
    (first, second) = made.head["silences"]
    assert first[0] in range(SECRET[0] - 4 * FRAME, SECRET[0]) and first[1] in range(SECRET[1], SECRET[1] + 4 * FRAME)
    assert second[1] == LENGTH
    levels = json.loads(drawn.body)
    a_second = len(levels) / (LENGTH / 1000)
    assert max(levels[round(2 * a_second) : round(3 * a_second)]) == 0
    assert min(levels[: round(1.8 * a_second)]) > 0.2
    assert (made.head["media_type"], made.head["seconds"]) == ("audio/mpeg", 5)
    assert not made.body.startswith(b"ID3") and b"TAG" not in made.body[-128:]


def test_a_sound_without_a_silence_is_encoded_again_and_its_transcript_is_seen_whole(spoken: Frame) -> None:
    made, _ = silenced(spoken, text=" San\u200bdra\u2060 says\nnothing. ")
    assert (made.head["silences"], made.head["text"]) == ([], "Sandra says\nnothing.")
    assert made.body != spoken.body


@pytest.mark.parametrize(
    ("silences", "why"),
    [
        ([(0, LENGTH + 1001)], "after the end of the sound"),
        ([(-1, 5)], "begins before the sound"),
        ([(7, 7)], "ends before it begins"),
        ([(9, 7)], "ends before it begins"),
        ([(1, 2, 3)], "two whole numbers"),
        ([(1, 2.5)], "two whole numbers"),
        ([(True, 9)], "two whole numbers"),
        (["12"], "two whole numbers"),
        ([(one, one + 1) for one in range(10_000)], f"at most {MOST_SILENCES} silences"),
    ],
)
def test_a_silence_that_does_not_fit_is_refused(spoken: Frame, silences: list[Any], why: str) -> None:
    with pytest.raises(CannotShow, match=why):
        silenced(spoken, *silences)


def test_what_is_no_sound_is_refused() -> None:
    with pytest.raises(CannotShow, match="cannot be read"):
        silenced(make_frame("sound", b"no sound at all" * 99))


def test_many_silences_that_touch_are_one() -> None:
    assert read_stretches([(one * 100, one * 100 + 50) for one in range(MOST_SILENCES)]) == [(0, 100_044)]


def test_a_real_converter_silences_a_sound_between_pages(converter_socket: Path, spoken: Frame) -> None:
    text = make_frame("text", b"Bo called.", number=1, ranges=[])
    asked = make_frame("sound", spoken.body, media_type="audio/mpeg", silences=[SECRET], text="A voice.")
    made = list(client.cover(converter_socket, [text, asked, text]))
    assert [frame.kind for frame in made] == ["text", "sound", "wave", "text"]
    assert not any(samples(made[1].body)[at(SECRET[0]) : at(SECRET[1])])
    wrong = make_frame("sound", spoken.body, media_type="audio/mpeg", silences=[(0, 10**9)])
    with pytest.raises(NotConverted, match="after the end of the sound"):
        list(client.cover(converter_socket, [wrong]))
