"""The beginning of a long text, cut after a sentence or a word; the whole text stays one press away."""

import re
from dataclasses import dataclass

SENTENCE_ENDS = re.compile(r"[.!?…]['\"”’)]?\s")
LINES = re.compile(r"\n{2,}")


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """`start` is what a page shows at once; `whole` the text as it was written, empty if `start` is all of it."""

    start: str
    whole: str = ""


def excerpt(text: str, most: int) -> Excerpt:
    """Return the first sentences of a text that fit into `most` characters, or its first words if no sentence does.

    Line ends are kept.
    """
    plain = LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in text.strip().splitlines()))
    if len(plain) <= most:
        return Excerpt(start=plain)
    ends = [found.end() for found in SENTENCE_ENDS.finditer(plain, 0, most + 1)]
    cut = ends[-1] if ends and ends[-1] > most // 2 else max(plain.rfind(between, 0, most) for between in " \n")
    return Excerpt(start=f"{plain[: cut if cut > 0 else most].rstrip()} …", whole=text)
