"""The stages at which a bundle is frozen: what is recorded of its pages, and whether they are still the same.

A digest covers, for each document in its order, its first and last page, the leaf of its entry, which commits to its sealed
words, and the digest of its file. A bundle that is opened later has to begin with the same documents on the same pages.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import structlog

from casework.models import Case
from casework.queries.bundle import BundleDocument, all_texts_of_bundle
from casework.queries.bundle_pages import NumberedBundle, number_bundle
from casework.record import events as e
from casework.recording import Act, OpenedTexts, open_texts_together
from ledger import queries as ledger
from ledger.canonical import encode
from typesetting.bundle import Place
from vault.keys import CannotOpen
from vault.models import SealedFile

LOG = structlog.get_logger()
FREEZES: Mapping[type[e.Event], type[e.BundleFrozen]] = {
    e.CaseFound: e.BundleFrozenForPanel,
    e.BundleServed: e.BundleFrozenAsServed,
    e.BoardPackSent: e.BundleFrozenForBoard,
    e.AppealLodged: e.BundleFrozenForAppeal,
}
"""The events that freeze the bundle, each with the event that records it."""


@dataclass(frozen=True, kw_only=True)
class Freezing:
    """A stage at which the bundle was frozen. `same`: its documents and pages have not changed since."""

    event: e.BundleFrozen
    on: date
    digest: str
    same: bool

    @property
    def documents(self) -> int:
        return len(self.event.begins)


def acts_of_freezing(case: Case, event: e.Event) -> Sequence[Act]:
    """Return the act that freezes the bundle together with an event of a case; nothing if the event does not freeze it.

    A bundle that does not open is not frozen: a damaged file must not keep anybody from a step whose time runs.
    """
    kind = FREEZES.get(type(event))
    if kind is None or not any(isinstance(one.event, e.NoticeServed) for one in case.record):
        return ()
    try:
        texts = open_texts_together(case, all_texts_of_bundle(case))
        bundle = number_bundle(case, texts, reference=case.reference)
    except (CannotOpen, OSError, SealedFile.DoesNotExist) as fault:
        LOG.error("bundle_not_frozen", reason=type(fault).__name__)
        return ()
    begins = tuple(one.first for one in bundle.places)
    return ((kind(begins=begins, pages=bundle.last), {"pages_digest": digest_of_pages(bundle)}),)


def freezings(bundle: NumberedBundle, texts: OpenedTexts) -> tuple[Freezing, ...]:
    """Return the stages at which a bundle was frozen, each with whether it is still the same. One query for all."""
    found = [one for one in bundle.case.record if isinstance(one.event, e.BundleFrozen)]
    rows = _rows(bundle.documents, bundle.places) if found else ()
    return tuple(
        Freezing(
            event=one.event,
            on=bundle.case.view.day_of(one.at),
            digest=(digest := str(texts[one.event.id, "pages_digest"])),
            same=_digest(rows[: len(one.event.begins)]) == digest,
        )
        for one in found
        if isinstance(one.event, e.BundleFrozen)
    )


def digest_of_pages(bundle: NumberedBundle) -> str:
    """Return a SHA-256 in hex over the documents of a bundle in their order. One query."""
    return _digest(_rows(bundle.documents, bundle.places))


def _rows(documents: Sequence[BundleDocument], places: Sequence[Place]) -> list[tuple[int, int, str, str]]:
    leaves = ledger.leaves([one.entry for one in documents])
    return [
        (place.first, place.last, leaves[one.entry].hex(), one.file.sha256 if one.file else one.sha256)
        for one, place in zip(documents, places, strict=True)
    ]


def _digest(rows: Sequence[tuple[int, int, str, str]]) -> str:
    return hashlib.sha256(encode([list(row) for row in rows])).hexdigest()
