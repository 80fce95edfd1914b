"""What the member's side wrote to each allegation, by the key of the allegation."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from casework.record import events as e
from casework.record.events import Recorded


def answers_in(record: Iterable[Recorded]) -> list[e.ResponseFiled]:
    return [one.event for one in record if isinstance(one.event, e.ResponseFiled)]


def said_to_each(record: Iterable[Recorded], texts: Mapping[tuple[UUID, str], Any]) -> dict[UUID, Mapping[str, Any]]:
    """Return what was written to each allegation in the latest answer to it, of the answers that were opened. No query.

    The sealed part names its allegation in words, as they were on that day, and two allegations may have the same words.
    So each part is matched by its place: the entry names the allegations by their keys, in the same order.
    """
    found: dict[UUID, Mapping[str, Any]] = {}
    for event in answers_in(record):
        written = texts.get((event.id, "reasons"))
        if isinstance(written, list):
            found.update(zip(event.allegations, written, strict=True))
    return found


def answer_in_words(answer: Mapping[str, Any]) -> str:
    """Return the reasons on the whole of an allegation, and those on each of its particulars by their number."""
    of_each = (f"{one['particular']}. {one['reasons']}" for one in answer.get("particulars", ()) if one["reasons"])
    return "\n".join(filter(None, (answer["reasons"], *of_each)))
