"""The desk's forms: what is asked, what is refused in words, and what the step gets."""

from datetime import date

import pytest
import time_machine
from django.utils.datastructures import MultiValueDict

from casework.procedure.dismissal.forms import DismissCaseForm
from casework.procedure.plain_step import do
from casework.procedure.screening.forms import (
    DecideIdentityForm,
    FrameAllegationForm,
    IdentifyRespondentForm,
    OpenInvestigationForm,
    ScopeAllegationForm,
    TriageCaseForm,
)
from casework.procedure.seats.forms import (
    ReplaceSeatForm,
    RuleOnMentionForm,
    SeatMonitorsForm,
    SeatOfficerForm,
    StepAsideForm,
)
from casework.verbs.perform import stored_input
from casework.vocabulary import ClosingCode, IdentityDecision, Seat, Verb
from policy.actions import Entrant, enrol_member
from policy.models import Member
from tests.casework.desk_cast import MONDAY, NAMES, SINCE, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_triage_asks_every_question(desk: Desk) -> None:
    view = desk.screening().view
    assert set(TriageCaseForm({}, view=view).errors) == {
        "imminent_harm", "power_imbalance", "dishonesty", "harassment", "severity", "notes",
    }  # fmt: skip
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    form = TriageCaseForm({**answers, "dishonesty": "yes", "severity": "3", "notes": "x"}, view=view)
    assert form.is_valid()
    assert (form.cleaned_data["dishonesty"], form.cleaned_data["harassment"], form.cleaned_data["severity"]) == (
        True,
        False,
        3,
    )


@pytest.mark.parametrize(("said", "cleaned"), [("yes", True), ("no", False), ("not_known", None)])
def test_whether_one_had_power_over_the_other_can_be_not_known(desk: Desk, said: str, cleaned: bool | None) -> None:
    answers = dict.fromkeys(("imminent_harm", "dishonesty", "harassment"), "no") | {"severity": "2", "notes": "x"}
    form = TriageCaseForm({**answers, "power_imbalance": said}, view=desk.screening().view)
    assert form.is_valid(), form.errors
    assert form.step_input()["power_imbalance"] is cleaned


def test_an_allegation_is_of_an_edition_the_member_has_sworn(desk: Desk) -> None:
    case, _ = desk.framed()
    typed = {"commitment": "3", "first_day": "2026-01-12", "last_day": "2026-01-13", "act": "One act."}
    form = FrameAllegationForm(typed, view=case.view)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["commitment"], form.cleaned_data["last_day"]) == (3, date(2026, 1, 13))
    assert list(FrameAllegationForm(typed | {"commitment": "11"}, view=case.view).errors) == ["commitment"]


def test_only_an_allegation_that_waits_is_scoped(desk: Desk) -> None:
    case, allegation = desk.framed()
    form = ScopeAllegationForm({"allegation": str(allegation), "in_scope": "yes", "reasons": "x"}, view=case.view)
    assert list(form.errors) == ["allegation"]


def test_a_dismissal_asks_for_each_open_allegation(desk: Desk) -> None:
    case, allegation = desk.framed()
    typed = {f"code_{allegation.hex}": "time_barred", f"reasons_{allegation.hex}": "Too late."}
    form = DismissCaseForm(typed, view=case.view)
    assert form.is_valid()
    assert form.cleaned_data == {
        "allegations": (allegation,),
        "codes": (ClosingCode.TIME_BARRED,),
        "reasons": {allegation.hex: "Too late."},
    }
    assert set(DismissCaseForm({}, view=case.view).errors) == set(typed)


def test_a_dismissal_without_allegations_asks_about_the_complaint(desk: Desk) -> None:
    view = desk.screening().view
    form = DismissCaseForm({"code_complaint": "out_of_scope", "reasons_complaint": "Not ours."}, view=view)
    assert form.is_valid()
    assert (form.cleaned_data["allegations"], form.cleaned_data["codes"]) == ((), (ClosingCode.OUT_OF_SCOPE,))


