"""The fields of an empty page of the report are rendered once; nothing that somebody typed is ever among them."""

from datetime import date

from django.http import QueryDict

from casework.forms.complaint import QUESTIONS, Asked
from casework.web.public.fields import fields_of
from policy.editions.texts import CodeText, CommitmentText
from tests.pseudo_language import spoken


def _asked(title: str = "Keep promises") -> Asked:
    commitment = CommitmentText(number=1, title=title, text="", plain="", examples=("", ""), keywords=())
    said = {"key": "code", "title": "Code", "body": "Society", "version": "1"}
    day = date(2026, 1, 1)
    return Asked(code=CodeText(**said, in_force_from=day, preamble=(), commitments=(commitment,)), today=day)


def test_words_on_a_page_are_shown_to_their_writer_alone() -> None:
    kind = QUESTIONS["what"]
    empty = fields_of(kind(asked=_asked()))
    assert "heron" in fields_of(kind(QueryDict("narrative=heron"), asked=_asked()))
    assert "heron" in fields_of(kind(initial={"narrative": "heron"}, asked=_asked()))
    assert fields_of(kind(asked=_asked())) is empty
    assert "heron" not in empty


def test_each_code_and_each_language_has_a_page_of_its_own() -> None:
    kind = QUESTIONS["commitments"]
    assert "Keep promises" in fields_of(kind(asked=_asked()))
    assert "Tell the truth" in fields_of(kind(asked=_asked("Tell the truth")))
    english = fields_of(QUESTIONS["what"](asked=_asked()))
    with spoken():
        assert fields_of(QUESTIONS["what"](asked=_asked())) != english
