"""The pack of the board: what it is asked, and what lies before it. Each screen is read by a member who has declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.queries.case.declaring import Tied, described_people
from casework.queries.case.page import CasePage
from casework.queries.decisions.board_powers import powers_of_board
from casework.queries.rulebook.printed_procedure import shown_for
from casework.queries.rulebook.reported_breach import BROUGHT, reported_breach
from casework.queries.rulebook.worded_conditions import WordedCondition, read_conditions
from casework.queries.rulebook.written_terms import days_in_words
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.people import PANEL
from casework.recording import OpenedTexts
from casework.vocabulary import ClockName, Route, Seat
from ledger import queries as ledger
from policy.rules import Level

IN_THE_PACK = (*BROUGHT, e.BoardPackSent, e.FindingMade, e.MinorityReasonsWritten, e.SanctionViewsFiled)
WORDS_A_MINUTE = 220
MINUTE = 240


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of what is asked, as data."""

    label: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How long it takes to read what was written for the pack.

    `digest` is the beginning of the fingerprint of the entry that fixed its words.
    """

    digest: str
    minutes: int
    served_on: date | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The question that the board answers, with the terms before it as data.

    `agreed`: what both sides signed, and why it was passed on; or the condition that is said to be broken, and what each side
    wrote of it. Each has its heading. It is empty for what a panel recommends.
    """

    title: str
    lead: str
    step: str
    facts: tuple[Fact, ...]
    may: tuple[Promise, ...]
    may_not: tuple[Promise, ...]
    panel: tuple[Tied, ...]
    member: str
    agreed: tuple[tuple[str, Excerpt], ...]
    minute: Excerpt
    measure: Measure


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """What the viewer has to do by when, and whether it is the vote."""

    words: Promise
    at: datetime | None
    votes: bool = False


LEADS = {
    Route.PANEL: gettext_lazy("The panel heard the case, made its findings, and recommends this."),
    Route.CONSENT: gettext_lazy(
        "The member admitted it, and both sides signed these terms. The reporter could comment on them."
    ),
    Route.BREACH: gettext_lazy("Two monitors report that a condition was broken."),
}
TITLES = {
    Route.PANEL: gettext_lazy("Is this right for %(name)s: %(terms)s?"),
    Route.CONSENT: gettext_lazy("Do you approve for %(name)s: %(terms)s?"),
    Route.BREACH: gettext_lazy("Is there a breach, and should this come into force for %(name)s: %(terms)s?"),
}


def brought_by(page: CasePage) -> e.Event | None:
    """Return the last event that brought the case before the board."""
    found = [one.event for one in page.case.record if isinstance(one.event, BROUGHT)]
    return found[-1] if found else None


def deadline_of(view: CaseView, *, declared: bool) -> Deadline:
    """Return what somebody on the board has to do next, and by when."""
    if view.board.ballot and view.board.ballot.is_open:
        return Deadline(words=gettext_lazy("Vote by"), at=view.board.ballot.closes_at, votes=True)
    name = ClockName.BOARD_PAPERS if declared else ClockName.DECLARATION
    run = view.clock(name)
    words = gettext_lazy("Read by") if declared else gettext_lazy("Declare by")
    return Deadline(words=words, at=run.due if run and run.running else None)


def asked_of_board(page: CasePage, texts: OpenedTexts) -> Asked:
    """Return the first screen of the pack. Four queries."""
    view, terms = page.case.view, page.case.view.board.recommended or e.Terms(level=Level.L0)
    route, step = view.board.route or Route.PANEL, view.rules.ladder[terms.level]
    member = page.case.respondent
    sits = [person for person, seat in view.people.seats if seat in PANEL]
    named = {"name": member.name if member else "", "terms": terms_in_words(view, terms)}
    minute = texts.get((view.board.pack, "minute"), "") if view.board.pack else ""
    powers = powers_of_board(view)
    return Asked(
        title=str(TITLES[route]) % named,
        lead=str(LEADS[route]),
        step=step.words,
        facts=facts_of_terms(view, terms, worded_conditions(brought_by(page), texts)),
        may=powers.may,
        may_not=powers.may_not,
        panel=tuple(described_people(sits).values()),
        agreed=_agreed(brought_by(page), texts) or breach_in_words(page.case.record, page.case.view, texts),
        member=" · ".join(each for each in (member.employer, member.chapter) if each) if member else "",
        minute=excerpt(str(minute), MINUTE),
        measure=_measure(page, texts),
    )