def test_what_the_first_hand_typed_is_what_the_second_signs(desk: Desk) -> None:
    case, allegation = desk.framed()
    typed = MultiValueDict({f"code_{allegation.hex}": ["time_barred"], f"reasons_{allegation.hex}": ["Too late."]})
    stored = MultiValueDict(stored_input(typed))
    assert DismissCaseForm(stored, view=case.view).is_valid()


def test_seats_are_offered_in_the_order_of_the_rota_and_nobody_says_why_not(desk: Desk) -> None:
    case = desk.screening()
    gone = desk.screeners(case)[0]
    case = do(Verb.RECUSE_OFFICER, reference=case.reference, by=gone)
    form = SeatOfficerForm(view=case.view)
    groups = dict(form.fields["place"].choices)  # type: ignore[attr-defined]
    labels = [label for _, label in groups["Screener"]]
    assert (len(labels), gone.user.name in str(form)) == (1, False)
    wanted = f"investigator:{desk.person('ola')}"
    form = SeatOfficerForm({"place": wanted}, view=case.view)
    assert form.is_valid()
    assert form.cleaned_data == {"seat": Seat.INVESTIGATOR, "person": desk.person("ola"), "reason": ""}
    assert list(SeatOfficerForm({"place": f"monitor:{desk.person('ola')}"}, view=case.view).errors) == ["place"]


def test_a_seat_that_was_left_is_offered_again(desk: Desk) -> None:
    case = desk.screening()
    assert ReplaceSeatForm(view=case.view).lacking == ["No seat stands empty that anybody could fill now."]
    gone = desk.screeners(case)[0]
    case = do(Verb.RECUSE_OFFICER, reference=case.reference, by=gone)
    form = ReplaceSeatForm(view=case.view)
    assert gone.user.name not in str(form)
    groups = form.fields["place"].choices  # type: ignore[attr-defined]
    assert ([str(group) for group, _ in groups], form.lacking) == (["Screener"], [])


def test_what_is_offered_without_a_case_is_nothing_from_a_case() -> None:
    for form in (ScopeAllegationForm(), DismissCaseForm(), SeatOfficerForm(), SeatMonitorsForm(), RuleOnMentionForm()):
        offered = [
            field.choices  # type: ignore[attr-defined]  # only some fields have choices
            for name, field in form.fields.items()
            if name in {"allegation", "place", "persons", "subject"}
        ]
        assert all(choices == [] for choices in offered)


def test_boxes_that_confirm_give_the_step_nothing(desk: Desk) -> None:
    for form in (StepAsideForm, OpenInvestigationForm):
        assert list(form({}).errors) == ["confirmed"]
        given = form({"confirmed": "on"})
        assert (given.is_valid(), given.step_input()) == (True, {})


def test_a_name_is_answered_with_the_numbers_that_go_with_it_and_binds_nobody(desk: Desk) -> None:
    enrol_member(by=desk["regi"], entrant=Entrant(number="M-0043", name="Rex Other", joined=SINCE), at=MONDAY)
    Member.objects.filter(number="M-0043").update(employer="Corvid Works", chapter="North")
    form = IdentifyRespondentForm({"member": "rex"})
    assert set(form.errors["member"]) == {
        f"If this is the one, write the number: M-0042 {NAMES['rex']}",
        "If this is the one, write the number: M-0043 Rex Other, Corvid Works, North",
    }
    for typed in ("m-0042", "Nobody At All"):
        assert IdentifyRespondentForm({"member": typed}).errors == {}


def test_the_identity_form_takes_four_answers(desk: Desk) -> None:
    form = DecideIdentityForm({"decision": "adopt", "asked": "on", "reasons": "x"})
    assert form.is_valid()
    assert (form.cleaned_data["decision"], form.cleaned_data["asked"]) == (IdentityDecision.ADOPT, True)
    assert list(IdentifyRespondentForm({"member": ""}).errors) == ["member"]
