"""Actions of reading what is sealed: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID, uuid4

from django.db import transaction

from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.models import Case, Opening, WordSearch
from casework.procedure.reading.signals import papers_opened, search_begun
from casework.queries.case.openings import openings_for_seat, openings_of_ties
from casework.queries.case.page import openable_texts
from casework.queries.search.word_search import begin_search
from casework.record.events import ContentOpened
from casework.recording import READINGS, OpenedTexts, open_texts_together, record_reading
from casework.vocabulary import CaseCompartment, NotNow, NotSeen, Right, Seat
from ledger import queries as ledger
from ledger.append import Draft, append
from ledger.canonical import JsonObject
from ledger.clock import now


@transaction.atomic(durable=True)
def export_ties(*, reference: str, by: Actor, size: int) -> tuple[JsonObject, ...]:
    """Return the openings of the commitments to oaths and signatures in a case, after recording the export.

    Only entries among the first `size` of the log are opened. A command calls it, so the record says for which case and
    when, but not who used the shell. Case.DoesNotExist if there is no such case.
    """
    case = access.case_called(reference, now())
    _record_export("ties.exported", case, by)
    return _of_first(size, case, openings_of_ties(reference))


@transaction.atomic(durable=True)
def export_bundle(*, reference: str, seat: Seat, by: Actor, size: int) -> tuple[JsonObject, ...]:
    """Return the openings of all that a seat may read in a case, after recording the export, the seat, and who took it out.

    Otherwise as `export_ties`. NotNow if the seat may read nothing in the case now.
    """
    case = access.case_called(reference, now())
    opened = list(openings_for_seat(access.cases_in_seat(case, seat)))
    if not opened:
        raise NotNow(f"Nobody in the seat {seat.value} may read anything in {reference} now. Nothing was opened.")
    _record_export("bundle.exported", case, by, role="officer", seat=seat.value)
    return _of_first(size, case, opened)


def _record_export(kind: str, case: Case, by: Actor, *, role: str = Seat.CLOCK.value, **more: str) -> None:
    append(
        Draft(
            id=uuid4(),
            type=kind,
            stream=READINGS,
            actor=pseudonym(by.user),
            role=role,
            occurred=case.view.now,
            data={"case": str(case.id), **more},
        )
    )


def _of_first(size: int, case: Case, openings: Iterable[JsonObject]) -> tuple[JsonObject, ...]:
    """Return those openings whose entries are among the first `size` of the log: the case may go on meanwhile."""
    known = {str(entry.id) for entry in ledger.stream(case.stream) if entry.log_index < size}
    return tuple(one for one in openings if one["id"] in known)


@transaction.atomic(durable=True)
def search_papers(*, words: str, by: Actor) -> UUID:
    """Have a worker look for words within the papers of the actor's cases, after recording that they search.

    The entry names neither a word nor a case. Return the handle of the search (docs/adr/0050). NotSeen without an office.
    """
    access.require_office(by, *Office)
    moment = now()
    handle = begin_search(by.user, words, moment)
    append(
        Draft(
            id=uuid4(),
            type="papers.searched",
            stream=READINGS,
            actor=pseudonym(by.user),
            role="officer",
            occurred=moment,
            data={},
        )
    )
    search_begun.send(sender=WordSearch)
    return handle


@transaction.atomic(durable=True)
def open_content(
    *,
    reference: str,
    by: Actor,
    rights: Collection[Right],
    wanted: Mapping[CaseCompartment, Collection[tuple[UUID, str]]],
) -> OpenedTexts:
    """Return texts by (entry, field), after recording who opened their compartments. `wanted` lists them by compartment.

    One entry covers a person, a compartment and a case for a quarter of an hour. Raises NotSeen or NoRight without any of
    `rights`, and NotSeen for a text that none of the actor's rights opens.
    """
    case = access.case_shown(by, reference, *rights)
    if not openable_texts(case, rights).issuperset(address for some in wanted.values() for address in some):
        raise NotSeen
    _note_openings(case, by, wanted)
    return open_texts_together(case, wanted)


@transaction.atomic(durable=True)
def open_file(*, reference: str, by: Actor, right: Right, kept: CaseCompartment, file: UUID) -> None:
    """Record that a person opened a file that is kept in this compartment.

    One entry covers a person and a file for a quarter of an hour, however many of its pages they look at. Raises NotSeen or
    NoRight without the right.
    """
    case = access.case_shown(by, reference, right)
    papers_opened.send(sender=Case, case=case, user=by.user, texts=(), file=file)
    if due := Opening.objects.due(case, by.user, [kept], at=case.view.now, file=file):
        record_reading(*(ContentOpened(case=case.id, kept=one, file=file) for one in due), subject=case)


@transaction.atomic(durable=True)
def note_openings(
    *, case: Case, by: Actor, shown: Mapping[CaseCompartment, Collection[tuple[UUID, str]]], shows_news: bool = False
) -> None:
    """Record that a person opened texts of a case that they entered, listed by compartment, or looked at it.

    One entry covers a person, a compartment and a case for a quarter of an hour. `shows_news`: the page showed what is new.
    """
    _note_openings(case, by, shown, shows_news=shows_news)


def _note_openings(
    case: Case, by: Actor, wanted: Mapping[CaseCompartment, Collection[tuple[UUID, str]]], *, shows_news: bool = False
) -> None:
    """One entry covers a person, a compartment and a case for a quarter of an hour."""
    shown = frozenset(address for some in wanted.values() for address in some)
    papers_opened.send(sender=Case, case=case, user=by.user, texts=shown, file=None)
    if due := Opening.objects.due(case, by.user, wanted, at=case.view.now, shows_news=shows_news):
        record_reading(*(ContentOpened(case=case.id, kept=kept) for kept in due), subject=case)
