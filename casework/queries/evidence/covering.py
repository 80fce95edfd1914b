"""What is covered of a safe view before it goes out: the marks, what they cover, and what is left to do."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from casework.queries.wording.spellings import runs_spelling, squeezed
from converter.frames import Frame, make_frame
from ledger.canonical import JsonObject
from vault.views import Part, View

REASONS = {
    "N": _("a third person's name"),
    "R": _("could tell who reported"),
    "C": _("a customer"),
    "O": _("another reason"),
}
"""Why a place is covered. It stays inside: a reason that went out would point at the reporter."""

COVERABLE = frozenset({"page", "text", "sound"})
_DERIVED = frozenset({"wave"})
"""Parts that the converter makes of others: a covered part gets a new one."""
MOST_SILENCES = 200
LONGEST_TRANSCRIPT = 100_000
"""In characters: some two hours of speech. The outgoing check reads all of it."""
_MOMENT = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,4})(?:[.,](\d{1,3}))?", re.ASCII)


def is_number(text: str) -> bool:
    """Whether a text is a number as the forms of covering send it. Python refuses to read one of some thousand digits."""
    return text.isdecimal() and len(text) < 10


def moment_of(text: str) -> int | None:
    """Return a moment of a sound in ms as a person writes it: 65, 1:05, 1:05.5, 0:01:05,500. None for any other text."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, rest = found.groups()
    if (minutes and int(seconds) >= 60) or (hours and int(minutes) >= 60):
        return None
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole * 1000 + int((rest or "").ljust(3, "0"))


def moment_in_words(moment: int) -> str:
    """Return a moment in ms as minutes and seconds, to a tenth of a second: 1:05.5."""
    tenths = round(moment / 100)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def stretch_in_words(place: Sequence[int]) -> str:
    first, last = place
    return f"{moment_in_words(first)}–{moment_in_words(last)}"


@dataclass(frozen=True, order=True)
class Mark:
    """A place to cover: four numbers are a box in pixels; two are a range of characters, or of a sound in ms."""

    part: int
    place: tuple[int, ...]
    reason: str

    @property
    def key(self) -> str:
        """The mark as one word of a form."""
        return "-".join(map(str, (self.part, *self.place, self.reason)))

    @property
    def wide(self) -> int:
        return self.place[2] - self.place[0]

    @property
    def high(self) -> int:
        return self.place[3] - self.place[1]

    @classmethod
    def of_key(cls, text: str) -> Self | None:
        """Return the mark that `key` gave; None for any other text."""
        *numbers, reason = text.split("-")
        if reason not in REASONS or len(numbers) not in (3, 5) or not all(map(is_number, numbers)):
            return None
        part, *place = map(int, numbers)
        return cls(part, tuple(place), reason)


