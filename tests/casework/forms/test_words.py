"""Errors are said in words that name the question; a form's own words are left alone."""

from dataclasses import replace
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict

from casework.forms.base import Confirmed, Reasons, form_of
from casework.forms.files import Files
from casework.procedure.board.forms import put_in_words
from casework.vocabulary import Route
from policy.quorum import Option
from tests.casework.bound_fields import bound_field
from tests.casework.pure_road import triaged


class Questions(forms.Form):
    what = forms.CharField(label="What happened?", max_length=2000, min_length=3)
    how = forms.ChoiceField(label="How?", choices=[("a", "A")], required=False)
    which = forms.MultipleChoiceField(label="Which?", choices=[("1", "One")], required=False)
    many = forms.IntegerField(label="How many?", required=False, max_value=9)
    mail = forms.EmailField(label="E-mail", required=False)
    own = forms.CharField(label="Own", error_messages={"required": "Say it your own way."})
    sure = Confirmed(label="I have read it all.")
    agreed = Confirmed(label="Agreed", missing="Tick it when the caller agrees.")


def said(**typed: object) -> dict[str, list[str]]:
    """The errors of each field as a page shows them."""
    form = Questions({"what": "text", "own": "x", "sure": "on", "agreed": "on", **typed})
    return {name: bound_field(form, name).problems for name in form.errors}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"what": ""}, {"what": ["“What happened?” needs an answer."]}),
        (
            {"what": "x" * 2001},
            {"what": ["“What happened?” can be 2,000 characters at most. You typed 2,001."]},
        ),
        ({"what": "x"}, {"what": ["“What happened?” needs at least 3 characters. You typed 1."]}),
        (
            {"what": "a\x00bc"},
            {"what": ["“What happened?” holds a character that cannot be kept. Type that part again."]},
        ),
        ({"how": "z"}, {"how": ["Choose from the answers listed under “How?”."]}),
        ({"which": ["9"]}, {"which": ["Choose from the answers listed under “Which?”."]}),
        ({"which": "9"}, {"which": ["Choose from the answers listed under “Which?”."]}),
        ({"many": "x"}, {"many": ["“How many?” must be a whole number, for example 14."]}),
        ({"many": "10"}, {"many": ["“How many?” can be 9 at most."]}),
        ({"mail": "x"}, {"mail": ["Enter an e-mail address like name@example.org."]}),
        ({"own": ""}, {"own": ["Say it your own way."]}),
        ({"sure": ""}, {"sure": ["Tick the box “I have read it all”."]}),
        ({"agreed": ""}, {"agreed": ["Tick it when the caller agrees."]}),
        ({}, {}),
    ],
)
def test_an_error_is_said_in_words(typed: dict[str, object], words: dict[str, list[str]]) -> None:
    assert said(**typed) == words


def test_each_reason_that_is_missing_names_its_question_on_a_page_and_stays_as_it_is_elsewhere() -> None:
    form = form_of(why=Reasons(label="Why?"), wish=Reasons(label="What should change?"))({"wish": "a\x07b"})
    assert form.errors["why"] == ["Write this before you go on."]
    assert [bound_field(form, name).problems for name in form.errors] == [
        ["“Why?”: write this before you go on."],
        ["“What should change?” holds a character that cannot be kept. Type that part again."],
    ]


class Evidence(forms.Form):
    files = Files(label="Add evidence", most=2, largest=1024 * 1024)  # type: ignore[assignment]  # a form takes its fields off its class


def sent(*contents: bytes) -> Evidence:
    """The form with files of these contents."""
    files: list[UploadedFile[Any]] = [
        SimpleUploadedFile(f"{place}.txt", content) for place, content in enumerate(contents)
    ]
    return Evidence({}, MultiValueDict({"files": files}))


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ([], ["“Add evidence” needs an answer."]),
        ([b"a", b"b", b"c"], ["Choose at most 2 files at a time"]),
        ([b"a", b""], ["File 2 is empty. Choose another"]),
        ([b"a" * (1024 * 1024 + 1)], ["File 1 is larger than 1 MB"]),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_by_its_place(contents: list[bytes], words: list[str]) -> None:
    assert bound_field(sent(*contents), "files").problems == words


def test_several_files_come_as_a_list() -> None:
    form = sent(b"a", b"bc")
    assert form.is_valid()
    assert [file.size for file in form.cleaned_data["files"]] == [1, 2]


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (Route.PANEL, "Send the case back to the panel"),
        (Route.CONSENT, "Send the offer back"),
        (Route.BREACH, "Send the report of a breach back"),
    ],
)
def test_a_voter_reads_where_a_remittal_leads_by_how_the_case_came_to_the_board(route: Route, words: str) -> None:
    view = triaged().view
    assert put_in_words(Option.REMIT, replace(view, board=replace(view.board, route=route))) == words
