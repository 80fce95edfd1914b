"""Actions of evidence: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework import access
from casework.models import Case
from casework.procedure.evidence import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.name_check import count_try, refuse_too_many_tries
from casework.queries.evidence.copies import Comparison, case_to_copy, copy_view, leaks_of_copy, source_of
from casework.queries.evidence.covering import Covering, asked_parts, is_coverable, parts_of, sound_number
from casework.queries.evidence.filings import (
    compartment_of_side,
    marks_in_filings,
    pages_filed,
)
from casework.queries.evidence.outgoing import check_outgoing, words_of_file
from casework.queries.evidence.sealed_drafts import keep_draft, place_in_case, read_draft
from casework.recording import Upload, compartment_of, keep_file
from casework.vocabulary import CaseCompartment, HeldByCheck, NotNow, Verb
from casework.workflow.step import refuse
from converter.client import NotConverted
from vault.compartments import CannotOpen
from vault.conversion import cover
from vault.copies import digest_of, discard_copy, keep_copy, remove_unrecorded
from vault.models import SealedFile
from vault.views import View

NO_CONVERTER = _("The converter does not answer just now, so no copy can be made. What you covered is kept.")
NOT_SHOWN = _("This file cannot be covered here. Describe it, and do not attach it.")
NOT_LISTENED = _("The sound has not been listened to.")
NO_TRANSCRIPT = _("Write down what can be heard in the copy. A sound does not go out without a transcript.")
CHANGED = _("The copy is not the one that was put forward. It has to be made and signed again.")


@transaction.atomic(durable=True)
def add_evidence(*, reference: str, by: access.Actor, title: str, text: str, file: Upload | None = None) -> Case:
    """Keep words, a file or both as evidence from the actor's side."""
    case = access.case_for(by, reference, Verb.ADD_EVIDENCE)
    kept = keep_file(case, compartment_of_side(case), file)
    pages = pages_filed(case)
    event = steps.add_evidence(case, evidence=uuid4(), received=bool(text or kept), file=kept, pages=pages)
    return keep_and_record(case, event, {"title": title, "text": text or None})


@transaction.atomic(durable=True)
def disclose_evidence(
    *,
    reference: str,
    by: access.Actor,
    evidence: UUID,
    title: str,
    text: str,
    one_holder: bool,
    file: Upload | None = None,
) -> Case:
    """Keep a copy for the respondent: new words, perhaps with a new file, of which every byte is checked first."""
    case = access.case_for(by, reference, Verb.DISCLOSE_EVIDENCE)
    kept = keep_file(case, CaseCompartment.RESPONDENT, file)
    outgoing = {"Title": title, "Copy": text} | words_of_file(case, kept)
    check_outgoing(case, Verb.DISCLOSE_EVIDENCE, outgoing)
    event = steps.disclose_evidence(
        case, evidence=evidence, copy=uuid4(), copied=bool(text or kept), one_holder=one_holder, file=kept
    )
    return keep_and_record(case, event, {"title": title, "text": text or None})


@dataclass(frozen=True)
class MadeCopy:
    """A covered copy that is kept for the respondent and has not gone out."""

    file: UUID
    digest: str


@transaction.atomic(durable=True)
def change_covering(
    *, reference: str, by: access.Actor, evidence: UUID, seen: int, change: Callable[[View, Covering], Covering]
) -> Covering:
    """Keep a draft of the covering, changed. `seen`: the version that its author saw. Raises ChangedElsewhere."""
    source = source_of(by, reference, evidence)
    view = _coverable_view(source.view)
    covering = change(view, Covering.of(source.draft.value))
    keep_draft(source.place, covering.value(), seen=seen, at=source.case.view.now)
    return covering


@transaction.atomic(durable=True)
def make_copy(*, reference: str, by: access.Actor, evidence: UUID, seen: int) -> MadeCopy:
    """Make a copy of the draft as it was seen, and keep it for the respondent with what was covered, and why.

    NotNow if a page was not looked at, if a sound has no transcript, if something sealed still stands in the copy, or if no
    converter answers.
    """
    source = source_of(by, reference, evidence)
    view, draft = _coverable_view(source.view), source.draft
    covering = Covering.of(draft.value)
    if draft.version != seen:
        raise NotNow(str(_("The draft was changed since you saw it. Look at it once more.")))
    if left := list(_left_to_do(view, covering)):
        raise NotNow(*left)
    compartment = compartment_of(source.case, CaseCompartment.RESPONDENT)
    try:
        kept = keep_copy(cover(asked_parts(view, covering)), compartment)
    except NotConverted as reason:
        raise NotNow(str(reason)) from reason
    except OSError as fault:
        raise NotNow(str(NO_CONVERTER)) from fault
    try:
        _check_leaks(source.case, covering.title, copy_view(source.case, kept.pk))
        snapshot = covering.value() | {"evidence": str(evidence)}
        keep_draft(place_in_case(source.case, kept.pk), snapshot, seen=0, at=source.case.view.now)
        return MadeCopy(kept.pk, digest_of(kept, compartment))
    except BaseException:
        remove_unrecorded(kept)
        raise


