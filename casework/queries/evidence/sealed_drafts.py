"""Sealed drafts: read, and kept under the version that was seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.compiled import Compiled, Given
from casework.models import NOBODY, Case, SealedDraft, Seating
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, NotNow
from ledger.canonical import Json, JsonObject, decode, encode
from vault import aead
from vault.compartments import Compartment, Kind, opening, sealing_key
from vault.models import WrappedKey

MOST_ON_PAGES = 100
"""How many drafts a person can have on pages that belong to no case. In a case, each step that they may take has one."""
_STEP = 4 * aead.KIB
_STEPS = UUID("6f2f6f3e-0b1c-4b0e-9c50-8c7f0f6a5d11")


class ChangedElsewhere(NotNow):
    """The draft was changed since it was read: in another tab, or by somebody else."""

    def __init__(self) -> None:
        super().__init__(
            str(_("This was changed elsewhere. What you chose here is not lost. Read the page, then press again."))
        )


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it was last kept; version 0 and no value if there is none yet."""

    version: int = 0
    value: JsonObject = field(default_factory=dict)
    saved_at: datetime | None = None
    key: WrappedKey | None = None


@dataclass(frozen=True, kw_only=True)
class DraftPlace:
    """Where a draft lies: under whose key, about what, whose it is, and on which step or page it is typed.

    `cases`: those that a page about several cases names.
    """

    compartment: Compartment
    about: UUID
    holder: UUID = NOBODY
    step: str = ""
    cases: tuple[UUID, ...] = ()

    @property
    def key(self) -> dict[str, UUID]:
        return {"subject": self.compartment.subject, "about": self.about, "holder": self.holder}


def place_in_case(case: Case, about: UUID, holder: UUID = NOBODY) -> DraftPlace:
    """Return the place of a draft about one part of a case, such as a file."""
    return DraftPlace(compartment=compartment_of(case, CaseCompartment.CASE), about=about, holder=holder)


def place_of_step(case: UUID, step: str, side: str, holder: UUID) -> DraftPlace:
    """Return where the draft of a step lies. `side` tells the same step of two sides apart."""
    return DraftPlace(compartment=Compartment(case, Kind.CASE), about=about_step(side, step), holder=holder, step=step)


def about_step(side: str, step: str) -> UUID:
    """Return the part of a draft's place that is the same in every case."""
    return uuid5(_STEPS, f"{side}/{step}")


def place_of_page(person: UUID, page: str, about: str) -> DraftPlace:
    """Return where a person's draft on a page lies that belongs to no case: under a key of the person."""
    return DraftPlace(
        compartment=Compartment(person, Kind.DRAFT), about=uuid5(_STEPS, f"{page}/{about}"), holder=person, step=page
    )


def places_on_page(person: UUID, page: str) -> list[DraftPlace]:
    """Return where each draft of a person on such a page lies, the one that was kept first first. One query."""
    rows = SealedDraft.objects.filter(subject=person, holder=person, step=page).order_by("pk")
    compartment = Compartment(person, Kind.DRAFT)
    return [
        DraftPlace(compartment=compartment, about=about, holder=person, step=page)
        for about in rows.values_list("about", flat=True)
    ]


def place_about_cases(person: UUID, page: str, cases: Iterable[UUID]) -> DraftPlace:
    """Return where a person's draft on a page about these cases lies. About other cases, another draft lies there.

    About no case that the person sees, it names nobody's case, so the list of drafts leaves it out.
    """
    named = tuple(sorted(cases)) or (NOBODY,)
    return replace(place_of_page(person, page, "/".join(map(str, named))), cases=named)


def read_draft(place: DraftPlace) -> KeptDraft:
    """Return a draft; none if its key was destroyed. Raises CannotOpen if it was altered or moved."""
    row = next(iter(_KEPT.rows(**place.key)), None)
    if row is None or row.key is None:
        return KeptDraft()
    secret = opening(row.key, place.compartment)
    _front, body = aead.decrypt(secret, bytes(row.blob), aad=_bound_to(row, row.key))
    value: Any = decode(body)
    return KeptDraft(row.version, value, row.saved_at, row.key)


_KEPT = Compiled(
    lambda: SealedDraft.objects.filter(
        subject=Given("subject"), about=Given("about"), holder=Given("holder")
    ).select_related("key")
)


def keep_draft(place: DraftPlace, value: JsonObject, *, seen: int, at: datetime, key: WrappedKey | None = None) -> int:
    """Seal a draft in place of version `seen`, and return the new version. Two statements; one with the `key` it was read with.

    Raises ChangedElsewhere; NotNow if a person has begun too much on pages that belong to no case.
    """
    sealing = sealing_key(place.compartment, key)
    row = SealedDraft(**place.key, step=place.step, version=seen + 1, key=sealing.row, saved_at=at)
    row.cases = list(place.cases)
    row.blob = aead.encrypt(sealing.secret, encode(value), aad=_bound_to(row, sealing.row), step=_STEP)
    if seen:
        changed = {"version": row.version, "key": row.key, "blob": row.blob, "saved_at": at}
        if not SealedDraft.objects.filter(**place.key, version=seen).update(**changed):
            raise ChangedElsewhere
        return row.version
    if (
        place.compartment.kind is Kind.DRAFT
        and SealedDraft.objects.filter(subject=row.subject).count() >= MOST_ON_PAGES
    ):
        raise NotNow(str(_("You have too many drafts. Send one or throw one away first.")))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ChangedElsewhere from None
    return row.version


def forget_draft(place: DraftPlace) -> None:
    SealedDraft.objects.filter(**place.key).delete()


def forget_drafts_in(case: UUID) -> None:
    """Delete all drafts of a case whose keys are destroyed, and those of its officers that name it among several cases."""
    SealedDraft.objects.filter(subject=case).delete()
    people = Seating.objects.filter(case=case).values("user")
    SealedDraft.objects.filter(holder__in=people, cases__contains=[case]).delete()


def purge_drafts(before: datetime) -> None:
    """Delete what was typed on steps and pages, and last saved before a moment."""
    SealedDraft.objects.exclude(step="").filter(saved_at__lt=before).delete()


def _bound_to(row: SealedDraft, key: WrappedKey) -> bytes:
    place: dict[str, Json] = {
        "v": 1,
        "kid": str(key.id),
        "about": str(row.about),
        "holder": str(row.holder),
        "version": row.version,
    }
    return encode(place)
