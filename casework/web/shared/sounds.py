"""Sounds as a page shows them: the waveform, the silences and the transcript."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casework.queries.evidence.covering import stretch_in_words
from vault.views import Part, View

HIGH = 100
"""The height of the drawing, in its own units; each line of it is one wide."""


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A stretch without sound: its moments in words, and its place in the drawing."""

    words: str
    left: str
    width: str


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A sound of a view. `line` draws how loud each of `lines` stretches of it is, as a path in SVG; empty if not known."""

    part: Part
    lines: int
    line: str
    silences: tuple[Silence, ...]
    transcript: str


def sounds_of(view: View) -> list[Sound]:
    return [sound_of(view, part) for part in view.of_kind("sound")]


def sound_of(view: View, part: Part, places: Iterable[Sequence[int]] | None = None) -> Sound:
    """Return a sound as it is shown. `places`: the silences of a draft, in ms, in place of those that are in the sound."""
    wave = next((one for one in view.of_kind("wave") if one.number == part.number), None)
    levels = json.loads(view.read(wave)) if wave else []
    heights = [1 + round(49 * float(level)) for level in levels]
    a_line = int(part.head["seconds"]) * 1000 / len(heights) if heights else 0
    made = part.head.get("silences", ()) if places is None else places
    return Sound(
        part=part,
        lines=len(heights),
        line=" ".join(f"M{at} {HIGH // 2 - high}v{2 * high}" for at, high in enumerate(heights)),
        silences=tuple(
            Silence(
                words=stretch_in_words(each),
                left=f"{each[0] / a_line:.1f}" if a_line else "0",
                width=f"{(each[1] - each[0]) / a_line:.1f}" if a_line else "0",
            )
            for each in made
        ),
        transcript=str(part.head.get("text", "")),
    )
