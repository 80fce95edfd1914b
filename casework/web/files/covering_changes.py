"""What each button of the page of covering does to the draft."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from casework.queries.evidence.covering import (
    LONGEST_TRANSCRIPT,
    MOST_SILENCES,
    REASONS,
    Covering,
    Mark,
    is_number,
    marks_of_name,
    moment_of,
    parts_of,
    words_of,
)
from casework.vocabulary import NotNow
from vault.views import View

HALF_A_SECOND = 500
"""The length of a sound is known in whole seconds."""

type Change = Callable[[View, Covering], Covering]


def cover_box(sent: QueryDict, number: int) -> Change:
    """Cover a box by its coordinates."""
    try:
        left, top, right, bottom = (int(sent.get(name, "")) for name in ("left", "top", "right", "bottom"))
    except ValueError:
        raise NotNow(_("A box needs four whole numbers.")) from None
    mark = Mark(number, (left, top, right, bottom), chosen_reason(sent))

    def change(view: View, covering: Covering) -> Covering:
        head = parts_of(view)[number - 1].head
        if not (0 <= left < right <= head.get("width", 0) and 0 <= top < bottom <= head.get("height", 0)):
            raise NotNow(_("The box does not lie on the page."))
        return covering.with_marks([mark])

    return change


def cover_words(sent: QueryDict, number: int) -> Change:
    """Cover the words that were ticked."""
    ticked, reason = {int(one) for one in sent.getlist("word") if is_number(one)}, chosen_reason(sent)

    def change(view: View, covering: Covering) -> Covering:
        words = words_of(view, parts_of(view)[number - 1])
        chosen = [one for place, one in enumerate(words) if place in ticked]
        if not chosen:
            raise NotNow(_("Tick the words to cover."))
        return covering.with_marks(Mark(number, one.place, reason) for one in chosen)

    return change


def cover_name(sent: QueryDict, number: int) -> Change:
    """Cover a name wherever it stands, in every spelling."""
    name, reason = sent.get("name", ""), chosen_reason(sent)

    def change(view: View, covering: Covering) -> Covering:
        marks = list(marks_of_name(view, name, reason))
        if not marks:
            raise NotNow(_("This name stands on no page in letters. If it is in a picture, draw a box."))
        return covering.with_marks(marks)

    return change


def silence_stretch(sent: QueryDict, number: int) -> Change:
    """Put silence into the sound from one moment to another."""
    start, end = (moment_of(sent.get(name, "")) for name in ("from", "to"))
    reason = chosen_reason(sent)
    if start is None or end is None:
        raise NotNow(_("Write each moment as minutes and seconds, for example 1:05 or 1:05.5."))

    def change(view: View, covering: Covering) -> Covering:
        part = parts_of(view)[number - 1]
        if part.kind != "sound" or not start < end <= int(part.head["seconds"]) * 1000 + HALF_A_SECOND:
            raise NotNow(_("The silence lies outside the sound."))
        if len(covering.of_part(number)) >= MOST_SILENCES:
            raise NotNow(_("A sound can have at most %(most)s silences.") % {"most": MOST_SILENCES})
        return covering.with_marks([Mark(number, (start, end), reason)])

    return change


def with_transcript(sent: QueryDict) -> Change:
    """Keep the transcript that stands on the page, whatever button was pressed."""
    said = sent.get("transcript", "").replace("\r\n", "\n").strip()
    if len(said) > LONGEST_TRANSCRIPT:
        raise NotNow(_("A transcript can have at most %(most)s characters.") % {"most": LONGEST_TRANSCRIPT})
    return lambda view, covering: replace(covering, transcript=said)


def remove_mark(sent: QueryDict, number: int) -> Change:
    """Take a box away, or all that were made by one press."""
    marks = [mark for key in sent.get("mark", "").split() if (mark := Mark.of_key(key))]

    def change(view: View, covering: Covering) -> Covering:
        for mark in marks:
            covering = covering.without(mark)
        return covering

    return change


def name_copy(sent: QueryDict, number: int) -> Change:
    title = sent.get("title", "").strip()[:200]
    return lambda view, covering: replace(covering, title=title)


def note_look(sent: QueryDict, number: int) -> Change:
    return lambda view, covering: replace(covering, looked=covering.looked | {number})


CHANGES: Mapping[str, Callable[[QueryDict, int], Change]] = {
    "box": cover_box,
    "words": cover_words,
    "name": cover_name,
    "silence": silence_stretch,
    "transcript": lambda sent, number: with_transcript(sent),
    "remove": remove_mark,
    "title": name_copy,
    "looked": note_look,
}
"""What a button of the page does to the draft, by its value."""
TYPED = ("title", "transcript")
"""Fields that every press keeps: the script of the page sends them along with each form."""


def change_of(sent: QueryDict, number: int) -> Change:
    """Return what the button that was pressed does, with the title and transcript on the page. NotNow for no button."""
    asked = str(sent.get("do", ""))
    if asked not in CHANGES:
        raise NotNow(_("Choose what to do."))
    changes = [CHANGES[name](sent, number) for name in (*(one for one in TYPED if one in sent), asked)]

    def change(view: View, covering: Covering) -> Covering:
        for each in changes:
            covering = each(view, covering)
        return covering

    return change


def refuse_unkept(sent: QueryDict, covering: Covering) -> None:
    """Raise NotNow if the title or the transcript on the page is not the one that was kept, which would go out."""
    kept = {"title": covering.title, "transcript": covering.transcript}
    if any(str(sent[name]).replace("\r\n", "\n").strip() != kept[name] for name in TYPED if name in sent):
        raise NotNow(_("You changed the title or the transcript. Keep it first."))


def chosen_reason(sent: QueryDict) -> str:
    reason = str(sent.get("reason", ""))
    if reason not in REASONS:
        raise NotNow(_("Say why it is covered."))
    return reason
