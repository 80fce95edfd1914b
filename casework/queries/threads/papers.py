"""The files of a case that its viewer may read, as a list beside the one that they look at."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.pseudonyms import people_behind
from casework.models import Case, Opening
from casework.queries.case.own_acts import is_own_act
from casework.queries.case.page import Text, all_readable
from casework.record.events import EvidenceAdded, EvidenceDisclosed, LateEvidenceFiled, NewEvidenceOffered, Recorded
from casework.record.state.people import PARTIES
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, Reading, Seat
from vault.files import Description, describe
from vault.models import SealedFile

BROUGHT = (EvidenceAdded, LateEvidenceFiled, NewEvidenceOffered)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file of a case as its viewer may know it. `source` is None where the viewer is not told who brought it.

    `caption` is what the person who brought it says of it, or the words of a copy.
    `tells_of_sender`: whether the viewer may know what the file says of the person who made it. `opened_by` are the names of
    the officers who opened the file, for viewers who may know the people of the case.
    """

    file: UUID
    address: str
    number: str
    what: Promise
    title: Text | None
    caption: Text | None
    on: date
    source: Seat | None
    tells_of_sender: bool
    description: Description
    opened_by: tuple[str, ...]


def papers(case: Case, address: Callable[[Recorded], str]) -> tuple[Paper, ...]:
    """Return the files that the viewer may read, in the order in which they came. `address` returns "" to leave one out.

    Two queries, and two more for viewers who may know the people of the case.
    """
    found = [(one, texts, there) for one, texts in _with_file(case) if (there := address(one))]
    described = descriptions(case, [(one, texts) for one, texts, _ in found])
    opened = _opened_by(case, described) if Reading.READ_PEOPLE.value in case.rights else {}
    return tuple(
        Paper(
            file=file,
            address=there,
            number=_number(case, one),
            what=one.event.title,
            title=next((text for text in texts if text.field == "title"), None),
            caption=next((text for text in texts if text.field == "text"), None),
            on=case.view.day_of(one.at),
            source=one.event.side if isinstance(one.event, BROUGHT) and not case.seats & PARTIES else None,
            tells_of_sender=_tells_of_sender(case, one),
            description=described[file],
            opened_by=opened.get(file, ()),
        )
        for one, texts, there in found
        if (file := _file_of(one)) in described
    )


def described_files(case: Case) -> Mapping[UUID, Description]:
    """Return what each file is that the viewer may read, by its key. One query, none in a case without files."""
    return descriptions(case, list(_with_file(case)))


def descriptions(case: Case, found: Collection[tuple[Recorded, tuple[Text, ...]]]) -> Mapping[UUID, Description]:
    kept: Mapping[UUID, CaseCompartment] = {_file_of(one): texts[0].kept for one, texts in found}
    rows = SealedFile.objects.filter(pk__in=kept).select_related("key") if kept else ()
    return {row.pk: describe(row, compartment_of(case, kept[row.pk])) for row in rows}


def _with_file(case: Case) -> Iterator[tuple[Recorded, tuple[Text, ...]]]:
    return ((one, texts) for one, texts in all_readable(case) if texts and getattr(one.event, "file", None))


def _file_of(one: Recorded) -> UUID:
    file: UUID = getattr(one.event, "file")  # noqa: B009 - several kinds of events have it
    return file


def _number(case: Case, one: Recorded) -> str:
    """Return a piece of evidence or a copy of one by its number in the case; empty for other files, and for parties."""
    if case.seats & PARTIES:
        return ""
    added = [piece.added_by for piece in case.view.evidence.all]
    copied = [copy.given_by for copy in case.view.evidence.copies]
    if one.event.id in added:
        return _("Evidence %(n)s") % {"n": added.index(one.event.id) + 1}
    return _("Copy %(n)s") % {"n": copied.index(one.event.id) + 1} if one.event.id in copied else ""


def _tells_of_sender(case: Case, one: Recorded) -> bool:
    """Whether the viewer may know what lies in a file beside its pages: who made it, where and with what.

    It can tell who reported. Of what the reporter sent, nobody else reads it: the reporter was promised so, and those who may
    know the name are no exception. Nobody who reads copies alone reads it.
    """
    if is_own_act(one, case):
        return True
    if isinstance(one.event, EvidenceDisclosed) or Reading.READ_EVIDENCE.value not in case.rights:
        return False
    brought_by = one.event.side if isinstance(one.event, BROUGHT) else one.role
    return Seat.COMPLAINANT not in {one.role, brought_by}


def _opened_by(case: Case, files: Collection[UUID]) -> Mapping[UUID, tuple[str, ...]]:
    """Return the names of the officers and deciders who opened each file, without the parties."""
    officers = {person for person, seat in case.view.people.seats if seat not in PARTIES}
    named = {user.pk: user.name for user in people_behind(officers).values()}
    rows = list(Opening.objects.filter(case=case, file__in=files, user__in=named).order_by("at"))
    return {file: tuple(named[row.user_id] for row in rows if row.file == file) for file in files}
