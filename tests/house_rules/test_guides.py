"""Nothing in a guide is stale: its links lead somewhere, and its commands, options, addresses and steps exist."""

from pathlib import Path

import pytest

from tests.house_rules import guides

HOW_TOS = [guide for guide in guides.guides() if guide.parent.name == "how-to"]
FOR_PEOPLE = {
    "member.md": {
        "Acknowledge the notice", "Answer", "Ask for more time", "Ask to answer after all", "Name a representative",
        "End the representation", "Ask for time for reasons of health",
    },
    "officer.md": {"Correct a slip of the pen", "Step aside", "Declare a conflict"},
    "administrator.md": {"Fill an empty seat"},
}  # fmt: skip


@pytest.mark.parametrize("guide", guides.guides(), ids=lambda guide: guide.name)
def test_what_a_guide_names_is_there(guide: Path) -> None:
    assert list(guides.broken(guide)) == []


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_step_is_called_in_a_guide_as_on_the_pages(name: str) -> None:
    (guide,) = [each for each in HOW_TOS if each.name == name]
    named = FOR_PEOPLE[name]
    assert (named - guides.labels(), named - set(guides.steps_named(guide))) == (set(), set())


def test_the_steps_that_officers_read_in_the_table_are_steps() -> None:
    (officer,) = [each for each in HOW_TOS if each.name == "officer.md"]
    rows = [line for line in officer.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    named = {step.strip() for row in rows for step in row.split("|")[3].split(" · ")}
    assert named - guides.labels() == set()


def test_the_readme_leads_to_every_how_to() -> None:
    said = (guides.ROOT / "README.md").read_text(encoding="utf-8")
    assert [guide.name for guide in HOW_TOS if f"(docs/how-to/{guide.name})" not in said] == []


def test_a_guide_that_names_what_is_not_there_is_found_out(tmp_path: Path) -> None:
    stale = tmp_path / "stale.md"
    stale.write_text(
        "[a](gone.md) `casework/gone.py` `python -m config.gone` `/gone/` `make gone`\n"
        "`manage.py gone` `manage.py doctor --gone`\n",
        encoding="utf-8",
    )
    assert list(guides.broken(stale)) == [
        "link gone.md", "file casework/gone.py", "module config.gone", "address /gone/", "make gone", "manage.py gone",
        "manage.py doctor --gone",
    ]  # fmt: skip
