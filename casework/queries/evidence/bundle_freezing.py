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
from casework.queries.evidence.bundle import all_texts_of_bundle
from casework.queries.evidence.bundle_pages import NumberedBundle, number_bundle
from casework.record import events as e
from casework.recording import Act, OpenedTexts, open_texts_together
from ledger import queries as ledger
from ledger.canonical import encode
from vault.keys import CannotOpen
from vault.models import SealedFile

LOG = structlog.get_logger()
type PageRow = tuple[int, int, str, str]
FREEZES: Mapping[type[e.Event], type[e.BundleFrozen]] = {
    e.CaseFound: e.BundleFrozenForPanel,
    e.BundleServed: e.BundleFrozenAsServed,
    e.BoardPackSent: e.BundleFrozenForBoard,
    e.AppealLodged: e.BundleFrozenForAppeal,
}
"""The events that freeze the bundle, each with the event that records it."""
FAULTS = (CannotOpen, OSError, SealedFile.DoesNotExist)
"""What a bundle with a damaged file raises."""


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
        bundle = whole_bundle(case)
    except FAULTS as fault:
        LOG.error("bundle_not_frozen", reason=type(fault).__name__)
        return ()
    begins = tuple(one.first for one in bundle.places)
    return ((kind(begins=begins, pages=bundle.last), {"pages_digest": digest_of_pages(bundle)}),)


def whole_bundle(case: Case) -> NumberedBundle:
    """Return the bundle of a case with its page numbers, for nobody to read. Raises as `number_bundle`."""
    return number_bundle(case, open_texts_together(case, all_texts_of_bundle(case)), reference=case.reference)


def freezings(bundle: NumberedBundle, texts: OpenedTexts) -> tuple[Freezing, ...]:
    """Return the stages at which a bundle was frozen, each with whether it is still the same. One query for all."""
    found = [one for one in bundle.case.record if isinstance(one.event, e.BundleFrozen)]
    rows = rows_of_pages(bundle) if found else ()
    return tuple(
        Freezing(
            event=one.event,
            on=bundle.case.view.day_of(one.at),
            digest=(digest := str(texts[one.event.id, "pages_digest"])),
            same=digest_of_rows(rows[: len(one.event.begins)]) == digest,
        )
        for one in found
        if isinstance(one.event, e.BundleFrozen)
    )


def stages_that_changed(case: Case) -> tuple[e.Recorded, ...]:
    """Return the stages whose frozen pages are no longer the same, for the officer who freezes the bundle next.

    A bundle that does not open is not the one that was frozen either. At most as many queries as a page of the bundle.
    """
    stages = tuple(one for one in case.record if isinstance(one.event, e.BundleFrozen))
    if not stages:
        return ()
    kept = stages[0].event.sealed["pages_digest"].kept
    digests = open_texts_together(case, {kept: [(one.event.id, "pages_digest") for one in stages]})
    try:
        same = {one.event.id for one in freezings(whole_bundle(case), digests) if one.same}
    except FAULTS as fault:
        LOG.error("bundle_not_compared", reason=type(fault).__name__)
        same = set()
    return tuple(one for one in stages if one.event.id not in same)


def digest_of_pages(bundle: NumberedBundle) -> str:
    """Return a SHA-256 in hex over the documents of a bundle in their order. One query."""
    return digest_of_rows(rows_of_pages(bundle))


def rows_of_pages(bundle: NumberedBundle) -> list[PageRow]:
    """Return what a digest covers of each document: its first and last page, its leaf and the digest of its file. One query."""
    leaves = ledger.leaves([one.entry for one in bundle.documents])
    return [
        (place.first, place.last, leaves[one.entry].hex(), one.file.sha256 if one.file else one.sha256)
        for one, place in zip(bundle.documents, bundle.places, strict=True)
    ]


def digest_of_rows(rows: Sequence[PageRow]) -> str:
    return hashlib.sha256(encode([list(row) for row in rows])).hexdigest()
