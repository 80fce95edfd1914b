"""Publish what a folder holds: its Code, oath and rulebook, each once and for good."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from accounts.offices import offices_of
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.append import Draft, append
from ledger.canonical import Json, JsonObject
from ledger.clock import now
from policy import editions
from policy.actions.refusals import NotAllowed
from policy.editions import EditionError, EditionFiles
from policy.models import CodeEdition, Commitment, OathEdition, RulebookEdition
from policy.models.editions import Edition, content_of, edition_id
from policy.queries.second_person import one_suffices, why_not_second


@transaction.atomic(durable=True)
def publish_editions(*, folder: Path, by: User | None = None, second: User | None = None) -> tuple[str, ...]:
    """Publish the editions of `folder`; what stands already, word for word, is left alone. Returns the new keys.

    Appends `edition.published`.

    Two people publish, an administrator and another one, but while one alone suffices: then nobody need be named, and the
    entries say so. EditionError, with file, line and reason, and nothing written, if a file is wrong, a published edition
    would change, or an edition would begin before one that is published. NotAllowed if a second person is missing.
    """
    files = editions.read(folder)
    code, code_is_new = _publish_code(files, folder)
    oath_values = {**files.oath_values, "code_sha256": bytes(code.digest).hex()}
    oath, oath_is_new = _publish(OathEdition, oath_values, folder / "oath.toml", code=code, locale=files.oath.locale)
    rulebook, rules_are_new = _publish(RulebookEdition, files.rulebook_values, folder / "rulebook.toml", code=code)
    made = [(code, code_is_new), (oath, oath_is_new), (rulebook, rules_are_new)]
    new: list[Edition] = [edition for edition, is_new in made if is_new]
    if new:
        append(*_edition_entries(new, by, second, now()))
    return tuple(edition.key for edition in new)


def _edition_entries(new: Sequence[Edition], by: User | None, second: User | None, moment: datetime) -> Iterator[Draft]:
    """Yield the entries; who publishes is checked here, where something is published."""
    how: dict[str, Json] = {"alone": True}
    if by is not None and Office.ADMINISTRATOR not in offices_of(by, moment.date()):
        raise NotAllowed("An administrator publishes an edition.")
    if by is not None and second is not None:
        if refused := why_not_second(second, about=by.pk, by=by.pk, day=moment.date()):
            raise NotAllowed(refused)
        how = {"second": str(pseudonym(second))}
    elif not one_suffices(by):
        raise NotAllowed("Two people publish an edition: name an administrator and a second one.")
    for edition in new:
        yield Draft(
            id=uuid4(),
            type="edition.published",
            stream="system",
            actor=pseudonym(by or User.objects.clock()),
            role=Office.ADMINISTRATOR.value if by else "clock",
            occurred=moment,
            data={"edition": str(edition.pk), "sha256": bytes(edition.digest).hex(), **how},
        )


def _publish_code(files: EditionFiles, folder: Path) -> tuple[CodeEdition, bool]:
    path = folder / "code.toml"
    other = CodeEdition.objects.exclude(body=files.code.body).first()
    if other is not None:
        raise _wrong(
            path, "body", f"this installation keeps the Code of {other.body}, and one installation serves one body"
        )
    code, made = _publish(CodeEdition, files.code_values, path, body=files.code.body)
    if made:
        Commitment.objects.bulk_create(
            Commitment(code=code, number=each.number, title=each.title, text=each.text)
            for each in files.code.commitments
        )
    return code, made


def _publish[E: Edition](kind: type[E], values: JsonObject, path: Path, **more: Any) -> tuple[E, bool]:
    content, digest = content_of(values)
    stands = kind._default_manager.filter(key=values["key"]).first()
    if stands is not None:
        if bytes(stands.digest) != digest:
            raise _wrong(
                path, "key", f'"{stands.key}" is published and never changes: give new words a new key and a later date'
            )
        return stands, False
    in_force_from = date.fromisoformat(values["in_force_from"])
    peers = {"locale": more["locale"]} if "locale" in more else {}
    later = kind._default_manager.filter(in_force_from__gte=in_force_from, **peers).first()
    if later is not None:
        raise _wrong(
            path, "in_force_from", f'"{later.key}" is in force from {later.in_force_from}; a new edition begins later'
        )
    return kind._default_manager.create(
        id=edition_id(digest),
        key=values["key"],
        title=values["title"],
        version=values["version"],
        in_force_from=in_force_from,
        content=content,
        digest=digest,
        **more,
    ), True


def _wrong(path: Path, key: str, reason: str) -> EditionError:
    return editions.read_source(path).wrong((key,), reason)
