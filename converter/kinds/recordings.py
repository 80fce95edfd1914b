"""Sound and video: the sound encoded again without a tag, stills of a video, and what the recorder wrote beside them."""

import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Self

import av
from av.audio import AudioStream
from av.container import InputContainer

from converter.frames import Found, Frame, make_frame
from converter.kinds import stills
from converter.kinds.view import CannotShow, found

DEMUXERS: Mapping[str, str] = {
    "audio/mp4": "mov",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/amr": "amr",
    "audio/x-caf": "caf",
    "video/quicktime": "mov",
    "video/3gpp": "mov",
    "video/mp4": "mov",
    "video/x-msvideo": "avi",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
    "video/x-ms-asf": "asf",
}
"""Nothing is guessed from the bytes: the library also knows lists that name further files to open."""

MEDIA_TYPE = "audio/mpeg"
RATE, BITS_A_SECOND = 32_000, 64_000
MOST_SECONDS = 4 * 3600
PEAKS = 400
_FULL, _FIFTIETH = 32_768, RATE // 50
DAMAGED = "The recording cannot be read. It may be damaged or incomplete."
_CODECS = frozenset(
    {
        "aac", "aac_latm", "ac3", "alac", "amr_nb", "amr_wb", "adpcm_ima_qt", "adpcm_ima_wav", "adpcm_ms", "eac3", "flac",
        "gsm", "gsm_ms", "mp2", "mp3", "opus", "pcm_alaw", "pcm_f32le", "pcm_mulaw", "pcm_s16be", "pcm_s16le", "pcm_s24le",
        "pcm_s32le", "pcm_u8", "vorbis", "wmapro", "wmav1", "wmav2",
    }
)  # fmt: skip


def view(demuxer: str, content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Yield what is written beside the recording, at most 40 stills, then "sound" and "wave"."""
    try:
        with av.open(content, "r", format=demuxer, io_open=_open_no_other) as container:
            sounds = [one.index for one in container.streams.audio if _is_known(one)]
            pictures = [one for one in container.streams.video if stills.is_known(one)]
            if not sounds and not pictures:
                raise CannotShow("The recording holds neither sound nor pictures of a kind that is known here.")
            yield from _said_beside(container)
            count = 0
            for still in stills.get_stills(container, pictures[0]) if pictures else ():
                yield still
                count += 1
        if sounds:
            content.seek(0)
            yield from _sound(content, demuxer, sounds[0])
        elif not count:
            raise CannotShow(DAMAGED)
    except (av.FFmpegError, OSError, ValueError, ArithmeticError) as fault:
        raise CannotShow(DAMAGED) from fault


def _open_no_other(address: str, *_: object) -> None:
    raise PermissionError(f"the recording names another file: {address[:100]}")


def _is_known(stream: AudioStream) -> bool:
    return stream.codec_context is not None and stream.codec_context.codec.canonical_name in _CODECS


def _sound(content: BinaryIO, demuxer: str, index: int) -> Iterator[Frame]:
    broken = 0
    with av.open(content, "r", format=demuxer, io_open=_open_no_other) as container, Recorder() as recorder:
        for piece in pieces(container, index):
            if piece is None:
                broken += 1
                continue
            recorder.add(piece)
            if recorder.samples >= MOST_SECONDS * RATE:
                yield found("cut", f"The recording is long. Its first {MOST_SECONDS // 3600} hours are in the copy.")
                break
    if not recorder.samples:
        raise CannotShow(DAMAGED)
    if broken:
        yield found("unread", "Parts of the sound cannot be read. They are missing in the copy.")
    yield from recorder.get_frames()


class Recorder:
    """Encodes a sound as an MP3 without tags, and measures how loud it is. It is complete once its context is left."""

    def __init__(self) -> None:
        self.samples, self._peaks, self._body = 0, list[int](), io.BytesIO()
        self._file = av.open(self._body, "w", format="mp3", options={"id3v2_version": "0"})
        self._stream = self._file.add_stream("libmp3lame", rate=RATE, options={"compression_level": "7"})
        self._stream.layout, self._stream.bit_rate = "mono", BITS_A_SECOND

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._file.mux(self._stream.encode(None))
        self._file.close()

    def add(self, piece: av.AudioFrame) -> None:
        self._peaks += _peaks(piece)
        piece.pts, self.samples = self.samples, self.samples + piece.samples
        self._file.mux(self._stream.encode(piece))

    def get_frames(self, **head: object) -> Iterator[Frame]:
        """Yield "sound", with `head`, and "wave"."""
        seconds = round(self.samples / RATE)
        yield make_frame("sound", self._body.getvalue(), media_type=MEDIA_TYPE, seconds=seconds, **head)
        yield make_frame("wave", json.dumps(_wave(self._peaks)).encode())


def pieces(container: InputContainer, index: int) -> Iterator[av.AudioFrame | None]:
    """Yield the sound in one form, and None for each piece of it that cannot be read."""
    resampler = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
    for packet in container.demux(container.streams[index]):
        try:
            heard = packet.decode()
        except av.InvalidDataError:
            yield None
            continue
        for frame in heard:
            if isinstance(frame, av.AudioFrame):
                frame.pts = None
                yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _peaks(piece: av.AudioFrame) -> Iterator[int]:
    """Yield how loud each fiftieth of a second is; one value in four says it."""
    values = memoryview(piece.planes[0]).cast("B").cast("h")[: piece.samples]
    return (max(map(abs, values[start : start + _FIFTIETH : 4])) for start in range(0, piece.samples, _FIFTIETH))


def _wave(peaks: list[int]) -> list[float]:
    """Return at most `PEAKS` loudest values, each between 0 and 1, over equal stretches of the sound."""
    count = min(PEAKS, len(peaks))
    edges = [place * len(peaks) // count for place in range(count + 1)]
    return [round(max(peaks[start:end]) / _FULL, 3) for start, end in itertools.pairwise(edges)]


_WRITTEN: Mapping[Found, tuple[str, ...]] = {
    "device": ("make", "model", "manufacturer", "device"),
    "author": ("artist", "author", "album_artist", "composer", "copyright"),
    "title": ("title", "album"),
    "moment": ("creationdate", "creation_time", "date"),
    "program": ("software", "encoder", "encoded_by"),
    "comment": ("comment", "description", "lyrics"),
}
_PLACE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")


def _said_beside(container: InputContainer) -> Iterator[Frame]:
    """Yield what the recorder wrote; it names a field in one of many ways, "com.apple.quicktime.make" for "make"."""
    written: dict[str, str] = {}
    for source in (container, *container.streams):
        for name, value in source.metadata.items():
            written.setdefault(_short(name), value.strip())
    place = written.get("location", "")
    degrees = _PLACE.match(place)
    if place:
        yield found("place", ", ".join(f"{float(one):.5f}" for one in degrees.groups()) if degrees else place)
    for what, names in _WRITTEN.items():
        words = list(dict.fromkeys(filter(None, (written.get(name) for name in names))))
        if words:
            yield found(what, words[0] if what == "moment" else " ".join(words))


def _short(name: str) -> str:
    return name.lower().removesuffix(".iso6709").rpartition(".")[2].partition("-")[0]
