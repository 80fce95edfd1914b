"""The promise, kind by kind: a file is shown with these parts, or it is said not to be. A real converter keeps it."""

from pathlib import Path

import pytest

from converter import client
from converter.kinds import KINDS
from tests.converter import shown
from tests.converter.every_kind import EVERY_KIND, make
from tests.share import share_of

BESIDE = frozenset({"found", "attached"})
ACTIVE = (b"<script", b"/JavaScript", b"<svg", b"<html", b"PK\x03\x04", b"MZ\x90")


@pytest.mark.parametrize("name", share_of(EVERY_KIND, one_in=3))
def test_a_file_is_shown_as_promised(name: str, converter_socket: Path) -> None:
    _, parts = EVERY_KIND[name]
    content = make(name)
    if not parts:
        with pytest.raises(client.NotConverted, match="The original is kept"):
            shown.converted(converter_socket, content)
        return
    frames = shown.converted(converter_socket, content)
    assert {one.kind for one in frames} - BESIDE == parts
    assert parts <= KINDS[shown.kind_of(make(name))].parts
    bodies = b"".join(one.body for one in frames)
    assert [word for word in ACTIVE if word in bodies] == []
    assert all(body.startswith(b"\xff\xd8\xff") for body in shown.bodies(frames, "page"))
