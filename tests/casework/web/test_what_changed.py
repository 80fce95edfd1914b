"""What a member is shown of new words: each paragraph that differs, word by word where it is still the same paragraph."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from casework.queries.oath.what_changed import Change, Kind, Piece, changes, paragraph_changes
from policy.actions import publish_editions
from policy.models import Member, OathSignature
from tests.casework.desk_cast import ICSRM
from tests.casework.web.test_member_oath import jar, mia, words
from tests.policy.books import icsrm

__all__ = ["jar", "mia"]
KEPT, NEW, GONE = Kind.KEPT, Kind.NEW, Kind.GONE


def change(where: str, *pieces: tuple[Kind, str]) -> Change:
    return Change(where=where, pieces=tuple(Piece(kind=kind, text=text) for kind, text in pieces))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([], [], ()),
        ([("1", "We serve well.")], [("1", "We serve well.")], ()),
        (
            [("1", "We serve customers well.")],
            [("1", "We serve all customers well.")],
            (change("1", (KEPT, "We serve "), (NEW, "all "), (KEPT, "customers well.")),),
        ),
        (
            [("1", "We serve customers well.")],
            [("1", "Nothing of this stays.")],
            (change("1", (GONE, "We serve customers well."), (NEW, "Nothing of this stays.")),),
        ),
        ([("1", "One."), ("2", "Two.")], [("1", "One.")], (change("2", (GONE, "Two.")),)),
        ([("1", "One.")], [("1", "One."), ("2", "Two.")], (change("2", (NEW, "Two.")),)),
        (
            [("1", "One."), ("2", "Two.")],
            [("1", "Two."), ("2", "One.")],
            (change("1", (NEW, "Two.")), change("2", (GONE, "Two."))),
        ),
    ],
)
def test_paragraphs_that_differ_are_shown(
    old: list[tuple[str, str]], new: list[tuple[str, str]], found: tuple[Change, ...]
) -> None:
    assert paragraph_changes(old, new) == found


def test_a_commitment_is_named_by_its_number_and_title() -> None:
    files = icsrm()
    first = files.code.commitments[0]
    code = replace(files.code, commitments=(replace(first, text=first.text + " Always."), *files.code.commitments[1:]))
    (found,) = changes((files.oath, files.code), (files.oath, code))
    assert found.where == f"1. {first.title}"
    assert "".join(piece.text for piece in found.pieces if piece.kind is NEW).endswith("Always.")


def later_edition(folder: Path, *, old: str, new: str) -> None:
    """Publish another oath from today on, with some of its words replaced."""
    for file in ICSRM.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        if file.name == "oath.toml":
            changed = {'"icsrm-oath-1"': '"icsrm-oath-2"', '"2024-01-01"': '"2026-03-02"', old: new}
            for before, after in changed.items():
                text = text.replace(before, after)
        (folder / file.name).write_text(text, encoding="utf-8")
    publish_editions(folder=folder)


def test_a_new_edition_asks_again_and_shows_what_changed(jar: Client, mia: Member, tmp_path: Path) -> None:
    jar.post(reverse("sign_oath"), {"read": "on", "meant": "on"})
    later_edition(tmp_path, old="solemnly pledge", new="solemnly promise")
    page = " ".join(words(jar, reverse("sign_oath")).split())
    assert "What changed since you signed" in page
    struck = '<del><span class="govuk-visually-hidden">Gone: </span>pledge </del>'
    assert f'{struck} <ins><span class="govuk-visually-hidden">New: </span>promise </ins>' in page
    jar.post(reverse("sign_oath"), {"read": "on", "meant": "on"})
    assert [one.oath.key for one in OathSignature.objects.order_by("position")] == ["icsrm-oath-1", "icsrm-oath-2"]
    assert "What changed" not in words(jar, reverse("own_oath"))


def test_a_new_edition_of_the_same_words_says_so(jar: Client, mia: Member, tmp_path: Path) -> None:
    jar.post(reverse("sign_oath"), {"read": "on", "meant": "on"})
    later_edition(tmp_path, old="nothing", new="nothing")
    page = words(jar, reverse("own_oath"))
    assert ("its words are the ones you signed" in page, "There are new words to sign" in page) == (True, True)
