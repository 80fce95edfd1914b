"""The letter of a decision before it goes out: its words for those who write, sign and take it back."""

from dataclasses import dataclass
from datetime import datetime

from accounts.pseudonyms import people_behind
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import Text, group_by_compartment, readable_texts
from casework.queries.steps.offers import offers
from casework.record import events as e
from casework.recording import OpenedTexts
from casework.vocabulary import Reading, Verb
from casework.web.shared.context import Context

STEPS = (
    Verb.DECIDE_CASE,
    Verb.SIGN_DECISION_LETTER,
    Verb.WRITE_DECISION_LETTER,
    Verb.WITHDRAW_DECISION_LETTER,
)


@dataclass(frozen=True, kw_only=True)
class LetterOnPage:
    """The letter as it stands. `goes_out_from`: None until it is signed; `corrections`: why the chair took it back.

    `may`: the steps that the reader can take now.
    """

    wording: str
    reasons: str
    chair: str
    goes_out_from: datetime | None
    taken_back: bool
    corrections: tuple[str, ...]
    may: tuple[Verb, ...]


def texts_of_letter(case: Case) -> list[Text]:
    """Return the texts of the letter that waits, and of its taking back; none once the decision went out."""
    entry = case.view.decision_letter.entry
    kinds = (e.DecisionLetterWritten, e.DecisionLetterWithdrawn)
    record = [one for one in case.record if isinstance(one.event, kinds)]
    first = next((n for n, one in enumerate(record) if one.event.id == entry), len(record))
    return [text for one in record[first:] for text in readable_texts(one, case)]


def letter_on_page(case: Case, texts: OpenedTexts) -> LetterOnPage | None:
    """Return how the letter stands for somebody who has entered the case; None if none is written. One query."""
    letter = case.view.decision_letter
    if letter.entry is None or letter.chair is None:
        return None
    return LetterOnPage(
        wording=str(texts.get((letter.entry, "wording"), "")),
        reasons=str(texts.get((letter.entry, "reasons"), "")),
        chair=people_behind([letter.chair])[letter.chair].name,
        goes_out_from=letter.goes_out_from,
        taken_back=letter.taken_back,
        corrections=tuple(str(said) for (_entry, name), said in texts.items() if name == "to_correct"),
        may=tuple(one.verb for one in offers(case, case.rights, STEPS) if one.allowed),
    )


def over_letter(case: Case, verb: Verb, by: Actor) -> Context:
    """Return the letter for the page of a step about it, after recording that it was read."""
    if verb not in STEPS or case.view.decision_letter.entry is None:
        return {}
    return {"letter": letter_on_page(case, _open(case, by))}


def offer_words(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Put the words of the last letter into the form of the secretary who writes it again."""
    entry = case.view.decision_letter.entry
    if verb is not Verb.WRITE_DECISION_LETTER or entry is None:
        return
    texts = _open(case, by)
    for name in ("reasons", "wording"):
        form.fields[name].initial = texts.get((entry, name))
    form.fields["chair"].initial = case.view.decision_letter.chair


def _open(case: Case, by: Actor) -> OpenedTexts:
    wanted = group_by_compartment(texts_of_letter(case))
    return open_content(reference=case.reference, by=by, rights=[Reading.READ_RESULT], wanted=wanted) if wanted else {}
