"""An administrator puts editions forward on a page, and a second officer publishes them or sends them back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from accounts.offices import offices_of
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger import queries as ledger
from ledger.append import Draft, append
from ledger.canonical import Json
from ledger.clock import now
from policy.actions.countersign_key import delete_pending, lock_pending
from policy.actions.publish_editions import (
    SECOND_OFFICES,
    TWO,
    due_for_two,
    due_publications,
    edition_drafts,
    publication_evidence,
    store_editions,
    words_of_two,
)
from policy.actions.refusals import NotAllowed
from policy.actions.signature import Signed
from policy.models import Pending

FILES = ("code.toml", "oath.toml", "rulebook.toml")


@transaction.atomic(durable=True)
def put_forward_editions(*, folder: Path, by: User, signed: Signed | None = None) -> Pending:
    """Keep the files of `folder` until a second officer signs that they are published. Appends `edition.proposed`.

    `signed` is what the passkey of `by` signed over `due_publications`. EditionError as in `publish_editions`. NotAllowed
    unless an administrator does it, if nothing in the folder is new, or if other editions wait.
    """
    moment, due = now(), due_publications(folder)
    if Office.ADMINISTRATOR not in offices_of(by, moment.date()):
        raise NotAllowed("Only an administrator can put an edition forward.")
    if not due:
        raise NotAllowed("All of this is published already, and two officers have signed it.")
    if Pending.objects.filter(kind=Pending.Kind.EDITION).exists():
        raise NotAllowed("Other editions wait for a second signature. Have them signed or sent back first.")
    evidence = publication_evidence(by, Office.ADMINISTRATOR, due, signed, moment)
    said: dict[str, Json] = {"editions": [one["sha256"] for one in due]}
    files = {name: (folder / name).read_text(encoding="utf-8") for name in FILES}
    waits = Pending.objects.create(entry_id=uuid4(), kind=Pending.Kind.EDITION, about=by, by=by, at=moment, kept=files)
    append(
        Draft(
            id=waits.pk,
            type="edition.proposed",
            stream="system",
            actor=pseudonym(by),
            role=Office.ADMINISTRATOR.value,
            occurred=moment,
            data=said if evidence is None else said | {"evidence": evidence},
        )
    )
    return waits


@transaction.atomic(durable=True)
def publish_pending(*, pending: UUID, second: User, signed: Signed | None = None) -> tuple[str, ...]:
    """Publish the editions that an administrator put forward, and return their keys. Appends `edition.published` for each.

    NotAllowed as in `publish_editions`, if they wait no longer, or if what is kept is not what was put forward.
    """
    moment, waits = now(), lock_pending(pending, Pending.Kind.EDITION)
    proposed = ledger.entry(waits.entry_id)
    with folder_of(waits.kept or {}) as folder:
        due = due_for_two(store_editions(folder))
    digests = [bytes(edition.digest).hex() for edition in due]
    if (proposed.body["data"]["editions"], proposed.body["actor"]) != (digests, str(pseudonym(waits.by))):
        raise NotAllowed(
            "The files that wait are not those that were put forward. Send them back, and have them put forward again."
        )
    passkeys = {second.pk: signed} if signed else {}
    how = words_of_two(due, waits.by, second, passkeys, moment=moment, is_put_forward=True)
    drafts = [
        replace(draft, refs=[("proposal", bytes(proposed.leaf))])
        for draft in edition_drafts(due, waits.by, how, moment)
    ]
    waits.delete()
    append(*drafts)
    return tuple(edition.key for edition in due)


@transaction.atomic(durable=True)
def send_back_editions(*, pending: UUID, by: User) -> None:
    """Delete editions that wait, as the administrator who put them forward, or as a second officer.

    Appends `proposal.sent_back`. NotAllowed for others.
    """
    moment, waits = now(), lock_pending(pending, Pending.Kind.EDITION)
    held = [office for office in SECOND_OFFICES if office in offices_of(by, moment.date())]
    role = Office.ADMINISTRATOR if by.pk == waits.by_id else next(iter(held), None)
    if role is None:
        raise NotAllowed(TWO)
    append(delete_pending(waits, by=by, role=role.value, at=moment))


@contextmanager
def folder_of(files: Mapping[str, str]) -> Iterator[Path]:
    """Give the files of editions as a folder, during the block."""
    with TemporaryDirectory(prefix="oathbound-editions-") as name:
        for file in FILES:
            (Path(name) / file).write_text(files[file], encoding="utf-8")
        yield Path(name)
