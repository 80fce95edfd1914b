"""Every letter has a subject and a template, and each is written whole, whatever its event holds."""

import re
from dataclasses import fields, replace
from datetime import date, datetime, time
from enum import Enum
from types import SimpleNamespace, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import pytest
from django.template.loader import render_to_string

from casework import access
from casework.models import Case
from casework.queries.people.posting import view_for_letter
from casework.record.clocks.clocks import SERVED_ON
from casework.record.clocks.tables import START
from casework.record.events import CaseDismissed, Event, FeedbackGiven, IdentityDecided, Recorded
from casework.record.events.base import Moved
from casework.verbs import VERBS
from casework.vocabulary import CaseState, ClosingCode, IdentityChoice, IdentityDecision, Seat, Thread
from notifications.letters.context import letter_context
from notifications.letters.subjects import SUBJECTS
from notifications.letters.table import LETTERS, Post, posts_of
from notifications.letters.writing import PARTIES
from notifications.member.pages import CASE_PAGES
from tests.casework.answer_cast import Inquiry
from tests.house_rules.source import ROOT
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
FOLDER = ROOT / "templates" / "letters"
ROWS = [(event, seat, post) for event, posts in LETTERS.items() for seat, post in posts.items()]
TYPED = "Something that somebody typed, sandpiper."
BLAME = re.compile(r"\b(guilty|offender|perpetrator|culprit|accused|victim|punish\w*|convict\w*)\b", re.IGNORECASE)
OPENLY = "those who look into the case can read your name"
QUOTED = re.compile(r"“([^”]+)”")
NAMES = {str(one.label) for one in VERBS.values()} | {str(label) for label in CASE_PAGES.values()}
NAMES |= {str(thread.page_title) for thread in Thread}
"""Where a letter can send its reader: a step, a page of the case or a thread."""
DAY = re.compile(r"letters/parts/by\.html|days\.|until\.|\|date:")
GAPS = re.compile(r"\bby \.|None(?! of them)|\(\)|within\s+<strong>\s*days|\{\{|\{%")


