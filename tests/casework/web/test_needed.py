"""An officer's form says before anything is refused what has to be filled in, and what each answer leads to."""

import pytest
from django import forms
from django.urls import reverse

from casework.forms.base import Reasons, VerbForm, form_of
from casework.forms.fields import YesNo
from casework.verbs import VERBS
from casework.vocabulary import Verb
from casework.web.shared.needed import ALL, BUT_OPTIONAL, NOTHING, ONE, ONLY_MARKED, WITH_BOXES, mark_needed
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.bound_fields import bound_field
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_sheets import RISK, TWO, send, sheet_of
from tests.scenario_fixtures import begins


def needed(required: int, optional: int, **more: forms.Field) -> tuple[str, list[str], list[str]]:
    """The sentence above a form with so many fields, the fields that say "optional", and those that say "required"."""
    fields: dict[str, forms.Field] = {f"must_{n}": Reasons(label="Must") for n in range(required)}
    fields |= {f"may_{n}": Reasons(label="May", required=False) for n in range(optional)}
    form = form_of(**fields, **more)()
    said = str(mark_needed(form))
    bound = {name: bound_field(form, name) for name in form.fields}
    return (
        said,
        [name for name, one in bound.items() if one.optional],
        [name for name, one in bound.items() if one.marked_required],
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ((1, 0), (str(ONE), [], [])),
        ((3, 0), (str(ALL), [], [])),
        ((2, 1), (str(BUT_OPTIONAL), ["may_0"], [])),
        ((1, 1), (str(ONLY_MARKED), [], ["must_0"])),
        ((1, 3), (str(ONLY_MARKED), [], ["must_0"])),
        ((0, 2), (str(NOTHING), [], [])),
    ],
)
def test_the_fewer_of_the_fields_are_marked_and_a_sentence_says_so(
    fields: tuple[int, int], expected: tuple[str, list[str], list[str]]
) -> None:
    assert needed(*fields) == expected


def test_a_box_to_tick_counts_for_neither() -> None:
    box = forms.BooleanField(label="It goes on", required=False)
    assert needed(1, 0, box=box) == (str(WITH_BOXES), [], [])
    assert needed(1, 0, box=forms.BooleanField(label="I have read it")) == (str(ONE), [], [])


def test_what_is_expected_of_a_field_that_is_not_asked_any_more_does_not_count() -> None:
    class Expecting(VerbForm):
        must = Reasons(label="Must")
        instead = Reasons(label="Instead", required=False)
        expected = ("instead",)

    whole, left = Expecting(), Expecting()
    del left.fields["instead"]
    assert [str(mark_needed(form)) for form in (whole, left)] == ["", str(ONE)]


def test_a_form_that_was_not_marked_says_what_is_optional_as_before() -> None:
    class Plain(VerbForm):
        must = YesNo(label="Must")
        may = Reasons(label="May", required=False)

    form = Plain()
    assert [(bound_field(form, one).optional, bound_field(form, one).marked_required) for one in form.fields] == [
        (False, False),
        (True, False),
    ]


@pytest.mark.parametrize("verb", [Verb.SUPPLY_INFORMATION, Verb.ADD_EVIDENCE])
def test_a_form_that_asks_for_one_of_several_fields_never_says_that_both_may_stay_empty(verb: Verb) -> None:
    form = VERBS[verb].form()
    assert str(mark_needed(form)) == ""
    assert [
        name for name in ("answer", "text", "file", "files") if name in form.fields and bound_field(form, name).optional
    ] == []


def triaged(town: Town) -> Story:
    """A report that two screeners have, its risk recorded."""
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    story.by(told.screener(story), Verb.TRIAGE_CASE, **RISK)
    return story


@begins(triaged)
def test_the_step_page_says_what_is_needed_before_the_error(town: Town, story: Story) -> None:
    one = town.browser(told.screener(story))
    page = text(one.get(reverse("step", args=[story.case, Verb.REQUEST_INFORMATION.value])))
    form = page.partition('id="step_form"')[2].partition("</form>")[0]
    assert (str(ONE) in form, "(optional)" in form) == (True, False)


@begins(triaged)
def test_the_sheet_says_what_each_answer_leads_to_and_which_field_is_missing(town: Town, story: Story) -> None:
    one = town.browser(told.screener(story))
    page = " ".join(text(one.get(sheet_of(story))).split())
    for words in (
        "It is investigated, and the notice to the member names it.",
        "It ends here, for the reason that you choose next. If no allegation is left, dismiss the report instead.",
        "It is out of time, but is admitted: the reasons say why",
    ):
        assert words in page
    reasons = page.partition('for="sheet_scope_1-reasons"')[2].partition("</label>")[0]
    assert "(required)" in reasons
    typed = {name: value for name, value in TWO.items() if "_2-" not in name and name != "scope_1-reasons"}
    shown = text(send(one, story, **{"who-member": "M-1001", **typed}))
    refused = " ".join(shown.partition('id="not_saved"')[2].partition("</ul>")[0].split())
    assert "Allegation 1: Reasons: Write this before you go on." in refused