@transaction.atomic(durable=True)
def drop_copy(*, reference: str, by: access.Actor, file: UUID) -> None:
    """Delete a copy that was made and could not be put forward."""
    case = case_to_copy(by, reference)
    if read_draft(place_in_case(case, file)).value and all(one.file != file for one in case.view.evidence.copies):
        discard_copy(SealedFile.objects.get(pk=file))


@transaction.atomic(durable=True)
def change_comparison(
    *, reference: str, by: access.Actor, proposal: UUID, seen: int, change: Callable[[Comparison], Comparison]
) -> Comparison:
    """Keep what the second person has looked at and answered, changed. Raises ChangedElsewhere."""
    case = case_to_copy(by, reference)
    place = place_in_case(case, proposal, case.acting.person)
    comparison = change(Comparison.of(read_draft(place).value))
    keep_draft(place, comparison.value(), seen=seen, at=case.view.now)
    return comparison


@transaction.atomic(durable=True)
def disclose_redacted_copy(
    *,
    reference: str,
    by: access.Actor,
    evidence: UUID,
    title: str,
    one_holder: bool,
    known_hand: bool,
    file: UUID,
    digest: str,
) -> Case:
    """Put a covered copy into the bundle. NotNow if it is not, byte for byte, what was put forward and compared."""
    case = access.case_for(by, reference, Verb.DISCLOSE_REDACTED_COPY)
    refuse(case, Verb.DISCLOSE_REDACTED_COPY)
    kept = SealedFile.objects.filter(pk=file).select_related("key").first()
    snapshot = read_draft(place_in_case(case, file)).value
    compartment = compartment_of(case, CaseCompartment.RESPONDENT)
    try:
        same = kept is not None and digest_of(kept, compartment) == digest
        copy = copy_view(case, file) if same else None
    except CannotOpen as fault:
        raise NotNow(str(CHANGED)) from fault
    if copy is None or snapshot.get("evidence") != str(evidence):
        raise NotNow(str(CHANGED))
    check_outgoing(case, Verb.DISCLOSE_REDACTED_COPY, {"Title": title})
    _check_leaks(case, title, copy)
    source = source_of(by, reference, evidence)
    own = place_in_case(case, by.signs, case.acting.person) if by.signs else None
    comparison = Comparison.of(read_draft(own).value if own else {})
    event = steps.disclose_redacted_copy(
        case,
        evidence=evidence,
        copy=uuid4(),
        one_holder=one_holder,
        known_hand=known_hand,
        file=file,
        pages=len(parts_of(copy)),
        compared=not comparison.missing(_coverable_view(source.view), copy, Covering.of(snapshot)),
    )
    return keep_and_record(case, event, {"title": title, "text": None, "digest": digest})


@transaction.atomic(durable=True)
def file_late_evidence(
    *, reference: str, by: access.Actor, title: str, text: str, cause: str, gist: str = "", file: Upload | None = None
) -> Case:
    """Keep words, a file or both, and the reason why they come late. An open ballot goes on until they are admitted.

    Of what the Society brings, the gist and the reason go out to the member, and are checked.
    """
    case = access.case_for(by, reference, Verb.FILE_LATE_EVIDENCE)
    check_outgoing(case, Verb.FILE_LATE_EVIDENCE, {"Why it comes late": cause, "The gist": gist})
    kept = keep_file(case, compartment_of_side(case), file)
    pages = pages_filed(case)
    event = steps.file_late_evidence(
        case,
        evidence=uuid4(),
        received=bool(text or kept),
        cause=bool(cause),
        gist=bool(gist),
        file=kept,
        pages=pages,
    )
    words = {"title": title, "text": text or None, "cause": cause}
    return keep_and_record(case, event, words | ({"gist": gist} if "gist" in event.sealed else {}))


@transaction.atomic(durable=True)
def look_through_filing(*, reference: str, by: access.Actor, filings: Collection[UUID], reasons: str) -> Case:
    """Let in the filings that wait. Where the machine marks one, the reviewer has to say why it can be let in."""
    case = access.case_for(by, reference, Verb.LOOK_THROUGH_FILING)
    marked = marks_in_filings(case)
    answered = bool(reasons) or not any(marked.values())
    event = steps.look_through_filing(case, filings=filings, ready=None not in marked.values(), answered=answered)
    return keep_and_record(case, event, {"reasons": reasons or None})


def _left_to_do(view: View, covering: Covering) -> Iterator[str]:
    sound = sound_number(view)
    for page in sorted(set(range(1, len(parts_of(view)) + 1)) - covering.looked):
        yield str(NOT_LISTENED if page == sound else _("Page %(page)s was not looked at.") % {"page": page})
    if sound and not covering.transcript:
        yield str(NO_TRANSCRIPT)
    if not covering.title:
        yield str(_("Give the copy a title."))


def _coverable_view(view: View | None) -> View:
    """Return a view that can be covered. NotNow for any other."""
    if view is None or not is_coverable(view):
        raise NotNow(str(NOT_SHOWN))
    return view


def _check_leaks(case: Case, title: str, view: View | None) -> None:
    """Raise HeldByCheck with the page and field of everything sealed that stands in a copy, which counts as a try of a name.

    The name is not said. A rehearsal does not look for it.
    """
    if view is None or case.is_rehearsed:
        return
    refuse_too_many_tries(case)
    if held := leaks_of_copy(case, title, view):
        count_try(case)
        raise HeldByCheck(*map(str, sorted(held)))
