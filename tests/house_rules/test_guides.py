"""Nothing in a guide is stale: its links lead somewhere, and its commands, options, addresses and steps exist."""

from pathlib import Path

import pytest

from casework.record.rights import ever_held
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from tests.house_rules import guides

HOW_TOS = [guide for guide in guides.guides() if guide.parent.name == "how-to"]
FOR_PEOPLE = {
    "member.md": {
        "Acknowledge the notice", "Answer", "Ask for something", "Ask to answer after all", "Name a representative",
        "End the representation", "Ask for time for reasons of health",
    },
    "officer.md": {
        "Correct a slip of the pen", "Step aside", "Declare a conflict", "Say whom the reporter means",
    },
    "administrator.md": {"Fill an empty seat"},
}  # fmt: skip
WHO = {
    "intake": (Seat.INTAKE,),
    "screener": (Seat.SCREENER,),
    "investigator": (Seat.INVESTIGATOR,),
    "deciders": (Seat.DECIDER,),
    "panel": (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER),
    "secretary": (Seat.BOARD_SECRETARY,),
    "board": (Seat.BOARD_MEMBER,),
}
"""Who a stage of the officers' table is for."""


@pytest.mark.parametrize("guide", guides.guides(), ids=lambda guide: guide.name)
def test_what_a_guide_names_is_there(guide: Path) -> None:
    assert list(guides.broken(guide)) == []


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_step_is_called_in_a_guide_as_on_the_pages(name: str) -> None:
    (guide,) = [each for each in HOW_TOS if each.name == name]
    named = FOR_PEOPLE[name]
    assert (named - guides.labels(), named - set(guides.steps_named(guide))) == (set(), set())


def test_the_steps_that_officers_read_in_the_table_are_steps_of_theirs() -> None:
    (officer,) = [each for each in HOW_TOS if each.name == "officer.md"]
    rows = [line for line in officer.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    named = {(row.split("|")[2].strip(), step.strip()) for row in rows for step in row.split("|")[3].split(" · ")}
    assert {step for _, step in named} - guides.labels() == set()
    theirs = {(who, str(VERBS[verb].label)) for who, seats in WHO.items() for seat in seats for verb in held(seat)}
    assert named - theirs == set()


def held(seat: Seat) -> frozenset[Verb]:
    """Every step of a seat that has a page."""
    return ever_held(seat) & VERBS.keys()


def test_the_readme_leads_to_every_how_to() -> None:
    said = (guides.ROOT / "README.md").read_text(encoding="utf-8")
    assert [guide.name for guide in HOW_TOS if f"(docs/how-to/{guide.name})" not in said] == []


def test_every_promise_names_what_keeps_it_and_a_test_that_shows_it() -> None:
    said = (guides.ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8").partition("\n## What is kept\n")[2]
    rows = [line.split("|")[1:-1] for line in said.splitlines() if line.startswith("| ") and "| kept by |" not in line]
    assert [what for what, by, shown in rows if not (guides.FILES.search(by) and guides.proven(shown))] == []
    assert rows


def test_a_guide_that_names_what_is_not_there_is_found_out(tmp_path: Path) -> None:
    stale = tmp_path / "stale.md"
    stale.write_text(
        "[a](gone.md) `casework/gone.py` `python -m config.gone` `/gone/` `make gone`\n"
        "`manage.py gone` `manage.py doctor --gone`\n"
        "`gone.yml` `tests/gone/` `tests/gone.py::test_gone` `tests/house_rules/test_guides.py::test_gone`\n",
        encoding="utf-8",
    )
    assert list(guides.broken(stale)) == [
        "link gone.md", "file casework/gone.py", "file gone.yml", "test tests/gone/", "test tests/gone.py::test_gone",
        "test tests/house_rules/test_guides.py::test_gone", "module config.gone", "address /gone/", "make gone",
        "manage.py gone", "manage.py doctor --gone",
    ]  # fmt: skip
