"""What a step's page has around the form: its template, the bar of a panel, and where it leads."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.queries.case.declaring import described_people, people_to_declare_on
from casework.queries.case.tasks_for_step import own_tasks_for
from casework.queries.case.withdrawal_asked import asks_to_withdraw
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.queries.people.seats_ahead import investigator_ahead, screeners_ahead
from casework.queries.threads.danger_box import danger_over_step
from casework.verbs import VERBS
from casework.vocabulary import Reading, Verb
from casework.web.cases.blind_reading import around_blind_reading
from casework.web.cases.papers_beside import papers_on_step
from casework.web.decisions.appeal_grounds import around_variation
from casework.web.decisions.findings_unread import around_findings
from casework.web.decisions.offered import around_offer
from casework.web.decisions.panel_sections import ROOMS, address_of_section, bar_of, section_of
from casework.web.decisions.papers_of_votes import beside_step
from casework.web.decisions.sanction_sheet import around_sheet
from casework.web.drafts.composing import BODIES, around_composer
from casework.web.drafts.drafts import ANSWERS, answer_keep, seen_version, typed_in
from casework.web.drafts.texts import Part, Typed
from casework.web.shared.context import Context
from casework.web.shared.needed import mark_needed
from casework.web.shared.unreached import around_unreached


def around_declaration(case: Case, _by: Actor, _form: VerbForm) -> Context:
    return names_around(case)


def names_around(case: Case) -> Context:
    """Return the names on which somebody declares, and what both sides see of the reader. Four queries."""
    own = described_people([case.acting.person]).get(case.acting.person)
    lay = case.acting.person in case.view.panel.lay
    return {"names": people_to_declare_on(case), "own": own, "lay": lay}


ASKS_FOR_TASK = "task"
"""Stands in the address of a step to which a task leads: its page shows the words of the task."""
OFFICES = frozenset({"desk", "board", *ROOMS})
STEP = "casework/steps/step.html"
OF_THE_PANEL: Mapping[Verb, str] = {
    Verb.DECLARE_INTERESTS: "casework/panel/door.html",
    Verb.RECOMMEND_SANCTION: "casework/panel/sheet.html",
    Verb.VARY_ON_APPEAL: "casework/appeal/vary.html",
}
"""The steps that a panel or an appeal panel takes on a page of its own."""
OF_ALL = dict.fromkeys((Verb.LODGE_APPEAL, Verb.CROSS_APPEAL, Verb.APPLY_LATE), "casework/appeal/lodge.html")
OF_ALL |= dict.fromkeys(BODIES, "casework/panel/compose.html")
OF_ALL |= {Verb.SUPPLY_INFORMATION: "casework/steps/answer_with_files.html"}
"""The steps that everybody takes on a page of its own."""
MORE: Mapping[Verb, Callable[[Case, Actor, VerbForm], Context]] = {
    Verb.DECLARE_INTERESTS: around_declaration,
    Verb.RECOMMEND_SANCTION: around_sheet,
    Verb.VARY_ON_APPEAL: around_variation,
}

WHO_IS_NEXT: Mapping[Verb, Callable[[Case], str]] = {
    Verb.ACKNOWLEDGE_COMPLAINT: screeners_ahead,
    Verb.OPEN_INVESTIGATION: investigator_ahead,
}
"""The steps whose page says who acts after them."""
OFFERS = frozenset({Verb.SIGN_CONSENT, Verb.ACCEPT_CONSENT})
"""The steps about an offer of consent, which is read on the same page."""


def template_of(verb: Verb, audience: str) -> str:
    return OF_THE_PANEL.get(verb, STEP) if audience in ROOMS else OF_ALL.get(verb, STEP)


def around_step(
    case: Case, verb: Verb, audience: str, *, by: Actor, form: VerbForm, typed: Typed, asked: Mapping[str, str]
) -> Context:
    """Return what a page shows around a step.

    `asked` is what the address asks for: the number of an allegation as `beside`, which of its papers are unfolded, and
    the task that led here.
    `case_page`: the address of the case, for officers who may see it.
    """
    desk = audience == "desk" and papers_on_step(case, verb, by, asked)
    shown = desk or _around(case, verb, audience, by=by, form=form, typed=typed)
    over = over_desk_step(case, verb) if audience == "desk" else {}
    warned = around_unreached(case, verb) | around_findings(case, verb) if audience in OFFICES else {}
    if audience == "desk" and ASKS_FOR_TASK in asked:
        warned |= {"own_tasks": own_tasks_for(case, by.user.pk, verb)}
    if audience in OFFICES and template_of(verb, audience) == STEP:
        warned |= {"needed": mark_needed(form)}
    return shown | over | warned | {"case_page": case_beside(case, audience)}


def over_desk_step(case: Case, verb: Verb) -> Context:
    """Return what the page of an officer's step says first: the danger, a wish to withdraw, and who acts next."""
    danger = danger_over_step(case, verb)
    shown = {"danger": danger, "ways": VERBS} if danger else {}
    seats = {"who_is_next": WHO_IS_NEXT[verb](case)} if verb in WHO_IS_NEXT else {}
    return {"withdraws": asks_to_withdraw(case), **shown, **seats}


