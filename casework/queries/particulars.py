"""What a notice says: each allegation under the words that were sworn, the copies relied on, and the days to answer."""

from collections.abc import Collection, Mapping
from uuid import UUID

from casework import access
from casework.models import Case
from casework.record.events import AllegationAdded, ChargeAdded, ConsentAccepted, SanctionRecommended
from casework.record.state import Allegation
from casework.recording import open_texts
from casework.vocabulary import AllegationState, CaseCompartment, ClockName
from ledger.canonical import JsonObject
from policy.models import Commitment


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


def conditions_worded(case: Case, kept: Collection[UUID]) -> list[str] | None:
    """Return the wording of each condition in `kept`, in the order of the terms before the board; None without any.

    These terms are the panel's recommendation, or the offer that both sides signed, whichever came last.
    """
    terms = (SanctionRecommended, ConsentAccepted)
    found = [one.event for one in access.recorded_in(case.stream) if isinstance(one.event, terms)]
    if not kept or not found:
        return None
    last = found[-1]
    worded = open_texts(case, CaseCompartment.DECISION, [(last.id, "wording")])[last.id, "wording"]["conditions"]
    return [words for key, words in zip(last.conditions, worded, strict=True) if key in kept]


def notice_of(case: Case, evidence: Collection[UUID], acts: Mapping[UUID, str]) -> JsonObject:
    """Return a notice of what is in scope, as it is sealed: for each allegation the Code's words, edition, act and days."""
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    return {
        "allegations": [_particulars(one, acts[one.id]) for one in alleged],
        "evidence": titles_of(case, evidence),
        "days_to_answer": str(case.view.rules.clocks[ClockName.RESPONSE].days),
    }


def supplement_of(case: Case, added: AllegationAdded | ChargeAdded, act: str) -> JsonObject:
    """Return a supplementary notice of one added allegation, as it is sealed."""
    return {
        "allegations": [_particulars(added, act)],
        "evidence": titles_of(case, added.evidence),
        "days_to_answer": str(case.view.rules.clocks[ClockName.RESPONSE].days),
    }


def _particulars(one: Allegation | AllegationAdded | ChargeAdded, act: str) -> JsonObject:
    sworn = Commitment.objects.select_related("code").get(code=one.edition, number=one.commitment)
    days = f"{one.first_day:%d %B %Y}"
    if one.last_day != one.first_day:
        days = f"{days} – {one.last_day:%d %B %Y}"
    return {
        "commitment": str(sworn),
        "words_of_the_code": sworn.text,
        "edition": f"{sworn.code.title}, {sworn.code.version}",
        "act": act,
        "days": days,
    }
