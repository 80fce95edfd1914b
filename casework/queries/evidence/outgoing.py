"""The outgoing check: it searches every text and file for what its reader may not learn, before it goes to the respondent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.conflicts.sealed_names import CannotCheck, SealedNames, complaint_of, kept_sealed
from casework.queries.wording.spellings import plain_form
from casework.record.rights import rights_of
from casework.record.rights.hidden_letters import ended_offers
from casework.recording import compartment_of, open_texts
from casework.vocabulary import CaseCompartment, IdentityDecision, NotNow, Reading, Seat, Verb
from casework.workflow.step import refuse
from policy.models import Commitment
from policy.names import plain
from vault.files import describe, read
from vault.models import SealedFile

RUN = 8
"""This many words in a row are enough to tell who wrote them."""

HELD = _("Held: something in it stays sealed. It cannot be saved or sent as it is.")
CANNOT = _("The outgoing check could not be made, so nothing goes out. Tell the people who run this service.")
BORROWED = _("“%(where)s” repeats the complaint word for word: “%(words)s”. Say it in other words.")
SEALED = _("“%(where)s” repeats words that stay sealed. Say it in other words.")
"""For an author who cannot read those words: it says neither which words they are nor whose."""
SHOWN = _("“%(where)s” holds what only officers may know: “%(words)s”. Take it out.")

ACCUSED = (Seat.RESPONDENT, Seat.REPRESENTATIVE)

type Place = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What must not go out: `borrowed` words of the complaint, and words `shown` that only officers may know, each with the
    text that holds them.
    """

    borrowed: tuple[Place, ...] = ()
    shown: tuple[Place, ...] = ()

    def sentences(self, *, reads_complaint: bool) -> tuple[str, ...]:
        """Return the sentences for the author, which disclose no word of the complaint to an author who cannot read it."""
        borrowed = BORROWED if reads_complaint else SEALED
        marked = [(borrowed, place) for place in self.borrowed] + [(SHOWN, place) for place in self.shown]
        return tuple(str(words) % {"where": where, "words": found} for words, (where, found) in marked)


