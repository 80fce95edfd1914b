"""Small recordings of many kinds, made by a script."""

import io
import math
from array import array
from typing import Any

import av


def sound(container: str = "mp3", codec: str = "libmp3lame", *, seconds: float = 2, **tags: str) -> bytes:
    """A tone that is silent in its first half."""
    body = io.BytesIO()
    with av.open(body, "w", format=container) as file:
        file.metadata.update(tags)
        _encode_tone(file, _stream(file, codec), seconds)
    return body.getvalue()


def video(
    container: str = "mp4", codec: str = "libx264", *, seconds: int = 5, rotation: int = 0, heard: str = "", **tags: str
) -> bytes:
    """A picture that is green on its left half and becomes lighter each second; with a tone if `heard` names its codec."""
    body = io.BytesIO()
    with av.open(body, "w", format=container, options={"movflags": "use_metadata_tags"} if tags else {}) as file:
        file.metadata.update(tags)
        stream: Any = file.add_stream(codec, rate=5)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        if rotation:
            stream.set_display_rotation(rotation)
        tone = _stream(file, heard) if heard else None
        for number in range(seconds * 5):
            frame = av.VideoFrame(64, 48, "yuv420p")
            for place, plane in enumerate(frame.planes):
                left, right = ((min(200, 40 + 20 * (number // 5)), 220), (90, 90), (60, 200))[place]
                row = bytes([left]) * (plane.width // 2) + bytes([right]) * (plane.line_size - plane.width // 2)
                plane.update(row * plane.height)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        if tone:
            _encode_tone(file, tone, seconds)
    return body.getvalue()


def _stream(file: Any, codec: str) -> Any:
    stream = file.add_stream(codec, rate=44_100 if codec == "wmav2" else 48_000)
    stream.layout, stream.bit_rate = "mono", 64_000
    return stream


def _encode_tone(file: Any, stream: Any, seconds: float) -> None:
    rate = stream.rate
    resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate, frame_size=stream.frame_size or 1024)
    count = int(seconds * rate)
    tone = array("h", (int(16_000 * math.sin(n / 12)) if n >= count // 2 else 0 for n in range(count)))
    frame = av.AudioFrame(format="s16", layout="mono", samples=count)
    frame.planes[0].update(tone.tobytes())
    frame.sample_rate, frame.pts = rate, 0
    for piece in [*resampler.resample(frame), *resampler.resample(None)]:
        file.mux(stream.encode(piece))
    file.mux(stream.encode(None))
