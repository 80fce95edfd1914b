"""References and code names: random, so that they tell neither order nor number; easy to read out and to write down."""

import secrets
from pathlib import Path

ALPHABET = "CDFHJKMNPQRTVWX234679"
"""Without vowels, so that no word appears, and without signs that look like another (B 8, G 6, S 5, Z 2, L 1, O 0)."""

_ADJECTIVES, _NOUNS = (
    line.split() for line in Path(__file__).with_name("code_names.txt").read_text(encoding="ascii").splitlines()
)


def new_reference(prefix: str) -> str:
    """Return a new reference such as `OB-7K4X-92QD`: two groups of four, 35 random bits. Its column must be unique."""
    first, second = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))
    return f"{prefix}-{first}-{second}"


def new_code_name() -> str:
    """Return one of some thirteen thousand neutral names such as `Amber Heron`; two cases may have the same."""
    return f"{secrets.choice(_ADJECTIVES)} {secrets.choice(_NOUNS)}"


def new_code_names(number: int) -> list[str]:
    """Return so many code names, each different from the others: the cases of one report stand beside each other in lists."""
    found: set[str] = set()
    while len(found) < number:
        found.add(new_code_name())
    return list(found)
