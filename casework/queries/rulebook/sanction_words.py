"""Decides from the words of a report, and the rulebook's names for sanctions, whether it proposes a sanction."""

import re

from policy.names import plain
from policy.rules import Rules

PROPOSING = re.compile(r"\b(recommend|propos|suggest|impos|sanction|warrant|deserv|appropriate|should)")


def proposes_sanction(text: str, rules: Rules) -> bool:
    """Whether a sentence of the text names a sanction of the ladder and also speaks of proposing it.

    A text may say that somebody was threatened with a sanction, or had one before.
    """
    steps = [plain(step.name) for step in rules.ladder.values() if step.sanction]
    sentences = (plain(each) for each in re.split(r"[.!?;\n]+", text))
    return any(
        PROPOSING.search(sentence) and any(f" {name} " in f" {sentence} " for name in steps) for sentence in sentences
    )
