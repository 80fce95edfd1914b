"""The command that publishes books refuses terms that contradict each other, and leaves stored ones alone."""

import shutil
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policy.models import CodeEdition, RulebookEdition
from policy.models.editions import content_of, edition_id
from policy.queries import rules_of
from tests.policy.books import ICSRM

pytestmark = pytest.mark.django_db
CHANGES = {
    'key = "icsrm-rulebook-1"': 'key = "icsrm-rulebook-2"',
    'in_force_from = "2024-01-01"': 'in_force_from = "2026-03-03"',
    "BOARD_VOTE = { days = 45 }": "BOARD_VOTE = { days = 1, business = true }",
}


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_edition", str(folder), stdout=out)
    return out.getvalue()


@pytest.fixture
def rulebook(tmp_path: Path) -> Path:
    """A later rulebook, in the folder of its edition: a ballot stays open for longer than the time for the vote."""
    load(ICSRM)
    path = Path(shutil.copytree(ICSRM, tmp_path / "books")) / "rulebook.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rulebook_under_which_no_ballot_could_open_is_not_published(rulebook: Path) -> None:
    with pytest.raises(CommandError) as refused:
        load(rulebook.parent)
    assert str(refused.value) == (
        f"{rulebook}, line 65: the time for the vote is shorter than the days for which a ballot has to stay open "
        "(ballot_least_days)"
    )
    assert RulebookEdition.objects.count() == 1


def test_a_rulebook_that_was_published_before_is_left_alone(rulebook: Path) -> None:
    text = rulebook.read_text(encoding="utf-8").replace("ballot_least_days = 2\n", "")
    rulebook.write_text(text, encoding="utf-8")
    content, digest = content_of(values := tomllib.loads(text))
    columns = {name: values[name] for name in ("key", "title", "version", "in_force_from")}
    stored = RulebookEdition(id=edition_id(digest), content=content, digest=digest, **columns)
    stored.code = CodeEdition.objects.get()
    stored.save()
    assert load(rulebook.parent) == "Nothing new: all of it is published already.\n"
    rules = rules_of(stored.pk)
    assert (rules.limits["ballot_least_days"], rules.clocks["BOARD_VOTE"].days) == (2, 1)