def a(hint: Any) -> Any:
    """Return some value of a type that an event's field may have."""
    if isinstance(hint, UnionType):
        return a(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return ()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    made = {bool: True, int: 1, UUID: uuid4(), date: date(2026, 9, 1), time: time(10)}
    return datetime(2026, 9, 1) if hint is datetime else made[hint]  # noqa: DTZ001


def some(kind: type[Event]) -> Event:
    """Return an event of a kind with some value in each field."""
    hints = get_type_hints(kind)
    event = kind(**{field.name: a(hints[field.name]) for field in fields(kind) if field.name != "id"})
    return replace(event, to_state=CaseState.CLOSED) if isinstance(event, Moved) else event


def test_every_letter_has_a_subject_and_a_template_and_nothing_else_has() -> None:
    templates = {post.template for _, _, post in ROWS}
    written = {path.stem for path in FOLDER.glob("*.html")} - {"letter"}
    assert (set(SUBJECTS), written) == (templates, templates)


def acknowledged(inquiry: Inquiry) -> Case:
    """A case whose notice was acknowledged."""
    found = inquiry.served()
    return access.case_behind(found.pk, found.view.now)


begun = begun_by(Inquiry, to=acknowledged)


def test_every_letter_is_written_whole_without_gaps_or_blame(case: Case) -> None:
    wrong = {}
    for kind, seat, post in ROWS:
        html = written(case, kind, seat, post)
        words = re.sub(r"<[^>]+>", " ", html)
        problems = [*GAPS.findall(html), *BLAME.findall(words)]
        if seat is not Seat.INTAKE:
            problems += [word for word in (case.reference, case.code_name, "Sandgrouse", "Pia") if word in words]
        what, _, follows = words.partition("What happens next")
        problems += [name for name in QUOTED.findall(follows) if name not in NAMES]
        if problems or not what.strip() or not follows.strip():
            wrong[post.template, seat] = problems
    assert wrong == {}


def test_every_letter_that_starts_a_time_for_its_reader_names_the_day() -> None:
    starting = [
        (kind, seat, post) for kind, seat, post in ROWS if {SERVED_ON.get(c) for c in START.get(kind, ())} & {seat}
    ]
    assert len(starting) > 10
    sources = {post.template: (FOLDER / f"{post.template}.html").read_text(encoding="utf-8") for _, _, post in starting}
    assert [name for name, source in sources.items() if not DAY.search(source)] == []


def written(case: Case, kind: type[Event], seat: Seat, post: Post) -> str:
    """Return a letter about some event of a kind, told after everything that is in the record of the case."""
    record = access.recorded_in(case.stream)
    event = some(kind)
    step = (Recorded(event=event, at=record[-1].at, actor=record[-1].actor, role=record[-1].role),)
    view = view_for_letter(case, record, record[-1].event.id, seat)
    texts = {(event.id, name): TYPED for name in event.sealed}
    context: dict[str, Any] = {"reference": "N-2222-3333", "subject": str(SUBJECTS[post.template])}
    context["placed_on"] = date(2026, 3, 2)
    if seat not in PARTIES:
        context["case"] = {"reference": case.reference, "code_name": case.code_name}
    return str(
        render_to_string(
            f"letters/{post.template}.html", context | letter_context(case, view, step, seat, texts, record=record)
        )
    )


@pytest.mark.parametrize("code", list(ClosingCode), ids=str)
@pytest.mark.parametrize("choice", ["anonymous", "confidential"])
def test_an_anonymous_reporter_gets_one_text_for_what_would_tell_who_is_a_member(
    case: Case, code: ClosingCode, choice: str
) -> None:
    record = access.recorded_in(case.stream)
    view = view_for_letter(case, record, record[-1].event.id, Seat.COMPLAINANT)
    event = CaseDismissed(code=code, to_state=CaseState.DISMISSED)
    step = (Recorded(event=event, at=record[-1].at, actor=record[-1].actor, role=record[-1].role),)
    assert view.filing.entry is not None
    texts: dict[tuple[UUID, str], object] = {
        (event.id, "reasons"): TYPED,
        (view.filing.entry, "identity"): {"choice": choice},
    }
    context = letter_context(case, view, step, Seat.COMPLAINANT, texts, record=record)
    html = str(render_to_string("letters/dismissal.html", context | {"subject": "x", "reference": "x"}))
    unsaid = choice == "anonymous" and code in {"out_of_scope", "no_jurisdiction", "time_barred"}
    assert ("the same answer to every report" in html, TYPED in html) == (unsaid, not unsaid)


@pytest.mark.parametrize("decision", list(IdentityDecision), ids=str)
def test_a_reporter_is_told_of_a_name_only_what_is_so(case: Case, decision: IdentityDecision) -> None:
    openly, sealed = (identity_letter(case, decision, choice) for choice in ("open", "confidential"))
    assert (OPENLY in openly, OPENLY in sealed) == (True, False)
    for needed in ("nobody but you can tell it", "You alone decide whether to tell your name"):
        assert (needed in openly, needed in sealed) == (False, decision is IdentityDecision.RELEASE)
    assert ("stays sealed" in openly, "stays sealed" in sealed) == (False, decision is not IdentityDecision.RELEASE)


def test_the_letter_about_the_name_speaks_of_an_investigation_only_where_one_runs(case: Case) -> None:
    decided = IdentityDecided(decision=IdentityDecision.STAYS_SEALED)
    seen = [
        next_step(case, decided, until={"INVESTIGATION": SimpleNamespace(days=90, day=day)})
        for day in (None, date(2027, 3, 1))
    ]
    assert ["The investigation goes on" in one for one in seen] == [False, True]
    assert "We continue to work on your report" in seen[0]


def test_feedback_says_when_the_reporter_hears_again(case: Case) -> None:
    days = [None, date(2027, 3, 1)]
    seen = [next_step(case, FeedbackGiven(), hears_again=day) for day in days]
    assert ["You will hear from us again by 1 March 2027" in one for one in seen] == [False, True]
    assert "If anything more happens, you will hear from us" in seen[0]


def next_step(case: Case, event: IdentityDecided | FeedbackGiven, **changed: object) -> str:
    """Return what the letter about an event says comes next, in this context."""
    record = access.recorded_in(case.stream)
    view = view_for_letter(case, record, record[-1].event.id, Seat.COMPLAINANT)
    step = (Recorded(event=event, at=record[-1].at, actor=record[-1].actor, role=record[-1].role),)
    context = letter_context(case, view, step, Seat.COMPLAINANT, {}, record=record) | changed
    template = posts_of(event)[Seat.COMPLAINANT].template
    html = " ".join(str(render_to_string(f"letters/{template}.html", context | {"subject": "x"})).split())
    return html[html.index("What happens next") : html.index("If you need help")]


def identity_letter(case: Case, decision: IdentityDecision, choice: str) -> str:
    """Return the letter on what happens with the name, to a reporter who chose how to be known."""
    record = access.recorded_in(case.stream)
    before = view_for_letter(case, record, record[-1].event.id, Seat.COMPLAINANT)
    view = replace(before, filing=replace(before.filing, identity=IdentityChoice(choice)))
    event = IdentityDecided(decision=decision)
    step = (Recorded(event=event, at=record[-1].at, actor=record[-1].actor, role=record[-1].role),)
    context = letter_context(case, view, step, Seat.COMPLAINANT, {(event.id, "reasons"): TYPED}, record=record)
    return str(render_to_string("letters/identity_decision.html", context | {"subject": "x", "reference": "x"}))