def _around(case: Case, verb: Verb, audience: str, *, by: Actor, form: VerbForm, typed: Typed) -> Context:
    """Return an offer for its signers, a report for a blind reader, and what a panel needs."""
    if verb in OFFERS:
        return around_offer(case, by, form) | beside_step(case, verb, audience, by)
    if verb is Verb.READ_BLIND:
        return around_blind_reading(case, by)
    if audience not in ROOMS:
        shown = around_composer(case.view, verb, form, typed)
        named = names_around(case) if audience == "board" and verb is Verb.DECLARE_INTERESTS else {}
        return shown | named | beside_step(case, verb, audience, by)
    more = MORE[verb](case, by, form) if verb in MORE else {}
    bar = {"bar": bar_of(case, section_of(verb, audience), audience), "back": ""}
    return bar | beside_step(case, verb, audience, by) | more


def home_of(audience: str, reference: str, verb: Verb) -> str:
    """Return the address to which a step leads: the case by the reference that its readers know or, for a panel, a part."""
    if audience not in ROOMS:
        return case_address(audience, reference)
    section = "now" if verb is Verb.DECLARE_INTERESTS else section_of(verb, audience)
    return address_of_section(section, reference, audience)


def case_address(audience: str, reference: str) -> str:
    """Return the address of the first page of a case, as the audience knows it."""
    return address_of_section("now", reference, audience) if audience in ROOMS else f"/{audience}/cases/{reference}/"


def case_beside(case: Case, audience: str) -> str:
    """Return the address of the case for an officer on a page of its steps; empty for people who may not see the case."""
    shown = audience in OFFICES and Reading.SEE_CASE.value in case.rights
    return case_address(audience, case.reference) if shown else ""


SHEETS = {"screening": "screening_sheet"}
"""Pages of the desk that show several steps. A form of theirs says in its address which page to lead back to."""


def page_before(asked: str, audience: str, reference: str, verb: Verb) -> str:
    """Return the address of the sheet that a form was sent from, or else what `home_of` returns."""
    sheet = SHEETS.get(asked) if audience == "desk" else None
    return reverse(sheet, args=[reference]) if sheet else home_of(audience, reference, verb)


def answer_open_case(request: HttpRequest, by: Actor, place: DraftPlace, back: str, part: Part | None) -> HttpResponse:
    """Save what was typed on a step, and lead to its case. An officer goes there whatever page the step leads to.

    A form on which nothing was typed or chosen makes no draft.
    """
    assert request.resolver_match is not None
    asked = request.resolver_match.kwargs
    audience = asked.get("audience", "")
    there = case_address(audience, asked["reference"]) if audience in OFFICES else back
    is_empty = not request.FILES and not any(any(words) for words in typed_in(request).values())
    return redirect(there) if is_empty and not seen_version(request) else answer_keep(request, by, place, there, part)


ANSWERS["open_case"] = answer_open_case
LEADS_TO = {
    Verb.CAST_VOTE: "board_vote",
    Verb.WRITE_DECISION_LETTER: "board_result",
    Verb.SIGN_DECISION_LETTER: "board_result",
    Verb.WITHDRAW_DECISION_LETTER: "board_result",
    Verb.WRITE_BOARD_MINUTES: "board_result",
    Verb.APPROVE_BOARD_MINUTES: "board_result",
    Verb.CORRECT_BOARD_MINUTES: "board_result",
}
"""Steps of the board that lead to a page of their own."""


def leads_to(by: Actor, reference: str, audience: str, there: str, verb: Verb | None = None) -> str:
    """Return where a step leads: to the case, or to the list if the step has taken the person out of the case."""
    if audience == "board" and verb in LEADS_TO:
        return reverse(LEADS_TO[verb], args=[reference])
    if audience == "desk" and verb is Verb.ADD_EVIDENCE and there == case_address(audience, reference):
        there = reverse("case_evidence", args=[reference])
    return way_back(access.rights_in(by, reference)[1], audience, there)


def way_back(rights: frozenset[str], audience: str, there: str) -> str:
    """Return the address of the case, or of the list for people who may not see the case."""
    shows = Reading.SEE_CASE if audience in OFFICES else Verb.OPEN_LETTER
    if shows.value in rights:
        return there
    return reverse("docket") if audience in ROOMS else f"/{audience}/"
