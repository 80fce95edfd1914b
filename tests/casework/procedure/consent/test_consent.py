"""Consent on the database: two signatures under one offer, a reporter who is heard, and an offer that nobody hears of."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from casework import tasks
from casework.forms.terms import UNLAWFUL
from casework.models import Case
from casework.procedure.consent.forms import ProposeConsentForm
from casework.procedure.reading.actions import open_content
from casework.queries.case.history_lines import names_of
from casework.queries.case.page import CasePage, case_page
from casework.queries.evidence.outgoing import HELD
from casework.verbs import VERBS
from casework.vocabulary import (
    BadShape,
    CaseCompartment,
    CaseState,
    ConsentState,
    NoRight,
    NotNow,
    NotSeen,
    Reading,
    Route,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.quorum import Option
from policy.rules import Level
from tests.casework.answer_cast import refused
from tests.casework.board_cast import OFFER, Table, for_
from tests.casework.taking import last, reason, take, trying, words
from tests.notifications.test_pages import at_the_desk, signed_in
from tests.notifications.test_pages import words as shown
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db


@begins(Table.offered)
def test_an_offer_is_read_by_both_sides_and_everything_else_waits(table: Table, case: Case) -> None:
    assert (case.state, case.consent_from) == (CaseState.CONSENT_PROPOSED, CaseState.PANEL_FORMING)
    course = {"asks": OFFER["condition_1"], "proof": OFFER["condition_1_proof"]}
    term = {"sanction": OFFER["wording"], "conditions": [course]}
    assert [words(case, name, CaseCompartment.RESPONDENT, back=2) for name in ("admission", "wording", "reasons")] == [
        OFFER["admission"],
        term,
        OFFER["reasons"],
    ]
    steps = {"sign_consent", "reject_consent"}
    assert {name: table.rights(name, case) & {*steps, "accept_consent", "read_offer"} for name in table.people} == {
        **{name: set() for name in table.people},
        "rex": {*steps, "read_offer"},
        "ola": {*steps, "read_offer"},
        "cara": {"accept_consent", "reject_consent", "read_offer"},
    }
    due = {row.name: row.due and row.due.date().isoformat() for row in case.clocks.all()}
    assert {name: due[name] for name in ("PANEL_LIST", "CONSENT", "CONSENT_VIEWS")} == {
        "PANEL_LIST": None,
        "CONSENT": None,
        "CONSENT_VIEWS": "2026-03-18",
    }
    assert refused(case, trying(case, Verb.PROPOSE_CONSENT, table.by("ola"), **OFFER)) is NoRight


@begins(Table.offered)
def test_signers_read_level_conditions_publication_and_effect_and_read_it_again(table: Table, case: Case) -> None:
    while place_letters():
        pass
    letter = Message.objects.get(case=case, seat=Seat.RESPONDENT.value, template="consent_offer").reference
    rex = signed_in(table["rex"])
    page = shown(rex.get(reverse("member_step", args=[letter, "sign_consent"])))
    facts = (
        OFFER["condition_1"],
        f"Proof wanted: {OFFER['condition_1_proof']}",
        "within 90 days",
        "Made public",
        "no appeal except for fraud or bias",
        "cannot raise it",
    )
    assert [word for word in ("(level 4)", OFFER["admission"], *facts) if word not in page] == []
    case = take(table.signed(case, "rex"), Verb.REJECT_CONSENT, table.by("ola"), confirmed="on", reasons="")
    again = shown(rex.get(reverse("member_letter", args=[letter])))
    assert [word for word in (OFFER["admission"], OFFER["wording"], OFFER["reasons"]) if word not in again] == []
    assert ("read_offer" in table.rights("ola", case), "read_offer" in table.rights("cara", case)) == (False, False)


@begins(Table.charged)
def test_who_has_no_part_in_it_offers_nothing(table: Table, case: Case) -> None:

    def offer(name: str) -> Callable[[], Case]:
        return trying(case, Verb.PROPOSE_CONSENT, table.by(name), **OFFER)

    assert refused(case, offer("ines")) is NoRight
    assert refused(case, offer("cara")) is NotSeen
    with pytest.raises(BadShape) as no:
        take(case, Verb.PROPOSE_CONSENT, table.by("ola"), **OFFER | {"level": "6", "term_days": "40 days"})
    assert no.value.errors == {"level": ["For what would be admitted the range is levels 4 to 5."]}


@begins(Table.charged)
def test_only_the_levels_that_the_matrix_allows_are_offered(case: Case) -> None:
    level = ProposeConsentForm(view=case.view).fields["level"]
    assert [value for value, _ in level.choices] == ["4", "5"]  # type: ignore[attr-defined]


@begins(Table.charged)
def test_the_form_asks_only_for_what_a_level_on_offer_needs(case: Case) -> None:
    asked = set(ProposeConsentForm(view=case.view).fields)
    assert {"term_days", "abeyance", "abeyance_days", "condition_1"} <= asked
    assert "no_return_years" not in asked
    form = ProposeConsentForm(view=case.view)
    form.keep_to([Level.L4])
    assert {"term_days", "abeyance", "abeyance_days", "lower_4_keeps"}.isdisjoint(form.fields)
    assert "condition_1" in form.fields


@begins(Table.charged)
def test_a_field_that_no_level_on_offer_has_is_refused_and_not_ignored(table: Table, case: Case) -> None:
    with pytest.raises(BadShape) as no:
        take(case, Verb.PROPOSE_CONSENT, table.by("ola"), **OFFER | {"no_return_years": "5"})
    assert no.value.errors == {"level": [str(UNLAWFUL)]}


@begins(Table.charged)
def test_conditions_after_the_first_are_folded_unless_one_is_filled_in(table: Table, case: Case) -> None:
    browser, step = at_the_desk(table["ola"]), reverse("step", args=[case.reference, "propose_consent"])
    page = browser.get(step).content.decode()
    before, _, after = page.partition("More conditions")
    fold = after.partition("</details>")[0]
    asked = ["condition_1", "condition_2", "condition_4_days"]
    assert [f'name="{name}"' in fold for name in asked] == [False, True, True]
    assert [f'name="{name}"' in page for name in (*asked, "no_return_years", "admission")] == [
        True,
        True,
        True,
        False,
        True,
    ]
    again = (
        browser.post(step, {"condition_2": "Take a course, whimbrel."}).content.decode().partition("More conditions")[0]
    )
    assert [one.rpartition("<details")[2].startswith(' class="govuk-details" open') for one in (before, again)] == [
        False,
        True,
    ]


@begins(Table.charged)
def test_an_officers_offer_is_read_for_sealed_names_and_the_respondents_own_is_not(table: Table, case: Case) -> None:
    named = OFFER | {"wording": "An apology to Pia Sandgrouse."}
    assert refused(case, trying(case, Verb.PROPOSE_CONSENT, table.by("ola"), **named)) == (str(HELD),)
    case = take(case, Verb.PROPOSE_CONSENT, table.by("rex"), **named)
    assert case.state == CaseState.CONSENT_PROPOSED


def test_each_side_signs_what_it_read_and_the_reporter_is_heard_before_approval(table: Table) -> None:
    case = table.offered(by="rex")
    approve = trying(case, Verb.ACCEPT_CONSENT, table.by("cara"), reasons="Right, brambling.")
    lacking = ("full_admission_is_signed", "both_sides_signed_the_term", "reporter_was_heard")
    assert refused(case, approve) == tuple(reason(case, name) for name in lacking)
    other = trying(case, Verb.SIGN_CONSENT, table.by("rex"), offer=str(case.id), confirmed="on")
    assert refused(case, other) == (REASONS["term_is_unchanged"],)
    case = table.signed(case, "rex", "ola")
    assert refused(case, lambda: table.signed(case, "rex")) == (REASONS["side_has_not_signed"],)
    said = take(case, Verb.COMMENT_ON_CONSENT, table.reporter(case), comment="Too little, brambling.")
    assert words(said, "comment") == "Too little, brambling."
    page = case_page(table.by("cara"), case.reference, verbs=VERBS)
    assert [text.field for line in page.lines if line.type == "case.consent_commented" for text in line.texts] == [
        "comment"
    ]
    case = approve()
    assert case.state == CaseState.BOARD_DECISION
    assert case.route == Route.CONSENT
    assert last(case)[1]["level"] == 4
    assert [words(case, name, CaseCompartment.DECISION) for name in ("admission", "reasons")] == [
        OFFER["admission"],
        "Right, brambling.",
    ]


@begins(Table.accepted)
def test_the_board_approves_an_offer_word_for_word_with_its_signed_condition(table: Table, case: Case) -> None:
    case = table.decided(case, for_(Option.CONSENT))
    current = case.view.sanctions.current
    assert current is not None
    assert case.state == CaseState.APPEAL_WINDOW
    assert current.level == Level.L4
    assert [one.days for one in current.conditions] == [90]
    assert words(case, "conditions", CaseCompartment.DECISION, back=2) == [
        {"asks": OFFER["condition_1"], "proof": OFFER["condition_1_proof"]}
    ]
    assert case.view.allegations.all[0].id in current.findings


@begins(Table.accepted)
def test_an_offer_the_board_sends_back_counts_as_never_made(table: Table, case: Case) -> None:
    case = table.voted(table.opened(case), for_(Option.REMIT))
    back = trying(case, Verb.RETURN_CONSENT, table.by("bea"), defect="The course is not named, brambling.")
    assert refused(case, trying(case, Verb.RETURN_CONSENT, table.by("bo"), defect="x")) is NoRight
    case = back()
    assert (case.state, case.view.consent.offers_made) == (CaseState.PANEL_FORMING, 0)
    assert words(case, "defect", CaseCompartment.DECISION) == "The course is not named, brambling."
    nobody_who_judges_learns_of_it(table, case)


@begins(Table.offered)
@pytest.mark.parametrize("by", ["rex", "ola", "cara"])
def test_an_offer_that_was_declined_is_told_to_nobody_who_judges(table: Table, case: Case, by: str) -> None:
    case = table.signed(case, "rex")
    case = take(case, Verb.REJECT_CONSENT, table.by(by), reasons="Not so, brambling.", confirmed="on")
    assert (case.state, case.view.consent.offers[-1].state) == (CaseState.PANEL_FORMING, ConsentState.REJECTED)
    nobody_who_judges_learns_of_it(table, case)


@begins(Table.accepted)
def test_papers_that_repeat_an_offer_the_board_sent_back_do_not_go_out(table: Table, case: Case) -> None:
    case = table.voted(table.opened(case), for_(Option.REMIT))
    case = take(case, Verb.RETURN_CONSENT, table.by("bea"), defect="The course is not named.")
    case = take(case, Verb.PROPOSE_CONSENT, table.by("ola"), **OFFER | {"wording": "A reprimand.", "reasons": "So."})
    case = table.accept(case)
    told = {"minute": f"He once said: {OFFER['reasons']}"}
    pack = trying(case, Verb.SEND_BOARD_PACK, table.by("bea"), table.by("ava"), **told)
    with pytest.raises(NotNow) as no:
        pack()
    assert no.value.reasons == ("“Minute for the board” repeats words that stay sealed. Say it in other words.",)
    assert last(case)[0] == "case.step_proposed"


def nobody_who_judges_learns_of_it(table: Table, case: Case) -> None:
    """Seat a panel: its page tells of no offer, and no text of it opens."""
    case = table.declared(table.name(case), "cleo")
    page = case_page(table.by("cleo"), case.reference, verbs=VERBS)
    assert [line.type for line in page.lines if "consent" in line.type] == []
    assert approver_in(page) == (False, False, False)
    told = case_page(table.by("ola"), case.reference, verbs=VERBS)
    offers = [line.entry for line in told.lines if line.type in ("case.consent_proposed", "case.consent_accepted")]
    for entry in offers:
        for kept, field in ((CaseCompartment.RESPONDENT, "admission"), (CaseCompartment.DECISION, "admission")):
            asked = {"rights": [Reading.READ_REPORT], "wanted": {kept: [(entry, field)]}}
            with pytest.raises(NotSeen):
                open_content(reference=case.reference, by=table.by("cleo"), **asked)  # type: ignore[arg-type]
    assert offers != []
    assert approver_in(told) == (True, True, True)


def approver_in(page: CasePage) -> tuple[bool, bool, bool]:
    """Return whether the seats, the steps, and the names in the history tell that somebody was to approve an offer."""
    named = {seat for some in names_of(page).seated.values() for seat, _name in some}
    seated = {one.event.id for one in page.case.record if getattr(one.event, "seat", None) is Seat.CONSENT_APPROVER}
    return (
        Seat.CONSENT_APPROVER in {seat for seat, _name in page.people},
        bool(seated & {line.entry for line in page.lines}),
        Seat.CONSENT_APPROVER in named,
    )


@begins(Table.offered)
def test_an_approver_who_says_no_writes_why(table: Table, case: Case) -> None:
    said = trying(case, Verb.REJECT_CONSENT, table.by("cara"), confirmed="on", reasons="")
    assert refused(case, said) == (REASONS["rejection_reasons_are_written"],)


@begins(Table.charged)
def test_an_offer_lapses_by_the_clock_alone(table: Table, case: Case) -> None:
    case = take(case, Verb.PROPOSE_CONSENT, table.by("ola"), **OFFER)
    case = table.serve(case, table.last(case))
    table.wait(days=23)
    tasks.lapses()
    case = Case.objects.get(pk=case.pk)
    assert (case.state, last(case)[0]) == (CaseState.PANEL_FORMING, "case.consent_lapsed")
