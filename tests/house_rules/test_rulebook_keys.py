"""Every key of a rulebook is read: another value for it can be seen in what the product does."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.house_rules.source import ROOT, python
from tests.policy.rulebook_changes import Path, changed, dotted, with_optional
from tests.policy.rulebook_probes import PROBES

KEYS = with_optional()
NAMES_THE_EDITION = frozenset({"key", "title", "version", "in_force_from", "code"})
"""What an edition is called, and from when it holds: its row is made of them (tests/policy/test_load_edition.py)."""
READ_AT: Mapping[str, tuple[str, str]] = {
    r"ladder\.L\d\.meaning": ("notifications/letters/decided.py", '"meaning": step.meaning'),
    r"standard_of_proof\.\w+": ("notifications/letters/context.py", "view.rules.standard_of_proof"),
    r"fixed_starts\.\w+\.meaning": (
        "casework/procedure/findings/recommendation_forms.py",
        "for one in named if isinstance(one, FixedStart)",
    ),
    r"withholding_grounds\.\w+": ("casework/procedure/withholding/forms.py", "grounds[code].meaning"),
    r"closing_codes\.\w+\.meaning": ("casework/queries/rulebook/published.py", "rules.closing_codes.values()"),
}
"""Sentences that a letter, a form or a page prints as they are, with the place that does."""


def probe(name: str) -> tuple[re.Match[str], Callable[..., Any]] | None:
    """Return what can be seen of a key, or None where the table says nothing of it."""
    found = [(match, seen) for key, seen in PROBES.items() if (match := re.fullmatch(key, name))]
    assert len(found) <= 1, f"{name} stands in the table twice"
    return found[0] if found else None


PROBED = [each for each in KEYS if probe(dotted(each[0]))]


def test_no_key_of_the_rulebook_is_without_a_reader() -> None:
    others = {dotted(path) for path, _ in KEYS if not probe(dotted(path))}
    printed = {name for name in others if any(re.fullmatch(key, name) for key in READ_AT)}
    assert others - printed == NAMES_THE_EDITION, "say in the table what the key governs, or delete the key"


@pytest.mark.parametrize(("path", "value"), PROBED, ids=[dotted(path) for path, _ in PROBED])
def test_another_value_changes_what_the_key_governs(path: Path, value: Any) -> None:
    found = probe(dotted(path))
    assert found is not None
    match, seen = found
    lawful = False
    for before, after in changed(path, value):
        lawful = True
        if seen(before, *match.groups()) != seen(after, *match.groups()):
            return
    assert lawful, "no other value for this key would be lawful, so it says nothing: delete it"
    raise AssertionError("nothing changes with it: read it, or delete it")


@pytest.mark.parametrize(("file", "text"), READ_AT.values())
def test_the_sentences_of_the_rulebook_are_printed_where_the_table_says(file: str, text: str) -> None:
    assert text in (ROOT / file).read_text(encoding="utf-8")


def test_the_years_of_a_tie_of_work_are_handed_to_the_comparison() -> None:
    assert [each.path for each in python("casework") if 'limits["employer_years"]' in each.text] != []
