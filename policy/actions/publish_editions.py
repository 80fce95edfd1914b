"""Publish what a folder holds: its Code, oath and rulebook, each once and for good, signed by two officers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
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
from policy.actions.signature import Signed, clear_evidence
from policy.editions import EditionError, EditionFiles
from policy.models import CodeEdition, Commitment, OathEdition, RulebookEdition
from policy.models.editions import Edition, content_of, edition_id
from policy.passkeys import NotSigned
from policy.queries import hand_in_office, key_counting
from policy.queries.books import signed_by_two
from policy.queries.editions import PUBLISHED
from policy.queries.second_person import one_suffices
from policy.signing import edition_digest

SECOND_OFFICES = (Office.AUDITOR, Office.BOARD_SECRETARY)
"""An administrator publishes an edition, and somebody in one of these offices signs with them."""
TWO = "An administrator and an auditor or board secretary publish an edition together."
NOT_BY_PASSKEY = "{} signs with a passkey, and it has not signed this."
type Passkeys = Mapping[UUID, Signed]
"""What the passkeys of people signed, by user."""


@transaction.atomic(durable=True)
def publish_editions(
    *, folder: Path, by: User | None = None, second: User | None = None, passkeys: Passkeys | None = None
) -> tuple[str, ...]:
    """Publish the editions of `folder`. Returns the keys of those that are new, or that two have signed only now.

    Appends `edition.published` for each. What stands already, word for word, is left alone.

    An administrator signs, and a `second` person in one of SECOND_OFFICES; a person whose passkey counts signs with it. The
    first editions of an installation need nobody, and their entries say so (`alone`). If two publish them once more, they
    get an entry that names both.

    EditionError, with file, line and reason, and nothing written, if a file is wrong, a published edition would change, or an
    edition would begin before one that is published. NotAllowed if somebody has to sign, and did not.
    """
    moment, found = now(), store_editions(folder)
    how: dict[str, Json] = {}
    if by is None or second is None:
        due = [edition for edition, is_new in found if is_new]
        if due and (signed_by_two() or not one_suffices(by)):
            raise NotAllowed(TWO)
        how = _published_alone(by, moment.date()) if due else how
    else:
        due = due_for_two(found)
        how = words_of_two(due, by, second, passkeys or {}, moment=moment) if due else how
    if due:
        append(*edition_drafts(due, by, how, moment))
    return tuple(edition.key for edition in due)


def store_editions(folder: Path) -> list[tuple[Edition, bool]]:
    """Store what is new, and return each edition of the folder and whether it is new."""
    files = editions.read(folder)
    code, code_is_new = _store_code(files, folder)
    oath_values = {**files.oath_values, "code_sha256": bytes(code.digest).hex()}
    oath, oath_is_new = _store_edition(
        OathEdition, oath_values, folder / "oath.toml", code=code, locale=files.oath.locale
    )
    rulebook, rules_are_new = _store_edition(
        RulebookEdition, files.rulebook_values, folder / "rulebook.toml", code=code
    )
    if rules_are_new:
        editions.check_terms(files.rules, editions.read_source(folder / "rulebook.toml"))
    return [(code, code_is_new), (oath, oath_is_new), (rulebook, rules_are_new)]


def due_publications(folder: Path) -> list[JsonObject]:
    """Return how two officers would name the editions of `folder` that they would publish now. Nothing is written.

    EditionError as in `publish_editions`.
    """
    with transaction.atomic():
        found = due_for_two(store_editions(folder))
        transaction.set_rollback(True)
    return [edition.publication for edition in found]


def due_for_two(found: Sequence[tuple[Edition, bool]]) -> list[Edition]:
    """Return those that two officers publish: the new ones, and those that two have not signed."""
    signed = signed_by_two()
    return [edition for edition, is_new in found if is_new or str(edition.pk) not in signed]


def _published_alone(by: User | None, day: date) -> dict[str, Json]:
    if by is not None and Office.ADMINISTRATOR not in offices_of(by, day):
        raise NotAllowed("Only an administrator can publish an edition.")
    return {"alone": True}


def words_of_two(
    due: Sequence[Edition],
    by: User,
    second: User,
    passkeys: Passkeys,
    *,
    moment: datetime,
    is_put_forward: bool = False,
) -> dict[str, Json]:
    """Return what the entries say of those who sign. NotAllowed unless both may sign, and their passkeys did.

    `is_put_forward`: the entry by which `by` put the editions forward has that signature.
    """
    held = [office for office in SECOND_OFFICES if office in offices_of(second, moment.date())]
    if by.pk == second.pk or Office.ADMINISTRATOR not in offices_of(by, moment.date()) or not held:
        raise NotAllowed(TWO)
    makes = [edition.publication for edition in due]
    found = {"evidence": (by, Office.ADMINISTRATOR), "second_evidence": (second, held[0])}
    if is_put_forward:
        del found["evidence"]
    evidence = {
        name: publication_evidence(user, office, makes, passkeys.get(user.pk), moment)
        for name, (user, office) in found.items()
    }
    said: dict[str, Json] = {"second": str(pseudonym(second)), "second_office": held[0].value}
    return said | {name: words for name, words in evidence.items() if words is not None}


def publication_evidence(
    user: User, office: Office, makes: Sequence[JsonObject], signed: Signed | None, moment: datetime
) -> list[Json] | None:
    """Return the evidence that a person's passkey signed for these editions; None for a person without one.

    NotAllowed if the passkey has not signed this.
    """
    key = key_counting(user, hand_in_office(user).person, moment)
    if key is None:
        return None
    try:
        if signed is None:
            raise NotSigned
        digest = publication_digest(key.person, office, makes, signed.nonce)
        return clear_evidence(key, digest, signed, makes=list(makes))
    except NotSigned:
        raise NotAllowed(NOT_BY_PASSKEY.format(user.name)) from None


def publication_digest(person: UUID, office: Office, makes: Sequence[JsonObject], nonce: bytes) -> bytes:
    """Return what a person's passkey signs to publish these editions in an office."""
    return edition_digest(log=settings.LOG_ORIGIN, person=person, office=office.value, makes=makes, nonce=nonce)


def edition_drafts(due: Sequence[Edition], by: User | None, how: dict[str, Json], moment: datetime) -> Iterator[Draft]:
    for edition in due:
        yield Draft(
            id=uuid4(),
            type=PUBLISHED,
            stream="system",
            actor=pseudonym(by or User.objects.clock()),
            role=Office.ADMINISTRATOR.value if by else "clock",
            occurred=moment,
            data={"edition": str(edition.pk), **edition.publication, **how},
        )


def _store_code(files: EditionFiles, folder: Path) -> tuple[CodeEdition, bool]:
    path = folder / "code.toml"
    other = CodeEdition.objects.exclude(body=files.code.body).first()
    if other is not None:
        raise _wrong(
            path, "body", f"this installation keeps the Code of {other.body}, and one installation serves one body"
        )
    code, made = _store_edition(CodeEdition, files.code_values, path, body=files.code.body)
    if made:
        Commitment.objects.bulk_create(
            Commitment(code=code, number=each.number, title=each.title, text=each.text)
            for each in files.code.commitments
        )
    return code, made


def _store_edition[E: Edition](kind: type[E], values: JsonObject, path: Path, **more: Any) -> tuple[E, bool]:
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