def check_outgoing(case: Case, verb: Verb, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return texts that go out to the respondent, each under the name by which its author knows it.

    NotNow with the reasons if one of them may not go out; reasons against the step itself come first. Sealed names are
    looked for at the end of the action, once nothing else can refuse it (`casework.procedure.name_check`). What the
    respondent's own side writes is not checked: a refusal would tell them which words the check looks for.
    """
    if case.acting.as_(*ACCUSED):
        return texts
    refuse(case, verb)
    try:
        complaint = complaint_of(case)
    except CannotCheck as error:
        raise NotNow(str(CANNOT)) from error
    view = case.view
    bound = view.filing.is_sealed and view.screening.identity_decision is not IdentityDecision.RELEASE
    found = look_through(
        texts,
        complaint=complaint if bound else (),
        code=Commitment.objects.filter(code__in={one.edition for one in view.allegations.all}).values_list(
            "text", flat=True
        ),
        officers_only=(case.reference, case.code_name),
    )
    held = (rights_of(seat, view, case.acting.person) for seat in case.seats)
    object_to(case, found.sentences(reads_complaint=any(Reading.READ_COMPLAINT in rights for rights in held)))
    case.goes_out = {**case.goes_out, **texts}
    return texts


def object_to(case: Case, reasons: tuple[str, ...]) -> None:
    """Raise NotNow with these reasons, if there are any. A step that is rehearsed goes on, and the case keeps them."""
    if reasons and not case.is_rehearsed:
        raise NotNow(*reasons)
    case.objections += reasons


def check_reference_stays_in(case: Case, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return texts that go out to the reporter. NotNow if one holds a reference or code name for officers only."""
    found = look_through(texts, officers_only=(case.reference, case.code_name))
    object_to(case, found.sentences(reads_complaint=False) if found.shown else ())
    return texts


def borrowed_from_offers(case: Case, texts: Mapping[str, str]) -> frozenset[str]:
    """Return which of these texts repeat an offer that came to nothing."""
    return frozenset(where for where, _words in _from_offers(case, texts))


def check_board_papers(case: Case, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return texts that go to the board. NotNow names the texts that repeat a failed offer, which their authors cannot read."""
    if borrowed := _from_offers(case, texts):
        raise NotNow(*(str(SEALED) % {"where": where} for where, _words in borrowed))
    return texts


def _from_offers(case: Case, texts: Mapping[str, str]) -> tuple[Place, ...]:
    wanted = [(offer, name) for offer in ended_offers(case.view) for name in ("admission", "wording", "reasons")]
    offers = open_texts(case, CaseCompartment.RESPONDENT, wanted).values()
    return look_through(texts, complaint=typed_in(offers)).borrowed


def typed_in(values: Iterable[object]) -> Iterator[str]:
    """Yield every text in values that were or will be sealed, however deep."""
    for value in values:
        match value:
            case str():
                yield value
            case dict():
                yield from typed_in(value.values())
            case list() | tuple():
                yield from typed_in(value)


def look_through(
    texts: Mapping[str, str],
    *,
    complaint: Iterable[str] = (),
    code: Iterable[str] = (),
    officers_only: Iterable[str] = (),
) -> Found:
    """Return what must not go out in these texts, apart from names. The words of the Code may, also where they are quoted."""
    read = {where: plain_form(text) for where, text in texts.items()}
    runs = {run for text in complaint for run in runs_of(text)} - {run for text in code for run in runs_of(text)}
    secret = tuple(officers_only)
    return Found(
        borrowed=tuple((where, run) for where, text in read.items() for run in _first(runs_of(text), runs)),
        shown=tuple((where, word) for where, text in read.items() for word in secret if word.casefold() in text),
    )


def places_held[K](case: Case, texts: Mapping[K, str]) -> tuple[K, ...]:
    """Return the keys of those texts in which a sealed name, or what only officers may know of the case, stands.

    NotNow if the sealed names cannot be read.
    """
    try:
        names = reduce(or_, kept_sealed(case), SealedNames())
    except CannotCheck as error:
        raise NotNow(str(CANNOT)) from error
    told = places_told(case, texts)
    return tuple(where for where, text in texts.items() if where in told or names.stand_in(text))


def places_told[K](case: Case, texts: Mapping[K, str]) -> tuple[K, ...]:
    """Return the keys of those texts in which stands what only officers may know of the case, without the sealed names."""
    secret = (case.reference, case.code_name)
    found = {where: look_through({"": text}, officers_only=secret) for where, text in texts.items()}
    return tuple(where for where, one in found.items() if one.shown)


def runs_of(text: str) -> list[str]:
    """Return every run of eight words, in order, as plain words."""
    words = plain(plain_form(text)).split()
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _first(runs: list[str], forbidden: set[str]) -> list[str]:
    return [run for run in runs if run in forbidden][:1]


NOT_CHECKED = _(
    "Only plain text in UTF-8 can be checked byte by byte before it goes out. Put what matters of this file into the words"
    " of the copy, or attach it as plain text."
)


def words_of_file(
    case: Case, file: UUID | None, kept_for: CaseCompartment = CaseCompartment.RESPONDENT
) -> dict[str, str]:
    """Return the name and the words of a file kept for a party; empty if there is no file.

    NotNow for a file that cannot be read as words to its last byte: what cannot be checked does not go out.
    """
    if file is None:
        return {}
    kept = SealedFile.objects.get(pk=file)
    compartment = compartment_of(case, kept_for)
    found = describe(kept, compartment)
    if found.media_type != "text/plain":
        raise NotNow(str(NOT_CHECKED))
    try:
        words = b"".join(read(kept, compartment)).decode()
    except UnicodeDecodeError as error:
        raise NotNow(str(NOT_CHECKED)) from error
    return {"Name of the file": found.name, "File": words}