def terms_in_words(view: CaseView, terms: e.Terms) -> str:
    """Return a level by its name, with its length where it has one."""
    name = view.rules.ladder[terms.level].name.lower()
    return f"{name}, {days_in_words(terms.term_days)}" if terms.term_days else name


def worded_conditions(brought: e.Event | None, texts: OpenedTexts) -> tuple[WordedCondition, ...]:
    """Return the wording of each condition in the order of the terms; none where it may not be read."""
    worded = texts.get((brought.id, "wording")) if brought else None
    return read_conditions(worded.get("conditions")) if isinstance(worded, dict) else ()


def _agreed(brought: e.Event | None, texts: OpenedTexts) -> tuple[tuple[str, Excerpt], ...]:
    if not isinstance(brought, e.ConsentAccepted):
        return ()
    term, admitted, why = (texts.get((brought.id, name)) for name in ("wording", "admission", "reasons"))
    said = (
        (_("As both sides signed it"), term["sanction"] if isinstance(term, dict) else ""),
        (_("What the member admits"), admitted),
        (_("Why the approver passed it on"), why),
    )
    return tuple((label, excerpt(str(words), MINUTE)) for label, words in said if words)


def breach_in_words(
    record: Sequence[e.Recorded], view: CaseView, texts: OpenedTexts
) -> tuple[tuple[str, Excerpt], ...]:
    """Return the condition that is said to be broken, and what each side wrote, each with its heading."""
    breach = reported_breach(record, view, texts)
    if breach is None:
        return ()
    said = (
        (_("Condition %d") % breach.number, breach.asks or _("Its words are not open to you yet")),
        (_("What the monitors report"), breach.report or _("Not open to you yet.")),
        (_("What the member said"), breach.said or _("Nothing on the breach.")),
    )
    return tuple((label, excerpt(words, MINUTE)) for label, words in said)


def papers_open_on(view: CaseView) -> date | None:
    """Return the day on which the member counts as having had the pack, from which the board reads it; None if unknown."""
    return view.service.day(view.board.pack, Seat.RESPONDENT) if view.board.pack else None


def facts_of_terms(view: CaseView, terms: e.Terms, worded: Sequence[WordedCondition]) -> tuple[Fact, ...]:
    """Return the terms as data. `worded`: what each condition asks for, and the proof that is wanted."""
    step = view.rules.ladder[terms.level]
    found = [Fact(label=_("What it is"), words=step.meaning)]
    if terms.term_days:
        found.append(
            Fact(
                label=_("How long"), words=_("%s, from the day the decision is final") % days_in_words(terms.term_days)
            )
        )
    if terms.no_return_years:
        years = ngettext("%(n)d year", "%(n)d years", terms.no_return_years) % {"n": terms.no_return_years}
        found.append(Fact(label=_("No readmission"), words=years))
    if terms.abeyance is not None:
        held = e.Terms(level=terms.abeyance, term_days=terms.abeyance_days)
        words = _("%s. It comes into force only if you find a breach.") % terms_in_words(view, held).capitalize()
        found.append(Fact(label=_("Suspended sanction"), words=words))
    for number, days in enumerate(terms.condition_days):
        one = worded[number] if number < len(worded) else None
        asks = one.asks if one else _("Its words are not open to you yet")
        words = f"{asks} ({_('within %s') % days_in_words(days)})"
        wanted = "\n" + _("Proof wanted: %s") % one.proof if one else ""
        found.append(Fact(label=_("Condition %d") % (number + 1), words=words + wanted))
    return (*found, Fact(label=_("Made public"), words=made_public(view, terms.level)))


def made_public(view: CaseView, level: Level) -> str:
    """Say whether the register shows a sanction of a level, and for how long."""
    display = view.rules.ladder[level].display
    if display is None:
        return _("No: the register does not show it")
    shown = shown_for(display)
    return _("Name, commitments and sanction. Shown: %s") % (shown[:1].lower() + shown[1:])


def _measure(page: CasePage, texts: OpenedTexts) -> Measure:
    view = page.case.view
    ours = {one.event.id for one in page.case.record if isinstance(one.event, IN_THE_PACK)}
    words = sum(len(str(said).split()) for (entry, _name), said in texts.items() if entry in ours)
    pack = view.board.pack
    leaf = ledger.leaves([pack]).get(pack, b"").hex() if pack else ""
    return Measure(
        digest=f"{leaf[:4]} {leaf[4:8]}",
        minutes=max(1, -(-words // WORDS_A_MINUTE)),
        served_on=papers_open_on(view),
    )
