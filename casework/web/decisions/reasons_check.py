"""The check of reasons: what a panel has still to decide or to deal with, in words. It informs; only the law blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.findings.forms import RestsOnField
from casework.verbs import Step
from casework.vocabulary import Verb
from casework.web.decisions.findings_table import ChargeTable, findings_table
from casework.web.decisions.sanction_sheet import range_shown
from casework.web.drafts.drafts import asks_for_check
from casework.web.shared.context import Context

DECIDES = frozenset({Verb.GIVE_FIRST_VIEW, Verb.SIGN_FINDINGS})
CHECKED = DECIDES | {Verb.RECORD_FINDINGS}


@dataclass(frozen=True, kw_only=True)
class Check:
    """Something that the findings need, and whether the form has it as it stands."""

    words: str
    holds: bool


def around_reasons(verb: Verb, charges: Sequence[ChargeTable], form: VerbForm) -> Context:
    """Return the check of what a form holds, typed, kept or empty; nothing for steps that decide on no charge."""
    if verb not in CHECKED:
        return {}
    check = _of_opinions if verb in DECIDES else _of_findings
    found = [one for n, charge in enumerate(charges, 1) for one in check(n, charge, form)]
    return {"reasons_check": found, "checks_answers": verb in DECIDES}


def show_what_follows(request: HttpRequest, step: Step, case: Case, by: Actor) -> HttpResponse:
    """Answer a form with what follows from what it holds, and keep nothing."""
    if asks_for_check(request):
        return check_shown(request, step, case, by)
    return range_shown(request, step, case)


def check_shown(request: HttpRequest, step: Step, case: Case, by: Actor) -> HttpResponse:
    """Answer a form with the check of what it holds, and keep nothing."""
    form = step.form(request.POST, view=case.view, acting=case.acting)
    charges = findings_table(case, step.verb, by) if step.verb in CHECKED else ()
    return render(request, "casework/steps/reasons_check.html", around_reasons(step.verb, charges, form))


def _of_opinions(n: int, charge: ChargeTable, form: VerbForm) -> Iterator[Check]:
    for place, _row in enumerate(charge.rows, 1):
        happened = form[f"happened_{n}_{place}"].value()
        answered = happened == "no" or (happened == "yes" and bool(form[f"breaches_{n}_{place}"].value()))
        words = _("Allegation %(n)s, particular %(place)s: answered, facts and breach") % {
            "n": charge.number,
            "place": place,
        }
        yield Check(words=words, holds=answered)


def _of_findings(n: int, charge: ChargeTable, form: VerbForm) -> Iterator[Check]:
    facts, reasons = (str(form[f"charge_{n}_{name}"].value() or "").strip() for name in ("facts", "reasons"))
    yield Check(
        words=_("Allegation %(n)s: facts and reasons are written") % {"n": charge.number}, holds=bool(facts and reasons)
    )
    for place, row in enumerate(charge.rows, 1):
        named = {"n": charge.number, "place": place}
        if len(charge.rows) > 1 and row.said:
            words = (
                _("Allegation %(n)s: the reasons name particular %(place)s, against which the respondent gave reasons")
                % named
            )
            yield Check(words=words, holds=names(place, reasons))
        elif len(charge.rows) > 1:
            words = _("Allegation %(n)s: the facts or the reasons name particular %(place)s") % named
            yield Check(words=words, holds=names(place, f"{facts}\n{reasons}"))
    if charge.said or (len(charge.rows) == 1 and charge.rows[0].said):
        words = _(
            "Allegation %(n)s: the reasons deal with what the respondent answered (tick the box when they do)"
        ) % {"n": charge.number}
        yield Check(words=words, holds=bool(form[f"charge_{n}_met"].value()))
    if charge.proven:
        field = form[f"charge_{n}_rests_on"]
        assert isinstance(field.field, RestsOnField)
        chosen = field.value() or ()
        words = _("Allegation %(n)s is proven: it rests on what the respondent had in time, or on an admission") % {
            "n": charge.number
        }
        yield Check(words=words, holds=bool(chosen) and all(map(field.field.valid_value, chosen)))


def names(place: int, text: str) -> bool:
    """Whether a sentence of a text names a particular by its number, alone or among others."""
    return re.search(rf"\bparticulars?\b[^.\n]*?(?<!\d){place}(?!\d)", text, re.IGNORECASE) is not None
