"""The fields of an empty page of the report are rendered once; nothing that somebody typed is ever among them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.utils.safestring import SafeString

from accounts.offices import Office
from casework.forms.complaint import QUESTIONS, Asked
from casework.queries.conflicts.keep_away import OfficeHolder, OfficesListed
from casework.queries.rulebook.published import Books
from casework.web.public.fields import fields_of
from policy.editions.texts import CodeText, CommitmentText
from tests.policy.books import icsrm
from tests.pseudo_language import spoken


def _asked(title: str = "Keep promises") -> Asked:
    commitment = CommitmentText(number=1, title=title, text="", plain="", examples=("", ""), keywords=())
    said = {"key": "code", "title": "Code", "body": "Society", "version": "1"}
    day = date(2026, 1, 1)
    code = CodeText(**said, in_force_from=day, preamble=(), commitments=(commitment,))
    return Asked(lambda: Books(code=code, rules=icsrm().rules, today=day, first_code=day))


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


def test_a_page_that_lists_the_people_in_office_is_rendered_again_when_they_change() -> None:
    ada = OfficeHolder(person=UUID(int=1), user=UUID(int=2), name="Ada Abel", offices=(Office.INTAKE,))

    def shown(holder: OfficeHolder) -> SafeString:
        asked = _asked()
        vars(asked)["offices"] = OfficesListed(holders=(holder,), named=True)
        return fields_of(QUESTIONS["keep-away"](asked=asked))

    assert shown(ada) is shown(replace(ada))
    assert ("Ada Abel" in shown(ada), "Ada Abel" in shown(replace(ada, name="Bo Beck"))) == (True, False)
