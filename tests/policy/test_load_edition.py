"""Publishing a body's books: once, whole, and for good."""

import hashlib
import shutil
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from ledger import canonical
from policy.models import CodeEdition, Commitment, OathEdition, RulebookEdition
from policy.models.editions import edition_id
from policy.queries import (
    STORED_EDITIONS,
    commitment_titles,
    editions,
    in_force_at,
    oath_in_force,
    rulebook_in_force,
    rules_in_force,
    rules_of,
    text_of_code,
)
from tests.policy.books import GUILD, ICSRM, NOON, guild, icsrm

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
TABLES = ("policy_codeedition", "policy_commitment", "policy_oathedition", "policy_rulebookedition")


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_edition", str(folder), stdout=out)
    return out.getvalue()


def counts() -> tuple[int, int, int, int]:
    models = (CodeEdition, Commitment, OathEdition, RulebookEdition)
    return tuple(model.objects.count() for model in models)  # type: ignore[return-value]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    shutil.copytree(ICSRM, folder)
    return folder


def change(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")


def test_the_books_are_published_and_a_second_time_changes_nothing() -> None:
    assert load(ICSRM) == "Published: icsrm-code-1, icsrm-oath-1, icsrm-rulebook-1.\n"
    assert counts() == (1, 10, 1, 1)
    assert load(ICSRM) == "Nothing new: all of it is published already.\n"
    assert counts() == (1, 10, 1, 1)


def test_what_is_in_force_is_what_the_files_say(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load(ICSRM)
    found = in_force_at(NOON)
    assert (text_of_code(found.code), rules_of(found.rulebook)) == (icsrm().code, icsrm().rules)
    assert (found.today, found.first_code) == (DAY, date(2024, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STORED_EDITIONS}")
        ((stored,),) = cursor.fetchall()
    with django_assert_num_queries(0):
        assert in_force_at(NOON, stored) == found
    assert oath_in_force(DAY).text == icsrm().oath
    assert rules_in_force(DAY) == icsrm().rules
    assert rules_of(rulebook_in_force(DAY)) == icsrm().rules


def test_nothing_is_in_force_before_the_first_edition() -> None:
    load(ICSRM)
    with pytest.raises(RulebookEdition.DoesNotExist):
        in_force_at(datetime(2023, 12, 31, 12, tzinfo=UTC))
    with pytest.raises(OathEdition.DoesNotExist):
        oath_in_force(date(2023, 12, 31))
    with pytest.raises(RulebookEdition.DoesNotExist):
        rules_in_force(date(2023, 12, 31))


def test_an_invented_body_goes_the_same_road() -> None:
    assert load(GUILD) == "Published: lantern-code-7, lantern-oath-3, lantern-rulebook-2.\n"
    assert counts() == (1, 4, 1, 1)
    assert rules_in_force(DAY) == guild().rules


def test_one_installation_serves_one_body() -> None:
    load(ICSRM)
    with pytest.raises(CommandError) as refused:
        load(GUILD)
    assert str(refused.value) == (
        f"{GUILD / 'code.toml'}, line 5: this installation keeps the Code of ICSRM, and one installation serves one body"
    )
    assert counts() == (1, 10, 1, 1)


def test_an_error_in_the_last_file_writes_nothing_of_the_first(copied: Path) -> None:
    change(copied, "rulebook.toml", ("CTA = { days = 21 }", "CTA = { days = 0 }"))
    with pytest.raises(CommandError, match=r'rulebook\.toml, line \d+: "days" must be a whole number from 1 to 3660'):
        load(copied)
    assert counts() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("code.toml", 'title = "Growth of others"', 'title = "Growth"'),
        ("oath.toml", 'title = "Member Oath"', 'title = "Oath"'),
        ("rulebook.toml", "CTA = { days = 21 }", "CTA = { days = 22 }"),
    ],
)
def test_a_published_edition_that_changed_is_refused(copied: Path, name: str, old: str, new: str) -> None:
    load(ICSRM)
    change(copied, name, (old, new))
    with pytest.raises(CommandError, match=rf"{name}, line \d+: .* is published and never changes"):
        load(copied)
    assert counts() == (1, 10, 1, 1)


def test_a_change_of_comments_is_no_change(copied: Path) -> None:
    load(ICSRM)
    change(copied, "rulebook.toml", ("CTA = { days = 21 }", "CTA    = { days = 21 } # three weeks"))
    assert load(copied) == "Nothing new: all of it is published already.\n"


def test_a_new_rulebook_supersedes_from_its_day_and_the_old_one_stays(copied: Path) -> None:
    load(ICSRM)
    old = rulebook_in_force(DAY)
    change(
        copied,
        "rulebook.toml",
        ('key = "icsrm-rulebook-1"', 'key = "icsrm-rulebook-2"'),
        ('in_force_from = "2024-01-01"', 'in_force_from = "2026-03-03"'),
        ("CTA = { days = 21 }", "CTA = { days = 28 }"),
    )
    assert load(copied) == "Published: icsrm-rulebook-2.\n"
    assert rules_in_force(DAY).clocks["CTA"].days == 21
    assert rules_in_force(date(2026, 3, 3)).clocks["CTA"].days == 28
    assert rules_of(old).clocks["CTA"].days == 21


SECOND = tuple((f'"icsrm-{one}-1"', f'"icsrm-{one}-2"') for one in ("code", "oath", "rulebook"))
IN_JULY = ('in_force_from = "2024-01-01"', 'in_force_from = "2026-07-02"')


def test_a_new_code_is_in_force_from_the_midnight_of_the_society(
    copied: Path, django_assert_num_queries: object
) -> None:
    load(ICSRM)
    change(copied, "code.toml", SECOND[0], IN_JULY)
    change(copied, "oath.toml", *SECOND[:2], IN_JULY)
    change(copied, "rulebook.toml", SECOND[0], SECOND[2], IN_JULY)
    load(copied)
    first, second = CodeEdition.objects.order_by("in_force_from").values_list("id", flat=True)
    in_force_at(datetime(2026, 7, 3, tzinfo=UTC))  # From now on this process knows that the second is published.
    before = in_force_at(datetime(2026, 7, 1, 22, 59, tzinfo=UTC))
    assert (before.code, before.today) == (first, date(2026, 7, 1))
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = in_force_at(datetime(2026, 7, 1, 23, tzinfo=UTC))
    assert (found.code, found.today) == (second, date(2026, 7, 2))
    assert (text_of_code(second).key, found.first_code) == ("icsrm-code-2", before.first_code)


def test_where_the_day_begins_later_no_code_is_in_force_yet_on_the_first(copied: Path) -> None:
    change(copied, "rulebook.toml", ('zone = "Europe/London"', 'zone = "America/New_York"'))
    load(copied)
    with pytest.raises(CodeEdition.DoesNotExist):
        in_force_at(datetime(2024, 1, 1, 4, tzinfo=UTC))


def test_an_edition_may_not_begin_before_one_that_is_published(copied: Path) -> None:
    load(ICSRM)
    change(
        copied,
        "rulebook.toml",
        ('key = "icsrm-rulebook-1"', 'key = "icsrm-rulebook-2"'),
        ("CTA = { days = 21 }", "CTA = { days = 28 }"),
    )
    with pytest.raises(CommandError, match=r'rulebook\.toml, line \d+: "icsrm-rulebook-1" is in force from 2024-01-01'):
        load(copied)


def test_an_edition_is_its_bytes_and_its_id_is_their_digest() -> None:
    load(ICSRM)
    code, oath = CodeEdition.objects.get(), OathEdition.objects.get()
    assert bytes(code.digest) == hashlib.sha256(bytes(code.content)).digest()
    assert code.id == edition_id(bytes(code.digest))
    assert (code.id.version, code.id.variant) == (8, "specified in RFC 4122")
    assert canonical.encode(code.values) == bytes(code.content)
    assert oath.values["code_sha256"] == bytes(code.digest).hex()


def test_the_id_keeps_all_but_six_bits_of_the_digest() -> None:
    assert edition_id(bytes(32)) == UUID("00000000-0000-8000-8000-000000000000")
    assert edition_id(b"\xff" * 32) == UUID("ffffffff-ffff-8fff-bfff-ffffffffffff")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET title = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_to_change_what_is_published(table: str, statement: str) -> None:
    load(ICSRM)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("table", TABLES)
def test_the_triggers_fire_always(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgenabled::text FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]
        )
        assert cursor.fetchall() == [("A",)]


