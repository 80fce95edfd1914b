"""What the makers of views answer, for tests: in this process, or by a converter of its own."""

import io
from pathlib import Path
from typing import Any

from PIL import Image

from converter import client, kinds
from converter.frames import Frame
from vault import media


def shown(content: bytes, media_type: str = "", **asked: Any) -> list[Frame]:
    """The frames of one job on this file; its kind is told from its bytes."""
    return list(kinds.convert(media_type or kind_of(content), io.BytesIO(content), asked))


def converted(socket: Path, content: bytes, media_type: str = "") -> list[Frame]:
    """The same from a converter, over all its jobs."""
    return list(client.view(socket, media_type or kind_of(content), lambda: [content]))


def kind_of(content: bytes) -> str:
    return media.media_type(content[: media.HEAD_BYTES], content[-media.TAIL_BYTES :])


def found(frames: list[Frame]) -> dict[str, str]:
    return {str(one.head["what"]): str(one.head["value"]) for one in frames if one.kind == "found"}


def attached(frames: list[Frame]) -> list[tuple[str, int]]:
    return [(one.head["name"], one.head["size"]) for one in frames if one.kind == "attached"]


def bodies(frames: list[Frame], kind: str) -> list[bytes]:
    return [one.body for one in frames if one.kind == kind]


def text(frames: list[Frame]) -> str:
    return b"".join(bodies(frames, "text")).decode()


def pictures(frames: list[Frame]) -> list[Image.Image]:
    return [Image.open(io.BytesIO(body)) for body in bodies(frames, "page")]


def outcome(content: bytes, media_type: str = "") -> str:
    """What an officer reads: the text of the view, or why there is none."""
    try:
        return text(shown(content, media_type))
    except kinds.CannotShow as why:
        return str(why)
