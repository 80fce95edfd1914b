"""Two officers sign an edition; one whose entry is missing is not in force; the night compares all of it."""

import base64
import json
import secrets
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction

from accounts.models import User
from accounts.offices import end_office
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.clock import now
from ledger.models import Entry
from ledger.restore_losses import ROW, record_losses
from operations.doctor.database import to_do
from policy.actions import NotAllowed, Signed, publish_editions, register_signing_key
from policy.actions.publish_editions import due_publications, publication_digest
from policy.models import CodeEdition, OathEdition, RulebookEdition, SigningKey
from policy.models.editions import content_of, edition_id
from policy.passkeys import creation_options
from policy.queries import code_in_force, hand_in_office, in_force_at, oath_in_force, rulebook_in_force
from policy.queries.books import book_faults, signed_by_two, unsigned_editions
from policy.queries.editions import PUBLISHED
from policy.restore_members import put_back
from tests.passkeys import Passkey
from tests.policy.books import ICSRM, NOON
from tests.policy.officers import Officers, officer, two_officers

pytestmark = pytest.mark.django_db
NEW = ("icsrm-rulebook-2",)
BEGINS, DAY = "2026-03-03", date(2026, 3, 2)


@pytest.fixture
def people() -> Officers:
    """The two officers."""
    return two_officers(now())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The books with another rulebook, in which a ballot needs fewer."""
    made = Path(shutil.copytree(ICSRM, tmp_path / "books"))
    path = made / "rulebook.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in (('key = "icsrm-rulebook-1"', 'key = "icsrm-rulebook-2"'), ('"2024-01-01"', f'"{BEGINS}"')):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return made


def entries() -> list[Entry]:
    return list(Entry.objects.filter(type=PUBLISHED).order_by("log_index"))


def superuser(statement: str, *values: Any) -> None:
    """Change a published row behind the triggers."""
    table = next(word for word in statement.split() if word.startswith("policy_"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        assert cursor.rowcount > 0


def codes() -> set[str]:
    return {code for code, _ in book_faults()}


def test_an_entry_names_the_edition_its_day_and_the_two_who_signed(people: Officers) -> None:
    keys = publish_editions(folder=ICSRM, **people)
    assert keys == ("icsrm-code-1", "icsrm-oath-1", "icsrm-rulebook-1")
    stored = [CodeEdition.objects.get(), OathEdition.objects.get(), RulebookEdition.objects.get()]
    for entry, edition, kind in zip(entries(), stored, ("code", "oath", "rulebook"), strict=True):
        assert (entry.stream, entry.body["role"]) == ("system", "administrator")
        assert entry.body["actor"] == str(pseudonym(people["by"]))
        assert entry.body["data"] == {
            "edition": str(edition.pk),
            "kind": kind,
            "name": edition.key,
            "sha256": bytes(edition.digest).hex(),
            "in_force_from": "2024-01-01",
            "second": str(pseudonym(people["second"])),
            "second_office": "auditor",
        }
    assert publish_editions(folder=ICSRM, **people) == ()
    assert codes() == set()


def test_a_secretary_of_the_board_signs_too(people: Officers) -> None:
    secretary = officer("Bea Secretary", Office.BOARD_SECRETARY, now())
    publish_editions(folder=ICSRM, by=people["by"], second=secretary)
    assert {entry.body["data"]["second_office"] for entry in entries()} == {"board_secretary"}


@pytest.mark.parametrize(
    ("by", "second"), [("by", "by"), ("second", "by"), ("second", "second"), ("by", "eve"), ("eve", "eve")]
)
def test_two_offices_sign_and_two_people(people: Officers, by: str, second: str) -> None:
    eve = officer("Eve Keeper", Office.ADMINISTRATOR, now())
    named = {"by": people["by"], "second": people["second"], "eve": eve}
    with pytest.raises(NotAllowed, match="an auditor or board secretary"):
        publish_editions(folder=ICSRM, by=named[by], second=named[second])
    assert (entries(), CodeEdition.objects.count()) == ([], 0)


def test_an_office_that_is_over_signs_nothing(people: Officers, folder: Path) -> None:
    publish_editions(folder=ICSRM, **people)
    with time_machine.travel(now() + timedelta(days=2)):
        end_office(user=people["second"], office=Office.AUDITOR, until=now().date() - timedelta(days=1))
        with pytest.raises(NotAllowed):
            publish_editions(folder=folder, **people)


def test_the_first_books_need_one_person_and_later_editions_need_two(people: Officers, folder: Path) -> None:
    first = publish_editions(folder=ICSRM)
    assert {entry.body["data"].get("alone") for entry in entries()} == {True}
    assert {entry.body["role"] for entry in entries()} == {"clock"}
    assert tuple(unsigned_editions()) == first
    (asked,) = to_do()
    assert "not signed by two officers: icsrm-code-1" in asked
    assert publish_editions(folder=ICSRM) == ()
    assert publish_editions(folder=ICSRM, **people) == first
    assert (unsigned_editions(), len(signed_by_two()), len(entries())) == ([], 3, 6)
    assert list(to_do()) == []
    assert codes() == set()
    for alone in (None, people["by"]):
        with pytest.raises(NotAllowed):
            publish_editions(folder=folder, by=alone)
    assert publish_editions(folder=folder, **people) == NEW


def test_only_an_administrator_publishes_the_first_books_in_their_own_name(people: Officers) -> None:
    with pytest.raises(NotAllowed, match="Only an administrator can publish"):
        publish_editions(folder=ICSRM, by=people["second"])
    publish_editions(folder=ICSRM, by=people["by"])
    assert {(entry.body["role"], entry.body["actor"]) for entry in entries()} == {
        ("administrator", str(pseudonym(people["by"])))
    }


class Holder:
    """Somebody in office with a passkey that counts."""

    def __init__(self, user: User, office: Office) -> None:
        self.user, self.office, self.device, self.hand = user, office, Passkey(), hand_in_office(user)
        options = creation_options(holder=self.hand.person.bytes, challenge=bytes(32), known=[])
        key = register_signing_key(
            hand=self.hand, by=user, answer=self.device.made(options), challenge=bytes(32), at=now()
        )
        assert isinstance(key, SigningKey)

    def signs(self, named: list[Any], *, office: Office | None = None) -> dict[UUID, Signed]:
        nonce = secrets.token_bytes(16)
        digest = publication_digest(self.hand.person, office or self.office, named, nonce)
        return {self.user.pk: Signed(nonce=nonce, answer=self.device.signed(digest))}


@pytest.fixture
def holders(people: Officers, db: None) -> list[Holder]:
    """Both officers have a passkey."""
    return [Holder(people["by"], Office.ADMINISTRATOR), Holder(people["second"], Office.AUDITOR)]


def test_officers_with_passkeys_sign_a_statement_that_names_the_entries(
    people: Officers, holders: list[Holder]
) -> None:
    due = due_publications(ICSRM)
    assert CodeEdition.objects.count() == 0
    publish_editions(folder=ICSRM, **people, passkeys=holders[0].signs(due) | holders[1].signs(due))
    for entry in entries():
        said = entry.body["data"]
        for name in ("evidence", "second_evidence"):
            proof = json.loads(base64.b64decode("".join(said[name])))
            assert {key: said[key] for key in due[0]} in proof["makes"] == due


def test_an_officer_who_has_a_passkey_publishes_nothing_without_it(
    people: Officers, holders: list[Holder], folder: Path
) -> None:
    due, other = due_publications(ICSRM), due_publications(folder)
    adam, audrey = holders
    nothing: dict[UUID, Signed] = {}
    for passkeys in (
        nothing,
        adam.signs(due),
        audrey.signs(due),
        adam.signs(due) | audrey.signs(other),
        adam.signs(due[:1]) | audrey.signs(due),
        adam.signs(due) | audrey.signs(due, office=Office.BOARD_SECRETARY),
        {adam.user.pk: audrey.signs(due)[audrey.user.pk], **audrey.signs(due)},
    ):
        with pytest.raises(NotAllowed, match="signs with a passkey"):
            publish_editions(folder=ICSRM, **people, passkeys=passkeys)
    assert (entries(), CodeEdition.objects.count()) == ([], 0)


def forge_row(model: type[Any], **values: Any) -> Any:
    """Write an edition as a superuser would: everything right, and no entry."""
    real = model.objects.get()
    content, digest = content_of({**real.values, "key": "forged", "in_force_from": "2024-02-01", **values})
    kept = {name: getattr(real, name) for name in ("code", "locale", "body") if hasattr(real, name)}
    row = model(
        id=edition_id(digest), key="forged", title=real.title, version=real.version, in_force_from=date(2024, 2, 1),
        content=content, digest=digest, **kept,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def test_no_oath_and_no_case_rests_on_words_that_no_entry_publishes(
    people: Officers,
) -> None:
    publish_editions(folder=ICSRM, **people)
    before = code_in_force(DAY), oath_in_force(DAY), rulebook_in_force(DAY), in_force_at(NOON)
    for model in (CodeEdition, OathEdition, RulebookEdition):
        forge_row(model)
    assert (code_in_force(DAY), oath_in_force(DAY), rulebook_in_force(DAY), in_force_at(NOON)) == before
    assert {code for code, _ in book_faults()} >= {"book-unpublished"}


def test_before_anything_is_published_nothing_is_in_force() -> None:
    for query, model in (
        (code_in_force, CodeEdition),
        (oath_in_force, OathEdition),
        (rulebook_in_force, RulebookEdition),
    ):
        with pytest.raises(model.DoesNotExist):
            query(DAY)


def test_an_edition_whose_day_is_moved_in_the_table_is_not_in_force(people: Officers) -> None:
    publish_editions(folder=ICSRM, **people)
    superuser("UPDATE policy_oathedition SET in_force_from = in_force_from - 1")
    with pytest.raises(OathEdition.DoesNotExist):
        oath_in_force(DAY)
    assert codes() == {"book-changed", "book-unpublished"}


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (CodeEdition, {"title": "Softer"}),
        (OathEdition, {"pledge": "I promise less."}),
        (RulebookEdition, {"version": "9"}),
    ],
)
def test_words_altered_with_their_digest_and_id_were_not_published(
    people: Officers, model: type[Any], change: dict[str, str]
) -> None:
    """A superuser who also makes digest and id right is named: the entry has the digest of the words."""
    publish_editions(folder=ICSRM, **people)
    content, digest = content_of({**model.objects.get().values, **change})
    superuser(f"UPDATE {model._meta.db_table} SET content = %s, digest = %s", content, digest)
    assert codes() == {"book-changed", "book-unpublished"}


@pytest.mark.parametrize("statement", [
    "UPDATE policy_commitment SET text = text || ' not' WHERE number = 3",
    "UPDATE policy_commitment SET title = 'Other' WHERE number = 3",
    "DELETE FROM policy_commitment WHERE number = 3",
    "UPDATE policy_rulebookedition SET version = '9'",
    "UPDATE policy_oathedition SET key = 'another'",
])  # fmt: skip
def test_a_row_altered_beside_its_bytes_is_named(people: Officers, statement: str) -> None:
    publish_editions(folder=ICSRM, **people)
    superuser(statement)
    assert "book-changed" in codes()


def test_a_book_that_is_gone_is_missed_unless_a_restore_lost_it(people: Officers) -> None:
    publish_editions(folder=ICSRM, **people)
    entry = entries()[-1]
    superuser("DELETE FROM policy_rulebookedition")
    assert codes() == {"book-missing"}
    back = put_back([entry])
    assert back.lost == ((ROW, entry),)
    with transaction.atomic():
        record_losses(back.lost, held=0, person=pseudonym(User.objects.clock()), moment=now())
    assert codes() == set()
    assert publish_editions(folder=ICSRM, **people) == ("icsrm-rulebook-1",)
    assert put_back([entry]).lost == ()
    assert codes() == set()
    assert rulebook_in_force(DAY) == RulebookEdition.objects.get().pk
