"""Builds the template context of a letter: plain values from the case at that event, and the opened texts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import SimpleLazyObject

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.procedure.findings.factor_forms import start_at
from casework.procedure.progress.steps import missed_end_of_stage
from casework.queries.case.sworn_allegations import SwornAllegation, sworn_allegations
from casework.queries.case.terms_running import sanction_named, terms_running
from casework.queries.decisions.board_powers import powers_of_board
from casework.queries.hearing.directions import directions_for
from casework.queries.rulebook.reported_breach import named_condition, reported_breach
from casework.queries.rulebook.written_terms import written_terms
from casework.queries.threads.follow_up import STAGES
from casework.queries.wording.short_labels import record_labels, titled_labels
from casework.record.events import (
    AppealDismissed,
    AppealWithdrawn,
    BreachNoticed,
    ConditionEvidenceReturned,
    Event,
    FactorsNamed,
    ItemWithheld,
    Recorded,
    RepresentativeAppointed,
    RequestAnswered,
    TermEnded,
)
from casework.record.events.hearing_time import HearingTime
from casework.record.rights import rights_of
from casework.record.state import CaseView
from casework.record.state.appeal import codes_of
from casework.record.state.ballot_needs import what_is_put
from casework.record.state.report_votes import counted_votes
from casework.recording import OpenedTexts
from casework.vocabulary import ClosingCode, IdentityChoice, Seat, Verb
from casework.web.shared.context import Context
from ledger.canonical import Values
from notifications.letters.decided import conditions_no_more, decision_in_words, sanction_in_words
from notifications.letters.decision_reasons import weighed_for
from notifications.letters.feedback_days import feedback_days
from notifications.letters.scope_words import scope_in_words
from notifications.letters.witness_words import words_of_call
from policy.sanctions import weights

UNSAID = frozenset({ClosingCode.OUT_OF_SCOPE, ClosingCode.NO_JURISDICTION, ClosingCode.TIME_BARRED})
"""Closings whose difference would tell an anonymous reporter who is a member; they all get one text."""
PANEL = {Seat.PANEL_CHAIR: True, Seat.PANEL_MEMBER: False, Seat.APPEAL_CHAIR: True, Seat.APPEAL_MEMBER: False}


@dataclass(frozen=True, kw_only=True)
class Until:
    """A period in a letter: its length in days, and its last day once its start is known."""

    days: int
    day: date | None


@dataclass(frozen=True, kw_only=True)
class EvidenceCopy:
    """A piece of evidence as the respondent received it, when, and the key of its file where it has one.

    `page` is the page of the bundle on which it begins, once that is frozen.
    """

    key: UUID
    title: str
    text: str
    on: date
    file: UUID | None
    page: int | None


@dataclass(frozen=True, kw_only=True)
class Sitting:
    name: str
    chairs: bool
    lay: bool


def letter_context(
    case: Case,
    view: CaseView,
    step: tuple[Recorded, ...],
    seat: Seat,
    texts: OpenedTexts,
    *,
    record: Sequence[Recorded],
) -> Context:
    """Return the context of a letter about `step` for a seat.

    `view` is the case directly after the step, and `record` what happened before it or with it.
    """
    event = step[0].event
    entries = {event.id, getattr(event, "terms", None)}
    own = {name: value for (entry, name), value in texts.items() if entry in entries}
    closing = view.closing_code or getattr(event, "code", None)
    ground = view.rules.closing_codes.get(str(closing))
    return {
        "for_reporter": seat is Seat.COMPLAINANT,
        "for_speaker": seat is Seat.REPRESENTATIVE,
        "coarse": seat is Seat.COMPLAINANT and _is_anonymous(view, texts),
        "stage": STAGES.get(view.state) if view.state else None,
        "missed_end": missed_end_of_stage(view),
        "reported_openly": view.filing.identity is IdentityChoice.OPEN,
        "event": {field.name: getattr(event, field.name) for field in fields(event)},
        "texts": own,
        "report": texts.get((view.filing.entry, "reference"), "") if view.filing.entry else "",
        "allegations": cache(partial(_allegations, case, view, event, texts)),
        "alleged": SimpleLazyObject(partial(titled_labels, view.allegations.all)),
        "named": record_labels(view),
        "view_of_case": view,
        "evidence": [copy for copy in evidence_copies(view, texts) if copy.key in _copies_named(event)],
        "until": _until(view, event),
        **feedback_days(view, event),
        "days": {name: rule.days for name, rule in view.rules.clocks.items()},
        "pages_days": view.rules.limits["bundle_served_days"],
        "panel": cache(partial(_panel, view, event)),
        "grounds": [ground.meaning for ground in view.rules.appeal_grounds.values() if not ground.society],
        "argued": _grounds(view, event),
        "decided_grounds": _decided_grounds(view, event),
        "decision": decision_in_words(view),
        "ballot": _ballot(view),
        **words_of_call(event),
        "days_asked": _days_asked(view, event),
        "directions": _directions(view, event),
        "signed_by": _signer(view),
        "written_terms": written_terms(view),
        "powers": powers_of_board(view),
        "breach": named_condition(record, view, texts, event.subject)
        if isinstance(event, (BreachNoticed, ConditionEvidenceReturned))
        else reported_breach(record, view, texts),
        "sanction": sanction_in_words(view, record, texts, own.get("conditions")),
        "term_of": sanction_named(view, event.subject) if isinstance(event, TermEnded) else "",
        "terms_running": terms_running(view),
        "conditions_no_more": conditions_no_more(event, record, texts, own.get("conditions")),
        "taken_back": isinstance(event, AppealWithdrawn),
        "public_from": view.rules.ladder[view.rules.public_from].name,
        "closing": closing,
        "ground": ground.meaning if ground else "",
        "unsaid": _unsaid(view, event, texts),
        "moved_to": view.state,
        "may_ask_for_time": Verb.FLAG_HEALTH in rights_of(Seat.RESPONDENT, view, None),
        "votes_on_report": len(counted_votes(view)),
        "weighing": _weighing(view, event),
        "withheld_on": _withheld_on(view, event),
        "weighed": weighed_for(view, texts),
        "raised_on": [one.meaning for one in view.rules.appeal_grounds.values() if one.society],
        "standard": view.rules.standard_of_proof,
        "society": str(case.rulebook.code.body),
        "may": scope_in_words(event.scope) if isinstance(event, RepresentativeAppointed) else (),
        "member": case.respondent.name if case.respondent and isinstance(event, RepresentativeAppointed) else "",
    }


def _copies_named(event: Event) -> Collection[UUID]:
    """Return the copies that an event goes out with."""
    named = getattr(event, "evidence", ())
    return named if isinstance(named, tuple) else ()


def _days_asked(view: CaseView, event: Event) -> int | None:
    """Return how many days the request asked for that a letter answers."""
    asked = view.requests.get(event.request) if isinstance(event, RequestAnswered) else None
    return asked.days if asked else None


def _directions(view: CaseView, event: Event) -> list[str]:
    """Return what is still due before the hearing that an event calls, as sentences to the member."""
    if not isinstance(event, HearingTime) or view.hearing.on is None:
        return []
    return [one.said for one in directions_for(view).lines if one.said and one.by >= view.today]


def _signer(view: CaseView) -> str:
    """Return the name of the chair who signed the letter of the decision in force; empty if there is none."""
    person = view.decision_letter.signed_by
    return people_behind([person])[person].name if person else ""


def _ballot(view: CaseView) -> Context | None:
    """Return how many could vote, took part and were needed for what was carried; never how many were for it."""
    ballot = view.board.ballot
    if ballot is None or not ballot.has_result:
        return None
    needed = {one.option: one.needed for one in what_is_put(view, ballot)}
    return {
        "present": ballot.present,
        "eligible": ballot.electorate.eligible,
        "needed": needed[ballot.carried] if ballot.carried else None,
    }


def _allegations(case: Case, view: CaseView, event: Event, texts: OpenedTexts) -> list[SwornAllegation]:
    """Return the allegations that an event concerns, or all that are still in the case."""
    named: Iterable[UUID] = getattr(event, "charged", ()) or getattr(event, "allegations", ())
    one = getattr(event, "allegation", None)
    keys = set(named) or ({one} if one else set())
    gone = {"out_of_scope", "drafted"}
    return [
        a for a in sworn_allegations(view, case.respondent, texts) if (a.key in keys if keys else a.state not in gone)
    ]


def evidence_copies(view: CaseView, texts: OpenedTexts) -> list[EvidenceCopy]:
    """Return the copies that were made for the respondent, with their words as far as `texts` has them."""
    return [
        EvidenceCopy(
            key=copy.id,
            title=str(texts.get((copy.given_by, "title"), "") or ""),
            text=str(texts.get((copy.given_by, "text"), "") or ""),
            on=copy.on,
            file=copy.file,
            page=view.bundle.pages.get(copy.id),
        )
        for copy in view.evidence.copies
    ]


def _until(view: CaseView, event: Event) -> Mapping[str, Until]:
    """Return each running period by its name; of several with one name, that of what the event is about."""
    zone, about = ZoneInfo(view.rules.zone), getattr(event, "subject", None)
    runs = sorted(view.clocks, key=lambda run: about is not None and run.subject == about)
    return {
        run.name.value: Until(days=run.days + run.extension, day=run.due.astimezone(zone).date() if run.due else None)
        for run in runs
    }


def _panel(view: CaseView, event: Event) -> list[Sitting]:
    """Return the panel, chair first: the appeal panel if the event names it, otherwise the hearing panel."""
    if hasattr(event, "lay"):
        sits = [(event.chair, True), *((member, False) for member in getattr(event, "members", ()))]  # type: ignore[attr-defined]
        lay: frozenset[UUID] = frozenset(event.lay)
    else:
        panel = {Seat.PANEL_CHAIR, Seat.PANEL_MEMBER}
        sits = sorted(
            ((p, PANEL[s]) for p, s in view.people.seats if s in panel), key=lambda each: (not each[1], str(each[0]))
        )
        lay = frozenset(view.panel.lay)
    people = people_behind([person for person, _ in sits])
    return [Sitting(name=people[p].name, chairs=chairs, lay=p in lay) for p, chairs in sits if p in people]


def _withheld_on(view: CaseView, event: Event) -> str:
    """Return the ground of the rulebook on which something is withheld."""
    known = view.rules.withholding_grounds
    return known[sorted(known)[event.ground - 1]].meaning if isinstance(event, ItemWithheld) else ""


def _weighing(view: CaseView, event: Event) -> Values | None:
    """Return what a panel has named by now, with the range in which a sanction starts at each severity."""
    if not isinstance(event, FactorsNamed):
        return None
    known, rules = view.deliberation, view.rules
    codes = weights(rules)
    return {
        "severities": [(one.name, rules.severities[one], start_at(view, one)) for one in sorted(known.may_be)],
        "factors": [codes[number].meaning for number in sorted(known.may_weigh)],
    }


def _grounds(view: CaseView, event: Event) -> list[str]:
    codes = codes_of(view.rules, getattr(event, "numbers", ()))
    return [view.rules.appeal_grounds[code].meaning for code in codes]


def _decided_grounds(view: CaseView, event: Event) -> list[tuple[str, bool]]:
    """Return each ground that the appeal panel decided, and whether it succeeded; none for any other event."""
    if not isinstance(event, AppealDismissed) and not getattr(event, "succeeded", ()):
        return []
    known = view.rules.appeal_grounds
    return [(known[code].meaning, code in one.succeeded) for one in view.appeal.all for code in one.arguable]


def _unsaid(view: CaseView, event: Event, texts: OpenedTexts) -> bool:
    """Whether to withhold the reason of a closing from an anonymous reporter, because it would reveal who is a member."""
    code = getattr(event, "closing_code", None) or getattr(event, "code", None) or view.dismissal.code
    return code in UNSAID and _is_anonymous(view, texts)


def _is_anonymous(view: CaseView, texts: OpenedTexts) -> bool:
    """Whether the reporter gave no name, or it was not opened for this letter: then they are told what an anonymous one is."""
    known = texts.get((view.filing.identity_entry, "identity")) if view.filing.identity_entry else None
    return not isinstance(known, dict) or known.get("choice") == IdentityChoice.ANONYMOUS
