"""What each key of a rulebook governs, asked of the product: a table of keys, each with what can be seen of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from casework.forms.terms import TermsForm
from casework.procedure.appeal import guards as appeal
from casework.procedure.appeal_panel import guards as appeal_panel
from casework.procedure.case_to_answer.guards import charges_to_bring
from casework.procedure.consent import guards as consent
from casework.procedure.early_resolution import guards as talks
from casework.procedure.evidence import guards as evidence
from casework.procedure.findings import factor_forms
from casework.procedure.interim_measures import guards as interim
from casework.procedure.investigation_report import guards as report
from casework.procedure.linked_cases import forms as joining_forms
from casework.procedure.panel import guards as panel
from casework.procedure.publication import guards as publication
from casework.procedure.requests import guards as requests
from casework.procedure.screening import forms as screening_forms
from casework.procedure.screening import guards as screening
from casework.procedure.seats import guards as people
from casework.queries.decisions import appeal_grounds
from casework.record.clocks.running import _in_slow_lane
from casework.record.events import CaseFiled, Terms, TermsWithLower
from casework.record.rights.served import _business_days_ago
from casework.record.state import CaseView
from casework.record.state.allegations import Allegation, AllegationsPart
from casework.record.state.consent import ConsentPart, Offer
from casework.record.state.investigation_report import DeciderVote, ReportPart
from casework.record.state.panel import PanelPart
from casework.record.state.people import Escalation, PeoplePart
from casework.record.state.sanctions import Condition, Sanction, SanctionsPart
from casework.record.state.screening import ScreeningPart
from casework.record.state.terms import terms_are_lawful
from casework.vocabulary import AllegationState, ClockName, ConditionState, IdentityChoice, SanctionState, Seat, Verb
from casework.workflow.step import how_many
from policy.deadlines import deadline, last_moment, placed_in_channel, served_by_opening, served_by_post
from policy.periods import before
from policy.quorum import Electorate, Option, quorum, threshold
from policy.rules import Level, Rules, Severity
from policy.sanctions import Proven, sanction_sheet
from tests.casework.pure import MONDAY, SWORN, PureCase, someone
from tests.policy.rulebook_clocks import asked, due, kept, labels, many, read_by, running, sitting, view, wound
from tests.policy.rulebook_hearing import adjournments, days_of_a_ballot, days_of_a_document, days_to_the_hearing
from tests.policy.rulebook_people import boxes, drawn, employers, second_reading, well
from tests.policy.rulebook_service import DAY, service_days

type Seen = Callable[..., Any]

YEAR = [DAY + timedelta(days=n) for n in range(365)]
PANEL, APPEAL = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER), (Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER)
HOURS = [datetime(2026, 3, 3, hour, 5, tzinfo=UTC) for hour in range(24)]
ONE = UUID(int=1)
NOBODY: dict[str, Any] = {"reporter": None, "for_someone": False, "identity": IdentityChoice.OPEN}
SLOW = CaseFiled(**NOBODY, commitments=(), rulebook=ONE, slow=True)


def business_days(rules: Rules) -> Any:
    return [deadline(start=day, days=1, business=True, calendar=rules.calendar) for day in YEAR]


def allegation(first: date, known: date | None = None, *, waived: bool = False, commitment: int = 1) -> Allegation:
    return Allegation(
        id=ONE, framed_by=ONE, commitment=commitment, edition=SWORN.edition, first_day=first, last_day=first,
        known_on=known, waived=waived, state=AllegationState.IN_SCOPE,
    )  # fmt: skip


def limitation(rules: Rules) -> Any:
    """Return how many years back an act may lie, with the long-stop waived and not."""
    case = view(rules, now=datetime(2060, 1, 4, 12, tzinfo=UTC))
    days = [date(2060 - back, 1, 3) for back in range(1, 15)]
    return [[screening.in_time(allegation(day, day, waived=waived), case) for day in days] for waived in (False, True)]


def recorded_as(rules: Rules, severity: Severity) -> Any:
    known = ScreeningPart(severity=int(severity))
    return view(rules, screening=known, allegations=AllegationsPart(all=(allegation(DAY),)))


def with_people(rules: Rules, count: int, *held: Seat) -> CaseView:
    return view(rules, people=sitting(count, *held))


def offered(rules: Rules, count: int) -> CaseView:
    offers = (Offer(id=ONE, terms=TermsWithLower(level=Level.L2)),) * count
    return view(rules, consent=ConsentPart(offers=offers))


def deciding(rules: Rules) -> Any:
    """Return whether a case is found, by how many of three and of five deciders see one."""

    def votes(count: int) -> ReportPart:
        given = [DeciderVote(person=one, entry=one, sees=frozenset({ONE}), sees_not=frozenset()) for one in many(count)]
        return ReportPart(votes=tuple(given))

    scope = AllegationsPart(all=(allegation(DAY),))
    return [
        bool(
            charges_to_bring(asked(view(rules, allegations=scope, people=sitting(size, Seat.DECIDER), report=votes(n))))
        )
        for size in (3, 5)
        for n in range(size + 1)
    ]


def seats(rules: Rules, seat: Seat) -> Any:
    return [people.seat_is_empty(asked(view(rules, people=sitting(n, seat))), seat) for n in range(12)]


def lawful(rules: Rules, level: Level) -> Any:
    """Return which terms the ladder takes at a level: every length of term and of return, abeyance, conditions."""
    step = rules.ladder[level]
    no_return = step.no_return[0] if step.no_return else 0
    named = Level.L7 if step.abeyance else None
    if level is Level.L7 and named:
        named = Level.L8
    base = Terms(level=level, no_return_years=no_return, abeyance=named)
    length = 400 if step.shortest else 0
    tried = [replace(base, term_days=days) for days in (*range(40), *range(150, 800))]
    tried += [replace(base, no_return_years=years, term_days=length) for years in range(20)]
    with_condition = replace(base, term_days=length, conditions=(ONE,), condition_days=(30,))
    tried += [with_condition, Terms(level=level, term_days=length)]
    return [terms_are_lawful(one, rules, DAY) for one in tried]


def displayed(rules: Rules, level: Level) -> Any:
    """Return until when a sanction may stand in the register, with a condition that is open, or overdue."""

    def shown(state: ConditionState) -> Any:
        one = Sanction(
            id=ONE, imposed=ONE, level=level, findings=(ONE,), term_days=90, state=SanctionState.ACTIVE,
            conditions=(Condition(id=ONE, days=30, state=state),),
        )  # fmt: skip
        base = wound(rules, ClockName.STATUS)
        term = SimpleNamespace(
            **vars(base) | {"name": ClockName.TERM, "subject": ONE, "running": True, "due": MONDAY + timedelta(days=90)}
        )
        case = view(rules, sanctions=SanctionsPart(all=(one,)), clocks=(term,))
        days = [DAY + timedelta(days=7 * n) for n in range(700)]
        return [publication.entry_ends_as_the_rulebook_says(asked(case), day) for day in days]

    return shown(ConditionState.OPEN), shown(ConditionState.OVERDUE)


def sheets(rules: Rules) -> Any:
    """Return what the method comes to for every cell, with every count of findings and of factors."""
    cells = [Proven(commitment=number, severity=severity) for number, severity in rules.matrix]
    one = cells[:1]
    fixed = [Proven(commitment=3, severity=Severity.S1, conduct=frozenset({code})) for code in rules.fixed_starts]
    pairs: list[tuple[list[Proven], tuple[str, ...]]] = [([cell] * n, ()) for cell in cells for n in (1, 2, 3, 4)]
    pairs += [([each], ()) for each in fixed]
    pairs += [(one, tuple(rules.aggravating)[:n]) for n in range(len(rules.aggravating) + 1)]
    return [sanction_sheet(found, aggravating=more, mitigating=(), rules=rules).range for found, more in pairs]


def escalations(rules: Rules) -> Any:
    """Return on which of a hundred days a second person is told of a screening that goes on."""
    case = running(rules, ClockName.SCREEN)
    run = case.clocks[0]
    told = PeoplePart(escalations=(Escalation(clock=ClockName.SCREEN, subject=None, at=run.started),))
    at = [MONDAY + timedelta(days=n) for n in range(100)]
    return [
        people.escalation_is_new(asked(view(rules, clocks=(run,), people=told, now=day)), ClockName.SCREEN, None)
        for day in at
    ]


def extension(rules: Rules, name: ClockName) -> Any:
    case = running(rules, name)
    match name:
        case ClockName.RESPONSE:
            return [requests.days_are_within_limit(asked(case, Seat.DECIDER), name, days) for days in range(80)]
        case ClockName.INVESTIGATION:
            return [screening.investigation_stays_within_180_days(asked(case), days) for days in range(200)]
    assert case.state is not None
    moved = PureCase.new(state=case.state)
    moved.view = case
    verb = Verb.EXTEND_INFORMATION if name is ClockName.INFO else Verb.EXTEND_FEEDBACK
    return moved.do(verb, by=(someone("officer"), Seat.SCREENER)).days


def clock(rules: Rules, name: str) -> Any:
    if name.startswith("LIMITATION"):
        return limitation(rules)
    return due(rules, ClockName(name), closing_code="not_proven")


def words(rules: Rules, table: str, code: str) -> Any:
    """Return what people read of a word of the rulebook, wherever the product offers it."""
    case = view(rules)
    match table:
        case "aggravating" | "mitigating":
            return labels(factor_forms.NameFactorsForm(view=case), "factors")
        case "severities":
            return labels(screening_forms.TriageCaseForm(view=case), "severity")
        case "appeal_grounds":
            return appeal_grounds.grounds_of(case)
    form = joining_forms.ReopenForm(view=case)
    return labels(form, "kind"), str(form.fields["words"].help_text)


PROBES: Mapping[str, Seen] = {
    r"calendar\.zone": lambda rules: last_moment(DAY, view(rules).rules.zone),
    r"calendar\.(country|subdivision|weekend|closed)": lambda rules, _: business_days(rules),
    r"calendar\.cut_off": lambda rules: [served_by_opening(hour, rules.calendar) for hour in HOURS],
    r"calendar\.post_days": lambda rules: served_by_post(DAY, rules.calendar),
    r"calendar\.channel_days": lambda rules: placed_in_channel(DAY, rules.calendar),
    r"clocks\.(\w+)\.(?:days|years|business)": clock,
    r"clocks\.(\w+)\.extension": lambda rules, name: extension(rules, ClockName(name)),
    r"bodies\.board\.quorum\.\d\.\w+": lambda rules: [quorum(Electorate(filled=n), rules.ballot) for n in range(30)],
    r"bodies\.board\.shares\.(\w+)": lambda rules, option: threshold(Option(option), Electorate(filled=9), rules.ballot),
    r"bodies\.panel\.sizes": lambda rules: [panel.panel_is_three_or_five(asked(view(rules)), many(n)) for n in range(12)],
    r"bodies\.panel\.lay": lambda rules: [
        panel.panel_has_a_lay_member(asked(view(rules)), many(5), many(n)) for n in range(5)
    ],
    r"bodies\.panel\.least": lambda rules: [
        panel.panel_still_stands(asked(view(rules, panel=PanelPart(size=5), people=sitting(n, *PANEL))))
        for n in range(12)
    ],
    r"bodies\.panel\.shares\.finding": lambda rules: how_many(Verb.RECORD_FINDINGS, view(rules, people=sitting(5, *PANEL))),
    r"bodies\.appeal_panel\.sizes": lambda rules: [
        (appeal_panel.appeal_panel_is_three(asked(view(rules)), many(n)),
         appeal_panel.appeal_panel_is_seated(asked(view(rules, people=sitting(n, *APPEAL)))))
        for n in range(12)
    ],
    r"bodies\.appeal_panel\.lay": lambda rules: [
        panel.panel_has_a_lay_member(asked(view(rules)), many(5), many(n), "appeal_panel") for n in range(5)
    ],
    r"bodies\.appeal_panel\.shares\.finding": lambda rules: how_many(
        Verb.VARY_ON_APPEAL, view(rules, people=sitting(5, *APPEAL))
    ),
    r"bodies\.deciders\.sizes": lambda rules: [
        seats(rules, Seat.DECIDER),
        [report.three_deciders_are_seated(asked(view(rules, people=sitting(n, Seat.DECIDER)))) for n in range(12)],
    ],
    r"bodies\.deciders\.(?:least|shares\.finding)": deciding,
    r"bodies\.interim\.sizes": lambda rules: [
        seats(rules, Seat.INTERIM_MEMBER),
        [interim.three_interim_members_are_seated(asked(with_people(rules, n, Seat.INTERIM_MEMBER))) for n in range(12)],
    ],
    r"bodies\.interim\.(?:least|shares\.finding)": lambda rules: [
        how_many(Verb.IMPOSE_INTERIM, view(rules, people=sitting(n, Seat.INTERIM_MEMBER))) for n in (3, 5)
    ],
    r"ladder\.(L\d)\.name": lambda rules, _: labels(TermsForm(view=view(rules)), "level"),
    r"ladder\.(L\d)\.(?:sanction|abeyance|shortest|longest|no_return).*": lambda rules, name: lawful(rules, Level[name]),
    r"ladder\.(L\d)\.display\.\w+": lambda rules, name: displayed(rules, Level[name]),
    r"(?:matrix|fixed_starts)\..*(?<!meaning)": sheets,
    r"limits\.(?:pattern_from|pattern_step|net_factors)": sheets,
    r"closing_codes\.(\w+)\.(?:years|until)": kept,
    r"appeal_grounds\.(\w+)\.society": lambda rules, code: [
        appeal.ground_is_of_this_side(asked(view(rules), seat), [code]) for seat in (Seat.INVESTIGATOR, Seat.RESPONDENT)],
    r"reopening_grounds\.(\w+)\.endless": lambda rules, code: words(rules, "reopening_grounds", code),
    r"(aggravating|mitigating)\.(\w+)": words,
    r"(severities|appeal_grounds|reopening_grounds)\.(\w+)\.meaning": words,
    r"limits\.info_rounds": lambda rules: [
        screening.fewer_than_two_rounds_were_used(asked(view(rules, screening=ScreeningPart(rounds=n)))) for n in range(12)
    ],
    r"limits\.screen_second_escalation_days": escalations,
    r"limits\.early_resolution_severity": lambda rules: [talks.severity_is_low(asked(recorded_as(rules, s))) for s in Severity],
    r"limits\.response_extension_by_investigator": lambda rules: [
        requests.days_are_within_limit(asked(running(rules, ClockName.RESPONSE), Seat.INVESTIGATOR), ClockName.RESPONSE, n)
        for n in range(60)
    ],
    r"limits\.days_on_request": lambda rules: [
        requests.days_are_within_limit(asked(running(rules, ClockName.REPORT_COMMENTS)), ClockName.REPORT_COMMENTS, n)
        for n in range(80)
    ],
    r"limits\.consent_offers": lambda rules: [
        consent.fewer_than_two_offers(asked(offered(rules, n))) for n in range(12)
    ],
    r"limits\.consent_severity": lambda rules: [
        consent.severity_allows_consent(asked(recorded_as(rules, severity))) for severity in Severity
    ],
    r"limits\.adjournments_per_side": adjournments,
    r"limits\.hearing_new_date_days": lambda rules: [
        panel.new_date_leaves_notice(view(rules), MONDAY.date() + timedelta(days=n)) for n in range(60)
    ],
    r"limits\.ballot_least_days": days_of_a_ballot,
    r"limits\.filing_pages": lambda rules: [evidence.pages_need_no_leave(asked(view(rules)), n) for n in range(10_000)],
    r"limits\.consent_days_before_hearing": days_to_the_hearing,
    r"limits\.document_days": days_of_a_document,
    r"limits\.minutes_days": lambda rules: [_business_days_ago(view(rules), MONDAY.date() - timedelta(n)) for n in range(60)],
    r"limits\.(?:first_reminder|second_reminder|deemed_service|bundle_served)_days": service_days,
    r"limits\.monitors": lambda rules: [people.two_monitors_are_chosen(asked(view(rules)), many(n)) for n in range(12)],
    r"limits\.employer_years": employers,
    r"limits\.slow_lane_days": lambda rules: _in_slow_lane(ClockName.ACK, SLOW, DAY, rules),
    r"limits\.well_(?:after|again)_days": well,
    r"limits\.read_twice_of_100": drawn,
    r"limits\.message_read_days": read_by, r"limits\.second_reader_of_.*": second_reading,
    r"retention\.unsent_.*": lambda rules: [before(DAY, kept) for kept in rules.retention.values()],
    r"limits\.report_names_holders": boxes,
}  # fmt: skip
"""Keys, as regular expressions; what is in brackets is given to the function beside the rules."""