@dataclass(frozen=True, kw_only=True)
class Covering:
    """The draft of a copy. `looked`: the parts that somebody who prepares it has looked at, counted from 1.

    `transcript`: what can be heard of the sound once the silences are in it.
    """

    title: str = ""
    transcript: str = ""
    marks: tuple[Mark, ...] = ()
    looked: frozenset[int] = frozenset()

    def value(self) -> JsonObject:
        return {
            "title": self.title,
            "transcript": self.transcript,
            "marks": [[one.part, list(one.place), one.reason] for one in self.marks],
            "looked": sorted(self.looked),
        }

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Return the covering that `value` gave; an empty one for no value."""
        return cls(
            title=value.get("title", ""),
            transcript=value.get("transcript", ""),
            marks=tuple(Mark(part, tuple(place), reason) for part, place, reason in value.get("marks", ())),
            looked=frozenset(value.get("looked", ())),
        )

    def of_part(self, number: int) -> tuple[Mark, ...]:
        return tuple(one for one in self.marks if one.part == number)

    def with_marks(self, marks: Iterable[Mark]) -> Self:
        return replace(self, marks=tuple(sorted({*self.marks, *marks})))

    def without(self, mark: Mark) -> Self:
        return replace(self, marks=tuple(one for one in self.marks if one != mark))


@dataclass(frozen=True)
class Word:
    """A word of a part, with its place in it as a mark has it."""

    text: str
    place: tuple[int, ...]


def parts_of(view: View) -> tuple[Part, ...]:
    """Return the parts that can be covered, in their order: the first is number 1."""
    return tuple(part for part in view.parts if part.kind in COVERABLE)


def is_coverable(view: View) -> bool:
    """Whether all that the view shows can be covered."""
    return bool(parts_of(view)) and all(part.kind in COVERABLE | _DERIVED for part in view.parts)


def sound_number(view: View) -> int:
    """Return the number of the part that is a sound; 0 for a view without one."""
    return next((number for number, part in enumerate(parts_of(view), 1) if part.kind == "sound"), 0)


def minutes_of(sound: Part) -> int:
    """Return how long a sound is, in minutes, rounded up."""
    return max(1, -(-int(sound.head["seconds"]) // 60))


def is_video(view: View) -> bool:
    """Whether the pages are stills of a video."""
    return any("second" in part.head.short for part in view.of_kind("page"))


def words_of(view: View, part: Part) -> tuple[Word, ...]:
    """Return the words of a part; none where only pixels are known."""
    if part.kind == "text":
        text = view.read(part).decode()
        return tuple(Word(match[0], match.span()) for match in re.finditer(r"\w\S*\w|\w", text))
    return tuple(Word(str(one["word"]), tuple(one["box"])) for one in part.head.get("words", ()))


def text_of(view: View, part: Part) -> str:
    return view.read(part).decode() if part.kind == "text" else ""


def is_within(place: tuple[int, ...], over: tuple[int, ...]) -> bool:
    """Whether a place is touched by another of the same part."""
    if len(place) == len(over) == 2:
        return place[0] < over[1] and over[0] < place[1]
    if len(place) == len(over) == 4:
        return place[0] < over[2] and over[0] < place[2] and place[1] < over[3] and over[1] < place[3]
    return False


def quoted(words: Iterable[Word], place: tuple[int, ...]) -> str:
    """Return the words under a place, as they stand."""
    return " ".join(one.text for one in words if is_within(one.place, place))


def marks_of_name(view: View, name: str, reason: str) -> Iterator[Mark]:
    """Yield a mark for each word of a name wherever it stands: in any case and order, spaced or hyphenated."""
    orders = {squeezed(name), squeezed("".join(reversed(name.replace(",", " ").split())))} - {""}
    for number, part in enumerate(parts_of(view), 1):
        words = words_of(view, part)
        for wanted in orders:
            for first, last in runs_spelling(wanted, [one.text for one in words]):
                yield from (Mark(number, word.place, reason) for word in words[first : last + 1])


def open_words(view: View, part: Part, marks: Iterable[Mark]) -> tuple[Word, ...]:
    """Return the words of a part that no mark touches."""
    places = [one.place for one in marks]
    return tuple(one for one in words_of(view, part) if not any(is_within(one.place, over) for over in places))


def also_covered(view: View, part: Part, marks: Iterable[Mark], covered: Frame) -> str:
    """Return the words of a page that no mark touches, but that a widened box hides, as they stand."""
    left = {tuple(one["box"]) for one in covered.head.get("words", ())}
    return " ".join(one.text for one in open_words(view, part, marks) if one.place not in left)


def asked_part(view: View, part: Part, marks: Iterable[Mark], transcript: str = "") -> Frame:
    """Return a part as the converter gets it, with what is to be covered. `transcript` goes with a sound."""
    places = [list(one.place) for one in marks]
    head = {
        key: value
        for key, value in part.head.items()
        if key in ("text", "words", "recognised", "pictures", "media_type")
    }
    if part.kind == "sound":
        head["text"] = transcript
    return make_frame(part.kind, view.read(part), number=part.number, **head, **{_PLACES[part.kind]: places})


_PLACES = {"page": "boxes", "text": "ranges", "sound": "silences"}


def asked_parts(view: View, covering: Covering) -> Iterator[Frame]:
    """Yield every part as the converter gets it."""
    for number, part in enumerate(parts_of(view), 1):
        yield asked_part(view, part, covering.of_part(number), covering.transcript)
