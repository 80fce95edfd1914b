"""What a notice says: each allegation under the words that were sworn, the copies relied on, and the days to answer."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from casework import access
from casework.models import Case
from casework.queries.oath.oaths import sealed_leaf
from casework.record.events import AllegationAdded, ChargeAdded, ConsentAccepted, SanctionRecommended
from casework.record.state import Allegation
from casework.recording import open_texts
from casework.vocabulary import AllegationState, CaseCompartment, ClockName
from ledger.canonical import JsonObject
from policy.findings import ParticularKind
from policy.models import Commitment

ALTERNATIVE = "or:"
MOST = 12

type Particular = tuple[ParticularKind, str]
"""One thing that has to be proven, or one of several of which one is enough."""


def read_particulars(text: str, *, act: str) -> tuple[Particular, ...]:
    """Return the particulars typed one a line; alternatives begin with "or:". The act is the only one where none is typed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(_read_line(line) for line in lines) or ((ParticularKind.ESSENTIAL, act),)


def _read_line(line: str) -> Particular:
    if line.lower().startswith(ALTERNATIVE):
        return ParticularKind.ALTERNATIVE, line[len(ALTERNATIVE) :].strip()
    return ParticularKind.ESSENTIAL, line


def kinds_of(particulars: Sequence[Particular]) -> tuple[ParticularKind, ...]:
    return tuple(kind for kind, _text in particulars)


def texts_of(particulars: Sequence[Particular]) -> list[str]:
    return [text for _kind, text in particulars]


def particulars_noticed(case: Case) -> dict[UUID, tuple[Particular, ...]]:
    """Return the particulars of every allegation of which the respondent has notice, as they were notified."""
    noticed = {one.id: one for one in case.view.allegations.all if one.notified_by}
    places = {(one.notified_by, "particulars") for one in noticed.values() if one.notified_by}
    texts = open_texts(case, CaseCompartment.RESPONDENT, [(entry, name) for entry, name in places if entry])
    return {
        key: tuple(zip(one.kinds, texts[one.notified_by, "particulars"][one.place], strict=True))
        for key, one in noticed.items()
        if one.notified_by
    }


def acts_of(case: Case) -> Mapping[UUID, str]:
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    texts = open_texts(case, CaseCompartment.CASE, [(one.framed_by, "act") for one in alleged])
    return {one.id: texts[one.framed_by, "act"] for one in alleged}


def named_acts(case: Case, acts: Mapping[UUID, str]) -> dict[str, str]:
    """Return the acts by the names that their author knows: the numbers of their commitments, in the order framed."""
    alleged = [one for one in case.view.allegations.all if one.id in acts]
    return {f"Act {n} (commitment {one.commitment})": acts[one.id] for n, one in enumerate(alleged, 1)}


def titles_of(case: Case, copies: Collection[UUID]) -> list[str]:
    """Return the titles of the copies that the respondent was given, in that order."""
    wanted = [(copy.given_by, "title") for copy in case.view.evidence.copies if copy.id in copies]
    texts = open_texts(case, CaseCompartment.RESPONDENT, wanted)
    return [texts[address] for address in wanted]


def conditions_worded(case: Case, kept: Collection[UUID]) -> list[JsonObject] | None:
    """Return the words and proof of each condition in `kept`, in the order of the terms before the board; None without any.

    These terms are the panel's recommendation, or the offer that both sides signed, whichever came last.
    """
    terms = (SanctionRecommended, ConsentAccepted)
    found = [one.event for one in access.recorded_in(case.stream) if isinstance(one.event, terms)]
    if not kept or not found:
        return None
    last = found[-1]
    worded = open_texts(case, CaseCompartment.DECISION, [(last.id, "wording")])[last.id, "wording"]["conditions"]
    return [words for key, words in zip(last.conditions, worded, strict=True) if key in kept]


def notice_of(
    case: Case,
    evidence: Collection[UUID],
    acts: Mapping[UUID, str],
    particulars: Mapping[UUID, Sequence[Particular]],
) -> JsonObject:
    """Return a notice of what is in scope, as it is sealed: for each allegation the Code's words, edition, act, particulars
    and days.
    """
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    return {
        "allegations": [_particulars(one, acts[one.id], particulars[one.id]) for one in alleged],
        "evidence": titles_of(case, evidence),
        "days_to_answer": str(case.view.rules.clocks[ClockName.RESPONSE].days),
    }


def supplement_of(
    case: Case, added: AllegationAdded | ChargeAdded, act: str, particulars: Sequence[Particular]
) -> JsonObject:
    """Return a supplementary notice of one added allegation, as it is sealed."""
    return {
        "allegations": [_particulars(added, act, particulars)],
        "evidence": titles_of(case, added.evidence),
        "days_to_answer": str(case.view.rules.clocks[ClockName.RESPONSE].days),
    }


def sealed_supplement(
    case: Case, added: AllegationAdded | ChargeAdded, *, act: str, words: str, particulars: Sequence[Particular]
) -> JsonObject:
    """Return the texts of an added allegation as its event seals them."""
    return {
        "act": act,
        "notice": supplement_of(case, added, act, particulars),
        "words": words or None,
        "particulars": [texts_of(particulars)],
        "oath": sealed_leaf(case, added.last_day),
    }


def _particulars(
    one: Allegation | AllegationAdded | ChargeAdded, act: str, particulars: Sequence[Particular]
) -> JsonObject:
    sworn = Commitment.objects.select_related("code").get(code=one.edition, number=one.commitment)
    days = f"{one.first_day:%d %B %Y}"
    if one.last_day != one.first_day:
        days = f"{days} – {one.last_day:%d %B %Y}"
    return {
        "commitment": str(sworn),
        "words_of_the_code": sworn.text,
        "edition": f"{sworn.code.title}, {sworn.code.version}",
        "act": act,
        "particulars": [{"kind": kind.value, "text": text} for kind, text in particulars],
        "days": days,
    }
