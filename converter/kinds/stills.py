"""Stills of a video: one every few seconds."""

import math
from collections.abc import Iterator

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video import VideoStream
from PIL import Image

from converter.frames import Frame
from converter.kinds.view import MOST_PIXELS, CannotShow, page

MOST_STILLS = 40
SECONDS_BETWEEN = 2
PIXELS_BETWEEN = 2_500_000_000
"""How many pixels are decoded to come from the pictures that stand alone in a video to the moments in between."""
_CODECS = frozenset(
    {
        "av1", "h263", "h264", "hevc", "mjpeg", "mpeg1video", "mpeg2video", "mpeg4", "msmpeg4v1", "msmpeg4v2", "msmpeg4v3",
        "prores", "theora", "vc1", "vp8", "vp9", "wmv1", "wmv2", "wmv3",
    }
)  # fmt: skip


def is_known(stream: VideoStream) -> bool:
    """Whether a stream is a video that can be decoded here; the cover of an album is none."""
    is_cover = bool(stream.disposition & Disposition.attached_pic)
    return not is_cover and stream.codec_context is not None and stream.codec_context.codec.canonical_name in _CODECS


def get_stills(container: InputContainer, stream: VideoStream) -> Iterator[Frame]:
    """Yield pages, each with the second that it shows. Raises FFmpegError and CannotShow."""
    pixels = stream.width * stream.height
    if not 0 < pixels <= MOST_PIXELS:
        raise CannotShow("The pictures of the video are too large to be shown.")
    stream.thread_type = "NONE"
    stream.codec_context.thread_count = 1
    start = (container.start_time or 0) / av.time_base
    seconds = (container.duration or 0) / av.time_base or MOST_STILLS * SECONDS_BETWEEN
    step = max(SECONDS_BETWEEN, seconds / MOST_STILLS)
    left, number, last = PIXELS_BETWEEN // pixels, 0, -math.inf
    for place in range(min(MOST_STILLS, math.ceil(seconds / step))):
        frame, used = _frame_at(container, stream, start + place * step, left)
        left -= used
        if frame is None or (frame.time or 0) <= last:
            continue
        last, number = frame.time or 0, number + 1
        image: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
        yield page(number, image.rotate(frame.rotation, expand=True), second=round(max(0, last - start)))


def _frame_at(
    container: InputContainer, stream: VideoStream, moment: float, at_most: int
) -> tuple[av.VideoFrame | None, int]:
    """Return the picture at a moment, or an earlier one if it lies too far behind the last one that stands alone."""
    latest, used = None, 0
    container.seek(int(moment * av.time_base), any_frame=False)
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.InvalidDataError:
            used += 1
            continue
        for frame in frames:
            if not isinstance(frame, av.VideoFrame):
                continue
            latest, used = frame, used + 1
            if frame.time is None or frame.time >= moment - 0.001 or used > at_most:
                return frame, used
    return latest, used
