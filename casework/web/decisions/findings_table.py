"""The table over the forms on which a panel decides: each particular beside the Code's words, the answer and the evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from casework.access import Actor
from casework.models import Case
from casework.procedure.findings.guards import minority_is_over_on
from casework.procedure.hearing.forms import documents
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import all_readable, group_by_compartment
from casework.queries.evidence.answers_filed import answers_in, said_to_each
from casework.queries.hearing.opinions import count_findings, read_opinions
from casework.record.state import Allegation
from casework.record.state.eligibility import seated_panel
from casework.vocabulary import AllegationState, Answer, ClockName, Verb
from casework.web.shared.context import Context
from policy.findings import Found, ParticularKind
from policy.models import Commitment

OVER = frozenset({Verb.GIVE_FIRST_VIEW, Verb.SIGN_FINDINGS, Verb.WRITE_MINORITY_REASONS, Verb.RECORD_FINDINGS})

type Texts = Mapping[tuple[UUID, str], Any]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One particular, with what was answered to it by itself; `happened` and `breaches` are None until everybody has signed."""

    text: str
    essential: bool
    answer: str | Promise
    said: str
    happened: bool | None
    breaches: bool | None


@dataclass(frozen=True, kw_only=True)
class ChargeTable:
    """A charge with its particulars, by its number in the case. `outvoted`: who signed against it, if it is proven."""

    number: int
    title: str
    words: str
    answer: str | Promise
    said: str
    rows: Sequence[Row]
    proven: bool | None
    outvoted: frozenset[UUID] = frozenset()


def over_findings(case: Case, verb: Verb, by: Actor) -> Context:
    """Return what the page of such a step shows above its form; nothing for other steps.

    `in_time` has each copy of evidence that was served in time, with its first page in the bundle. `minority`: the days of
    those who were outvoted and have not written why, and whether the reader is one of them.
    """
    if verb not in OVER:
        return {}
    view = case.view
    in_time = [(words, view.bundle.pages.get(UUID(key))) for key, words in documents(view, view.hearing.in_time(view))]
    charges = findings_table(case, verb, by)
    return {
        "findings_table": charges,
        "minority": _minority(case, charges),
        "standard": view.rules.standard_of_proof,
        "in_time": in_time,
    }


def _minority(case: Case, charges: Sequence[ChargeTable]) -> Context | None:
    wrote = {person for person, _entry in case.view.deliberation.minority}
    waits = {person for one in charges for person in one.outvoted} - wrote
    first = minority_is_over_on(case.view)
    if not waits or first is None or not case.view.open(ClockName.MINORITY):
        return None
    return {"until": first - timedelta(days=1), "first": first, "own": case.acting.person in waits}


def findings_table(case: Case, verb: Verb, by: Actor) -> Sequence[ChargeTable]:
    """Return the charges for the page of a step on which the panel decides, as far as its reader may read them."""
    charges = case.view.allegations.in_state(AllegationState.CHARGED)
    if not charges:
        return ()
    texts = _texts(case, verb, by)
    codes = {(one.code_id, one.number): one for one in Commitment.objects.filter(code__in={c.edition for c in charges})}
    counted, said = _counted(case, texts), said_to_each(case.record, texts)
    return [
        _table((number, one), codes[one.edition, one.commitment], texts, said.get(one.id, {}), counted.get(one.id))
        for number, one in enumerate(case.view.allegations.all, 1)
        if one in charges
    ]


def _texts(case: Case, verb: Verb, by: Actor) -> Texts:
    """Open the particulars and the answers and, once everybody has signed, what they signed."""
    signed = dict.fromkeys((entry for _who, entry in case.view.deliberation.signed), "opinions")
    places = {one.notified_by: "particulars" for one in case.view.allegations.all if one.notified_by}
    answers = {answer.id: "reasons" for answer in answers_in(case.record)}
    asked = {*signed.items(), *places.items(), *answers.items()}
    wanted = group_by_compartment(
        text for _, some in all_readable(case) for text in some if (text.entry, text.field) in asked
    )
    return open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted) if wanted else {}


def _counted(case: Case, texts: Texts) -> Mapping[UUID, tuple[Found, frozenset[UUID]]]:
    known, seated = case.view.deliberation, seated_panel(case.view)
    signed = {
        who: read_opinions(texts[entry, "opinions"]) for who, entry in known.signed if (entry, "opinions") in texts
    }
    if known.saved or not seated or not seated <= signed.keys():
        return {}
    charges = case.view.allegations.in_state(AllegationState.CHARGED)
    found = count_findings(case.view, {who: signed[who] for who in seated})
    return dict(zip((one.id for one in charges), found, strict=True))


def _table(
    numbered: tuple[int, Allegation],
    code: Commitment,
    texts: Texts,
    to_this: Mapping[str, Any],
    counted: tuple[Found, frozenset[UUID]] | None,
) -> ChargeTable:
    number, one = numbered
    found, minority = counted or (None, frozenset())
    noticed = texts.get((one.notified_by, "particulars")) if one.notified_by else None
    said: list[str] = noticed[one.place] if isinstance(noticed, list) else [""] * len(one.kinds)
    of_each = {int(each["particular"]): each for each in to_this.get("particulars", [])}
    return ChargeTable(
        number=number,
        title=str(code),
        words=code.text,
        answer=Answer(one.answer).label if one.answer else "",
        said=to_this.get("reasons", ""),
        rows=[
            Row(
                text=text,
                essential=kind is ParticularKind.ESSENTIAL,
                answer=Answer(of_each[place + 1]["answer"]).label if place + 1 in of_each else "",
                said=of_each.get(place + 1, {}).get("reasons", ""),
                happened=found.happened[place] if found else None,
                breaches=found.breaches[place] if found else None,
            )
            for place, (kind, text) in enumerate(zip(one.kinds, said, strict=True))
        ],
        proven=found.proven if found else None,
        outvoted=minority if found and found.proven else frozenset(),
    )
