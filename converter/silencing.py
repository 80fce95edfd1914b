"""Puts silence over stretches of a sound. Nothing that was heard in them stays in the output.

The sound is decoded, the stretches become zeros, and the whole is encoded again. An MP3 writes each moment into frames that
overlap, and a moment spreads over two frames more. So a stretch is widened to whole frames and by two more.
"""

import io
from collections import deque
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import av

from converter.frames import Frame
from converter.kinds.recordings import DAMAGED, RATE, Recorder, pieces
from converter.kinds.view import CannotShow

SAMPLES_A_FRAME = 1152
FRAME = SAMPLES_A_FRAME * 1000 // RATE
"""How long a frame of an MP3 is, in ms."""
AROUND = 2 * FRAME
MOST_SILENCES = 1000
BEYOND = 1000
"""How far an asked end may lie after the end: a length is shown in whole seconds."""
WIDTH = 2
"""How many bytes a sample has."""

type Stretch = tuple[int, int]
"""Start and end, in ms from the beginning of the sound."""


class CannotSilence(CannotShow):
    """What was asked for does not fit the sound; the text says why, in words for an officer."""


def silence(part: Frame, text: str) -> Iterator[Frame]:
    """Yield a "sound" with its `silences` (from, to, in ms), and its new "wave". `text` is the transcript to go with it.

    The head says which `silences` were made; each is longer than it was asked for. Raises CannotSilence.
    """
    asked = part.head.get("silences", ())
    stretches = read_stretches(asked)
    left = deque(stretches)
    try:
        with av.open(io.BytesIO(part.body), "r", format="mp3") as container, Recorder() as recorder:
            for piece in pieces(container, container.streams.audio[0].index):
                if piece is None:
                    raise CannotSilence(DAMAGED)
                recorder.add(_with_silence(piece, recorder.samples, left))
    except (av.FFmpegError, IndexError) as fault:
        raise CannotSilence(DAMAGED) from fault
    length = recorder.samples * 1000 // RATE
    if any(end > length + BEYOND for _, end in asked):
        raise CannotSilence("A silence ends after the end of the sound.")
    made = [[start, min(end, length)] for start, end in stretches]
    yield from recorder.get_frames(text=text, silences=made)


def read_stretches(given: Any) -> list[Stretch]:
    """Return stretches in order, each grown to whole frames and by `AROUND`, and joined where they meet.

    Raises CannotSilence.
    """
    if not isinstance(given, (list, tuple)) or len(given) > MOST_SILENCES:
        raise CannotSilence(f"A sound can have at most {MOST_SILENCES} silences.")
    found: list[Stretch] = []
    for start, end in sorted(map(_stretch, given)):
        first = max(0, start // FRAME * FRAME - AROUND)
        last = -(-end // FRAME) * FRAME + AROUND
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _stretch(given: Any) -> Stretch:
    if not isinstance(given, (list, tuple)) or len(given) != 2 or not all(type(each) is int for each in given):
        raise CannotSilence("A silence needs two whole numbers.")
    start, end = given
    if start < 0 or start >= end:
        raise CannotSilence("A silence ends before it begins, or begins before the sound.")
    return start, end


def _with_silence(piece: av.AudioFrame, at: int, left: deque[Stretch]) -> av.AudioFrame:
    """Return a piece of sound that begins at this sample, with zeros where it lies in a stretch. `left`: those not passed."""
    while left and _sample(left[0][1]) <= at:
        left.popleft()
    within = list(takewhile(lambda one: _sample(one[0]) < at + piece.samples, left))
    if not within:
        return piece
    silent = av.AudioFrame(format="s16p", layout="mono", samples=piece.samples)
    silent.sample_rate = RATE
    body = bytearray(silent.planes[0].buffer_size)
    body[: piece.samples * WIDTH] = memoryview(piece.planes[0]).cast("B")[: piece.samples * WIDTH]
    for start, end in within:
        first, last = max(0, _sample(start) - at), min(piece.samples, _sample(end) - at)
        body[first * WIDTH : last * WIDTH] = bytes((last - first) * WIDTH)
    silent.planes[0].update(bytes(body))
    return silent


def _sample(moment: int) -> int:
    return moment * RATE // 1000