def test_the_database_refuses_a_commitment_the_code_does_not_hold() -> None:
    load(ICSRM)
    code = CodeEdition.objects.get()
    with pytest.raises(DatabaseError, match="not the words of its Code"), transaction.atomic():
        Commitment.objects.create(code=code, number=11, title="Silence", text="To keep quiet.")


def test_the_database_refuses_bytes_that_are_not_their_digest() -> None:
    with pytest.raises(DatabaseError, match="codeedition_is_its_bytes"), transaction.atomic():
        CodeEdition.objects.create(
            id=UUID(int=1),
            key="a",
            title="A",
            version="1",
            in_force_from=DAY,
            content=b"{}",
            digest=bytes(32),
            body="B",
        )


def test_the_serving_role_may_publish_and_never_change(as_app: None) -> None:
    load(ICSRM)
    assert counts() == (1, 10, 1, 1)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        CodeEdition.objects.update(title="x")


def test_the_page_of_editions_costs_three_queries(django_assert_num_queries: object) -> None:
    load(ICSRM)
    with django_assert_num_queries(3):  # type: ignore[operator]
        found = [(code.key, len(code.commitments.all()), len(code.oaths.all())) for code in editions()]
    assert found == [("icsrm-code-1", 10, 1)]


def test_the_titles_of_a_code_cost_no_query_once_it_was_read(django_assert_num_queries: object) -> None:
    load(GUILD)
    code = CodeEdition.objects.get().id
    text_of_code(code)
    with django_assert_num_queries(0):  # type: ignore[operator]
        titles = commitment_titles({code})
    assert titles == {
        (code, 1): "Keep the light",
        (code, 2): "Warn alike",
        (code, 3): "Hand on knowledge",
        (code, 4): "True log",
    }
