"""The pages of an appeal panel: the door, the papers, the days, the hearing, and the grounds one by one."""

from collections.abc import Callable, Iterator, Mapping

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.appeal import guards as appeals
from casework.procedure.appeal_hearing import guards as hearing
from casework.procedure.appeal_panel import guards as seats
from casework.procedure.appeal_votes import guards as votes
from casework.procedure.reading.papers import open_papers
from casework.queries.case.declaring import described_people
from casework.queries.case.page import CasePage
from casework.queries.decisions.appeal_grounds import appeal_grounds
from casework.queries.evidence.bundle import has_bundle, pages_by_entry
from casework.record.events import (
    AppealAbsenceConsidered,
    AppealHeard,
    AppealHearingAdjourned,
    AppealHearingCalled,
    AppealSubmissionMade,
)
from casework.record.state.eligibility import seated_appeal_panel
from casework.record.state.people import APPEAL_PANEL
from casework.recording import OpenedTexts
from casework.verbs import VERBS, get_step
from casework.vocabulary import NotSeen, Reading, Seat, Verb
from casework.web.cases.offers_shown import offers_shown
from casework.web.deciders.panel import is_unanswered, papers_context
from casework.web.deciders.panel_hearing import Check, witnesses_called
from casework.web.decisions.appeal_grounds import recomputed
from casework.web.decisions.panel_sections import OF_AN_APPEAL, address_of_section, bar_of
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.step_page.page import names_around
from casework.web.step_page.requests_waiting import at_the_hearing
from casework.web.steps import show_step

ROOM = "appeal"
ROUTES = {"chain": "board_chain", "file": "board_file", "step": "appeal_step", "bundle": "appeal_bundle"}
ABOUT_THE_DAY = frozenset(
    kind.type
    for kind in (
        AppealHearingCalled,
        AppealHearingAdjourned,
        AppealAbsenceConsidered,
        AppealSubmissionMade,
        AppealHeard,
    )
)


@login_required
@require_safe
def section_shown(request: HttpRequest, reference: str, section: str) -> HttpResponse:
    """Show a page of the appeal panel. One that is not open leads to the first or, before a declaration, to the door."""
    by, about = require_sitting(acting(request), reference), OF_AN_APPEAL[section]
    page, texts = open_papers(reference=reference, by=by, verbs=about.verbs or VERBS)
    if not about.is_open(page.case):
        return redirect(address_of_section("door" if page.veiled else "now", reference, ROOM))
    shown = _page_context(page, section) | CONTEXTS[section](page, texts)
    return render(request, TEMPLATES[section], shown)


@login_required
@require_safe
def door(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the names and the question whether the reader is free; once it is answered, the names and who sits."""
    by, step = require_sitting(acting(request), reference), get_step(Verb.DECLARE_INTERESTS)
    if step.verb.value in access.rights_in(by, reference)[1] and is_unanswered(by, reference):
        return show_step(request, step, reference, ROOM, "")
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    shown = {"audience": "board", "bar": bar_of(case, "door", ROOM), "case": case}
    return render(request, "casework/panel/declared.html", shown | names_around(case))


def require_sitting(by: Actor, reference: str) -> Actor:
    """Return somebody who sits on the appeal panel. NotSeen or NoRight for everybody else."""
    if not access.case_shown(by, reference, Reading.SEE_CASE).seats & {*APPEAL_PANEL}:
        raise NotSeen
    return by


def _page_context(page: CasePage, section: str) -> Context:
    return {
        "audience": "board",
        "bar": bar_of(page.case, section, ROOM),
        "page": page,
        "case": page.case,
        "steps": VERBS,
        "routes": ROUTES,
    } | offers_shown(page.offers)


def _days(page: CasePage, texts: OpenedTexts) -> Context:
    """Return the day of the hearing, the adjournments that each side has left, and who sits. Two queries."""
    case = page.case
    asked = case.view.appeal_hearing.adjourned
    people = described_people(seated_appeal_panel(case.view))
    chairs = case.view.people.holding(Seat.APPEAL_CHAIR)
    return {
        "sitting": sorted((person not in chairs, one.name, one) for person, one in people.items()),
        "adjourned": [(_("Member"), asked.count(Seat.RESPONDENT)), (_("Society"), asked.count(Seat.INVESTIGATOR))],
        "about_the_day": _papers(page, texts, ABOUT_THE_DAY - {AppealSubmissionMade.type, AppealHeard.type}),
        **_of_papers(case, texts),
        **at_the_hearing(case),
    }


def _hearing(page: CasePage, texts: OpenedTexts) -> Context:
    return {
        "checks": tuple(_before_it_is_heard(page.case)),
        "papers": _papers(page, texts, ABOUT_THE_DAY),
        "witnesses": witnesses_called(page.case.view.appeal_hearing.witnesses, texts),
        "grounds": appeal_grounds(page.case.view, page.case.record, texts),
        **_of_papers(page.case, texts),
    }


def _decision(page: CasePage, texts: OpenedTexts) -> Context:
    """Return the grounds one by one, and the sanction as it was decided. One query."""
    return {
        "grounds": appeal_grounds(page.case.view, page.case.record, texts),
        "recomputed": recomputed(page.case.view) if page.case.view.sanctions.current else None,
        "checks": tuple(_before_it_is_decided(page.case)),
        **_of_papers(page.case, texts),
    }


def _of_papers(case: Case, texts: OpenedTexts) -> Context:
    return {"texts": texts, "bundle_pages": pages_by_entry(case.view) if has_bundle(case) else {}}


def _papers(page: CasePage, texts: OpenedTexts, kinds: frozenset[str]) -> list[object]:
    lines = [line for line in page.lines if line.type in kinds]
    return [line for line in lines if any(texts.get((one.entry, one.field)) for one in line.texts)]


def _before_it_is_heard(case: Case) -> Iterator[Check]:
    yield Check(
        words=_("Three people sit, who had nothing to do with the case"), holds=seats.appeal_panel_is_seated(case)
    )
    yield Check(words=_("Every challenge is ruled on"), holds=seats.appeal_challenges_are_ruled(case))
    yield Check(words=_("Each appeal was looked at"), holds=appeals.every_appeal_is_sifted(case))
    yield Check(words=_("The call for this day reached the member in time"), holds=_was_called(case))
    yield Check(words=_("The day has come"), holds=hearing.appeal_day_is_reached(case))
    yield Check(words=_("All new evidence is ruled on"), holds=hearing.new_evidence_is_ruled_on(case))


def _was_called(case: Case) -> bool:
    """Whether the call came in time for its day. An appeal that was heard was called in time: its clock has ended with it."""
    return votes.appeal_was_heard(case) or hearing.call_was_in_time(case)


def _before_it_is_decided(case: Case) -> Iterator[Check]:
    yield Check(words=_("Each appeal was looked at"), holds=appeals.every_appeal_is_sifted(case))
    yield Check(words=_("All new evidence is ruled on"), holds=hearing.new_evidence_is_ruled_on(case))
    yield Check(words=_("All three heard the appeal"), holds=votes.appeal_was_heard(case))
    yield Check(words=_("Two of the three agree on each ground"), holds=votes.every_ground_is_decided(case))


CONTEXTS: Mapping[str, Callable[[CasePage, OpenedTexts], Context]] = {
    "now": papers_context,
    "days": _days,
    "hearing": _hearing,
    "decision": _decision,
}
"""What a page shows beside what all of them show."""
TEMPLATES = {"now": "casework/panel/now.html"} | {
    section: f"casework/appeal/{section}.html" for section in ("days", "hearing", "decision")
}
