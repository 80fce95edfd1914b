"""Publish what a folder holds: its Code, oath and rulebook, each once and for good."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from policy import editions
from policy.editions import EditionError, EditionFiles
from policy.models import CodeEdition, Commitment, OathEdition, RulebookEdition
from policy.models.editions import Edition, content_of, edition_id


@dataclass(frozen=True, kw_only=True)
class Published:
    """The keys that were published now; those that stood already are left out."""

    new: tuple[str, ...]


@transaction.atomic(durable=True)
def publish_editions(*, folder: Path) -> Published:
    """Publish the editions of `folder`; what stands already, word for word, is left alone.

    EditionError, with file, line and reason, and nothing written, if a file is wrong, a published edition would change,
    or an edition would begin before one that is published.
    """
    files = editions.read(folder)
    new = []
    code, made = _publish_code(files, folder)
    new += [code.key] if made else []
    oath_values = {**files.oath_values, "code_sha256": bytes(code.digest).hex()}
    oath, made = _publish(OathEdition, oath_values, folder / "oath.toml", code=code, locale=files.oath.locale)
    new += [oath.key] if made else []
    rulebook, made = _publish(RulebookEdition, files.rulebook_values, folder / "rulebook.toml", code=code)
    new += [rulebook.key] if made else []
    return Published(new=tuple(new))


def _publish_code(files: EditionFiles, folder: Path) -> tuple[CodeEdition, bool]:
    path = folder / "code.toml"
    other = CodeEdition.objects.exclude(body=files.code.body).first()
    if other is not None:
        raise _wrong(path, "body", f"this house keeps the Code of {other.body}, and one house serves one body")
    code, made = _publish(CodeEdition, files.code_values, path, body=files.code.body)
    if made:
        Commitment.objects.bulk_create(
            Commitment(code=code, number=each.number, title=each.title, text=each.text)
            for each in files.code.commitments
        )
    return code, made


def _publish[E: Edition](kind: type[E], values: dict[str, Any], path: Path, **more: Any) -> tuple[E, bool]:
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
