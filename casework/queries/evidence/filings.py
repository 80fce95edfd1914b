"""The filings of the member: where they are kept, and how many pages their side has filed."""

import re
from collections.abc import Mapping
from uuid import UUID

from casework.models import Case
from casework.queries.evidence.copies import parts_of_text
from casework.queries.evidence.outgoing import borrowed_from_offers, places_held
from casework.record.rights import ACCUSED
from casework.recording import compartment_of, open_texts
from casework.vocabulary import CaseCompartment
from vault.files import describe
from vault.models import SealedFile
from vault.views import view_of


def compartment_of_side(case: Case) -> CaseCompartment:
    """Return the compartment of what the actor files: the member's own goes into the bundle as it is."""
    return CaseCompartment.RESPONDENT if case.acting.as_(*ACCUSED) else CaseCompartment.CASE


def pages_filed(case: Case) -> int:
    """Return how many pages the member's side has filed before; 0 for anybody else. A text counts as one page.

    One query, and one more for each file of theirs; none for a side without files.
    """
    if not case.acting.as_(*ACCUSED):
        return 0
    known = case.view.evidence
    own = [one for one in known.all if one.id in {filing.id for filing in known.filings} | known.offered]
    keys = [one.file for one in own if one.file]
    rows = SealedFile.objects.filter(pk__in=keys).select_related("key") if keys else ()
    kept = compartment_of(case, CaseCompartment.RESPONDENT)
    views = [view_of(row, kept) for row in rows]
    return len(own) - len(keys) + sum(max(1, len(view.of_kind("page"))) if view else 1 for view in views)


EARLIER = re.compile(
    r"\b(?:earlier|previous|prior)\s+(?:ethics\s+)?(?:case|complaint|proceeding|hearing|finding|sanction)",
    re.IGNORECASE,
)
OFFER = re.compile(r"\b(?:offer|consent order|settlement)\b", re.IGNORECASE)
"""Words that may tell of an earlier case, or of an offer if there was one: a reviewer lets in what tells of neither."""


def words_of_filing(case: Case, evidence: UUID) -> Mapping[str, str] | None:
    """Return all words of a filing by where they stand; None while its pages are being made, or if there is none."""
    piece = case.view.evidence.get(evidence)
    if piece is None:
        return None
    kept = CaseCompartment.RESPONDENT
    typed = open_texts(case, kept, [(piece.added_by, name) for name in ("title", "text")])
    words = {name: str(value or "") for (_entry, name), value in typed.items()}
    if piece.file is None:
        return words
    row = SealedFile.objects.select_related("key").get(pk=piece.file)
    compartment = compartment_of(case, kept)
    view = view_of(row, compartment)
    if view is None:
        return None
    return words | {"name": describe(row, compartment).name, "file": parts_of_text(view)}


def marks_in_filings(case: Case) -> Mapping[UUID, tuple[str, ...] | None]:
    """Return where the machine marks each filing that waits for a reviewer; None while its pages are being made.

    NotNow if the sealed names cannot be read. A few queries for each filing.
    """
    words = {key: words_of_filing(case, key) for key in sorted(case.view.evidence.unread)}
    return {key: None if one is None else marked_places(case, one) for key, one in words.items()}


def marked_places(case: Case, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return where a filing may name whom the case keeps sealed, or tell of an earlier case or of an offer that failed.

    NotNow if the sealed names cannot be read.
    """
    told = Case.objects.filter(respondent=case.respondent_id).exclude(pk=case.pk)
    others = [word.casefold() for row in told.values_list("reference", "code_name") for word in row if word]
    marked = {*places_held(case, words), *borrowed_from_offers(case, words)}
    return tuple(
        where
        for where, text in words.items()
        if where in marked
        or any(word in text.casefold() for word in others)
        or EARLIER.search(text) is not None
        or (bool(case.view.consent.offers) and OFFER.search(text) is not None)
    )
