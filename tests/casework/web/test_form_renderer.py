"""The renderer turns plain forms into labelled fields with hints and errors."""

import re
from uuid import uuid4

import pytest
from django import forms
from django.http import QueryDict

from casework.forms.dates import DateParts
from casework.forms.queue import QueueForm
from tests.casework.bound_fields import bound_field


class Plain(forms.Form):
    heading = "how"
    how = forms.ChoiceField(
        label="How?",
        choices=[("a", "Openly"), ("b", "Not")],
        widget=forms.RadioSelect(attrs={"choice_hints": {"a": "With your name"}}),
    )
    note = forms.CharField(
        label="Note", help_text="<b>Short</b>", max_length=1000, widget=forms.Textarea, required=False
    )
    when = DateParts(label="When")
    yes = forms.BooleanField(label="Yes", required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_hint_stands_under_its_answer_and_is_read_with_it() -> None:
    first, second = bound_field(Plain(), "how").options
    assert (first.id, first.label, first.hint) == ("id_how_0", "Openly", "With your name")
    assert 'aria-describedby="id_how_0_hint"' in first.control
    assert (second.hint, "aria-describedby" in second.control) == ("", False)
    assert "choice_hints" not in str(Plain())


def test_a_link_in_the_summary_leads_to_the_first_control_that_is_wrong() -> None:
    form = Plain({"when_day": "1", "when_year": "2026"})
    assert {name: bound_field(form, name).error_target for name in form.fields} == {
        "how": "id_how_0", "note": "id_note", "when": "id_when_1", "yes": "id_yes", "kept": "",
    }  # fmt: skip


def test_only_what_may_stay_empty_says_so() -> None:
    assert {name for name in Plain().fields if bound_field(Plain(), name).optional} == {"note", "kept"}


class Filter(forms.Form):
    compact = True
    state = forms.MultipleChoiceField(choices=[("a", "A")], required=False, widget=forms.CheckboxSelectMultiple)


def test_a_filter_is_drawn_small_and_does_not_call_each_field_optional() -> None:
    page = str(Filter())
    assert ("govuk-checkboxes--small" in page, "(optional)" in page) == (True, False)


def test_boxes_are_drawn_as_boxes_and_radios_as_radios() -> None:
    assert ["govuk-checkboxes__input" in option.control for option in bound_field(Filter(), "state").options] == [True]
    assert ["govuk-radios__input" in option.control for option in bound_field(Plain(), "how").options] == [True, True]


def test_the_question_of_the_page_is_its_heading() -> None:
    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", str(Plain()), re.S)
    assert [heading.strip() for heading in headings] == ["How?"]


def test_the_browser_never_refuses_or_cuts_what_the_server_answers_in_better_words() -> None:
    page = str(Plain())
    assert (" required" in page, " maxlength" in page) == (False, False)


def test_what_a_form_says_is_text() -> None:
    assert "&lt;b&gt;Short&lt;/b&gt;" in str(Plain())


def test_a_problem_of_the_whole_form_is_shown_even_where_a_page_has_no_summary() -> None:
    form = Plain({"how": "a", "when": "2026-03-27"})
    form.add_error(None, "These answers do not fit together.")
    assert '<p class="govuk-error-message">These answers do not fit together.</p>' in str(form)


@pytest.mark.parametrize(
    "asked", ["", "state=screening&due=late", "state=screening&state=hearing", "due=", "state=nonsense"]
)
def test_a_kept_field_is_the_one_that_its_form_would_render(asked: str) -> None:
    form = QueueForm(QueryDict(asked))
    for name in QueueForm.kept:
        assert form[name].as_field_group() == form[name].render()
        assert form[name].as_field_group() == form[name].render(), "a second time"


def test_a_field_that_is_kept_by_its_choices_has_those_of_its_own_form() -> None:
    forms = [
        QueueForm(QueryDict(asked), officers=[(mark, mark.title(), uuid4()) for mark in marks])
        for asked in ("", "officer=ada", "officer=nobody")
        for marks in ((), ("ada", "ben"), ("ada",), ("ada", "ben"))
    ]
    for form in forms:
        assert form["officer"].as_field_group() == form["officer"].render()
    assert [str(form["officer"].as_field_group()).count("Ben") for form in forms] == [0, 1, 0, 1] * 3


@pytest.mark.parametrize(
    "asked", ["", "officer=ada&state=screening&state=hearing", "due=late&waiting=14&mark=watch&hide=about"]
)
def test_the_kept_bar_of_the_queue_is_the_one_that_its_form_would_render(asked: str) -> None:
    """It is compared by what is given in its fields and by its officers, not by what was searched for."""
    bars = []
    for marks in ((), ("ada", "ben")):
        officers = [(mark, mark.title(), uuid4()) for mark in marks]
        form, again = (QueueForm(QueryDict(f"{asked}&words={words}"), officers=officers) for words in ("heron", "teal"))
        if form.errors:
            continue
        bars.append(form.kept_bar)
        assert [bars[-1]] == [again.kept_bar]
        shown = [
            (str(words), [str(field.as_field_group()) for field in fields], number)
            for words, fields, number in form.bar
        ]
        kept = [
            (str(words), [str(field.as_field_group()) for field in fields], number)
            for words, fields, number in bars[-1].bar
        ]
        assert kept == shown
    assert len(set(bars)) == len(bars) > 0
