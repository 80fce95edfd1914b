"""A rule about words: who is asked to write or to tell something is told with which step, and has that step."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from casework.record.rights import ever_held
from casework.verbs import VERBS
from casework.vocabulary import Seat, Thread, Verb
from notifications.letters.table import LETTERS
from tests.house_rules.source import Source

ASKS = re.compile(
    r"\b((write|tell|let|ask|contact|report)\s+(it\s+|this\s+)?(to\s+)?us|contact the person)\b", re.IGNORECASE
)
QUOTED = re.compile(r"“([^”]+)”")
SENTENCE = re.compile(r"[^.!?]+[.!?]?")
LABELS: Mapping[str, Verb] = {str(step.label): verb for verb, step in VERBS.items()} | {
    str(thread.page_title): Verb.SEND_MESSAGE for thread in Thread
}
"""What a reader finds on their page: the steps, and the conversations."""


def readers() -> Mapping[str, frozenset[Seat]]:
    """Return who reads each letter, by its template; a copy is read in the place of another."""
    found: dict[str, set[Seat]] = {}
    for posts in LETTERS.values():
        for seat, post in posts.items():
            found.setdefault(post.template, set()).add(seat)
    return {template: frozenset(seats) for template, seats in found.items()}


def asking_names_its_step(source: Source) -> Iterator[str]:
    """A sentence that asks its reader to write or tell something names, in quotation marks, the step that does it."""
    for sentence in sentences(source.text):
        if ASKS.search(sentence) and not any(words in LABELS for words in QUOTED.findall(sentence)):
            yield f"no step is named: {sentence.strip()}"


def named_step_is_the_readers(source: Source) -> Iterator[str]:
    """A step that a letter names is one that its reader can come to have."""
    seats = readers().get(Path(source.path).stem, frozenset())
    for words in QUOTED.findall(source.text):
        verb = LABELS.get(words)
        if verb and seats and not _held(verb, seats):
            yield f"nobody who reads this has the step “{words}”"


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a template: its markup and tags are taken out, and what a tag says stays."""
    said = re.sub(r"\{%\s*(?:translate|include)\s+(.*?)%\}", r" \1 . ", text, flags=re.DOTALL)
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", " ", said, flags=re.DOTALL)
    yield from SENTENCE.findall(bare)


def _held(verb: Verb, seats: Collection[Seat]) -> bool:
    return any(verb in ever_held(seat) for seat in seats)
