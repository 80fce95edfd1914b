"""Whether a report proposes a sanction, told from its words and the rulebook's names for the steps of the ladder."""

import re

from policy.names import plain
from policy.rules import Rules

PROPOSING = re.compile(r"\b(recommend|propos|suggest|impos|sanction|warrant|deserv|appropriate|should)")


def proposes_sanction(text: str, rules: Rules) -> bool:
    """Whether a sentence of the text both names a step of the ladder that is a sanction and speaks of proposing it.

    That somebody was threatened with one, or had one before, may be said.
    """
    steps = [plain(step.name) for step in rules.ladder.values() if step.sanction]
    sentences = (plain(each) for each in re.split(r"[.!?;\n]+", text))
    return any(
        PROPOSING.search(sentence) and any(f" {name} " in f" {sentence} " for name in steps) for sentence in sentences
    )
